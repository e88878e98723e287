"""Offering a booking to a recycler: candidates from the windows of the district, the choice and its reason kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    Uuid,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.dispatch_candidate import candidates, pickup_of
from models.order import SYSTEM, TradeOrder, move
from models.slot import Slot, SlotFull, free, siblings, take
from tradein.actor import Actor
from tradein.dispatch import Dispatch, Ranked, dispatch
from tradein.order import OrderAction, OrderState
from tradein.refusal import Refusal

ACCEPT_WITHIN = timedelta(minutes=30)
"""A recycler that does not answer in this time loses the booking to the next one."""
OFFERED, ACCEPTED, REFUSED, EXPIRED, WITHDRAWN = "offered", "accepted", "refused", "expired", "withdrawn"


class OrderDispatch(Base):
    """One offer of a booking to a recycler: why this one, and what came of it."""

    __tablename__ = "order_dispatch"
    __table_args__ = (
        CheckConstraint(f"state IN {(OFFERED, ACCEPTED, REFUSED, EXPIRED, WITHDRAWN)}", name="state"),
        Index("ix_order_dispatch_order_id", "order_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"))
    recycler_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    slot_id: Mapped[UUID] = mapped_column(ForeignKey("slot.id"))
    state: Mapped[str] = mapped_column(String(10))
    band: Mapped[int] = mapped_column(SmallInteger)
    load_permille: Mapped[int] = mapped_column(Integer)
    distance_m: Mapped[int | None] = mapped_column(Integer)
    reason_zh: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    answer_reason: Mapped[str | None] = mapped_column(Text)


class DispatchOther(Base):
    """A recycler that had a window but did not get the booking: its rank, or why it could not take it."""

    __tablename__ = "order_dispatch_other"

    dispatch_id: Mapped[UUID] = mapped_column(
        ForeignKey("order_dispatch.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    position: Mapped[int | None] = mapped_column(SmallInteger)
    why: Mapped[str | None] = mapped_column(String(20))


class NoRecycler(Refusal):
    """Nobody who may take the booking offers a window there and then."""

    code = "no_recycler"
    status = 409
    zh = "该区县在此时段没有可接单的回收企业，请换时段或联系属地主管部门。"
    en = "No recycler can take a booking in this district at that time. Choose another window."


def offer(
    session: Session, order: TradeOrder, by: tuple[Actor, datetime], only: frozenset[UUID] | None = None
) -> bool:
    """Offer a placed booking to the best recycler that still has room; False when there is none.

    `only` narrows the choice to recyclers the consumer chose by their window or their prices.
    """
    slots = {
        slot.recycler_id: slot
        for slot in siblings(session, order.region_code, order.slot_start)
        if only is None or slot.recycler_id in only
    }
    answer = dispatch(
        pickup_of(session, order, slots, declined_by(session, order.id)), candidates(session, order, slots)
    )
    for place, ranked in enumerate(answer.ranking):
        slot = slots[ranked.candidate.organisation_id]
        try:
            take(session, slot.id)
        except SlotFull:  # the last place went to somebody else since it was read
            continue
        _hand_over(session, order, slot, by)
        _keep(session, order, slot, (answer, place), by[1])
        return True
    return False


def _hand_over(session: Session, order: TradeOrder, slot: Slot, by: tuple[Actor, datetime]) -> None:
    order.slot_id = slot.id
    order.recycler_id = slot.recycler_id
    order.accept_by = min(by[1] + ACCEPT_WITHIN, order.slot_start)
    move(session, order, OrderAction.DISPATCH, by)


def _keep(
    session: Session, order: TradeOrder, slot: Slot, chosen: tuple[Dispatch, int], now: datetime
) -> OrderDispatch:
    answer, place = chosen
    ranked = answer.ranking[place]
    zh, en = _sentences(answer, place)
    row = OrderDispatch(
        id=new_id(),
        order_id=order.id,
        recycler_id=slot.recycler_id,
        slot_id=slot.id,
        state=OFFERED,
        band=int(ranked.band),
        load_permille=ranked.load_permille,
        distance_m=ranked.distance_m,
        reason_zh=zh,
        reason_en=en,
        offered_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(_others(row.id, answer, ranked))
    session.flush()
    return row


def _sentences(answer: Dispatch, place: int) -> tuple[str, str]:
    first = answer.reason
    if place == 0 and first is not None:
        return first.zh, first.en
    name = answer.ranking[place].candidate.name
    return f"{name}：排位更前的 {place} 家刚刚约满。", f"{name}: {place} ranked before it filled up just now."


def _others(dispatch_id: UUID, answer: Dispatch, chosen: Ranked) -> Iterable[DispatchOther]:
    for position, ranked in enumerate(answer.ranking, 1):
        if ranked is not chosen:
            organisation = ranked.candidate.organisation_id
            yield DispatchOther(dispatch_id=dispatch_id, organisation_id=organisation, position=position)
    for refused in answer.refused:
        organisation = refused.candidate.organisation_id
        yield DispatchOther(dispatch_id=dispatch_id, organisation_id=organisation, why=refused.why.value)


def declined_by(session: Session, order_id: UUID) -> frozenset[UUID]:
    """Recyclers that said no to a booking, or nothing."""
    said_no = OrderDispatch.state.in_((REFUSED, EXPIRED))
    return frozenset(
        session.scalars(select(OrderDispatch.recycler_id).where(OrderDispatch.order_id == order_id, said_no))
    )


def answer_offer(
    session: Session, order: TradeOrder, state: str, now: datetime, reason: str | None = None
) -> None:
    """Write what became of the open offer of a booking."""
    open_offer = (OrderDispatch.order_id == order.id, OrderDispatch.state == OFFERED)
    answered = {"state": state, "answered_at": now, "answer_reason": reason}
    session.execute(update(OrderDispatch).where(*open_offer).values(**answered))


def accept(session: Session, order: TradeOrder, by: tuple[Actor, datetime]) -> None:
    """The recycler takes the booking on. `order` is locked."""
    move(session, order, OrderAction.ACCEPT, by)
    order.accept_by = None
    answer_offer(session, order, ACCEPTED, by[1])
    session.flush()


def refuse(session: Session, order: TradeOrder, by: tuple[Actor, datetime], reason: str) -> bool:
    """The recycler says no, or nothing in time: its place is free again and the next one is asked.

    False when nobody is left; the booking then waits as placed, for a person to look at. `order` is locked.
    """
    move(session, order, OrderAction.REFUSE, by, reason)
    answer_offer(session, order, EXPIRED if by[0] is SYSTEM else REFUSED, by[1], reason)
    if order.slot_id is not None:
        free(session, order.slot_id)
    order.slot_id = order.recycler_id = order.accept_by = None
    session.flush()
    return offer(session, order, (SYSTEM, by[1]))


def dispatches_of(session: Session, order_id: UUID) -> Sequence[OrderDispatch]:
    """A booking's offers, oldest first."""
    return session.scalars(
        select(OrderDispatch).where(OrderDispatch.order_id == order_id).order_by(OrderDispatch.id)
    ).all()


def pass_on_overdue(session: Session, now: datetime, limit: int = 100) -> int:
    """Take bookings from recyclers that let the time to accept pass; safe to run again (a job, each minute).

    Rows another run holds are skipped. Returns how many were passed on or left waiting.
    """
    silent = select(TradeOrder).where(
        TradeOrder.state == OrderState.DISPATCHED.value, TradeOrder.accept_by < now
    )
    locked = silent.order_by(TradeOrder.id).limit(limit).with_for_update(skip_locked=True)
    orders = session.scalars(locked.execution_options(populate_existing=True)).all()
    for order in orders:
        refuse(session, order, (SYSTEM, now), "超时未接单 no answer in time")
    return len(orders)
