"""Placing a booking: promises kept, a place taken, a recycler chosen, every appliance labelled and on record."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    exists,
    select,
)
from sqlalchemy.orm import Session

from models.commission import commission_units
from models.db import new_id
from models.dispatch import NoRecycler, offer
from models.order import SYSTEM, OrderContact, OrderLine, TradeOrder, record
from models.quote import Appliance, QuoteRow, hold, make_quote, promised
from models.region import covers, resolve_district
from models.slot import Slot, SlotFull, SlotPast, find_slot
from tradein import contact, handover, order_number
from tradein.actor import Actor
from tradein.consent_text import notice_to
from tradein.moment import day_of
from tradein.order import OrderState
from tradein.pricing import Answers
from tradein.refusal import NotFound, Refusal
from tradein.timetable import WINDOW, Interval

RandomBytes = Callable[[int], bytes]


class BookingElsewhere(Refusal):
    """A community worker's district is not the resident's."""

    code = "booking_elsewhere"
    status = 403
    zh = "您只能为本辖区居民代办预约。"
    en = "You can book for residents of your own district only."


@dataclass(frozen=True, slots=True)
class Where:
    """The door: district, street address, and whom to ring."""

    region: str
    address: str
    name: str
    phone: str
    floor: int | None = None
    lift: bool | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One appliance: a quote that is kept as promised, or the answers to make one from."""

    quote_id: UUID | None = None
    item_type: str | None = None
    answers: Answers | None = None


@dataclass(frozen=True, slots=True)
class WhenWanted:
    """A particular recycler's window, or any recycler's that begins then. Exactly one is given."""

    slot_id: UUID | None = None
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """What is asked for. `resident` is whose booking it is when a community worker books, proved by a code."""

    where: Where
    when: WhenWanted
    units: Sequence[Wanted]
    resident: UUID | None = None
    handover_key: bytes = field(repr=False, default=b"")
    random_bytes: RandomBytes = secrets.token_bytes
    notice_sha256: str | None = None
    """The notice that was shown before booking, by its hash."""


def book(session: Session, by: tuple[Actor, datetime], booking: Booking) -> TradeOrder:
    """Place a booking: promises kept, a place taken, a recycler chosen, every appliance labelled and on record.

    All of it or nothing. Raises what region, quote, slot, dispatch and capture refuse.
    """
    now = by[1]
    district = resolve_district(session, booking.where.region, "contact.region")
    _check_territory(session, by[0], district.code)
    quotes = [
        _quote(session, place, wanted, district.code, now) for place, wanted in enumerate(booking.units)
    ]
    window, recycler = _window(session, booking.when, district.code, now)
    order = _insert(session, by, booking, (district.code, window, quotes))
    hold(session, order.id, quotes)
    only = _bound_to(quotes, recycler)
    if not offer(session, order, (SYSTEM, now), only):
        raise nobody(session, order)
    commission_units(session, order, by, booking.random_bytes)
    return order


def _check_territory(session: Session, actor: Actor, district: str) -> None:
    """A community worker books for residents of their own district (permissions: create in scope `district`)."""
    if actor.role == "community_worker" and not (actor.region and covers(session, actor.region, district)):
        raise BookingElsewhere("contact.region")


def _quote(session: Session, place: int, wanted: Wanted, district: str, now: datetime) -> QuoteRow:
    try:
        if wanted.quote_id is not None:
            return promised(session, wanted.quote_id, district, now)
        answers = wanted.answers or Answers(0, {})
        return make_quote(session, Appliance(district, wanted.item_type or "", answers), now)
    except Refusal as refusal:
        if refusal.field is not None:
            refusal.field = f"units.{place}.{refusal.field}"
        raise


def _window(session: Session, when: WhenWanted, district: str, now: datetime) -> tuple[Interval, UUID | None]:
    if when.slot_id is not None:
        slot = find_slot(session, when.slot_id, now)
        if slot.region_code != district:
            raise NotFound("slot")
        return Interval(slot.start_at, slot.end_at), slot.recycler_id
    start = when.start or now
    if start <= now:
        raise SlotPast("slot_start")
    return Interval(start, start + WINDOW), None


def _bound_to(quotes: Sequence[QuoteRow], recycler: UUID | None) -> frozenset[UUID] | None:
    """Whom the booking may go to: a recycler's own prices bind that recycler and nobody else."""
    named = {quote.recycler_id for quote in quotes if quote.recycler_id} | ({recycler} if recycler else set())
    if not named:
        return None
    return frozenset(named) if len(named) == 1 else frozenset()


def nobody(session: Session, order: TradeOrder) -> Refusal:
    """Why no recycler can take a booking: every window is full, or there is none."""
    offered = exists().where(Slot.region_code == order.region_code, Slot.start_at == order.slot_start)
    full = offered.where(Slot.taken >= Slot.capacity)
    room = exists().where(
        Slot.region_code == order.region_code, Slot.start_at == order.slot_start, Slot.taken < Slot.capacity
    )
    is_full, has_room = session.execute(select(full, room)).one()
    return SlotFull("slot") if is_full and not has_room else NoRecycler("slot")


def _insert(
    session: Session,
    by: tuple[Actor, datetime],
    booking: Booking,
    what: tuple[str, Interval, Sequence[QuoteRow]],
) -> TradeOrder:
    (actor, now), (district, window, quotes) = by, what
    total = sum(quote.total_fen for quote in quotes)
    order_id = new_id()
    code = handover.code_for(booking.handover_key, order_id, 0)
    order = TradeOrder(
        id=order_id,
        number=_number(session, now, booking.random_bytes),
        **_bookers(actor, booking.resident),
        region_code=district,
        slot_start=window.start,
        slot_end=window.end,
        state=OrderState.PLACED.value,
        promised_fen=total,
        price_fen=total,
        handover_hash=handover.digest(booking.handover_key, order_id, code),
        handover_tries=0,
        handover_turn=0,
        placed_at=now,
        notice_sha256=notice_to(booking.notice_sha256, day_of(now)),
        notice_shown=booking.notice_sha256 is not None,
    )
    session.add(order)
    session.flush()
    session.add_all(_lines(order_id, quotes))
    session.add(_contact(order_id, booking.where))
    record(session, order, ("place", None), by)
    return order


def _number(session: Session, now: datetime, random_bytes: RandomBytes) -> str:
    while True:
        number = order_number.issue(day_of(now), random_bytes)
        if not session.scalar(select(exists().where(TradeOrder.number == number))):
            return number


def _bookers(actor: Actor, resident: UUID | None) -> dict[str, UUID | None]:
    """Whose booking it is. What was booked for somebody who has proved nothing is nobody's: `models.own_booking`."""
    if actor.role == "consumer":
        return {"consumer_id": actor.account_id}
    if actor.role == "community_worker":
        return {"consumer_id": resident, "proxy_account_id": actor.account_id}
    return {"booked_by_org_id": actor.organisation_id}


def _lines(order_id: UUID, quotes: Sequence[QuoteRow]) -> list[OrderLine]:
    return [
        OrderLine(
            order_id=order_id,
            position=position,
            item_type=quote.item_type,
            quote_id=quote.id,
            promised_fen=quote.total_fen,
            price_fen=quote.total_fen,
        )
        for position, quote in enumerate(quotes, 1)
    ]


def _contact(order_id: UUID, where: Where) -> OrderContact:
    return OrderContact(
        order_id=order_id,
        name=where.name,
        phone=contact.mobile(where.phone, "contact.phone"),
        address=where.address,
        floor=where.floor,
        lift=where.lift,
    )
