"""Text messages to send: written in the transaction of what they tell of, sent after it, at least once each (H18).

A message that was rolled back is never sent, one that was committed is never lost, and the provider recognises a
repetition by the message's id. The phone is sealed and erased once the message is done; a code is never stored at
all, it is made up again from its id (`tradein.one_time.code_of`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    CursorResult,
    Index,
    LargeBinary,
    SmallInteger,
    Text,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.schema import conv
from sqlalchemy.types import DateTime

from models.db import new_id
from models.sealed import Personal, Sealed

Moment = DateTime(timezone=True)
LEASE = timedelta(seconds=30)
"""How long whoever took a message has to send it before another may try."""
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=15), timedelta(seconds=45), timedelta(minutes=2))
MOST_ATTEMPTS = 8


class SmsMessage(Personal):
    """One message to one phone. `trouble` is the provider's word for what went wrong last."""

    __tablename__ = "sms_message"
    __table_args__ = (
        # Named twice over by the migration that made it; a name is not worth another one.
        CheckConstraint(
            "state IN ('waiting', 'sent', 'failed', 'expired')",
            name=conv("ck_sms_message_ck_sms_message_state"),
        ),
        Index("ix_sms_message_waiting", "next_at", postgresql_where=text("state = 'waiting'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    template: Mapped[str] = mapped_column(Text)
    code_id: Mapped[UUID | None]
    who: Mapped[str | None] = mapped_column(Text)
    """The organisation that acts, for texts that say so; never a person."""
    phone_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone = Sealed(None)
    state: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(SmallInteger)
    next_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, index=True)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    receipt: Mapped[str | None] = mapped_column(Text)
    trouble: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Telling:
    """What to tell whom: a template by name, the code in it if there is one, and until when it is worth telling."""

    phone: str
    template: str
    code_id: UUID | None
    expires_at: datetime
    who: str | None = None


class Due(NamedTuple):
    """A message to send now."""

    id: UUID
    phone: str
    template: str
    code_id: UUID | None
    attempts: int
    who: str | None = None


def enqueue(session: Session, telling: Telling, now: datetime) -> UUID:
    """Put a message into the outbox; it is sent once the caller's transaction is durable, or not at all."""
    row = SmsMessage(
        id=new_id(),
        phone=telling.phone,
        template=telling.template,
        code_id=telling.code_id,
        who=telling.who,
        state="waiting",
        attempts=0,
        next_at=now,
        expires_at=telling.expires_at,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


_SINCE = text("SELECT texts_since(:moment)")


def since(session: Session, moment: datetime) -> int:
    """How many messages were written since a moment: what they cost."""
    return session.scalar(_SINCE, {"moment": moment}) or 0


def take_due(session: Session, now: datetime, most: int) -> Sequence[Due]:
    """Messages to send now, each to one taker; commit before sending. What is too late is not sent at all."""
    _expire(session, now)
    query = (
        select(SmsMessage)
        .where(SmsMessage.state == "waiting", SmsMessage.next_at <= now)
        .order_by(SmsMessage.next_at)
        .limit(most)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    rows = session.scalars(query).all()
    for row in rows:
        row.next_at = now + LEASE
        row.attempts += 1
    session.flush()
    return [Due(row.id, row.phone or "", row.template, row.code_id, row.attempts, row.who) for row in rows]


def _expire(session: Session, now: datetime) -> None:
    session.execute(
        update(SmsMessage)
        .where(SmsMessage.state == "waiting", SmsMessage.expires_at <= now)
        .values(state="expired", done_at=now, phone_sealed=None)
        .execution_options(synchronize_session=False)
    )


def sent(session: Session, message_id: UUID, receipt: str, now: datetime) -> None:
    """The provider has taken the message."""
    _finish(session, message_id, {"state": "sent", "receipt": receipt[:200]}, now)


def refused(session: Session, message_id: UUID, trouble: str, now: datetime) -> None:
    """The provider will never take this message."""
    _finish(session, message_id, {"state": "failed", "trouble": trouble[:200]}, now)


def postpone(session: Session, due: Due, trouble: str, now: datetime) -> None:
    """Nobody knows whether the provider took it: again later, under the same id, or given up after eight times."""
    if due.attempts >= MOST_ATTEMPTS:
        refused(session, due.id, trouble, now)
        return
    wait = BACK_OFF[min(due.attempts, len(BACK_OFF)) - 1]
    session.execute(
        update(SmsMessage)
        .where(SmsMessage.id == due.id, SmsMessage.state == "waiting")
        .values(next_at=now + wait, trouble=trouble[:200])
        .execution_options(synchronize_session=False)
    )


def _finish(session: Session, message_id: UUID, values: dict[str, str], now: datetime) -> None:
    session.execute(
        update(SmsMessage)
        .where(SmsMessage.id == message_id, SmsMessage.state == "waiting")
        .values(done_at=now, phone_sealed=None, **values)
        .execution_options(synchronize_session=False)
    )


def purge_messages(session: Session, before: datetime) -> int:
    """Delete what was done before `before`; how many."""
    gone = session.execute(
        delete(SmsMessage).where(SmsMessage.created_at < before, SmsMessage.state != "waiting")
    )
    return cast("CursorResult[Any]", gone).rowcount
