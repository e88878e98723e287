"""Windows as a reader sees them, and the timetables a recycler enters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from models.db import new_id
from models.order_card import Named
from models.party import Organisation
from models.region import require_served, resolve_district, under
from models.slot import Opening, Slot, SlotRule, generate, open_slot
from tradein.actor import Actor
from tradein.moment import day_end, day_of, day_start
from tradein.refusal import Forbidden
from tradein.timetable import BOOK_AHEAD_DAYS, window


@dataclass(frozen=True, slots=True)
class SlotCard:
    """A window with its recycler's name."""

    id: UUID
    region: str
    recycler: Named
    start: datetime
    end: datetime
    capacity: int
    free: int


@dataclass(frozen=True, slots=True)
class SlotsWanted:
    """Where and between which days, both included; what has begun is never shown."""

    region: str
    first: date | None
    last: date | None


def page_of_slots(
    session: Session, wanted: SlotsWanted, now: datetime, limit: int, after: tuple[datetime, UUID] | None
) -> list[SlotCard]:
    """Windows still to come, earliest first, full ones included; one row more than `limit`."""
    first = max(now, day_start(wanted.first)) if wanted.first else now
    last = wanted.last or day_of(now) + timedelta(days=BOOK_AHEAD_DAYS)
    query = (
        select(Slot, Organisation.name)
        .join(Organisation, Organisation.id == Slot.recycler_id)
        .where(
            Slot.region_code.in_(under(wanted.region)),
            Slot.start_at > first if first == now else Slot.start_at >= first,
            Slot.start_at < day_end(last),
            Organisation.state == "active",
        )
    )
    if after is not None:
        query = query.where(tuple_(Slot.start_at, Slot.id) > after)
    rows = session.execute(query.order_by(Slot.start_at, Slot.id).limit(limit + 1)).all()
    return [_card(slot, name) for slot, name in rows]


def _card(slot: Slot, name: str) -> SlotCard:
    firm = Named(slot.recycler_id, name)
    free = slot.capacity - slot.taken
    return SlotCard(slot.id, slot.region_code, firm, slot.start_at, slot.end_at, slot.capacity, free)


@dataclass(frozen=True, slots=True)
class SlotWanted:
    """One window as entered."""

    region: str
    start: datetime
    capacity: int


def add_slot(session: Session, actor: Actor, wanted: SlotWanted, now: datetime) -> SlotCard:
    """Open one window for the actor's own firm."""
    firm = _firm(session, actor)
    district = resolve_district(session, wanted.region)
    require_served(session, firm.region_code, district.code)
    opening = Opening(firm.id, district.code, window(wanted.start, now), wanted.capacity)
    return _card(open_slot(session, opening, now), firm.name)


@dataclass(frozen=True, slots=True)
class RuleWanted:
    """A weekly timetable as entered."""

    region: str
    weekdays: Sequence[int]
    hours: Sequence[int]
    capacity: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class RuleCard:
    """A timetable and how many windows it opened at once."""

    id: UUID
    rule: SlotRule
    opened: int


def add_rule(session: Session, actor: Actor, wanted: RuleWanted, now: datetime) -> RuleCard:
    """Enter a timetable for the actor's own firm and open its windows as far ahead as can be booked."""
    firm = _firm(session, actor)
    district = resolve_district(session, wanted.region)
    require_served(session, firm.region_code, district.code)
    rule = SlotRule(
        id=new_id(),
        recycler_id=firm.id,
        region_code=district.code,
        weekdays=sorted(wanted.weekdays),
        hours=sorted(wanted.hours),
        capacity=wanted.capacity,
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        created_by=actor.account_id,
        created_at=now,
    )
    session.add(rule)
    session.flush()
    today = day_of(now)
    opened = generate(session, rule, today, today + timedelta(days=BOOK_AHEAD_DAYS), now)
    return RuleCard(rule.id, rule, len(opened))


def _firm(session: Session, actor: Actor) -> Organisation:
    if actor.organisation_id is None or actor.organisation_kind != "recycler":
        raise Forbidden
    return session.get_one(Organisation, actor.organisation_id)
