"""The three official checks over what a plant really recorded."""

from datetime import date

import pytest

from models.check_facts import GRAM, UNIT
from models.check_run import Counted, Inquiry, Sample, run_check
from models.closing import close
from models.dismantling_check import items_of
from models.output import OutputLot
from models.shipment import LotLine, ship
from tests.persistence.dismantling_ground import NOW, an_order, made_ready, received, weighed
from tests.persistence.test_output_stock import a_shipping
from tradein.refusal import Refusal
from tradein.tolerance import Check

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


@pytest.fixture
def plant(session, world):
    """A plant that dismantled two fridges of 45 kg; answers the work order."""
    place = world.organisation("dismantler")
    order = an_order(session, world, [received(session, place), received(session, place)])
    actor = made_ready(session, world, order)
    outputs = {"COMPRESSOR": 15_200, "PUR_FOAM": 8_000, "STEEL": 45_000, "PLASTIC": 21_000, "PCB": 600}
    weighed(session, actor, order, **outputs)
    close(session, actor, order, NOW)
    return order


def run(session, world, method, **more):
    site = more.pop("site", world.organisation("dismantler").site_code)
    inquiry = Inquiry(method, site, more.pop("first", FIRST), more.pop("last", LAST), **more)
    check = run_check(session, world.actor("dismantler"), inquiry, NOW)
    return check, {(item.subject, item.aspect): item for item in items_of(session, [check.id])[check.id]}


def test_material_coefficients_against_declared_units(session, world, plant):
    check, items = run(session, world, Check.MATERIAL_COEFFICIENT)
    compressor, foam = items["FRIDGE", "COMPRESSOR"], items["FRIDGE", "PUR_FOAM"]
    assert (compressor.expected, compressor.found, compressor.verdict) == (15_000, 15_200, "within")
    assert compressor.implied_units == 2
    assert (foam.expected, foam.found, foam.verdict, foam.deviation_permille) == (
        10_000,
        8_000,
        "outside",
        -200,
    )
    assert items["FRIDGE", "REFRIGERANT"].verdict == "not_compared"
    assert (items["FRIDGE", ""].expected, items["FRIDGE", ""].found) == (2, 1)
    assert (check.verdict, check.tolerance_permille, check.tolerance_verified) == ("outside", 150, False)


def test_closing_stock_against_the_count(session, world, plant):
    steel = session.query(OutputLot).filter_by(output_code="STEEL").one().number
    ship(session, world.actor("dismantler"), a_shipping(world, LotLine(steel, 40_000)), NOW)
    counted = [Counted(("STEEL", "", GRAM), 5_010), Counted(("PCB", "900-045-49", GRAM), 500)]
    check, items = run(session, world, Check.CLOSING_STOCK, counted=counted)
    row = items["STEEL", ""]
    assert (row.opening, row.receipts, row.issues, row.expected) == (0, 45_000, 40_000, 5_000)
    assert row.verdict == "within"
    assert items["PCB", "900-045-49"].verdict == "outside"
    assert items["PLASTIC", ""].verdict == "unknown"
    assert check.verdict == "outside"


def test_units_are_counted_too(session, world, plant):
    _, items = run(session, world, Check.CLOSING_STOCK, counted=[Counted(("FRIDGE", "", UNIT), 0)])
    assert (items["FRIDGE", ""].issues, items["FRIDGE", ""].measure) == (2, "unit")


def test_video_and_papers_against_the_work_order(session, world, plant):
    check, items = run(session, world, Check.VIDEO_DOCUMENT, samples=[Sample(plant, 2, None)])
    assert items[plant, "video"].verdict == "within"
    assert items[plant, "ledger"].verdict == "unknown"
    assert check.verdict == "unknown"
    check, _ = run(session, world, Check.VIDEO_DOCUMENT, samples=[Sample(plant, 1, 2)])
    assert check.verdict == "outside"


def test_what_cannot_be_checked_is_refused(session, world, plant):
    with refused("work_order_not_in_period"):
        run(session, world, Check.VIDEO_DOCUMENT, samples=[Sample(plant, 2, 2)], last=date(2026, 11, 19))
    with refused("check_period_wrong"):
        run(session, world, Check.CLOSING_STOCK, first=LAST, last=FIRST)
    with refused("not_dismantling_site"):
        run(session, world, Check.CLOSING_STOCK, site=world.organisation("dismantler", 1).site_code)
