"""The tolerance that governs a check at a place on a day, from the reference tables."""

from datetime import date

from sqlalchemy.orm import Session

from models import reference
from tradein.tolerance import Check, Tolerance

DATASET = "balance_tolerances"


class ToleranceGap(RuntimeError):
    """No row covers the day: a hole in the imported reference data, not in what somebody sent."""


def tolerance_at(session: Session, check: Check, region: str, day: date) -> Tolerance:
    """The number in force for a plant in `region`; a province's own row goes before the national one."""
    fact = reference.facts(session, DATASET, region, day, key=check.value).get(check.value)
    if fact is None or fact.value.permille is None:
        raise ToleranceGap(f"no tolerance for {check.value} on {day}")
    origin = fact.origins.get("permille", fact.base)
    return Tolerance(
        check, fact.value.permille, origin.source, origin.jurisdiction, verified=fact.verified("permille")
    )
