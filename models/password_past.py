"""Passwords somebody had before, as their hashes, so that they are not set again; no more than are compared."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.password_policy import REMEMBERED


class PasswordPast(Base):
    """A password that was replaced. It goes with its account, and when newer ones have taken its place."""

    __tablename__ = "password_past"
    __table_args__ = (Index("ix_password_past_account", "account_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    password_hash: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


_OF = text("SELECT password_of(:account)")
_PUT_AWAY = text("SELECT put_password_away(:account, :past, :at, :kept)")


def password_of(session: Session, account_id: UUID) -> str | None:
    """The hash of the present password, for the one whom the transaction is declared to be of, and nobody else."""
    found: str | None = session.scalar(_OF, {"account": account_id})
    return found


def known_hashes(session: Session, account_id: UUID) -> list[str]:
    """The hashes a new password is compared with: the present one, then the latest before it, `REMEMBERED` in all."""
    present = password_of(session, account_id)
    return [one for one in (present, *_past(session, account_id)) if one][:REMEMBERED]


def _past(session: Session, account_id: UUID) -> Sequence[str]:
    query = select(PasswordPast.password_hash).where(PasswordPast.account_id == account_id)
    return session.scalars(query.order_by(PasswordPast.id.desc()).limit(REMEMBERED)).all()


def put_away(session: Session, account_id: UUID, now: datetime) -> None:
    """Keep the present password's hash among the past ones, before it is replaced or taken away."""
    given = {"account": account_id, "past": new_id(), "at": now, "kept": REMEMBERED}
    session.execute(_PUT_AWAY, given)
