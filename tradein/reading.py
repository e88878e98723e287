"""A figure as it is read: its value with what it was divided by, and what it could not see.

Stocks are sums over all days up to the last one asked for; everything else is a sum over the days of a period.
Figures with a basis of their own keep it; the others are read on the basis the reader chose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tradein.comparison import change_permille
from tradein.figures import Definition, catalogue
from tradein.lifecycle import Stage
from tradein.period import from_tallies
from tradein.tally import ORIGIN, PLACE, ZERO, Amount

BASES = (ORIGIN, PLACE)
RATIO = "permille"
BASE_UNIT = {"t": "g", "kg": "g"}
"""Numbers travel in whole base units: nothing is rounded before it is shown."""

Sums = Mapping[str, Amount]

_STOCKS = {f"stage.{stage.value}" for stage in Stage}
_FROM_TALLIES = {"recovered_tonnes": "recovered_g", "materials_kg": "weight_out_g"}
_RATIOS = {
    "unweighed_share": ("unweighed_units", "recovered_units"),
    "dismantle_rate": ("dismantled_units", "recovered_units"),
}
_WEIGHED = {
    "recovered_tonnes": "collecting",
    "weight_in_g": "disassembling",
    "weight_gap_g": "disassembling",
}
"""Figures in grams of units, and the measure that knows how many of those units nobody weighed."""

STEP = "step."

_PERIOD = frozenset(from_tallies({})) | frozenset(_FROM_TALLIES)


@dataclass(frozen=True, slots=True)
class Books:
    """Counter sums of one place: of the period by basis, and of all days up to its end."""

    period: Mapping[str, Sums]
    stock: Sums


class Reading(NamedTuple):
    """One figure of one place and period."""

    key: str
    value: int | None
    numerator: int | None = None
    denominator: int | None = None
    unweighed: int | None = None
    """Units that count but were never weighed: their weight is missing from the value, not zero."""
    weight_g: int | None = None
    """Of a step: grams weighed at it."""


@cache
def readable() -> Mapping[str, Definition]:
    """The figures that counters answer, in the catalogue's order."""
    answered = _STOCKS | _PERIOD
    return {key: one for key, one in catalogue().items() if key in answered or key.startswith(STEP)}


def step_figure(step: str) -> str:
    """The figure that counts a step's events."""
    return f"{STEP}{step}"


def is_stock(key: str) -> bool:
    """Whether a figure says how things stood at the end of a period rather than what happened in it."""
    return key in _STOCKS


def basis_of(key: str, chosen: str) -> str:
    """On which basis a figure is read when the reader chose one."""
    return catalogue()[key].basis or chosen


def unit_of(key: str) -> str:
    """The whole unit a value of this figure is counted in."""
    return BASE_UNIT.get(catalogue()[key].unit, catalogue()[key].unit)


def measures_of(keys: Iterable[str], chosen: str) -> dict[str, tuple[str, ...]]:
    """Measures to sum up for the figures of a period, by basis; a basis nobody needs is left out."""
    wanted: dict[str, dict[str, None]] = {}
    for key in keys:
        if not is_stock(key):
            wanted.setdefault(basis_of(key, chosen), {}).update(dict.fromkeys(catalogue()[key].measures))
    return {basis: tuple(measures) for basis, measures in wanted.items()}


def read(keys: Iterable[str], books: Books, chosen: str) -> dict[str, Reading]:
    """The figures of one place. KeyError for a figure that counters do not answer."""
    figures = {basis: from_tallies(books.period.get(basis, {})) for basis in BASES}
    found = {}
    for key in keys:
        if is_stock(key):
            found[key] = Reading(key, books.stock.get(key, ZERO).n)
        else:
            basis = basis_of(key, chosen)
            found[key] = _reading(key, figures[basis], books.period.get(basis, {}))
    return found


def _reading(key: str, figures: Mapping[str, int | None], sums: Sums) -> Reading:
    if key.startswith(STEP):
        amount = sums.get(key.removeprefix(STEP), ZERO)
        return Reading(key, amount.n, unweighed=amount.unweighed, weight_g=amount.weight_g)
    value = figures[_FROM_TALLIES.get(key, key)]
    if key in _RATIOS:
        part, whole = _RATIOS[key]
        return Reading(key, value, figures[part], figures[whole])
    measure = _WEIGHED.get(key)
    return Reading(key, value, unweighed=sums.get(measure, ZERO).unweighed if measure else None)


def changes(now: Reading, before: Reading) -> dict[str, int | None]:
    """What became of a figure: the difference, and the change in thousandths (for ratios only the difference)."""
    known = now.value is not None and before.value is not None
    share = None if catalogue()[now.key].unit == RATIO else change_permille(now.value, before.value)
    difference = (now.value or 0) - (before.value or 0) if known else None
    return {"before": before.value, "difference": difference, "change_permille": share}


def merged(many: Iterable[Sums]) -> dict[str, Amount]:
    """Sums of several places as one."""
    total: dict[str, Amount] = {}
    for sums in many:
        for measure, amount in sums.items():
            total[measure] = total.get(measure, ZERO).plus(amount)
    return total


def together(books: Iterable[Books]) -> Books:
    """The books of several places that do not overlap, as those of the whole."""
    listed = list(books)
    period = {basis: merged(one.period.get(basis, {}) for one in listed) for basis in BASES}
    return Books(period, merged(one.stock for one in listed))
