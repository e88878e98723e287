"""From the text of a packaged CSV to frozen rows. Pure: the caller reads the file and knows the edition.

Kilograms become whole grams, shares permille, kilograms of CO2e grams; a fraction finer than that is an error in
the file, not something to round away.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tradein import reference_values as values

Cells = Mapping[str, str]
Names = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A parsed row before it is dated. `effective_from`, `source` and `edition` replace those of the file if given."""

    key: str
    value: Any
    verified: frozenset[str]
    note: str | None = None
    effective_from: date | None = None
    source: str | None = None
    edition: str | None = None


def cells(text: str) -> Iterator[Cells]:
    """Rows of a CSV with a header."""
    return csv.DictReader(io.StringIO(text))


def english(text: str) -> Names:
    """`names_en.csv` as (kind, key) → name."""
    return {(row["kind"], row["key"]): row["name_en"] for row in cells(text)}


def thousandths(cell: str) -> int | None:
    """Kilograms → grams, fractions → permille, kilograms of CO2e → grams. Empty is unknown."""
    if not cell:
        return None
    scaled = Decimal(cell) * 1000
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{cell!r} is finer than a thousandth")
    return int(scaled)


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _marks(row: Cells, **columns: tuple[str, ...]) -> frozenset[str]:
    """The fields whose verified-column says 1: ✔ in the domain reference."""
    return frozenset(field for column, fields in columns.items() if row[column] == "1" for field in fields)


SHARES = {
    "steel_permille": "steel",
    "copper_permille": "cu",
    "aluminium_permille": "al",
    "plastic_permille": "plastic",
    "foam_permille": "pur",
    "glass_permille": "glass",
    "board_permille": "pcb",
    "other_permille": "other",
}


def item_types(text: str, _names: Names) -> Iterator[Entry]:
    """Weights and composition. Limits are never verified, only the default weight can be (§4.1)."""
    for row in cells(text):
        fact = values.ItemTypeFact(
            default_g=thousandths(row["default_kg"]),
            low_g=thousandths(row["low_kg"]),
            high_g=thousandths(row["high_kg"]),
            **{field: thousandths(row[column]) for field, column in SHARES.items()},
            avoided_gco2e=thousandths(row["avoided_kgco2e_per_unit"]),
            composition_basis=row["composition_basis"] or None,
            unu_key=row["unu_key"] or None,
            unu_g=thousandths(row["unu_kg"]),
            unu_year=_whole(row["unu_year"]),
        )
        marks = _marks(
            row,
            weight_verified=("default_g",),
            composition_verified=tuple(SHARES),
            carbon_verified=("avoided_gco2e",),
        )
        yield Entry(row["code"], fact, marks, row["note"] or None)


def item_type_names(text: str, names: Names) -> Iterator[values.ItemType]:
    """The identity of each item type with its national weights."""
    for row in cells(text):
        yield values.ItemType(
            code=row["code"],
            name_zh=row["name_zh"],
            name_en=names["item_type", row["code"]],
            weee_class=row["weee_class"] or None,
            data_bearing=row["data_bearing"] == "1",
            refrigerant_bearing=row["refrigerant_bearing"] == "1",
            default_g=thousandths(row["default_kg"]) or 0,
            low_g=thousandths(row["low_kg"]) or 0,
            high_g=thousandths(row["high_kg"]) or 0,
        )


def weee_categories(text: str, names: Names) -> Iterator[Entry]:
    """The catalogue's classes, each from the day it entered."""
    for row in cells(text):
        category = values.WeeeCategory(
            name_zh=row["name_zh"],
            name_en=names["weee_category", row["code"]],
            definition_zh=row["definition_zh"],
            in_catalogue_since=row["in_catalogue_since"],
            fund_subsidised_to_2023=row["fund_subsidised_to_2023"] == "1",
        )
        marks = _marks(row, definition_verified=("definition_zh",)) | {"in_catalogue_since"}
        since = date.fromisoformat(row["in_catalogue_since"])
        yield Entry(row["code"], category, marks, row["note"] or None, since, edition=row["edition"])


def required_parts(text: str, names: Names, scope: str = "") -> Iterator[Entry]:
    """Check-lists spread over item types; `scope` (required_part_scope.csv) excludes parts or makes them optional."""
    narrowed = {(row["checklist_code"], row["seq"], row["item_type"]): row["effect"] for row in cells(scope)}
    for row in cells(text):
        for item_type in _many(row["item_types"]):
            effect = narrowed.get((row["checklist_code"], row["seq"], item_type))
            if effect == "excluded":
                continue
            part = values.RequiredPart(
                item_type=item_type,
                seq=int(row["seq"]),
                part_zh=row["part_zh"],
                part_en=names["part", row["part_zh"]],
                if_missing=row["if_missing"],
                mandatory=row["mandatory"] == "1" and effect != "optional",
            )
            marks = _marks(row, verified=("mandatory",))
            yield Entry(f"{item_type}/{row['seq']}", part, marks, row["note"] or None)


