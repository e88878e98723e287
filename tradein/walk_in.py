"""What a walk-in's price and a scan's position make doubtful: marked and kept; only what no price can be is refused."""

from typing import NamedTuple
from uuid import UUID

from tradein.ground import Ground
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.price_range import PRICE_OUT_OF_RANGE, PriceRange
from tradein.refusals.handover import PriceAbsurd
from tradein.scan import Event, Geo, Scan, UnitState

POSITION_ABROAD = "position_abroad"
"""The flag of a position outside the country: a phone that guessed, or one that was told to."""
SOUTH_E6, NORTH_E6, WEST_E6, EAST_E6 = 3_800_000, 53_600_000, 73_400_000, 135_100_000
"""A box around China, from 曾母暗沙 to 漠河 and from the 帕米尔 to the 乌苏里江."""
PRICED = frozenset({Step.COMMISSIONING, Step.COLLECTING})


class Priced(NamedTuple):
    """A price with what it was paid for; of what was booked, and of steps without a price, there is none."""

    price_fen: int
    item_type: str
    district: str
    organisation_id: UUID | None

    def span(self, ground: Ground) -> PriceRange | None:
        """What the tables allow; None where they say nothing."""
        if ground.prices is None:
            return None
        today = day_of(ground.now)
        return ground.prices.span(self.item_type, self.district, today, self.organisation_id)

    def flags(self, ground: Ground) -> list[str]:
        """Whether the price lies below the table's floor or above its best case."""
        span = self.span(ground)
        return [PRICE_OUT_OF_RANGE] if span is not None and span.doubtful(self.price_fen) else []

    def check(self, ground: Ground, field: str = "price_fen") -> None:
        """Raises `price_absurd` for many times what the table could give."""
        span = self.span(ground)
        if span is not None and self.price_fen > span.most_fen:
            raise PriceAbsurd(field, price_fen=self.price_fen, high_fen=span.high_fen)


def priced_scan(scan: Scan, unit: UnitState | None, ground: Ground) -> Priced | None:
    """What a scan says was paid at the door for what nobody booked."""
    if scan.step not in PRICED or (unit.order_id if unit is not None else scan.order_id) is not None:
        return None
    price_fen = scan.price_fen
    if price_fen is None and unit is not None:
        price_fen = unit.agreed_fen
    if price_fen is None:
        return None
    item_type = unit.item_type if unit is not None else scan.item_type or ""
    district = unit.district if unit is not None else ground.leaves.get(scan.region or "", "")
    return Priced(price_fen, item_type, district, ground.actor.organisation_id)


def priced_event(event: Event, unit: UnitState) -> Priced | None:
    """The same of an event that is said anew."""
    if event.step not in PRICED or unit.order_id is not None or event.price_fen is None:
        return None
    return Priced(event.price_fen, event.item_type, event.district, event.organisation_id)


def check_price(scan: Scan, unit: UnitState | None, ground: Ground) -> None:
    """Raises `price_absurd`; a promise to a consumer is not asked here."""
    priced = priced_scan(scan, unit, ground)
    if priced is not None:
        priced.check(ground)


def price_flags(scan: Scan, unit: UnitState | None, ground: Ground) -> list[str]:
    """What a scan's price makes doubtful."""
    priced = priced_scan(scan, unit, ground)
    return priced.flags(ground) if priced is not None else []


def position_flags(geo: Geo | None) -> list[str]:
    """Whether a position lies nowhere an appliance is collected."""
    if geo is None:
        return []
    here = SOUTH_E6 <= geo.lat_e6 <= NORTH_E6 and WEST_E6 <= geo.lon_e6 <= EAST_E6
    return [] if here else [POSITION_ABROAD]
