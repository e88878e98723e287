"""The watchdog: late units found, raised once, risen in steps, closed by themselves; missing units at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from models.alert import Alert, AlertLog, claim_alert, close_alert
from models.order import TradeOrder
from models.reference import Wish, override
from models.time_limit import limits_of_stages
from models.unit import Unit
from models.watchdog import watch
from tests.limits import LIMITS
from tests.persistence.capture_ground import NOW, Chain, outcomes
from tradein.lifecycle import Stage
from tradein.moment import day_of
from tradein.override import Override
from tradein.refusals.alert import AlertClaimed, AlertClosed
from tradein.scan import Discrepancy
from tradein.service_level import Limit


def is_workday(day):
    return day.weekday() < 5


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


def run(chain, **later):
    return watch(chain.session, NOW + timedelta(**later), is_workday)


def alerts(chain):
    chain.session.expire_all()
    return chain.session.scalars(select(Alert).order_by(Alert.id)).all()


def story(chain):
    query = select(AlertLog.action, AlertLog.level).order_by(AlertLog.id)
    return [tuple(row) for row in chain.session.execute(query)]


def test_a_unit_in_time_raises_nothing(chain):
    chain.collect(1)
    assert run(chain, hours=72) == 0
    assert alerts(chain) == []


def test_a_late_unit_is_told_to_recycler_district_and_city_on_one_row(chain, world):
    chain.collect(1)
    assert run(chain, hours=73) == 1
    (alert,) = alerts(chain)
    assert (alert.kind, alert.stage, alert.level, alert.state) == ("service_level", "collected", 1, "new")
    assert (alert.region, alert.organisation_id) == ("371502", world.organisation("recycler").id)
    assert alert.due_at == NOW + timedelta(hours=72)
    assert alert.leg_seq == chain.one("SELECT max(seq) FROM event")[0]
    assert run(chain, hours=73) == run(chain, hours=144) == 0
    assert run(chain, hours=145) == 1
    assert run(chain, hours=145) == 0
    (alert,) = alerts(chain)
    assert (alert.level, alert.pattern, alert.escalated_at) == (2, None, NOW + timedelta(hours=145))
    assert run(chain, hours=169) == 1
    assert [one.pattern for one in alerts(chain)] == ["F05"]
    assert run(chain, hours=217) == 1
    assert run(chain, days=90) == 0
    assert [one.level for one in alerts(chain)] == [3]
    assert story(chain) == [("raised", 1), ("escalated", 2), ("escalated", 3)]


def test_an_alert_found_late_starts_where_it_stands(chain):
    chain.collect(1)
    assert run(chain, days=30) == 1
    assert [(one.level, one.recheck_at, one.pattern) for one in alerts(chain)] == [(3, None, "F05")]
    assert run(chain, days=31) == 0


def test_it_closes_itself_when_the_unit_moved_on(chain):
    codes = chain.collect(1)
    run(chain, hours=73)
    chain.send("warehouse", chain.scan("receiving", codes[0], site=chain.site("warehouse")))
    assert run(chain, hours=74) == 1
    assert run(chain, hours=74) == 0
    (alert,) = alerts(chain)
    assert (alert.state, alert.close_reason, alert.closed_by) == ("closed", "moved_on", None)
    assert story(chain)[-1] == ("moved_on", 1)


def test_a_unit_that_came_back_to_its_leg_opens_the_same_row_again(chain, session):
    chain.collect(1)
    run(chain, hours=73)
    session.execute(update(Unit).values(stage="stored"))
    run(chain, hours=74)
    session.execute(update(Unit).values(stage="collected"))
    assert run(chain, hours=75) == 1
    assert [(one.state, one.closed_at) for one in alerts(chain)] == [("new", None)]
    assert run(chain, hours=75) == 0


def test_a_corrected_clock_is_judged_again(chain, session):
    chain.collect(1)
    run(chain, hours=73)
    session.execute(update(Unit).values(stage_since=NOW + timedelta(hours=10)))
    run(chain, hours=74)
    assert [(one.state, one.close_reason) for one in alerts(chain)] == [("closed", "in_time_again")]
    assert run(chain, hours=74) == 0
    assert run(chain, hours=83) == 1
    assert [one.state for one in alerts(chain)] == ["new"]


def test_thirty_working_days_at_the_dismantler(chain, session):
    chain.collect(1)
    session.execute(update(Unit).values(stage="received"))
    assert run(chain, days=42) == 0
    assert run(chain, days=43) == 1
    assert [(one.stage, one.pattern) for one in alerts(chain)] == [("received", "F17")]


def test_a_booked_unit_is_late_after_its_slot(chain, session, world):
    from models.booking import book
    from tests.persistence.booking_ground import NOW as BOOKED
    from tests.persistence.booking_ground import START, a_booking, a_slot

    slot = a_slot(session, world)
    book(session, (world.actor("consumer"), BOOKED), a_booking(world, slot=slot))
    session.flush()
    end = START + timedelta(hours=2)
    assert watch(session, end + timedelta(hours=24), is_workday) == 0
    assert watch(session, end + timedelta(hours=25), is_workday) == 1
    (alert,) = alerts(chain)
    assert (alert.stage, alert.since, alert.order_id is not None) == ("booked", end, True)
    assert alert.organisation_id == session.scalar(select(TradeOrder.recycler_id))


def test_a_province_with_a_limit_of_its_own(chain):
    chain.collect(1)
    own = Limit(Stage.COLLECTED, hours=10, region="370000")
    other = Limit(Stage.COLLECTED, hours=1, region="440000")
    limits = (*LIMITS, own, other)
    assert watch(chain.session, NOW + timedelta(hours=9), is_workday, limits) == 0
    assert watch(chain.session, NOW + timedelta(hours=11), is_workday, limits) == 1
    assert watch(chain.session, NOW + timedelta(hours=21), is_workday, limits) == 1
    assert watch(chain.session, NOW + timedelta(hours=21), is_workday, limits) == 0


def test_a_province_sets_its_own_limit_in_the_tables(chain, session, world):
    """From its first day it holds for the province's units, on the trace and for the watchdog; the old row stays."""
    officer = world.actor("province_officer")
    tomorrow = day_of(NOW) + timedelta(days=1)
    wish = Wish("time_limits", Override("collected", {"hours": 10}, tomorrow, "鲁商字〔2026〕9号"))
    override(session, officer, wish, NOW)
    chain.collect(1)
    assert watch(session, NOW + timedelta(hours=11), is_workday) == 0, (
        "today the nation's 72 hours still hold"
    )
    late = NOW + timedelta(hours=35)
    assert watch(session, late, is_workday) == 1
    (alert,) = alerts(chain)
    assert alert.stage == "collected"
    national = [
        one for one in limits_of_stages(session) if one.stage is Stage.COLLECTED and one.region == "CN"
    ]
    assert [one.hours for one in national] == [72]


