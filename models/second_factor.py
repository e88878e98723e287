"""Second factors: an authenticator's secret, sealed; the last step it was used in; and recovery codes, used once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, CursorResult, ForeignKey, LargeBinary, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.db import Base
from models.sealed import Personal, Sealed
from tradein.totp import matching_step

Moment = DateTime(timezone=True)
OFFER_LASTS = timedelta(minutes=10)
"""How long an offered secret may wait for its first code."""


class SecondFactor(Personal):
    """An account's authenticator: `secret` is in force; `offered` will be once a code of it has come back.

    `reset_at` says that a person took the last one away: the next one needs the code they handed over.
    """

    __tablename__ = "second_factor"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    secret_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    secret = Sealed(None)
    offered_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    offered = Sealed(None)
    offered_at: Mapped[datetime | None] = mapped_column(Moment)
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    reset_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(Base):
    """A way in when the authenticator is lost; only its keyed digest is stored."""

    __tablename__ = "recovery_code"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


def factor_of(session: Session, account_id: UUID) -> SecondFactor | None:
    """The account's second factor, in force or offered."""
    return session.get(SecondFactor, account_id, populate_existing=True)


_IN_FORCE = text("SELECT factor_in_force(:account)")
_TAKE_AWAY = text("SELECT take_factor_away(:account, :at)")


def is_enrolled(session: Session, account_id: UUID) -> bool:
    """Whether a second factor of the account is in force."""
    return bool(session.scalar(_IN_FORCE, {"account": account_id}))


def offer(session: Session, account_id: UUID, secret: str, now: datetime) -> None:
    """Store a secret that is in force once a code of it has come back; until then the one before goes on."""
    row = factor_of(session, account_id) or SecondFactor(account_id=account_id)
    row.offered, row.offered_at = secret, now
    session.add(row)
    session.flush()


def offered_step(session: Session, account_id: UUID, code: str, now: datetime) -> int | None:
    """The step of which `code` is that of the secret offered within `OFFER_LASTS`; None if it is not. Locks the row."""
    row = _locked(session, account_id)
    secret = row.offered if row and row.offered_at and now - row.offered_at < OFFER_LASTS else None
    return matching_step(secret, code, now, None) if secret else None


def confirm(session: Session, account_id: UUID, step: int, now: datetime) -> None:
    """Put the offered secret in force, its first code used in `step`."""
    row = session.get_one(SecondFactor, account_id)
    row.secret, row.confirmed_at, row.last_step = row.offered, now, step
    row.offered, row.offered_at, row.reset_at = None, None, None
    session.flush()


def take_code(session: Session, account_id: UUID, code: str, now: datetime) -> bool:
    """Whether `code` is the authenticator's now; its step and all before are used up.

    The row is locked: one code used fifty times at once counts once.
    """
    row = _locked(session, account_id)
    secret = row.secret if row else None
    if row is None or secret is None:
        return False
    step = matching_step(secret, code, now, row.last_step)
    if step is None:
        return False
    row.last_step = step
    session.flush()
    return True


def _locked(session: Session, account_id: UUID) -> SecondFactor | None:
    query = select(SecondFactor).where(SecondFactor.account_id == account_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def replace_recovery(session: Session, account_id: UUID, digests: Iterable[bytes], now: datetime) -> None:
    """New recovery codes; the old ones no longer hold."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.add_all(RecoveryCode(account_id=account_id, digest=digest, created_at=now) for digest in digests)
    session.flush()


def take_recovery(session: Session, account_id: UUID, digest: bytes, now: datetime) -> bool:
    """Whether this is an unused recovery code of an account with a factor in force; it is used up by that."""
    if not is_enrolled(session, account_id):
        return False
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account_id,
            RecoveryCode.digest == digest,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return cast("CursorResult[Any]", used).rowcount == 1


def remove(session: Session, account_id: UUID) -> None:
    """The owner takes their factor away."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))


def reset(session: Session, account_id: UUID, now: datetime) -> None:
    """Somebody else takes the factor away, whose rows they cannot see: the next one needs the code they hand over."""
    session.execute(_TAKE_AWAY, {"account": account_id, "at": now})
