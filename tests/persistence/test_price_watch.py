"""Walk-ins against the price table and the map, on the real tables: marked, told to the district, or refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.alert import Alert, AlertLog
from models.alert_evidence import price_paid
from models.alert_handling import tell_unhandled
from models.ground import Moment, ground_for
from models.price_watch import tell_doubtful_prices
from models.quote import Appliance, make_quote
from tests.persistence.booking_ground import best_answers
from tests.persistence.capture_ground import KEY, NOW, Chain, refusals
from tradein.moment import day_end, day_of
from tradein.working_days import add_working_days


def is_workday(day):
    return day.weekday() < 5


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


def test_the_ranges_are_those_of_the_price_table(chain, world):
    prices = ground_for(chain.session, Moment(world.actor("recycler_staff"), NOW, KEY)).prices
    best = make_quote(chain.session, Appliance("371502", "FRIDGE", best_answers(age=0)), NOW)
    span = prices.span("FRIDGE", "371502", day_of(NOW), None)
    assert span.low_fen == best.floor_fen
    assert span.high_fen - 100 <= best.total_fen <= span.high_fen  # rounded up to whole yuan
    assert prices.span("SPACESHIP", "371502", day_of(NOW), None) is None


def test_a_doubtful_payment_is_told_to_the_district_once(chain):
    fair, low = chain.labels(2)
    for code, price in ((fair, 5_000), (low, 100)):
        scans = [chain.scan(step, code, price_fen=price) for step in ("commissioning", "collecting")]
        told = chain.send("recycler_staff", *scans)
        marked = ["price_out_of_range" in verdict.flags for verdict in told]
        assert marked == [price == 100] * 2
    assert [
        tell_doubtful_prices(chain.session, NOW + timedelta(minutes=1), is_workday) for _ in range(2)
    ] == [1, 0]
    (alert,) = chain.session.scalars(select(Alert)).all()
    assert (alert.kind, alert.level, alert.region) == ("price_out_of_range", 2, "371502")
    assert alert.organisation_id == chain.world.organisation("recycler").id
    # Five working days of its own, the rest of the alert being facts that stand elsewhere.
    assert alert.due_at == day_end(add_working_days(day_of(NOW), 5, is_workday))
    assert chain.session.scalars(select(AlertLog.note)).one() is None
    paid = price_paid(chain.session, alert)
    best = make_quote(chain.session, Appliance("371502", "FRIDGE", best_answers(age=0)), NOW)
    assert (paid.paid_fen, paid.low_fen) == (100, best.floor_fen)
    assert paid.high_fen >= best.total_fen


def test_what_nobody_looks_into_in_time_is_told_to_the_city_once(chain):
    (code,) = chain.labels(1)
    scans = [chain.scan(step, code, price_fen=100) for step in ("commissioning", "collecting")]
    chain.send("recycler_staff", *scans)
    tell_doubtful_prices(chain.session, NOW, is_workday)
    (alert,) = chain.session.scalars(select(Alert)).all()
    assert tell_unhandled(chain.session, alert.due_at) == 0
    late = alert.due_at + timedelta(minutes=1)
    assert [tell_unhandled(chain.session, late) for _ in range(2)] == [1, 0]
    chain.session.expire_all()
    assert (alert.level, alert.escalated_at) == (3, late)
    actions = select(AlertLog.action, AlertLog.level).order_by(AlertLog.id)
    assert chain.session.execute(actions).all() == [("raised", 2), ("escalated", 3)]


def test_a_slipped_decimal_point_and_another_province_are_refused_by_field(chain):
    code = chain.labels(1)[0]
    for said, refusal, field in (
        ({"price_fen": 100_000_000}, "price_absurd", "price_fen"),
        ({"region": "110105"}, "outside_area", "region"),
        ({"region": "371402"}, "outside_area", "region"),
    ):
        (told,) = chain.send("recycler_staff", chain.scan("commissioning", code, **said))
        assert (told.refusal, told.field) == (refusal, field)
    assert refusals(chain.send("recycler_staff", chain.scan("commissioning", code, region="371581"))) == [
        None
    ]
