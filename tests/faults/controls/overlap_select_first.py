"""A collector's visits compared before writing, and the database not asked (H2)."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from models import appointment
from models.appointment import Appointment, CollectorBusy, busy, halves
from tradein.timetable import Interval

book_visit = appointment.book_visit


def _book_visit(session: Session, order_id: UUID, collector_id: UUID, during: Interval) -> Appointment:
    if busy(session, collector_id, during):
        raise CollectorBusy("collector")
    # Another person's halves: what the constraint compares is no longer the collector.
    high, low = halves(order_id)
    columns = "id, order_id, collector_id, collector_high, collector_low, during"
    values = ":id, :order_id, :collector_id, :high, :low, tstzrange(:start, :end)"
    said = {"id": order_id, "order_id": order_id, "collector_id": collector_id, "high": high, "low": low}
    session.execute(
        text(f"INSERT INTO appointment ({columns}) VALUES ({values})"),  # noqa: S608 - words of this file
        {**said, "start": during.start, "end": during.end},
    )
    return session.get_one(Appointment, order_id)


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(appointment, "book_visit", _book_visit)
