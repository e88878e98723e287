"""A work order's life: who may open it, what joins it, what closing needs and what it leaves behind."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models.bench import (
    Inspection,
    Weighing,
    Withdrawal,
    check_unit,
    note_loss,
    recover,
    tick_step,
    weigh,
    withdraw,
)
from models.closing import close, confirm, explain
from models.dismantling import Dismantling
from models.output import OutputLot, OutputMovement, recount_stock
from models.party import Licence
from models.unit import Event, Unit, UnitOutput
from models.work_order import Entry, add_units, cancel, open_work_order, remove_unit
from tests.persistence.dismantling_ground import (
    FRIDGES,
    NOW,
    a_code,
    an_order,
    colleague,
    made_ready,
    received,
    the_record,
    weighed,
)
from tradein.output import REFRIGERANT
from tradein.recovery import Recovery
from tradein.refusal import Forbidden, NotFound, Refusal


@pytest.fixture
def plant(world):
    return world.organisation("dismantler")


@pytest.fixture
def actor(world):
    return world.actor("dismantler")


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def test_an_order_is_numbered_by_site_and_day(session, world, plant, actor):
    opening = replace(FRIDGES, site=plant.site_code)
    first = open_work_order(session, actor, opening, NOW)
    second = open_work_order(session, actor, opening, NOW)
    tomorrow = open_work_order(session, actor, opening, NOW + timedelta(days=1))
    assert first.number == f"WO-{plant.site_code}-20261120-0001"
    assert second.number.endswith("-0002")
    assert tomorrow.number.endswith("20261121-0001")
    assert first.region == plant.region


def test_an_expired_licence_blocks(session, plant, actor):
    session.execute(
        update(Licence)
        .where(Licence.organisation_id == plant.id)
        .values(valid_to=NOW.date() - timedelta(days=1))
    )
    with refused("licence_expired"):
        open_work_order(session, actor, replace(FRIDGES, site=plant.site_code), NOW)


def test_a_foreign_site_and_an_unknown_group_are_refused(session, world, actor, plant):
    other = world.organisation("dismantler", 1).site_code
    with refused("not_dismantling_site"):
        open_work_order(session, actor, replace(FRIDGES, site=other), NOW)
    with refused("category_group_unknown"):
        open_work_order(session, actor, replace(FRIDGES, site=plant.site_code, group="BOAT"), NOW)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"stage": "stored"}, "unit_not_received"),
        ({"on_hold": True}, "unit_on_hold"),
        ({"item_type": "TV_CRT"}, "category_mismatch"),
        ({"weight_g": None}, "unit_unweighed"),
    ],
)
def test_only_received_free_weighed_units_of_the_group_join(session, world, plant, facts, code):
    with refused(code):
        an_order(session, world, [received(session, plant, **facts)])


def test_units_of_another_plant_and_unknown_codes_answer_alike(session, world):
    theirs = received(session, world.organisation("dismantler", 1))
    for code in (theirs, a_code()):
        with refused("unit_not_here"):
            an_order(session, world, [code])


def test_a_unit_is_on_one_order_at_a_time(session, world, plant, actor):
    unit = received(session, plant)
    first = an_order(session, world, [unit])
    with refused("unit_in_work_order"):
        an_order(session, world, [unit])
    cancel(session, actor, first, "开错工单", NOW)
    second = an_order(session, world, [unit])
    remove_unit(session, actor, second, unit, NOW)
    add_units(session, actor, second, [Entry(unit)], NOW)
    assert list(the_record(session, second).item_types) == [unit]


def test_a_weight_from_the_bench_fills_in_for_a_missing_one(session, world, plant, actor):
    unit = received(session, plant, weight_g=None)
    order = open_work_order(session, actor, replace(FRIDGES, site=plant.site_code), NOW)
    add_units(session, actor, order.number, [Entry(unit, 44_000)], NOW)
    assert the_record(session, order.number).figures.input_g == 44_000


def test_adding_units_takes_the_same_statements_for_one_and_for_fifty(
    session, world, plant, actor, assert_queries
):
    order = open_work_order(session, actor, replace(FRIDGES, site=plant.site_code), NOW).number
    few, many = ([Entry(received(session, plant)) for _ in range(n)] for n in (1, 50))
    for entries in (few, many):
        with assert_queries(4):  # lock the order, lock the units, look for takers, insert
            add_units(session, actor, order, entries, NOW)


def test_foreign_orders_do_not_exist_and_officers_only_look(session, world, plant):
    order = an_order(session, world, [received(session, plant)])
    with pytest.raises(NotFound):
        cancel(session, world.actor("dismantler", 1), order, "不属于我", NOW)
    with pytest.raises(Forbidden):
        cancel(session, world.actor("district_officer"), order, "只能查看", NOW)


def test_a_missing_part_leaves_the_count_of_standard_units(session, world, plant, actor):
    unit = received(session, plant)
    order = an_order(session, world, [unit])
    with refused("missing_part_reason"):
        check_unit(session, actor, order, Inspection(unit, (2,), " "), NOW)
    with refused("part_unknown"):
        check_unit(session, actor, order, Inspection(unit, (99,), "压缩机已被拆走"), NOW)
    check_unit(session, actor, order, Inspection(unit, (2,), "压缩机已被拆走"), NOW)
    record = the_record(session, order)
    assert [row.standard for row in record.units] == [False]
    assert [row.name_zh for row in record.missing] == ["压缩机"]


def test_a_hazardous_step_takes_two_people(session, world, plant, actor):
    order = an_order(session, world, [received(session, plant)])
    tick_step(session, actor, order, ("recover_refrigerant", None), NOW)
    with refused("second_person_needed"):
        tick_step(session, actor, order, ("recover_refrigerant", None), NOW)
    tick_step(session, colleague(session, actor), order, ("recover_refrigerant", None), NOW)
    with refused("dismantling_step_done"):
        tick_step(session, colleague(session, actor), order, ("recover_refrigerant", None), NOW)
    with refused("dismantling_step_unknown"):
        tick_step(session, actor, order, ("release_vacuum", None), NOW)
    with pytest.raises(Forbidden):
        tick_step(session, replace(actor, key_id=plant.id), order, ("remove_compressor", None), NOW)


@pytest.mark.parametrize(
    ("weighing", "code"),
    [
        (Weighing("STEEL", 500, 500, None, "manual"), "tare_too_heavy"),
        (Weighing("REFRIGERANT", 200, 0, None, "manual"), "refrigerant_recorded_apart"),
        (Weighing("CRT_GLASS", 9_000, 0, None, "manual"), "output_unknown"),
        (Weighing("PCB", 900, 0, None, "manual"), "waste_code_missing"),
        (Weighing("PCB", 900, 0, "900-999-49", "manual"), "waste_code_not_in_force"),
        (Weighing("PCB", 900, 0, "900-219-08", "manual"), "waste_code_wrong"),
        (Weighing("STEEL", 900, 0, "900-219-08", "manual"), "waste_code_wrong"),
    ],
)
def test_a_wrong_weighing_is_refused(session, world, plant, actor, weighing, code):
    order = an_order(session, world, [received(session, plant)])
    with refused(code):
        weigh(session, actor, order, weighing, NOW)


def test_refrigerant_zero_needs_a_reason_and_a_fitting_gas(session, world, plant, actor):
    order = an_order(session, world, [received(session, plant)])
    with refused("refrigerant_reason_missing"):
        recover(session, actor, order, Recovery(None, "R134a", 0), NOW)
    with refused("refrigerant_not_applicable"):
        recover(session, actor, order, Recovery(None, "R410A", 300), NOW)
    with refused("unit_not_on_work_order"):
        recover(session, actor, order, Recovery(a_code(), "R134a", 100), NOW)
    recover(session, actor, order, Recovery(None, "R134a", 0, "管路已漏空"), NOW)
    assert the_record(session, order).closing.refrigerant_pending is False


def test_closing_asks_for_everything_in_the_order_of_work(session, world, plant, actor):
    empty = open_work_order(session, actor, replace(FRIDGES, site=plant.site_code), NOW).number
    with refused("work_order_empty"):
        close(session, actor, empty, NOW)
    unit = received(session, plant)
    order = an_order(session, world, [unit])
    with refused("completeness_missing"):
        close(session, actor, order, NOW)
    check_unit(session, actor, order, Inspection(unit, (), None), NOW)
    with refused("dismantling_steps_missing"):
        close(session, actor, order, NOW)
    made_ready(session, world, order_without_ticks(order), refrigerant_g=None)
    with refused("refrigerant_missing"):
        close(session, actor, order, NOW)
    recover(session, actor, order, Recovery(None, "R134a", 100), NOW)
    with refused("outputs_missing"):
        close(session, actor, order, NOW)
    weighed(session, actor, order, STEEL=10_000)
    with refused("balance_unexplained"):
        close(session, actor, order, NOW)


def order_without_ticks(order):
    return order


def test_close_makes_events_materials_stock_and_frozen_figures(session, world, plant, actor):
    units = [received(session, plant, weight_g=grams) for grams in (45_001, 38_999, 51_007)]
    order = an_order(session, world, units)
    made_ready(session, world, order, refrigerant_g=251)
    weighed(session, actor, order, STEEL=70_003, COMPRESSOR=21_001, PLASTIC=30_000, PUR_FOAM=13_000, PCB=501)
    note_loss(session, actor, order, (150, "蒸发水分"), NOW)
    closed = close(session, actor, order, NOW)

    assert (closed.state, closed.input_g, closed.output_g, closed.loss_g) == ("closed", 135_007, 134_756, 150)
    assert closed.tolerance_permille == 20
    events = session.scalars(select(Event).where(Event.step == "disassembling")).all()
    assert len(events) == 3
    assert {event.facts["work_order"] for event in events} == {order}
    stages = session.scalars(select(Unit.stage).where(Unit.code.in_(units))).all()
    assert stages == ["dismantled"] * 3
    grams = {}
    for output in session.scalars(select(UnitOutput)):
        grams[output.output_code] = grams.get(output.output_code, 0) + output.mass_g
    assert grams == {
        "STEEL": 70_003,
        "COMPRESSOR": 21_001,
        "PLASTIC": 30_000,
        "PUR_FOAM": 13_000,
        "PCB": 501,
        REFRIGERANT: 251,
    }
    lots = {lot.output_code: lot for lot in session.scalars(select(OutputLot))}
    assert {code: lot.stock_g for code, lot in lots.items()} == grams
    assert lots["PCB"].waste_code == "900-045-49"
    assert recount_stock(session) == []
    with refused("work_order_closed"):
        weighed(session, actor, order, STEEL=1)


def test_outside_tolerance_takes_a_note_and_a_second_person(session, world, plant, actor):
    order = an_order(session, world, [received(session, plant)])
    made_ready(session, world, order)
    weighed(session, actor, order, STEEL=40_000)
    boss = colleague(session, actor, manager=True)
    with refused("balance_unexplained"):
        confirm(session, boss, order, NOW)
    explain(session, actor, order, "压缩机进水，排水未称", NOW)
    with refused("second_confirmation_missing"):
        close(session, actor, order, NOW)
    with refused("manager_needed"):
        confirm(session, colleague(session, actor), order, NOW)
    with refused("second_person_same"):
        confirm(session, replace(actor, manager=True), order, NOW)
    confirm(session, boss, order, NOW)
    weighed(session, actor, order, PLASTIC=1_000)
    with refused("confirmation_stale"):
        close(session, actor, order, NOW)
    with refused("confirmation_stale"):
        confirm(session, boss, order, NOW)
    explain(session, actor, order, "压缩机进水，排水未称", NOW)
    confirm(session, boss, order, NOW)
    assert close(session, actor, order, NOW).state == "closed"
    apart = session.scalars(select(Event).where(Event.step == "disassembling")).one()
    assert apart.reason.startswith("压缩机进水")
    # The whole order did not balance: its units say so, and by how much.
    assert "整体差异经第二人确认" in apart.reason
    assert apart.facts["mass_gap_g"] == 41_000 + 100 - apart.weight_g  # and the refrigerant


def test_inside_tolerance_nothing_is_explained(session, world, plant, actor):
    order = an_order(session, world, [received(session, plant, weight_g=10_000)])
    weighed(session, actor, order, STEEL=9_800)
    with refused("balance_within_tolerance"):
        explain(session, actor, order, "不需要", NOW)


def test_a_withdrawn_weighing_no_longer_counts_but_stays(session, world, plant, actor):
    order = an_order(session, world, [received(session, plant)])
    weighed(session, actor, order, STEEL=40_000, PLASTIC=2_000)
    with refused("work_order_has_outputs"):
        cancel(session, actor, order, "有产物", NOW)
    withdraw(session, actor, order, Withdrawal(1, "读错秤"), NOW)
    record = the_record(session, order)
    assert record.figures.output_g == 2_000
    assert len(record.weighings) == 2
    with pytest.raises(NotFound):
        withdraw(session, actor, order, Withdrawal(1, "再撤一次"), NOW)


def test_a_refused_unit_leaves_the_whole_order_open(session, world, plant, actor):
    units = [received(session, plant), received(session, plant)]
    order = an_order(session, world, units)
    made_ready(session, world, order)
    weighed(session, actor, order, STEEL=89_900)
    # An officer puts one of them on hold between the check and the close.
    session.execute(update(Unit).where(Unit.code == units[0]).values(on_hold=True, hold_reason="核查"))
    session.flush()
    with refused("unit_not_dismantled"), session.begin_nested():
        close(session, actor, order, NOW)
    session.expire_all()
    assert session.scalars(select(Dismantling.state).where(Dismantling.number == order)).one() == "open"
    assert session.scalars(select(OutputMovement)).all() == []
    assert session.scalars(select(Unit.stage).where(Unit.code.in_(units))).all() == ["received"] * 2
    assert session.scalars(select(Event).where(Event.step == "disassembling")).all() == []