def key_outputs(text: str, names: Names) -> Iterator[Entry]:
    """Expected outputs per unit; the weights are reference values, official coefficients are unknown."""
    for row in cells(text):
        output = values.KeyOutput(
            item_type=row["item_type"],
            output_code=row["output_code"],
            name_zh=row["output_zh"],
            name_en=names["output", row["output_code"]],
            is_key=row["is_key"] == "1",
            typical_g=thousandths(row["kg_typ"]),
            low_g=thousandths(row["kg_low"]),
            high_g=thousandths(row["kg_high"]),
            waste_code=row["hw_code"] or None,
        )
        marks = _marks(row, verified=("typical_g", "low_g", "high_g", "waste_code"))
        yield Entry(f"{row['item_type']}/{row['output_code']}", output, marks, row["note"] or None)


def hazardous_wastes(text: str, names: Names) -> Iterator[Entry]:
    """Codes of the national list with the day that edition came into force."""
    for row in cells(text):
        waste = values.HazardousWaste(
            hw_class=row["hw_class"],
            name_zh=row["name_zh"],
            name_en=names["hazardous_waste", row["code"]],
            arises_from=row["arises_from"],
            hazard=tuple(letter.strip() for letter in row["hazard"].split(",")),
        )
        marks = _marks(row, code_verified=("code",), wording_verified=("name_zh",))
        since = date.fromisoformat(row["valid_from"])
        yield Entry(row["code"], waste, marks, row["note"] or None, since, edition=row["catalogue_edition"])


def refrigerants(text: str, _names: Names) -> Iterator[Entry]:
    """Charges and benchmarks in grams per unit. The 50 % flag threshold is ours, hence never verified (§4.3)."""
    for row in cells(text):
        gas = values.Refrigerant(
            family=row["family"],
            role=row["role"],
            item_types=_many(row["item_types"]),
            gwp_edition=row["gwp_edition"],
            benchmark_source=row["benchmark_source"] or None,
            gwp100=_whole(row["gwp100"]),
            charge_low_g=thousandths(row["charge_low_kg"]),
            charge_high_g=thousandths(row["charge_high_kg"]),
            benchmark_g=thousandths(row["benchmark_recovered_kg_per_unit"]),
            min_expected_g=thousandths(row["min_expected_kg_per_unit"]),
        )
        marks = _marks(
            row,
            gwp_verified=("gwp100",),
            charge_verified=("charge_low_g", "charge_high_g"),
            benchmark_verified=("benchmark_g",),
        )
        yield Entry(row["code"], gas, marks, row["note"] or None)


def balance_tolerances(text: str, _names: Names) -> Iterator[Entry]:
    """Tolerances of the mass balance and of the three official check methods; platform defaults."""
    for row in cells(text):
        tolerance = values.BalanceTolerance(row["name_zh"], _whole(row["permille"]))
        yield Entry(row["check"], tolerance, _marks(row, verified=("permille",)), row["note"] or None)


def time_limits(text: str, _names: Names) -> Iterator[Entry]:
    """How long units, manifests and wastes may take."""
    for row in cells(text):
        limit = values.TimeLimit(
            row["name_zh"],
            row["pattern"] or None,
            _whole(row["hours"]),
            _whole(row["working_days"]),
            _whole(row["pattern_hours"]),
        )
        marks = _marks(row, verified=("hours", "working_days", "pattern_hours"))
        yield Entry(row["key"], limit, marks, row["note"] or None, source=row["source"] or None)


def carbon_factors(text: str, names: Names) -> Iterator[Entry]:
    """Factors per kilogram; default recovery rates are ours, hence never verified."""
    for row in cells(text):
        factor = values.CarbonFactor(
            kind=row["kind"],
            name_zh=row["name_zh"],
            name_en=names["carbon_factor", row["key"]],
            source_row=row["source_row"],
            primary_g_per_kg=thousandths(row["primary"]),
            recycled_g_per_kg=thousandths(row["recycled"]),
            avoided_g_per_kg=thousandths(row["avoided"]),
            recovery_permille=thousandths(row["recovery_rate_default"]),
        )
        marks = _marks(row, verified=("primary_g_per_kg", "recycled_g_per_kg", "avoided_g_per_kg"))
        yield Entry(
            row["key"],
            factor,
            marks,
            row["note"] or None,
            source=row["source"],
            edition=row["edition"] or None,
        )


def kpis(text: str, names: Names) -> Iterator[Entry]:
    """Indicator definitions."""
    for row in cells(text):
        kpi = values.Kpi(
            name_zh=row["name_zh"],
            name_en=names["kpi", row["key"]],
            formula=row["formula"],
            unit=row["unit"],
            cadence=_many(row["cadence"]),
            precedent_found=row["precedent_found"] == "1",
        )
        yield Entry(row["key"], kpi, _marks(row, precedent_found=("formula",)), row["note"] or None)


Parser = Callable[[str, Names], Iterator[Entry]]
