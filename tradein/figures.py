"""The catalogue of oversight figures: what each number means, how it is computed, in which unit, from what.

Definitions stand in `figures.csv` and follow the oversight indicators (`kpis.csv`, domain §7.1) where one exists.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tradein import packaged


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. The formula is the sentence shown beside it.

    `basis` is the tally basis it is read from: the recovery region owns what was picked up (`origin`), the plant's
    region what was dismantled (`place`); None where both readings make sense. `measures` are tally measures, a
    trailing dot asks for a whole family; empty when the figure is no tally.
    """

    key: str
    zh: str
    en: str
    formula_zh: str
    formula_en: str
    unit: str
    basis: str | None
    measures: tuple[str, ...]
    cadence: tuple[str, ...]
    source: str
    note: str


@cache
def catalogue() -> Mapping[str, Definition]:
    """Every figure by its key, in the order in which a summary shows them."""
    return {row["key"]: _definition(row) for row in packaged.rows("figures.csv")}


def _definition(row: Mapping[str, str]) -> Definition:
    return Definition(
        row["key"],
        row["name_zh"],
        row["name_en"],
        row["formula_zh"],
        row["formula_en"],
        row["unit"],
        row["basis"] or None,
        _many(row["measures"]),
        _many(row["cadence"]),
        row["source"],
        row["note"],
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
