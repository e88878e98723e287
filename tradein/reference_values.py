"""The frozen rows of the reference tables. Weights are grams, shares permille, carbon grams of CO2e.

A number is `None` when nobody knows it: unknown is not zero. Fields a province may replace are listed per table in
`tradein.reference.DATASETS`; every one may be `None` in a local row, which then leaves the national number standing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemTypeFact:
    """What one kind of appliance weighs and consists of (domain reference §4.1–4.3)."""

    default_g: int | None = None
    low_g: int | None = None
    high_g: int | None = None
    steel_permille: int | None = None
    copper_permille: int | None = None
    aluminium_permille: int | None = None
    plastic_permille: int | None = None
    foam_permille: int | None = None
    glass_permille: int | None = None
    board_permille: int | None = None
    other_permille: int | None = None
    avoided_gco2e: int | None = None
    composition_basis: str | None = None
    unu_key: str | None = None
    unu_g: int | None = None
    unu_year: int | None = None


@dataclass(frozen=True, slots=True)
class WeeeCategory:
    """A class of 处理目录(2014年版); the codes W01–W14 are the platform's own."""

    name_zh: str
    name_en: str
    definition_zh: str
    in_catalogue_since: str
    fund_subsidised_to_2023: bool


@dataclass(frozen=True, slots=True)
class RequiredPart:
    """A part a complete unit has; a unit without a mandatory one is not counted as 规范拆解 (§2.6)."""

    item_type: str
    seq: int
    part_zh: str
    part_en: str
    if_missing: str
    mandatory: bool | None = None


@dataclass(frozen=True, slots=True)
class KeyOutput:
    """An output by which regulators count dismantled units (物料系数法, §2.7), expected grams per unit."""

    item_type: str
    output_code: str
    name_zh: str
    name_en: str
    is_key: bool
    typical_g: int | None = None
    low_g: int | None = None
    high_g: int | None = None
    waste_code: str | None = None


@dataclass(frozen=True, slots=True)
class HazardousWaste:
    """A row of 国家危险废物名录 that arises from appliances; `hazard` holds T, I, C, In, R letters."""

    hw_class: str
    name_zh: str
    name_en: str
    arises_from: str
    hazard: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refrigerant:
    """A refrigerant or blowing agent: what a unit holds, and how little recovered raises a flag (§4.3)."""

    family: str
    role: str
    item_types: tuple[str, ...]
    gwp_edition: str
    benchmark_source: str | None
    gwp100: int | None = None
    charge_low_g: int | None = None
    charge_high_g: int | None = None
    benchmark_g: int | None = None
    min_expected_g: int | None = None


@dataclass(frozen=True, slots=True)
class BalanceTolerance:
    """How many thousandths of the expected quantity may be missing or in excess in one kind of check (§2.7)."""

    name_zh: str
    permille: int | None = None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long something may take: `hours`, or `working_days` of the official calendar (§0.1).

    `pattern` names the fraud pattern a unit falls under once `pattern_hours` have passed; without them, with the limit.
    """

    name_zh: str
    pattern: str | None
    hours: int | None = None
    working_days: int | None = None
    pattern_hours: int | None = None


@dataclass(frozen=True, slots=True)
class CarbonFactor:
    """Grams of CO2e per kilogram of material: primary, recycled, and avoided = primary − recycled."""

    kind: str
    name_zh: str
    name_en: str
    source_row: str
    primary_g_per_kg: int | None = None
    recycled_g_per_kg: int | None = None
    avoided_g_per_kg: int | None = None
    recovery_permille: int | None = None


@dataclass(frozen=True, slots=True)
class Kpi:
    """An oversight indicator with its definition (§7.1)."""

    name_zh: str
    name_en: str
    formula: str
    unit: str
    cadence: tuple[str, ...]
    precedent_found: bool


@dataclass(frozen=True, slots=True)
class ItemType:
    """One kind of appliance with the national weights in force: what capture needs for a scan."""

    code: str
    name_zh: str
    name_en: str
    weee_class: str | None
    data_bearing: bool
    refrigerant_bearing: bool
    default_g: int
    low_g: int
    high_g: int