def test_a_unit_its_load_arrived_without_is_told_at_once(chain, world):
    codes, load = chain.aboard(3)
    chain.send("warehouse", chain.scan("shipping", load, counted=3))
    refused = Discrepancy(codes[1], "refused", reason="进水", unweighed="地磅停用")
    exceptions = (Discrepancy(codes[0], "missing"), refused)
    told = chain.send(
        "dismantler",
        chain.scan("receiving", load, site=chain.site("dismantler"), exceptions=exceptions, counted=2),
    )
    assert outcomes(told) == ["applied"]
    assert run(chain, minutes=1) == 1
    assert run(chain, minutes=1) == 0
    (alert,) = alerts(chain)
    assert (alert.kind, alert.level, alert.stage) == ("missing_in_load", 1, "in_transit")
    assert alert.unit_id == chain.one("SELECT unit_id FROM label WHERE code = :code", code=codes[0])[0]
    assert alert.load_id is not None
    run(chain, hours=73)
    assert {(one.kind, one.level) for one in alerts(chain)} == {("missing_in_load", 2), ("service_level", 1)}
    run(chain, hours=145)
    assert {(one.kind, one.level) for one in alerts(chain)} == {("missing_in_load", 3), ("service_level", 2)}
    chain.session.execute(update(Unit).where(Unit.id == alert.unit_id).values(stage="received"))
    run(chain, hours=146)
    assert {one.state for one in alerts(chain) if one.unit_id == alert.unit_id} == {"closed"}


def test_a_batch_is_bounded_and_the_next_run_goes_on(chain, monkeypatch):
    chain.collect(3)
    monkeypatch.setattr("models.watchdog.BATCH", 2)
    assert [run(chain, hours=73) for _ in range(3)] == [2, 1, 0]


def test_late_units_are_found_by_index(chain, session):
    """Among many units that are done, the few that are late are not searched for."""
    chain.collect(1)
    session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = session.execute(
        text("EXPLAIN SELECT FROM unit WHERE stage = 'collected' AND stage_since < now()")
    ).scalars()
    assert any("ix_unit_" in line for line in plan)


def test_what_a_person_closed_is_not_raised_again(chain, world):
    chain.collect(1)
    run(chain, hours=73)
    by = (world.actor("district_officer"), NOW + timedelta(hours=74))
    (alert,) = alerts(chain)
    assert claim_alert(chain.session, by, alert.id).state == "claimed"
    assert claim_alert(chain.session, by, alert.id).claimed_at == by[1]
    with pytest.raises(AlertClaimed):
        claim_alert(chain.session, (world.actor("city_officer"), by[1]), alert.id)
    close_alert(chain.session, by, alert.id, "已电话核实，明日送仓")
    close_alert(chain.session, by, alert.id, "已电话核实，明日送仓")
    for refused in (claim_alert, lambda *given: close_alert(*given, "另一个同样长的理由说明")):
        with pytest.raises(AlertClosed):
            refused(chain.session, by, alert.id)
    assert run(chain, days=30) == 0
    assert story(chain) == [("raised", 1), ("claimed", 1), ("closed", 1)]
