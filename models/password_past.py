"""Passwords somebody had before, as their hashes, so that they are not set again; no more than are compared."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Text, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.party import Account
from tradein.password_policy import REMEMBERED


class PasswordPast(Base):
    """A password that was replaced. It goes with its account, and when newer ones have taken its place."""

    __tablename__ = "password_past"
    __table_args__ = (Index("ix_password_past_account", "account_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    password_hash: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def known_hashes(session: Session, account_id: UUID) -> list[str]:
    """The hashes a new password is compared with: the present one, then the latest before it, `REMEMBERED` in all."""
    present = session.scalar(select(Account.password_hash).where(Account.id == account_id))
    return [one for one in (present, *_past(session, account_id)) if one][:REMEMBERED]


def _past(session: Session, account_id: UUID) -> Sequence[str]:
    query = select(PasswordPast.password_hash).where(PasswordPast.account_id == account_id)
    return session.scalars(query.order_by(PasswordPast.id.desc()).limit(REMEMBERED)).all()


def put_away(session: Session, account_id: UUID, now: datetime) -> None:
    """Keep the present password's hash among the past ones, before it is replaced or taken away."""
    present = session.scalar(select(Account.password_hash).where(Account.id == account_id).with_for_update())
    if present is None:
        return
    session.add(PasswordPast(id=new_id(), account_id=account_id, password_hash=present, replaced_at=now))
    session.flush()
    kept = select(PasswordPast.id).where(PasswordPast.account_id == account_id)
    kept = kept.order_by(PasswordPast.id.desc()).limit(REMEMBERED)
    session.execute(
        delete(PasswordPast)
        .where(PasswordPast.account_id == account_id, PasswordPast.id.not_in(kept))
        .execution_options(synchronize_session=False)
    )
