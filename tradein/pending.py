"""Scans kept for later: in which states, and which of them concern money."""

from enum import StrEnum

from tradein.lifecycle import Step
from tradein.scan import Scan


class PendingState(StrEnum):
    """What becomes of a scan that could not be applied when it came."""

    WAITING = "waiting"
    CONFLICT = "conflict"
    SETTLED = "settled"


MONEY_STEPS = frozenset({Step.COLLECTING, Step.RETAIL_SELLING})
"""Steps at which somebody is paid."""


def touches_money(scan: Scan) -> bool:
    """Whether whoever decides about this scan decides about money."""
    return scan.price_fen is not None or scan.step in MONEY_STEPS
