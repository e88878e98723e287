"""Stock of outputs: the sum of movements, never below zero however many ship at once (hazard H15)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.db import new_id
from models.output import Cause, MovementKind, OutputLot, OutputMovement, Place, lots_for, move, recount_stock
from models.shipment import Adjustment, LotLine, OutputShipment, Shipping, adjust, ship
from tests.persistence.dismantling_ground import NOW
from tradein.moment import day_of
from tradein.refusal import Refusal
from tradein.refusals.output import StockShort

THREADS = 20
DAY = day_of(NOW)


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


def place_of(world, number=0):
    plant = world.organisation("dismantler", number)
    return Place(plant.site_id, plant.site_code, plant.id, plant.region)


def stocked(session, world, grams, *, output_code="STEEL", waste_code=None, day=DAY):
    """A lot with so many grams in it; answers its number."""
    place = place_of(world)
    lot_id = lots_for(session, place, day, [(output_code, waste_code)])[output_code, waste_code]
    move(session, place, {lot_id: grams}, Cause(MovementKind.PRODUCED, world.actor("dismantler"), NOW, day))
    return session.get(OutputLot, lot_id).number


def a_shipping(world, *lines, number=0):
    site = world.organisation("dismantler", number).site_code
    return Shipping(site, "山东再生金属有限公司", None, "鲁P12345", "聊城市东昌府区", lines)


def test_a_lot_is_one_output_of_one_site_on_one_day(session, world):
    first = stocked(session, world, 1_000)
    assert stocked(session, world, 500) == first
    assert stocked(session, world, 500, day=DAY + timedelta(days=1)) != first
    assert stocked(session, world, 500, output_code="PCB", waste_code="900-045-49") != first
    assert session.scalars(select(OutputLot.stock_g).where(OutputLot.number == first)).one() == 1_500


def test_moving_nothing_leaves_no_movement(session, world):
    move(session, place_of(world), {}, Cause(MovementKind.PRODUCED, world.actor("dismantler"), NOW, DAY))
    assert session.scalar(select(func.count()).select_from(OutputMovement)) == 0


def test_a_shipment_takes_its_grams_or_nothing(session, world):
    actor = world.actor("dismantler")
    steel, plastic = stocked(session, world, 1_000), stocked(session, world, 300, output_code="PLASTIC")
    shipment = ship(session, actor, a_shipping(world, LotLine(steel, 400), LotLine(plastic, 300)), NOW)
    assert shipment.number.startswith("SH-")
    with refused("output_stock_short"), session.begin_nested():
        ship(session, actor, a_shipping(world, LotLine(steel, 600), LotLine(plastic, 1)), NOW)
    session.expire_all()
    stock = dict(session.execute(select(OutputLot.number, OutputLot.stock_g)).all())
    assert stock == {steel: 600, plastic: 0}
    assert session.scalar(select(func.count()).select_from(OutputShipment)) == 1
    assert recount_stock(session) == []


def test_hazardous_waste_and_foreign_lots_do_not_ship(session, world):
    board = stocked(session, world, 1_000, output_code="PCB", waste_code="900-045-49")
    steel = stocked(session, world, 1_000)
    actor = world.actor("dismantler")
    with refused("hazardous_needs_transfer"):
        ship(session, actor, a_shipping(world, LotLine(board, 1)), NOW)
    with refused("output_lot_twice"):
        ship(session, actor, a_shipping(world, LotLine(steel, 1), LotLine(steel, 1)), NOW)
    with refused("output_lot_unknown"):
        ship(session, world.actor("dismantler", 1), a_shipping(world, LotLine(steel, 1), number=1), NOW)
    with refused("not_dismantling_site"):
        ship(session, world.actor("dismantler", 1), a_shipping(world, LotLine(steel, 1)), NOW)


def test_small_losses_and_counts_are_anybody_s_and_large_ones_a_manager_s_in_person(session, world):
    actor, lot = world.actor("dismantler"), stocked(session, world, 10_000)
    boss, site = replace(actor, manager=True), place_of(world).site_code

    def by(who, kind, mass_g, reason="锈蚀"):
        return adjust(session, who, Adjustment(site, lot, kind, mass_g, reason), NOW).stock_g

    with refused("loss_adds_stock"):
        by(actor, MovementKind.LOSS, 5)
    assert by(actor, MovementKind.LOSS, -30) == 9_970
    assert by(actor, MovementKind.COUNT_ADJUST, 15) == 9_985
    # 0.5 % of 9,985 g are 49 g, and 45 g were moved before: many small ones are no way around.
    with refused("adjustment_needs_manager"):
        by(actor, MovementKind.LOSS, -5)
    with refused("adjustment_needs_manager"):
        by(replace(boss, key_id=new_id()), MovementKind.COUNT_ADJUST, -2_000, "吨箱漏报，已当日复核")
    with refused("adjustment_needs_manager"):
        by(boss, MovementKind.COUNT_ADJUST, -2_000, "盘亏")
    assert by(boss, MovementKind.COUNT_ADJUST, -2_000, "吨箱漏报一个，已当日复核") == 7_985
    with refused("output_stock_short"):
        by(boss, MovementKind.COUNT_ADJUST, -20_000, "吨箱漏报一个，已当日复核")


def test_a_count_adds_no_more_than_was_weighed_in(session, world):
    boss, lot = replace(world.actor("dismantler"), manager=True), stocked(session, world, 10_000)
    site, why = place_of(world).site_code, "盘点多出，原因待查明后补充"
    for mass_g in (50_000_000, 51):
        with refused("adjustment_beyond_produced"):
            adjust(session, boss, Adjustment(site, lot, MovementKind.COUNT_ADJUST, mass_g, why), NOW)
    assert (
        adjust(session, boss, Adjustment(site, lot, MovementKind.COUNT_ADJUST, 50, why), NOW).stock_g
        == 10_050
    )
    assert recount_stock(session) == []


def test_recount_notices_a_running_sum_that_was_touched(session, world):
    number = stocked(session, world, 1_000)
    lot = session.scalars(select(OutputLot).where(OutputLot.number == number)).one()
    lot.stock_g = 999
    session.flush()
    assert recount_stock(session) == [(number, 999, 1_000)]


@pytest.mark.control("stock_read_modify_write")
def test_shipments_at_once_never_exceed_the_stock(fresh_engine, world):
    with Session(fresh_engine) as session:
        lot = stocked(session, world, 1_000)
        session.commit()
    barrier = Barrier(THREADS)

    def attempt(_):
        with Session(fresh_engine) as session:
            session.execute(select(1))
            barrier.wait()
            try:
                ship(session, world.actor("dismantler"), a_shipping(world, LotLine(lot, 150)), NOW)
                session.commit()
            except StockShort:
                return False
            return True

    with ThreadPoolExecutor(THREADS) as pool:
        shipped = sum(pool.map(attempt, range(THREADS)))
    with Session(fresh_engine) as session:
        left = session.scalars(select(OutputLot.stock_g)).one()
        assert shipped == 6
        assert left == 100
        assert recount_stock(session) == []
        gone = select(func.sum(OutputMovement.mass_g)).where(OutputMovement.kind == "shipped")
        assert session.scalar(gone) == -900


def test_the_first_lots_of_a_day_are_made_once_by_many(fresh_engine, world):
    barrier = Barrier(8)

    def attempt(_):
        with Session(fresh_engine) as session:
            session.execute(select(1))
            barrier.wait()
            stocked(session, world, 10)
            session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(attempt, range(8)))
    with Session(fresh_engine) as session:
        assert session.execute(select(OutputLot.number, OutputLot.stock_g)).all() == [
            (f"OL-{place_of(world).site_code}-20261120-0001", 80)
        ]
