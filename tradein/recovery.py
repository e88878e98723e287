"""Refrigerant recovery: which refrigerants an item type may hold, and what a healthy line recovers at least.

Benchmarks are Japan's FY2010 recovery statistics (`refrigerants.csv`), a reference for a warning, never a reason to
refuse: what has leaked before cannot be recovered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tradein import packaged
from tradein.refusals.dismantling import RefrigerantNotHere, UnitNotOnOrder

BLOWING_AGENT = "BLOWING_AGENT"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Grams of one refrigerant from one unit, or from the whole order when `unit` is None."""

    unit: str | None
    refrigerant: str
    mass_g: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Recovered less than expected: a warning with its benchmark."""

    refrigerant: str
    recovered_g: int
    expected_g: int


@cache
def refrigerants_of(item_type: str) -> Mapping[str, int | None]:
    """Refrigerant codes an item type may hold, with the grams expected per unit at least (None: no benchmark)."""
    return {
        row["code"]: round(float(row["min_expected_kg_per_unit"]) * 1000)
        if row["min_expected_kg_per_unit"]
        else None
        for row in packaged.rows("refrigerants.csv")
        if item_type in row["item_types"].split("|") and row["role"] != BLOWING_AGENT
    }


def judge_recovery(recovery: Recovery, item_types: Mapping[str, str]) -> None:
    """Refuse an entry for a unit that is not on the order (code → item type), or a refrigerant it cannot hold."""
    if recovery.unit is not None and recovery.unit not in item_types:
        raise UnitNotOnOrder("unit", unit=recovery.unit)
    concerned = [item_types[recovery.unit]] if recovery.unit is not None else set(item_types.values())
    if not any(recovery.refrigerant in refrigerants_of(item_type) for item_type in concerned):
        raise RefrigerantNotHere("refrigerant", refrigerant=recovery.refrigerant)


def shortfalls(recoveries: Iterable[Recovery], item_types: Mapping[str, str]) -> tuple[Shortfall, ...]:
    """Entries below the expected minimum, in the order entered."""
    noticed = (_shortfall(recovery, item_types) for recovery in recoveries)
    return tuple(found for found in noticed if found is not None)


def _shortfall(recovery: Recovery, item_types: Mapping[str, str]) -> Shortfall | None:
    own = item_types.get(recovery.unit) if recovery.unit is not None else None
    concerned = list(item_types.values()) if own is None else [own]
    expected = sum(_minimum(item_type, recovery.refrigerant) for item_type in concerned)
    if recovery.mass_g >= expected:
        return None
    return Shortfall(recovery.refrigerant, recovery.mass_g, expected)


def _minimum(item_type: str, refrigerant: str) -> int:
    return refrigerants_of(item_type).get(refrigerant) or 0


def zero_reason(recoveries: Sequence[Recovery], unit: str) -> str | None:
    """Why nothing was recovered from this unit: its own entry's reason, else the order's."""
    own = [entry.reason for entry in recoveries if entry.unit == unit and entry.reason]
    whole = [entry.reason for entry in recoveries if entry.unit is None and entry.reason]
    return next(iter(own + whole), None)
