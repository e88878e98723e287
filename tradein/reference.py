"""Reference numbers with a date, a source and a jurisdiction: which one holds, and which a province may replace.

Rules (domain reference §0): a number marked ○ is shown as "参考值,非官方" and a province can override it with its own
table and period; overriding keeps the old row; a number marked ✔ stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Generic, TypeVar

from tradein import reference_values as values

NATION = "CN"
REFERENCE_MARK = {"zh": "参考值，非官方", "en": "Reference value, not official"}
LAST_DAY = date(2999, 12, 31)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Number:
    """One number a province may set. `unit` is g, permille, gCO2e, gCO2e/kg, GWP100, h, workday, flag or code."""

    unit: str
    highest: int = 0


GRAMS = Number("g", 1_000_000)
PERMILLE = Number("permille", 1000)
CARBON = Number("gCO2e", 10_000_000)
CARBON_PER_KG = Number("gCO2e/kg", 1_000_000)
WARMING = Number("GWP100", 100_000)
FLAG = Number("flag", 1)
HOURS = Number("h", 10 * 8760)
WORKING_DAYS = Number("workday", 10 * 250)

SHARES = tuple(
    f"{material}_permille"
    for material in ("steel", "copper", "aluminium", "plastic", "foam", "glass", "board", "other")
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A reference table: its row type, the numbers a province may set, and what must hold between them."""

    name: str
    value: type[Any]
    numbers: Mapping[str, Number] = field(default_factory=dict)
    ascending: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


DATASETS: Mapping[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "item_types",
            values.ItemTypeFact,
            {
                **dict.fromkeys(("default_g", "low_g", "high_g"), GRAMS),
                **dict.fromkeys(SHARES, PERMILLE),
                "avoided_gco2e": CARBON,
            },
            ascending=("low_g", "default_g", "high_g"),
            whole=SHARES,
        ),
        Dataset("weee_categories", values.WeeeCategory),
        Dataset("required_parts", values.RequiredPart, {"mandatory": FLAG}),
        Dataset(
            "key_outputs",
            values.KeyOutput,
            dict.fromkeys(("typical_g", "low_g", "high_g"), GRAMS),
            ascending=("low_g", "typical_g", "high_g"),
        ),
        Dataset("hazardous_wastes", values.HazardousWaste),
        Dataset(
            "refrigerants",
            values.Refrigerant,
            {
                "gwp100": WARMING,
                **dict.fromkeys(("charge_low_g", "charge_high_g", "benchmark_g", "min_expected_g"), GRAMS),
            },
            ascending=("charge_low_g", "charge_high_g"),
        ),
        Dataset(
            "carbon_factors",
            values.CarbonFactor,
            {
                **dict.fromkeys(("primary_g_per_kg", "recycled_g_per_kg", "avoided_g_per_kg"), CARBON_PER_KG),
                "recovery_permille": PERMILLE,
            },
        ),
        Dataset("balance_tolerances", values.BalanceTolerance, {"permille": PERMILLE}),
        Dataset(
            "time_limits",
            values.TimeLimit,
            {"hours": HOURS, "working_days": WORKING_DAYS, "pattern_hours": HOURS},
        ),
        Dataset("kpis", values.Kpi),
    )
}


@dataclass(frozen=True, slots=True)
class Header:
    """Where a row comes from and when it holds; `valid_to` is its last day, open when None."""

    key: str
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    source: str
    edition: str
    document_no: str | None
    verified: frozenset[str]
    note: str | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= (self.valid_to or LAST_DAY)


@dataclass(frozen=True, slots=True)
class Row(Generic[V]):
    """A stored row; a local one leaves the numbers it does not replace at None."""

    header: Header
    value: V


@dataclass(frozen=True, slots=True)
class Fact(Generic[V]):
    """What holds for one key at one place and day; `origins` says per number which row it came from."""

    key: str
    value: V
    base: Header
    origins: Mapping[str, Header]

    def verified(self, name: str) -> bool:
        """✔ or ○ of one number; only national rows can be ✔."""
        origin = self.origins.get(name, self.base)
        return name in origin.verified


def in_force(
    dataset: Dataset, rows: Iterable[Row[V]], jurisdictions: Sequence[str], day: date
) -> Fact[V] | None:
    """The national row of the day with the local numbers laid over it; None without a national row.

    `jurisdictions` run from the most specific to the province. Among rows of one jurisdiction the later start wins;
    a local number never covers a verified national one, whatever was recorded before the fact was verified.
    """
    current = sorted(
        (row for row in rows if row.header.holds_on(day)), key=lambda row: row.header.valid_from, reverse=True
    )
    base = next((row for row in current if row.header.jurisdiction == NATION), None)
    if base is None:
        return None
    local = [row for place in jurisdictions for row in current if row.header.jurisdiction == place != NATION]
    origins: dict[str, Header] = {}
    changes: dict[str, Any] = {}
    for name in dataset.numbers:
        winner = _winner(name, base, local)
        origins[name] = winner.header
        if winner is not base:
            changes[name] = getattr(winner.value, name)
    value = replace(base.value, **changes) if changes else base.value  # type: ignore[type-var]
    return Fact(base.header.key, value, base.header, origins)


def _winner(name: str, base: Row[V], local: Sequence[Row[V]]) -> Row[V]:
    if name in base.header.verified:
        return base
    return next((row for row in local if getattr(row.value, name) is not None), base)
