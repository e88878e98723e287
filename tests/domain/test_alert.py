"""Which limits speak for whom, and from when on a unit is late: the same answer forwards and backwards."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.limits import LIMITS
from tradein.alert import AlertKind, Rule, late_before, rules, stand
from tradein.lifecycle import Stage, Step
from tradein.pending import touches_money
from tradein.scan import Scan
from tradein.service_level import Level, Limit

NOW = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)


def is_workday(day):
    return day.weekday() < 5


def test_every_limit_makes_a_rule_and_loads_have_one_more():
    made = rules(LIMITS, TODAY)
    assert {rule.limit for rule in made if rule.kind is AlertKind.SERVICE_LEVEL} == set(LIMITS)
    assert [rule.limit.stage for rule in made if rule.kind is AlertKind.MISSING_IN_LOAD] == [Stage.IN_TRANSIT]


def test_a_later_row_supersedes_and_a_regions_own_stands_apart():
    first = Limit(Stage.STORED, hours=10)
    second = Limit(Stage.STORED, hours=20, valid_from=date(2026, 1, 1))
    ended = Limit(Stage.STORED, hours=30, valid_from=date(2026, 2, 1), valid_to=date(2026, 2, 28))
    own = Limit(Stage.STORED, hours=5, region="370000")
    assert rules([second, first, ended, own], TODAY) == [
        Rule(AlertKind.SERVICE_LEVEL, second, frozenset({"370000"})),
        Rule(AlertKind.SERVICE_LEVEL, own),
    ]


@pytest.mark.parametrize("rule", rules(LIMITS, TODAY), ids=lambda rule: f"{rule.kind}-{rule.limit.stage}")
def test_late_are_exactly_those_whose_clock_began_before(rule):
    before = late_before(rule, NOW, is_workday)
    moment = timedelta(microseconds=1)
    assert stand(rule, before - moment, NOW, is_workday).level is Level.RECYCLER
    assert stand(rule, before, NOW, is_workday) is None


def test_a_missing_unit_rises_in_the_steps_of_its_limit():
    (rule,) = [one for one in rules(LIMITS, TODAY) if one.kind is AlertKind.MISSING_IN_LOAD]
    hours = [1, 71, 73, 145]
    levels = [stand(rule, NOW - timedelta(hours=n), NOW, is_workday).level for n in hours]
    assert levels == [Level.RECYCLER, Level.RECYCLER, Level.DISTRICT, Level.CITY]
    assert stand(rule, NOW - timedelta(hours=1), NOW, is_workday).due_at == NOW - timedelta(hours=1)


def test_the_next_look_is_due_when_anything_changes():
    (rule,) = [one for one in rules(LIMITS, TODAY) if one.limit.stage is Stage.COLLECTED]
    at = {n: stand(rule, NOW, NOW + timedelta(hours=n), is_workday) for n in (73, 145, 169, 217)}
    assert [at[n].recheck_at for n in at] == [
        NOW + timedelta(hours=144),
        NOW + timedelta(hours=168),
        NOW + timedelta(hours=216),
        None,
    ]
    assert [at[n].pattern for n in at] == [None, None, "F05", "F05"]


@pytest.mark.parametrize(
    ("step", "price", "money"),
    [(Step.COLLECTING, None, True), (Step.RECEIVING, 100, True), (Step.RECEIVING, None, False)],
)
def test_money_is_where_somebody_is_paid(step, price, money):
    assert touches_money(Scan(uuid4(), "x", step, NOW, price_fen=price)) is money
