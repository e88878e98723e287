"""Accounts known to a unified sign-on, linked beforehand by an administrator; and visits to it under way."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    CursorResult,
    ForeignKey,
    LargeBinary,
    Text,
    UniqueConstraint,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.db import Base, new_id
from models.party import Account
from models.phone_login import Holder
from models.session_list import end_all
from tradein.refusal import NotFound
from tradein.refusals.sign_in import IdentityTaken

Moment = DateTime(timezone=True)


class IdentityLink(Base):
    """A subject of an issuer (OpenID Connect) and the account it signs in to. Rights come from the account alone."""

    __tablename__ = "identity_link"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    issuer: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    created_by: Mapped[UUID | None]


class OidcVisit(Base):
    """Somebody was sent to the sign-on and may come back once. `state_hash` is the SHA-256 of what they bring."""

    __tablename__ = "oidc_visit"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


_BY_IDENTITY = text("SELECT account_id, state FROM account_by_identity(:issuer, :subject)")


def linked_account(session: Session, issuer: str, subject: str) -> Holder | None:
    """The account a subject signs in to, whatever its state; None while nobody has linked it."""
    row = session.execute(_BY_IDENTITY, {"issuer": issuer, "subject": subject}).one_or_none()
    return None if row is None else Holder(*row)


def link(
    session: Session, identity: tuple[str, str], login: str, by: UUID | None, now: datetime
) -> IdentityLink:
    """Link `(issuer, subject)` to the account with this login. Raises `not_found`, `identity_taken`."""
    account_id = session.scalar(select(Account.id).where(Account.login == login))
    if account_id is None:
        raise NotFound("account")
    issuer, subject = identity
    taken = select(IdentityLink.id).where(IdentityLink.issuer == issuer, IdentityLink.subject == subject)
    if session.scalar(taken) is not None:
        raise IdentityTaken("subject")
    row = IdentityLink(
        id=new_id(), issuer=issuer, subject=subject, account_id=account_id, created_at=now, created_by=by
    )
    session.add(row)
    session.flush()
    return row


def unlink(session: Session, link_id: UUID, now: datetime) -> None:
    """End a link and the account's sessions: one of them may have come this way. Raises `not_found`."""
    row = session.get(IdentityLink, link_id)
    if row is None:
        raise NotFound
    end_all(session, row.account_id, now)
    session.delete(row)
    session.flush()


def links_after(
    session: Session, after: tuple[Any, ...] | None, limit: int
) -> Sequence[tuple[IdentityLink, str]]:
    """Links with the login they lead to, newest first."""
    query = select(IdentityLink, Account.login).join(Account, Account.id == IdentityLink.account_id)
    if after is not None:
        query = query.where(IdentityLink.id < after[0])
    rows = session.execute(query.order_by(IdentityLink.id.desc()).limit(limit))
    return [(row[0], row[1]) for row in rows]


def set_out(session: Session, state_hash: bytes, now: datetime) -> None:
    """Remember that somebody was sent to the sign-on."""
    session.add(OidcVisit(state_hash=state_hash, created_at=now))
    session.flush()


def come_back(session: Session, state_hash: bytes, not_before: datetime, now: datetime) -> bool:
    """Whether somebody who set out since `not_before` comes back with this state for the first time."""
    used = session.execute(
        update(OidcVisit)
        .where(
            OidcVisit.state_hash == state_hash,
            OidcVisit.used_at.is_(None),
            OidcVisit.created_at > not_before,
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", used).rowcount == 1


def purge_visits(session: Session, before: datetime) -> int:
    """Forget visits begun before `before`; how many."""
    gone = session.execute(delete(OidcVisit).where(OidcVisit.created_at < before))
    return cast("CursorResult[Any]", gone).rowcount
