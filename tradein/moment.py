"""Instants and days. Instants are timezone-aware UTC; a day is the calendar day in Asia/Shanghai."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day_of(instant: datetime) -> date:
    """The Shanghai calendar day an instant falls on; the only place an instant becomes a day."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant.astimezone(SHANGHAI).date()


def day_start(day: date) -> datetime:
    """The UTC instant at which a Shanghai day begins."""
    return datetime.combine(day, time.min, tzinfo=SHANGHAI).astimezone(UTC)


def day_end(day: date) -> datetime:
    """The UTC instant at which a Shanghai day ends (exclusive)."""
    return day_start(day + timedelta(days=1))
