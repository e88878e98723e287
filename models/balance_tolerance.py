"""The tolerance that governs a check at a place on a day, from the reference tables."""

from datetime import date

from sqlalchemy.orm import Session

from models import reference
from tradein.refusals.dismantling import ToleranceUnknown
from tradein.tolerance import Check, Tolerance

DATASET = "balance_tolerances"


def tolerance_at(
    session: Session, check: Check, region: str, day: date, field: str | None = None
) -> Tolerance:
    """The number in force for a plant in `region`; a province's own row goes before the national one.

    Raises `tolerance_unknown`, named for `field`, for a day that no row covers.
    """
    fact = reference.facts(session, DATASET, region, day, key=check.value).get(check.value)
    if fact is None or fact.value.permille is None:
        raise ToleranceUnknown(field, check=check.value, day=day.isoformat())
    origin = fact.origins.get("permille", fact.base)
    return Tolerance(
        check, fact.value.permille, origin.source, origin.jurisdiction, verified=fact.verified("permille")
    )
