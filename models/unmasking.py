"""Who may see whose data in clear, until when, and why; and for the consumer: who looked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    Date,
    DateTime,
    ForeignKey,
    Index,
    SmallInteger,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.audit import Audit
from models.db import Base, new_id
from models.order import OrderContact, TradeOrder
from models.party import Account, Organisation
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.refusal import Forbidden
from tradein.unmasking import LASTS, MOST_A_DAY, NothingToUnmask, next_turn


class Unmasking(Base):
    """One look in clear at one booking's consumer. It names people and bookings by identifier only."""

    __tablename__ = "unmasking"
    __table_args__ = (
        # The quota is a number no two unmaskings of a day can share, not a count that two could read at once.
        UniqueConstraint("account_id", "day", "turn", name="uq_unmasking_turn"),
        Index("ix_unmasking_order", "order_id", "account_id", "until"),
        Index("ix_unmasking_until", "until"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"))
    consumer_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    membership_id: Mapped[UUID | None]
    day: Mapped[date] = mapped_column(Date)
    turn: Mapped[int] = mapped_column(SmallInteger)
    reason: Mapped[str] = mapped_column(Text)
    ticket: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    until: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Why(NamedTuple):
    """What is given for a look in clear."""

    reason: str
    ticket: str


def unmask(session: Session, by: tuple[Actor, datetime], order: TradeOrder, why: Why) -> Unmasking:
    """Let the actor see this booking's consumer in clear for a quarter of an hour.

    Raises `nothing_to_unmask`, `unmask_quota_used`, `forbidden` for who is no person.
    """
    actor, now = by
    if actor.account_id is None:
        raise Forbidden
    if session.get(OrderContact, order.id) is None:
        raise NothingToUnmask
    turn = _turn(session, actor.account_id, day_of(now))
    row = Unmasking(
        id=new_id(),
        order_id=order.id,
        consumer_id=order.consumer_id,
        account_id=actor.account_id,
        membership_id=actor.membership_id,
        day=day_of(now),
        turn=turn,
        reason=why.reason,
        ticket=why.ticket,
        at=now,
        until=now + LASTS,
    )
    session.add(row)
    session.flush()
    return row


def _turn(session: Session, account_id: UUID, day: date) -> int:
    # The account's own row is the lock: twenty at once still get twenty different numbers.
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update())
    last = select(func.coalesce(func.max(Unmasking.turn), 0)).where(
        Unmasking.account_id == account_id, Unmasking.day == day
    )
    return next_turn(session.scalar(last) or 0)


def left_today(session: Session, actor: Actor, now: datetime) -> int:
    """How many unmaskings the actor may still make today, all consumers together."""
    made = select(func.count()).where(Unmasking.account_id == actor.account_id, Unmasking.day == day_of(now))
    return max(0, MOST_A_DAY - (session.scalar(made) or 0))


def running(session: Session, actor: Actor, order_id: UUID, now: datetime) -> Unmasking | None:
    """The actor's unmasking of this booking that still shows something, in the term it was granted in."""
    if actor.account_id is None or actor.key_id is not None:
        return None  # granted to somebody signed in, and shown to nothing else of theirs
    query = select(Unmasking).where(
        Unmasking.order_id == order_id,
        Unmasking.account_id == actor.account_id,
        Unmasking.membership_id == actor.membership_id,
        Unmasking.until > now,
    )
    return session.scalars(query.order_by(Unmasking.until.desc()).limit(1)).one_or_none()


class Look(NamedTuple):
    """One sight of a consumer's data by somebody else: which body and role, never which person."""

    id: UUID
    at: datetime
    role: str
    organisation: str | None
    action: str
    reason: str | None
    unmasked: bool


def looks_at(session: Session, account_id: UUID, after: tuple[UUID] | None, limit: int) -> Sequence[Look]:
    """Who saw or changed this consumer's data, newest first; their own acts are not among them.

    A look at a booking that nobody had proved to be theirs yet names no consumer, and the trail is never edited: it is
    found by the booking, once that is theirs.
    """
    mine = session.scalars(select(TradeOrder.id).where(TradeOrder.consumer_id == account_id))
    about = [f"trade_order:{order}" for order in mine]
    query = (
        select(
            Audit.id,
            Audit.at,
            Audit.role,
            Organisation.name,
            Audit.action,
            Audit.reason,
            Audit.resource == "pii_unmask",
        )
        .outerjoin(Organisation, Organisation.id == Audit.organisation_id)
        .where(or_(Audit.consumers.contains([account_id]), Audit.subjects.overlap(about)))
        .where(Audit.account_id.is_distinct_from(account_id))
        .where(Audit.outcome == "done")
    )
    if after is not None:
        query = query.where(Audit.id < after[0])
    return [Look(*row) for row in session.execute(query.order_by(Audit.id.desc()).limit(limit))]
