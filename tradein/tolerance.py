"""How far weights may differ before somebody must explain: dated rows, each with its document, which a province may override.

Nation-wide rows are packaged (`balance_tolerances.csv`, reference values, not official); a province's own rows live in
the database. A published row is superseded by a later one, never edited.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tradein import packaged

NATION = "CN"


class Check(StrEnum):
    """What is compared. The last three are the regulator's own methods."""

    WORK_ORDER = "work_order"
    MONTH = "month"
    TRANSFER = "transfer"
    MATERIAL_COEFFICIENT = "material_coefficient"
    """物料系数法"""
    CLOSING_STOCK = "closing_stock"
    """期末存货盘点法"""
    VIDEO_DOCUMENT = "video_document"
    """视频审核与书面审核核对法"""


OFFICIAL_METHODS = (Check.MATERIAL_COEFFICIENT, Check.CLOSING_STOCK, Check.VIDEO_DOCUMENT)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """One row: `permille` of the expected quantity may be missing or in excess within `jurisdiction` from a day on."""

    jurisdiction: str
    check: Check
    permille: int
    valid_from: date
    valid_to: date | None
    document: str
    verified: bool

    def in_force(self, day: date) -> bool:
        """`valid_to` is the last day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def allowance(self, expected: int) -> int:
        """The largest difference allowed on an expected quantity, in its own unit, rounded down."""
        return expected * self.permille // 1000

    def holds(self, expected: int, found: int) -> bool:
        """Whether the difference stays within the allowance."""
        return abs(found - expected) <= self.allowance(expected)


@cache
def national() -> tuple[Tolerance, ...]:
    """The packaged rows, valid everywhere unless a province says otherwise."""
    return tuple(
        Tolerance(
            row["jurisdiction_code"],
            Check(row["check"]),
            int(row["permille"]),
            date.fromisoformat(row["valid_from"]),
            date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            row["document"],
            row["verified"] == "1",
        )
        for row in packaged.rows("balance_tolerances.csv")
    )


def tolerance_for(check: Check, region: str, day: date, overrides: Iterable[Tolerance] = ()) -> Tolerance:
    """The row that governs a plant in `region` (six digits) on `day`.

    The narrowest jurisdiction wins (city before province before nation), then the latest start. Raises LookupError
    when no row at all covers the day: that is a hole in the tables, not in what somebody sent.
    """
    fitting = [
        row
        for row in (*national(), *overrides)
        if row.check is check and row.in_force(day) and _covers(row.jurisdiction, region)
    ]
    if not fitting:
        raise LookupError(f"no tolerance for {check} on {day}")
    return max(fitting, key=lambda row: (len(_stem(row.jurisdiction)), row.valid_from))


def _covers(jurisdiction: str, region: str) -> bool:
    return region.startswith(_stem(jurisdiction))


def _stem(jurisdiction: str) -> str:
    if jurisdiction == NATION:
        return ""
    stem = jurisdiction
    while stem.endswith("00"):
        stem = stem[:-2]
    return stem
