"""What a recycler may enter at the door by itself: where it works, at a price the table can explain."""

from dataclasses import dataclass, replace

import pytest

from tests.domain.capture_ground import DISTRICT, Memory, actor, ground, named, scan, unit
from tradein.custody import decide
from tradein.lifecycle import Stage
from tradein.price_range import PriceRange
from tradein.refusals.handover import PriceAbsurd
from tradein.refusals.site import OutsideArea
from tradein.region import Areas
from tradein.scan import Geo

AREAS = Areas.among(
    [
        ("370000", None, "province"),
        ("371500", "370000", "city"),
        (DISTRICT, "371500", "county"),
        ("371581", "371500", "county"),
        ("371400", "370000", "city"),
        ("371402", "371400", "county"),
        ("110000", None, "province"),
        ("110105", "110000", "county"),
    ]
)
LEAVES = {code: code for code in (DISTRICT, "371581", "371402", "110105")}


@dataclass(frozen=True)
class Table:
    """A price table that knows refrigerators alone."""

    def span(self, item_type, _district, _day, _organisation):
        return PriceRange(2_000, 12_000) if item_type == "FRIDGE" else None


def judged(what, *, role="recycler_staff", home=DISTRICT, memory=None):
    memory = memory or Memory().reserve(1)
    by = replace(actor(role), region=home)
    seen = memory.knowledge().sighting(what)
    return decide(seen, ground(by, areas=AREAS, leaves=LEAVES, prices=Table()), named("new"))


@pytest.mark.parametrize(
    ("role", "home", "region", "served"),
    [
        ("recycler_staff", DISTRICT, "371581", True),
        ("recycler_staff", "371500", "371581", True),
        ("recycler_staff", "370000", "371402", True),
        ("recycler_staff", DISTRICT, "371402", False),
        ("recycler_staff", DISTRICT, "110105", False),
        ("community_worker", DISTRICT, "371581", False),
        ("community_worker", DISTRICT, DISTRICT, True),
        ("consumer", None, "110105", True),
    ],
)
def test_a_walk_in_is_entered_where_its_recycler_works(role, home, region, served):
    memory = Memory().reserve(
        1, of=None if role == "consumer" else "bureau" if home and role[0] == "c" else "recycler"
    )
    what = scan("commissioning", region=region)
    if served:
        assert judged(what, role=role, home=home, memory=memory)[1].district == region
        return
    with pytest.raises(OutsideArea) as no:
        judged(what, role=role, home=home, memory=memory)
    assert (no.value.field, no.value.facts["region"]) == ("region", region)


def test_what_was_booked_lies_where_its_order_lies():
    assert judged(scan("commissioning", region="110105", order_id=named("order")))[1].district == "110105"


@pytest.mark.parametrize(
    ("price_fen", "flags"),
    [
        (1_999, ("price_out_of_range",)),
        (2_000, ()),
        (12_000, ()),
        (12_001, ("price_out_of_range",)),
        (0, ("price_out_of_range",)),
    ],
)
def test_a_price_the_table_does_not_explain_is_marked(price_fen, flags):
    assert judged(scan("commissioning", price_fen=price_fen, site="S-recycler"))[0].flags == flags
    waiting = Memory().put(unit(agreed_fen=price_fen))
    collected = scan("collecting", price_fen=None, site="S-recycler")
    assert judged(collected, memory=waiting)[0].flags == flags


def test_a_price_beyond_belief_is_refused_at_both_ends():
    assert judged(scan("commissioning", price_fen=600_000))[1].stage is Stage.BOOKED
    for what, memory in (
        (scan("commissioning", price_fen=600_001), Memory().reserve(1)),
        (scan("collecting", price_fen=600_001), Memory().put(unit(agreed_fen=None))),
    ):
        with pytest.raises(PriceAbsurd) as no:
            judged(what, memory=memory)
        assert no.value.field == "price_fen"


def test_nothing_is_said_of_prices_nobody_published_or_a_consumer_was_promised():
    assert judged(scan("commissioning", item_type="TV_FLAT", price_fen=10**8))[0].flags == ()
    promised = scan("commissioning", price_fen=10**8, order_id=named("order"))
    assert judged(promised)[0].flags == ()


@pytest.mark.parametrize(
    ("lat", "lon", "flags"),
    [(36.4, 115.9, ()), (-89, 115.9, ("position_abroad",)), (36.4, -71, ("position_abroad",))],
)
def test_a_position_abroad_is_marked(lat, lon, flags):
    geo = Geo(int(lat * 1_000_000), int(lon * 1_000_000))
    assert judged(scan("collecting", geo=geo), memory=Memory().put(unit()))[0].flags == flags
