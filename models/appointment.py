"""When a collector is where: one collector cannot be in two places, and the database itself says so (H2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import errors
from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Uuid, delete, select, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.refusal import Refusal
from tradein.timetable import Interval, first_gap


class Appointment(Base):
    """One collector's visit for one order; deleted when the order is moved, handed over or cancelled.

    The wheel's PostgreSQL has no `btree_gist`, and a UUID has no GiST operator class in core. Its two 64-bit halves
    do, as one-point ranges, so the exclusion below is exact and needs no extension.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        ExcludeConstraint(
            (text("int8range(collector_high, collector_high, '[]')"), "&&"),
            (text("int8range(collector_low, collector_low, '[]')"), "&&"),
            ("during", "&&"),
            name="ex_appointment_one_place",
            using="gist",
        ),
        CheckConstraint("NOT isempty(during)", name="not_empty"),
        Index("ix_appointment_collector_id", "collector_id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("trade_order.id"), unique=True)
    collector_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    collector_high: Mapped[int] = mapped_column(BigInteger)
    collector_low: Mapped[int] = mapped_column(BigInteger)
    during: Mapped[Range[datetime]] = mapped_column(TSTZRANGE)


class CollectorBusy(Refusal):
    """The collector has another visit at that time, or no gap left in the window."""

    code = "collector_busy"
    status = 409
    zh = "该回收员在此时段已有其他上门任务，请换人或换时间。"
    en = "This collector has another visit at that time. Choose another person or time."


def halves(collector_id: UUID) -> tuple[int, int]:
    """The two signed 64-bit halves of a UUID, for the exclusion constraint."""
    raw = collector_id.bytes
    return int.from_bytes(raw[:8], "big", signed=True), int.from_bytes(raw[8:], "big", signed=True)


def busy(session: Session, collector_id: UUID, whole: Interval) -> Sequence[Interval]:
    """The collector's visits that meet a span of time."""
    spans = session.scalars(
        select(Appointment.during).where(
            Appointment.collector_id == collector_id,
            Appointment.during.overlaps(Range(whole.start, whole.end)),
        )
    )
    return [Interval(span.lower, span.upper) for span in spans if span.lower and span.upper]


def book_visit(session: Session, order_id: UUID, collector_id: UUID, during: Interval) -> Appointment:
    """Write the visit; the constraint, not a look beforehand, decides between two managers at once."""
    high, low = halves(collector_id)
    visit = Appointment(
        order_id=order_id,
        collector_id=collector_id,
        collector_high=high,
        collector_low=low,
        during=Range(during.start, during.end),
    )
    try:
        with session.begin_nested():
            session.add(visit)
            session.flush()
    except IntegrityError as error:
        if isinstance(error.orig, errors.ExclusionViolation):
            raise CollectorBusy("collector") from error
        raise
    return visit


def book_first_gap(
    session: Session, order_id: UUID, collector_id: UUID, whole: Interval, visit: timedelta
) -> Appointment:
    """The earliest free visit within the order's window."""
    gap = first_gap(whole, busy(session, collector_id, whole), visit)
    if gap is None:
        raise CollectorBusy("collector")
    return book_visit(session, order_id, collector_id, gap)


def drop_visits(session: Session, order_ids: Sequence[UUID]) -> None:
    """Give the collectors' time back."""
    session.execute(delete(Appointment).where(Appointment.order_id.in_(order_ids)))
