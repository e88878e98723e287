"""Which phone signs in to which account: proved by a code, found by its blind index, never stored in clear."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.personal_index import sought
from models.sealed import Personal, Sealed
from tradein.blind_index import Indexed


class PhoneLogin(Personal):
    """A phone that was proved to be the account's. One phone, one account; one account, one phone."""

    __tablename__ = "phone_login"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    phone_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    phone_index: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    phone_index_next: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    phone = Sealed(None, Indexed.PHONE)
    verified_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Holder(NamedTuple):
    """Whom a phone, or a subject of a sign-on, leads to: the account and its state, and no word of the person."""

    id: UUID
    state: str


_BY_PHONE = text("SELECT account_id, state FROM account_by_phone(:sought)")


def account_of(session: Session, phone: str) -> Holder | None:
    """The account a phone signs in to, whatever its state; past the net, which lets everybody reach their own alone."""
    row = session.execute(_BY_PHONE, {"sought": sought(Indexed.PHONE, phone)}).one_or_none()
    return None if row is None else Holder(*row)


def link(session: Session, account_id: UUID, phone: str, now: datetime) -> None:
    """Let a proved phone sign in to an account, in place of the one before.

    A phone that signs in elsewhere breaks the constraint (`already_exists`): numbers are handed on by their operators,
    accounts are not.
    """
    row = session.get(PhoneLogin, account_id) or PhoneLogin(account_id=account_id)
    row.phone, row.verified_at = phone, now
    session.add(row)
    session.flush()
