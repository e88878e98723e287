"""How long units, manifests and wastes may take at a place on a day, from the reference tables."""

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from models import reference
from models.reference_row import rows_of
from tradein.service_level import Limit, stage_limits

DATASET = "time_limits"


class Wait(StrEnum):
    """What is waited for that is no stage of a unit; the keys of the dataset."""

    CONFIRMATION = "waste_confirmation"
    STORAGE = "waste_storage"
    PHOTO_REPEAT = "photo_repeat"
    PRICE_OUT_OF_RANGE = "price_out_of_range"
    """Alerts that a find raises, by their kinds: until somebody has looked into them."""


def limits_of_stages(session: Session) -> tuple[Limit, ...]:
    """All limits of stages, the nation's and every province's, old ones included."""
    return stage_limits(rows_of(session, DATASET))


def working_days_for(session: Session, wait: Wait, place: str, day: date) -> int:
    """Working days somebody at a place has on a day."""
    return _number(session, wait, "working_days", place, day)


def days_for(session: Session, wait: Wait, place: str | None, day: date) -> int:
    """Whole days something may take at a place (None: the nation) on a day; the table says it in hours."""
    return _number(session, wait, "hours", place, day) // 24


def _number(session: Session, wait: Wait, name: str, place: str | None, day: date) -> int:
    fact = reference.facts(session, DATASET, place, day, key=wait.value)[wait.value]
    return int(getattr(fact.value, name))
