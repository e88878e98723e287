"""Pick-up windows with a capacity that cannot be overbooked, and the collectors' appointments within them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    UniqueConstraint,
    Uuid,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.refusal import NotFound, Refusal
from tradein.timetable import Interval, Timetable, windows


class Slot(Base):
    """One recycler's two-hour window in one district."""

    __tablename__ = "slot"
    __table_args__ = (
        UniqueConstraint("recycler_id", "region_code", "start_at"),
        CheckConstraint("taken BETWEEN 0 AND capacity", name="not_overbooked"),
        CheckConstraint("capacity BETWEEN 1 AND 500", name="capacity"),
        CheckConstraint("end_at = start_at + interval '2 hours'", name="two_hours"),
        Index("ix_slot_region_code_start_at", "region_code", "start_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    recycler_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    start_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    end_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    capacity: Mapped[int] = mapped_column(Integer)
    taken: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SlotRule(Base):
    """A recycler's weekly timetable for a district, from which windows are generated ahead."""

    __tablename__ = "slot_rule"
    __table_args__ = (CheckConstraint("capacity BETWEEN 1 AND 500", name="capacity"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    recycler_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    hours: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    capacity: Mapped[int] = mapped_column(Integer)
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

    def timetable(self) -> Timetable:
        """The rule as the value that yields windows."""
        return Timetable(frozenset(self.weekdays), tuple(self.hours))


class SlotFull(Refusal):
    """The window has no place left; somebody else took the last one."""

    code = "slot_full"
    status = 409
    zh = "该时段已约满，请选择其他时段。"
    en = "This window is full. Please choose another one."


class SlotPast(Refusal):
    """The window has begun."""

    code = "slot_past"
    zh = "该时段已开始或已过，请选择其他时段。"
    en = "This window has begun or is over. Please choose another one."


class SlotExists(Refusal):
    """The recycler already offers this window in this district."""

    code = "slot_exists"
    status = 409
    zh = "该区县的这个时段已经存在。"
    en = "This window already exists for the district."


class Opening(NamedTuple):
    """A window to offer: who, where, when and for how many pick-ups."""

    recycler_id: UUID
    region_code: str
    interval: Interval
    capacity: int


def take(session: Session, slot_id: UUID) -> None:
    """Take one place. The condition is part of the write, so that the last place goes to one customer only (H1)."""
    taken = session.execute(
        update(Slot).where(Slot.id == slot_id, Slot.taken < Slot.capacity).values(taken=Slot.taken + 1)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise SlotFull("slot")


def free(session: Session, slot_id: UUID) -> None:
    """Give a place back."""
    session.execute(update(Slot).where(Slot.id == slot_id, Slot.taken > 0).values(taken=Slot.taken - 1))


def swap(session: Session, old: UUID, new: UUID) -> None:
    """Give one place back and take another; in id order, so that two who swap cannot block each other (H17)."""
    for slot_id, step in sorted([(old, free), (new, take)], key=lambda one: one[0]):
        step(session, slot_id)


def find_slot(session: Session, slot_id: UUID, now: datetime) -> Slot:
    """The window, still to come; refused when unknown or begun."""
    slot = session.get(Slot, slot_id, populate_existing=True)
    if slot is None:
        raise NotFound("slot")
    if slot.start_at <= now:
        raise SlotPast("slot")
    return slot


def siblings(session: Session, region_code: str, start_at: datetime) -> Sequence[Slot]:
    """Every recycler's window of one district and start that still has a place."""
    query = select(Slot).where(
        Slot.region_code == region_code, Slot.start_at == start_at, Slot.taken < Slot.capacity
    )
    return session.scalars(query.order_by(Slot.id)).all()


def open_slots(session: Session, openings: Iterable[Opening], now: datetime) -> list[UUID]:
    """Insert windows that do not exist yet, in one statement; returns the ids of the new ones."""
    rows = [
        {
            "id": new_id(),
            "recycler_id": opening.recycler_id,
            "region_code": opening.region_code,
            "start_at": opening.interval.start,
            "end_at": opening.interval.end,
            "capacity": opening.capacity,
            "created_at": now,
        }
        for opening in openings
    ]
    if not rows:
        return []
    statement = insert(Slot).values(rows).on_conflict_do_nothing().returning(Slot.id)
    return list(session.scalars(statement))


def open_slot(session: Session, opening: Opening, now: datetime) -> Slot:
    """One new window; refused when the recycler already offers it."""
    fresh = open_slots(session, [opening], now)
    if not fresh:
        raise SlotExists("start")
    return session.get_one(Slot, fresh[0])


def generate(session: Session, rule: SlotRule, first: date, last: date, now: datetime) -> list[UUID]:
    """The rule's windows between two days that do not exist yet and have not begun."""
    start = max(first, rule.valid_from)
    end = min(last, rule.valid_to) if rule.valid_to else last
    openings = [
        Opening(rule.recycler_id, rule.region_code, interval, rule.capacity)
        for interval in windows(rule.timetable(), start, end)
        if interval.start > now
    ]
    return open_slots(session, openings, now)


def extend_all(session: Session, first: date, last: date, now: datetime) -> int:
    """Generate every rule's windows ahead; safe to run again (a daily job)."""
    rules = session.scalars(select(SlotRule).order_by(SlotRule.id)).all()
    return sum(len(generate(session, rule, first, last, now)) for rule in rules)
