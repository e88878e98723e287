"""How far weights may differ before somebody must explain.

The numbers are a dated reference table (`balance_tolerances`) whose national rows are platform defaults and which a
province may override for its plants; the row that was used is stored with every verdict.
"""

from dataclasses import dataclass
from enum import StrEnum


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
    """`permille` of the expected quantity may be missing or in excess; `source` says whose number that is."""

    check: Check
    permille: int
    source: str
    jurisdiction: str
    verified: bool

    def allowance(self, expected: int) -> int:
        """The largest difference allowed on an expected quantity, in its own unit, rounded down."""
        return expected * self.permille // 1000

    def holds(self, expected: int, found: int) -> bool:
        """Whether the difference stays within the allowance."""
        return abs(found - expected) <= self.allowance(expected)
