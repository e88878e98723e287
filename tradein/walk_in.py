"""What a walk-in's price and a scan's position make doubtful: marked and kept; only what no price can be is refused."""

from uuid import UUID

from tradein.ground import Ground
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.price_range import PRICE_OUT_OF_RANGE, PriceRange
from tradein.refusals.handover import PriceAbsurd
from tradein.scan import Geo, Scan, UnitState

POSITION_ABROAD = "position_abroad"
"""The flag of a position outside the country: a phone that guessed, or one that was told to."""
SOUTH_E6, NORTH_E6, WEST_E6, EAST_E6 = 3_800_000, 53_600_000, 73_400_000, 135_100_000
"""A box around China, from 曾母暗沙 to 漠河 and from the 帕米尔 to the 乌苏里江."""
PRICED = frozenset({Step.COMMISSIONING, Step.COLLECTING})


def check_price(scan: Scan, unit: UnitState | None, ground: Ground) -> None:
    """Raises `price_absurd` for many times what the table could give; a promise to a consumer is not asked here."""
    price_fen = _price(scan, unit)
    span = _span(scan, unit, ground) if price_fen is not None else None
    if price_fen is not None and span is not None and price_fen > span.most_fen:
        raise PriceAbsurd("price_fen", price_fen=price_fen, high_fen=span.high_fen)


def price_flags(scan: Scan, unit: UnitState | None, ground: Ground) -> list[str]:
    """Whether a price lies below the table's floor or above its best case."""
    price_fen = _price(scan, unit)
    span = _span(scan, unit, ground) if price_fen is not None else None
    doubtful = price_fen is not None and span is not None and span.doubtful(price_fen)
    return [PRICE_OUT_OF_RANGE] if doubtful else []


def position_flags(geo: Geo | None) -> list[str]:
    """Whether a position lies nowhere an appliance is collected."""
    if geo is None:
        return []
    here = SOUTH_E6 <= geo.lat_e6 <= NORTH_E6 and WEST_E6 <= geo.lon_e6 <= EAST_E6
    return [] if here else [POSITION_ABROAD]


def _price(scan: Scan, unit: UnitState | None) -> int | None:
    """What is paid for a walk-in; None for what was booked, and for steps without a price."""
    if scan.step not in PRICED or _order(scan, unit) is not None:
        return None
    return scan.price_fen if scan.price_fen is not None or unit is None else unit.agreed_fen


def _order(scan: Scan, unit: UnitState | None) -> UUID | None:
    return unit.order_id if unit is not None else scan.order_id


def _span(scan: Scan, unit: UnitState | None, ground: Ground) -> PriceRange | None:
    if ground.prices is None:
        return None
    item_type = unit.item_type if unit is not None else scan.item_type or ""
    district = unit.district if unit is not None else ground.leaves.get(scan.region or "", "")
    organisation = ground.actor.organisation_id
    return ground.prices.span(item_type, district, day_of(ground.now), organisation)
