"""Avoided emissions of recycling one appliance, in grams of CO2e, with method and edition beside every number.

Bottom-up: Σ mass × share × recovery × (primary − recycled factor), UK Government GHG conversion factors 2025
(domain §4.3). The credit for recovered refrigerant is another number, never added in. The industry's 4.7 t per tonne
is an alternative whose method is unknown; the two are never mixed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tradein.reference_values import CarbonFactor, ItemTypeFact, Refrigerant

FACTOR_OF = {
    "steel_permille": "STEEL",
    "copper_permille": "COPPER",
    "aluminium_permille": "ALUMINIUM",
    "plastic_permille": "PLASTIC_AVG",
    "foam_permille": "PUR",
    "glass_permille": "GLASS",
    "board_permille": "PCB",
}
"""Which factor a share is counted with; what is left over (`other_permille`) earns nothing."""


@dataclass(frozen=True, slots=True)
class Method:
    """How a figure was computed; printed beside it."""

    key: str
    zh: str
    en: str
    edition: str
    source: str
    verified: bool


BOTTOM_UP = Method(
    "bottom_up",
    "自下而上材料法（原生与再生排放因子之差，参考值，非官方）",
    "bottom-up by material: primary minus recycled factors (reference value, not official)",
    "2025",
    "UK Government GHG conversion factors 2025; shares and recovery rates of the platform",
    verified=False,
)
INDUSTRY_ESTIMATE = Method(
    "industry_estimate",
    "行业测算：每回收1吨约减排4.7吨（计算方法未公开）",
    "industry estimate: about 4.7 t per tonne recovered (method not published)",
    "2025",
    "行业测算，经济日报 2025 等引用",
    verified=False,
)
INDUSTRY_G_PER_KG = 4_700


@dataclass(frozen=True, slots=True)
class Avoided:
    """The avoided emissions of one unit; None when its composition or weight is unknown: not zero."""

    gco2e: int | None
    method: Method
    weighed: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over units of one method, with how many units it could not see or took at their default weight."""

    gco2e: int
    method: Method
    units: int
    unknown_units: int
    default_weight_units: int

    def plus(self, other: "Total") -> "Total":
        """Both together. Raises ValueError when they were computed by different methods."""
        if other.method != self.method:
            raise ValueError("figures of two methods are never added")
        return Total(
            self.gco2e + other.gco2e,
            self.method,
            self.units + other.units,
            self.unknown_units + other.unknown_units,
            self.default_weight_units + other.default_weight_units,
        )


def by_material(
    item_type: ItemTypeFact, factors: Mapping[str, CarbonFactor], weight_g: int | None = None
) -> Avoided:
    """The bottom-up figure of one unit: its weighed grams, else the default weight of its type."""
    mass_g = item_type.default_g if weight_g is None else weight_g
    shares = {factor: getattr(item_type, field) for field, factor in FACTOR_OF.items()}
    earned = [_per_tonne(share, factors.get(key)) for key, share in shares.items()]
    known = [grams for grams in earned if grams is not None]
    if mass_g is None or len(known) < len(earned):
        return Avoided(None, BOTTOM_UP, weight_g is not None)
    return Avoided(_rounded(mass_g * sum(known), 1_000_000_000), BOTTOM_UP, weight_g is not None)


def by_material_in_all(
    item_type: ItemTypeFact, factors: Mapping[str, CarbonFactor], units: int, weight_g: int
) -> Total:
    """The bottom-up figure of many units of one type from their summed weight; `units` counts them."""
    together = by_material(item_type, factors, weight_g)
    unknown = units if together.gco2e is None else 0
    return Total(together.gco2e or 0, BOTTOM_UP, units, unknown, 0)


def _per_tonne(share_permille: int | None, factor: CarbonFactor | None) -> int | None:
    """What a share earns, in grams CO2e per kilogram of appliance, times 10⁶."""
    if share_permille == 0:
        return 0
    if share_permille is None or factor is None or factor.avoided_g_per_kg is None:
        return None
    if factor.avoided_g_per_kg == 0:
        return 0
    recovery = factor.recovery_permille
    return None if recovery is None else share_permille * recovery * factor.avoided_g_per_kg


def by_industry_estimate(weight_g: int | None) -> Avoided:
    """The published 4.7 t per tonne applied to a weighed unit; None without a weight."""
    gco2e = None if weight_g is None else _rounded(weight_g * INDUSTRY_G_PER_KG, 1000)
    return Avoided(gco2e, INDUSTRY_ESTIMATE, weight_g is not None)


def refrigerant_credit(gas: Refrigerant, recovered_g: int | None) -> int | None:
    """Grams of CO2e kept out of the air by recovering a refrigerant (GWP100); shown apart, None when unknown."""
    return None if recovered_g is None or gas.gwp100 is None else recovered_g * gas.gwp100


def total(figures: Iterable[Avoided], method: Method) -> Total:
    """The sum over units. Raises ValueError when a figure was computed by another method."""
    listed = list(figures)
    if any(figure.method != method for figure in listed):
        raise ValueError("figures of two methods are never added")
    known = [figure for figure in listed if figure.gco2e is not None]
    return Total(
        sum(figure.gco2e or 0 for figure in known),
        method,
        len(listed),
        len(listed) - len(known),
        sum(not figure.weighed for figure in known),
    )


def _rounded(amount: int, divisor: int) -> int:
    return (2 * amount + divisor) // (2 * divisor)
