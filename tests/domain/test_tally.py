"""What an event adds to which counters, in the district it came from and in the place it happened."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.capture_ground import DISTRICT, NOW, Memory, actor, ground, scan, unit
from tradein.custody import decide
from tradein.lifecycle import Stage
from tradein.scan import ScanOutput
from tradein.tally import ORIGIN, PLACE, ZERO, Amount, Cell, add_up, cells_of

DAY = date(2026, 3, 10)


def happened(stage, by, step, now=NOW, **said):
    memory = Memory().put(unit(stage, holder_id=actor(by).organisation_id)) if stage else Memory().reserve(1)
    return decide(memory.knowledge().sighting(scan(step, **said)), ground(actor(by), now), uuid4())[0]


def cells(event):
    return {(cell.district, cell.basis, cell.measure): amount for cell, amount in cells_of(event)}


def test_a_birth_counts_where_the_unit_is_and_enters_its_stage():
    found = cells(happened(None, "recycler_staff", "commissioning", weight_g=None, price_fen=None))
    assert found == {
        (DISTRICT, ORIGIN, "commissioning"): Amount(1, 0, 1, 0),
        (DISTRICT, PLACE, "commissioning"): Amount(1, 0, 1, 0),
        (DISTRICT, ORIGIN, "stage.booked"): Amount(1),
    }


def test_a_move_leaves_one_stage_and_enters_the_next_with_money_and_weight():
    found = cells(happened(Stage.BOOKED, "recycler_staff", "collecting"))
    assert found[DISTRICT, ORIGIN, "collecting"] == Amount(1, 60_000, 0, 5_000)
    assert found[DISTRICT, ORIGIN, "stage.booked"] == Amount(-1)
    assert found[DISTRICT, ORIGIN, "stage.collected"] == Amount(1)
    assert not [key for key in found if key[1] == PLACE and key[2].startswith("stage.")]


def test_a_step_that_keeps_the_stage_moves_no_stock():
    found = cells(happened(Stage.STORED, "warehouse", "holding"))
    assert {measure for _, _, measure in found} == {"holding"}


def test_dismantling_counts_materials_at_the_plant_and_for_the_origin():
    outputs = (
        ScanOutput("STEEL", 39_900),
        ScanOutput("PCB", 20_000, "900-045-49"),
        ScanOutput("REFRIGERANT", 100),
    )
    event = happened(
        Stage.RECEIVED,
        "dismantler",
        "disassembling",
        site="S-dismantler",
        outputs=outputs,
        facts={"standard": True, "work_order": "WO-1"},
    )
    found = cells(event)
    for district, basis in ((DISTRICT, ORIGIN), ("371581", PLACE)):
        assert found[district, basis, "disassembling"].n == 1
        assert found[district, basis, "output.STEEL"] == Amount(1, 39_900)
        assert found[district, basis, "output.PCB"] == Amount(1, 20_000)
        assert found[district, basis, "waste.900-045-49"] == Amount(1, 20_000)
        assert found[district, basis, "standard"] == Amount(1, 60_000)


def test_a_direct_scan_is_no_standard_dismantling_and_weighs_what_the_unit_weighed():
    said = {"site": "S-dismantler", "weight_g": None, "facts": {"standard": True}}
    event = happened(Stage.RECEIVED, "dismantler", "disassembling", **said)
    found = cells(event)
    assert event.flags == ("not_checked",)
    assert (DISTRICT, ORIGIN, "standard") not in found
    assert found[DISTRICT, ORIGIN, "disassembling"] == Amount(1, 60_000, 0, 5_000)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 10, 15, 59, 59, tzinfo=UTC), DAY),
        (datetime(2026, 3, 10, 16, 0, tzinfo=UTC), date(2026, 3, 11)),
    ],
)
def test_a_day_is_shanghai_s(instant, day):
    event = happened(None, "recycler_staff", "commissioning", instant, event_time=instant)
    assert {cell.day for cell, _ in cells_of(event)} == {day}


AMOUNTS = st.builds(Amount, *[st.integers(-(10**9), 10**9)] * 4)


@given(AMOUNTS, AMOUNTS)
def test_amounts_add_and_take_back(one, other):
    assert one.plus(other) == other.plus(one)
    assert one.plus(one.negative()) == ZERO
    assert one.plus(other).plus(other.negative()) == one


def test_cells_that_cancel_out_are_dropped():
    cell = Cell(DAY, DISTRICT, "FRIDGE", ORIGIN, "collecting")
    other = cell._replace(measure="receiving")
    assert add_up([(cell, Amount(1, 5)), (other, Amount(2)), (cell, Amount(-1, -5))]) == {other: Amount(2)}
    # A cell in which only an unknown weight cancels is not empty.
    assert add_up([(cell, Amount(1, 0, 1)), (cell, Amount(-1, 0, 0))]) == {cell: Amount(0, 0, 1)}
