"""What becomes of a placed booking: moved to another window, ended, given a new hand-over code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from models.appointment import drop_visits
from models.booking import WhenWanted, nobody
from models.commission import void_units
from models.dispatch import WITHDRAWN, answer_offer, offer
from models.order import SYSTEM, OrderLine, TradeOrder, move, record
from models.quote import let_go
from models.requote import Requote
from models.slot import Slot, SlotPast, find_slot, free, swap, take
from models.unit import Unit
from tradein import handover
from tradein.actor import Actor
from tradein.lifecycle import Stage
from tradein.order import (
    CancelCause,
    Consequence,
    OrderAction,
    RequoteState,
    consequence,
    consequence_for_rest,
)
from tradein.refusal import Refusal
from tradein.timetable import WINDOW


class SlotOfAnother(Refusal):
    """A booking that a recycler has taken on moves within that recycler's windows."""

    code = "slot_of_another_recycler"
    zh = "承接企业在该时段没有安排，请选择其他时段。"
    en = "The recycler of this booking offers no window then. Please choose another one."


def reschedule(
    session: Session, order: TradeOrder, when: WhenWanted, by: tuple[Actor, datetime]
) -> Consequence:
    """Move a booking to another window: the new place is taken and the old one given back together, or neither."""
    actor, now = by
    marked = _mark(actor, order, now)
    fresh = _other_slot(session, order, when, now)
    move(session, order, OrderAction.RESCHEDULE, by, "late" if marked.late else None)
    if order.recycler_id is None:
        _offer_again(session, order, fresh or when.start or now, now)
        return marked
    if fresh is None:
        raise SlotOfAnother("slot_start")
    if order.slot_id is None:
        take(session, fresh.id)
    else:
        swap(session, order.slot_id, fresh.id)
    order.slot_id, order.slot_start, order.slot_end = fresh.id, fresh.start_at, fresh.end_at
    order.collector_id = None
    drop_visits(session, [order.id])
    session.flush()
    return marked


def _offer_again(session: Session, order: TradeOrder, to: Slot | datetime, now: datetime) -> None:
    """Nobody had taken the booking on: at the new time it is offered afresh."""
    start = to.start_at if isinstance(to, Slot) else to
    order.slot_start, order.slot_end = start, start + WINDOW
    only = frozenset({to.recycler_id}) if isinstance(to, Slot) else None
    if not offer(session, order, (SYSTEM, now), only):
        raise nobody(session, order)


def _other_slot(session: Session, order: TradeOrder, when: WhenWanted, now: datetime) -> Slot | None:
    """The window to move to; None when only a time is given and no recycler has taken the booking on."""
    if when.slot_id is not None:
        slot = find_slot(session, when.slot_id, now)
        if slot.region_code != order.region_code or order.recycler_id not in (None, slot.recycler_id):
            raise SlotOfAnother("slot")
        return slot
    if when.start is None or when.start <= now:
        raise SlotPast("slot_start")
    mine = (Slot.recycler_id == order.recycler_id, Slot.region_code == order.region_code)
    return (
        session.scalar(select(Slot).where(*mine, Slot.start_at == when.start)) if order.recycler_id else None
    )


def _mark(actor: Actor, order: TradeOrder, now: datetime) -> Consequence:
    cause = CancelCause.RECYCLER if actor.role == "recycler_manager" else CancelCause.CONSUMER
    return consequence(cause, order.slot_start, now)


def cancel(
    session: Session, order: TradeOrder, why: tuple[CancelCause, str | None], by: tuple[Actor, datetime]
) -> Consequence:
    """End a booking: its place and the collector's time are given back, its appliances voided. `order` is locked.

    When part of it was picked up already, the rest is voided and the booking closes as collected.
    """
    (cause, reason), (_, now) = why, by
    partly = _partly_collected(session, order.id)
    result = consequence_for_rest(cause) if partly else consequence(cause, order.slot_start, now)
    if partly:
        record(session, order, (OrderAction.CANCEL.value, order.state), by, cause.value)
        move(session, order, OrderAction.COLLECT, (SYSTEM, now), "partly")
        order.collected_at = now
    else:
        move(session, order, OrderAction.CANCEL, by, cause.value)
        order.cancelled_at, order.cancel_cause = now, cause.value
        order.cancelled_late = result.late
        let_go(session, order.id)
        answer_offer(session, order, WITHDRAWN, now, cause.value)
        _free_slot(session, order)
    # What was typed may name people. It stands in the booking alone, where it can be erased; what can never be
    # edited, the history and the events, keeps the cause.
    order.cancel_reason = reason
    _release(session, order, now)
    void_units(session, order, by, cause.value)
    if partly:
        order.price_fen = _price_of_collected(session, order.id)
        session.flush()
    return result


def _price_of_collected(session: Session, order_id: UUID) -> int:
    """What the appliances that left the door cost: of those that stayed, nothing was paid."""
    gone = (OrderLine.order_id == order_id, Unit.stage != Stage.VOID.value)
    query = select(func.sum(OrderLine.price_fen)).join(Unit, Unit.id == OrderLine.unit_id).where(*gone)
    return int(session.scalar(query) or 0)


def _partly_collected(session: Session, order_id: UUID) -> bool:
    gone = Unit.stage.not_in((Stage.BOOKED.value, Stage.VOID.value))
    return bool(session.scalar(select(exists().where(Unit.order_id == order_id, gone))))


def _free_slot(session: Session, order: TradeOrder) -> None:
    if order.slot_id is not None:
        free(session, order.slot_id)
        order.slot_id = None


def _release(session: Session, order: TradeOrder, now: datetime) -> None:
    drop_visits(session, [order.id])
    session.flush()
    waiting = (Requote.order_id == order.id, Requote.state == RequoteState.PENDING.value)
    lapsed = {"state": RequoteState.REFUSED.value, "decided_at": now, "decided_role": SYSTEM.role}
    session.execute(update(Requote).where(*waiting).values(**lapsed))


def renew_code(session: Session, order: TradeOrder, by: tuple[Actor, datetime], key: bytes) -> None:
    """Give the consumer a new hand-over code; the old one and its wrong tries count no more. `order` is locked."""
    move(session, order, OrderAction.RENEW_CODE, by)
    order.handover_turn += 1
    order.handover_tries = 0
    order.handover_hash = handover.digest(
        key, order.id, handover.code_for(key, order.id, order.handover_turn)
    )
    session.flush()
