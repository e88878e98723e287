"""One-time codes: issued at most so often, tried at most so often, used once; only a keyed digest is stored."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import CursorResult, Index, LargeBinary, SmallInteger, Text, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.db import Base, new_id
from tradein.one_time import LIFETIME, LONGEST_WINDOW, TRIES, Bound, wait_before_next
from tradein.refusals.sign_in import TooManyCodes

Moment = DateTime(timezone=True)
DigestOf = Callable[[UUID], bytes]
"""The digest to store of the code with this id."""


class OneTimeCode(Base):
    """A code given to somebody. `subject` is a phone's blind index or an account's digest, never the thing itself."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index("ix_one_time_code_subject", "subject", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    purpose: Mapped[str] = mapped_column(Text)
    subject: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    tries: Mapped[int] = mapped_column(SmallInteger)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    handed_by: Mapped[UUID | None]
    """Who hands it over, for codes that are not texted."""


class Terms(NamedTuple):
    """How long a code holds, and who hands it over if it is not texted."""

    lifetime: timedelta = LIFETIME
    handed_by: UUID | None = None


def issue(session: Session, bound: Bound, digest_of: DigestOf, now: datetime, terms: Terms) -> UUID:
    """Store a fresh code and answer its id; codes given before for the same purpose no longer hold.

    Raises `too_many_codes`, counted over all purposes of the subject.
    """
    # Two requests for one phone at once: the second counts the first.
    session.execute(select(func.pg_advisory_xact_lock(_lock_number(bound.subject))))
    window = select(OneTimeCode.created_at).where(
        OneTimeCode.subject == bound.subject, OneTimeCode.created_at > now - LONGEST_WINDOW
    )
    wait = wait_before_next(session.scalars(window).all(), now)
    if wait:
        raise TooManyCodes(retry_after=ceil(wait.total_seconds()))
    _withdraw(session, bound, now)
    code_id = new_id()
    session.add(
        OneTimeCode(
            id=code_id,
            purpose=bound.purpose.value,
            subject=bound.subject,
            digest=digest_of(code_id),
            tries=0,
            created_at=now,
            expires_at=now + terms.lifetime,
            handed_by=terms.handed_by,
        )
    )
    session.flush()
    return code_id


def use(session: Session, bound: Bound, digest: bytes, now: datetime) -> bool:
    """Whether `digest` is that of the code in force; it is used up by that, and by five wrong ones.

    The try is counted under a lock on the row, and the caller commits whatever the answer: of fifty at once one is
    right, and a hundred parallel guesses are five.
    """
    query = (
        select(OneTimeCode)
        .where(
            OneTimeCode.subject == bound.subject,
            OneTimeCode.purpose == bound.purpose.value,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > now,
            OneTimeCode.tries < TRIES,
        )
        .order_by(OneTimeCode.created_at.desc())
        .limit(1)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = session.scalars(query).one_or_none()
    # Compared even when there is none, so that both answers take equal time.
    right = hmac.compare_digest(digest, bytes(found.digest) if found else b"\0" * len(digest))
    if found is None:
        return False
    found.tries += 1
    if right:
        found.used_at = now
    session.flush()
    return right


def _withdraw(session: Session, bound: Bound, now: datetime) -> None:
    session.execute(
        update(OneTimeCode)
        .where(
            OneTimeCode.subject == bound.subject,
            OneTimeCode.purpose == bound.purpose.value,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > now,
        )
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )


def _lock_number(subject: bytes) -> int:
    return int.from_bytes(subject[:8].rjust(8, b"\0"), "big", signed=True)


def purge_codes(session: Session, before: datetime) -> int:
    """Delete codes that expired before `before`, which must be as long ago as codes are counted; how many."""
    gone = session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < before))
    return cast("CursorResult[Any]", gone).rowcount
