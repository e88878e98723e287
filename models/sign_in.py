"""Failed sign-ins, counted in the database so that every worker sees them, and the credentials they are about."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import LargeBinary, case, delete, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.audit import aside
from models.db import Base
from models.party import Account
from models.password_past import put_away
from tradein.refusals.party import TooManyAttempts
from tradein.throttle import ADDRESS, Allowance

Moment = DateTime(timezone=True)


class SignInFailure(Base):
    """How often a subject has failed in a row. A subject is a keyed digest of an account's login or of an address.

    `last_at` is the last attempt, or where attempts come back (`Allowance.count`) what the next one is counted from.
    """

    __tablename__ = "sign_in_failure"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment, index=True)
    locked_until: Mapped[datetime | None] = mapped_column(Moment)


class Credentials(NamedTuple):
    """What a password is checked against; who signs in by phone alone has none."""

    account_id: UUID
    password_hash: str | None
    active: bool


def take_attempt(
    session: Session, subjects: Mapping[bytes, Allowance], now: datetime
) -> dict[bytes, datetime | None]:
    """Count one attempt against every subject before the password is looked at; raises `TooManyAttempts`.

    Counting first is what makes a hundred parallel guesses count a hundred times: whoever succeeds is forgiven after.
    Answers until when this attempt has locked each subject, None where it has not.
    """
    aside(session)
    locks = {}
    for subject in sorted(subjects):  # one order for everybody: two attempts cannot deadlock
        allowance, row = subjects[subject], _locked_row(session, subject, now)
        if row.locked_until is not None and row.locked_until > now:
            raise TooManyAttempts(retry_after=ceil((row.locked_until - now).total_seconds()))
        row.failures, row.last_at = allowance.count(row.failures, row.last_at, now)
        wait = allowance.wait_after(row.failures)
        # No wait is no lock: somebody at the same moment may have read the clock a little earlier than we did.
        row.locked_until = locks[subject] = now + wait if wait else None
    session.flush()
    return locks


def _locked_row(session: Session, subject: bytes, now: datetime) -> SignInFailure:
    fresh = insert(SignInFailure).values(subject=subject, failures=0, last_at=now)
    session.execute(fresh.on_conflict_do_nothing())
    query = select(SignInFailure).where(SignInFailure.subject == subject).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def forgive(session: Session, account: bytes, address: bytes, locked_until: datetime | None) -> None:
    """After a success: the account starts afresh; the address gets back this one attempt and no more.

    Otherwise an attacker with one account of their own could wash their address between guesses. The lock that this
    attempt set (`locked_until`) goes with it, because the one before had run out when it was counted; somebody else's
    stays.
    """
    session.execute(delete(SignInFailure).where(SignInFailure.subject == account))
    left = func.greatest(SignInFailure.failures - 1, 0)
    own = SignInFailure.locked_until == locked_until
    unlocked = case((or_(own, left < ADDRESS.free), None), else_=SignInFailure.locked_until)
    session.execute(
        update(SignInFailure)
        .where(SignInFailure.subject == address)
        .values(failures=left, locked_until=unlocked)
        .execution_options(synchronize_session=False)
    )


_CREDENTIALS = text("SELECT account_id, password_hash, active FROM credentials_of(:login)")


def credentials_of(session: Session, login: str) -> Credentials | None:
    """The stored credentials of a login; None when nobody has it."""
    row = session.execute(_CREDENTIALS, {"login": login}).one_or_none()
    return None if row is None else Credentials(*row)


def password_set_at(session: Session, account_id: UUID) -> datetime:
    """When the present password was set; one that came with the account is as old as the account."""
    query = select(func.coalesce(Account.password_changed_at, Account.created_at))
    return session.scalars(query.where(Account.id == account_id)).one()


def take_password(session: Session, account: Account, now: datetime) -> None:
    """Leave an account without a password until its owner sets one; the old one is remembered."""
    put_away(session, account.id, now)
    account.password_hash = None
    session.flush()


def set_password(session: Session, account_id: UUID, password_hash: str, now: datetime) -> None:
    """Give an account a new password and keep the old one's hash; ending its other sessions is the caller's."""
    put_away(session, account_id, now)
    session.execute(
        update(Account)
        .where(Account.id == account_id)
        .values(password_hash=password_hash, password_changed_at=now)
        .execution_options(synchronize_session=False)
    )
