"""Service levels: late means later than the limit, and lateness escalates by itself."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.limits import LIMITS
from tradein.lifecycle import FINAL_STAGES, Stage
from tradein.service_level import Level, Limit, choose_limit, due_at, overdue
from tradein.working_days import or_weekdays

WORKDAY = or_weekdays(chinese_calendar.is_workday)
SINCE = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
CHAIN = ("371502", "371500", "370000", "CN")


def limit(stage):
    return choose_limit(LIMITS, CHAIN, stage, date(2026, 9, 1))


def at(stage, hours):
    return overdue(limit(stage), SINCE, SINCE + timedelta(hours=hours), WORKDAY)


def test_every_open_stage_has_a_limit_and_no_final_one():
    assert {one.stage for one in LIMITS} == set(Stage) - FINAL_STAGES
    assert choose_limit(LIMITS, CHAIN, Stage.DISMANTLED, date(2026, 9, 1)) is None


@pytest.mark.parametrize(
    ("hours", "level"),
    [
        (72, None),
        (72.01, Level.RECYCLER),
        (144, Level.RECYCLER),
        (145, Level.DISTRICT),
        (217, Level.CITY),
        (9000, Level.CITY),
    ],
)
def test_a_collected_unit_escalates_at_each_multiple(hours, level):
    found = at(Stage.COLLECTED, hours)
    assert (found and found.level) == level


def test_what_an_escalation_says():
    first = at(Stage.COLLECTED, 73)
    assert first.due_at == SINCE + timedelta(hours=72)
    assert first.escalates_at == SINCE + timedelta(hours=144)
    assert (first.stage, first.pattern, first.limit) == (Stage.COLLECTED, None, limit(Stage.COLLECTED))
    assert at(Stage.COLLECTED, 168).pattern is None
    assert at(Stage.COLLECTED, 169).pattern == "F05"
    last = at(Stage.COLLECTED, 1000)
    assert (last.level, last.escalates_at) == (Level.CITY, None)
    assert at(Stage.IN_TRANSIT, 100).pattern is None


def test_dismantling_has_thirty_working_days():
    due = due_at(limit(Stage.RECEIVED), SINCE, WORKDAY)
    # 25–27 September and 1–7 October are off, 20 September and 10 October are worked: the thirtieth is 19 October.
    assert due == datetime(2026, 10, 19, 16, 0, tzinfo=UTC)
    in_time = overdue(limit(Stage.RECEIVED), SINCE, due, WORKDAY)
    late = overdue(limit(Stage.RECEIVED), SINCE, due + timedelta(seconds=1), WORKDAY)
    assert in_time is None
    assert (late.level, late.pattern) == (Level.RECYCLER, "F17")


def test_a_province_may_be_stricter_and_the_old_row_stays():
    own = Limit(Stage.COLLECTED, hours=48, region="370000", valid_from=date(2026, 10, 1))
    rows = (*LIMITS, own)
    assert choose_limit(rows, CHAIN, Stage.COLLECTED, date(2026, 9, 30)).hours == 72
    assert choose_limit(rows, CHAIN, Stage.COLLECTED, date(2026, 10, 1)) is own
    ended = Limit(Stage.COLLECTED, hours=1, region="371500", valid_to=date(2026, 9, 1))
    assert choose_limit((*rows, ended), CHAIN, Stage.COLLECTED, date(2026, 10, 1)) is own
    assert choose_limit((*rows, ended), CHAIN, Stage.COLLECTED, date(2026, 9, 1)) is ended


@pytest.mark.parametrize("given_limits", [{}, {"hours": 1, "working_days": 1}])
def test_a_limit_counts_in_one_way(given_limits):
    with pytest.raises(ValueError, match="hours or in working days"):
        Limit(Stage.STORED, **given_limits)


@given(st.sampled_from(LIMITS), st.integers(0, 24 * 200), st.integers(0, 24 * 30))
@settings(max_examples=25)
def test_waiting_longer_never_lowers_the_level(one, hours, more):
    early = overdue(one, SINCE, SINCE + timedelta(hours=hours), WORKDAY)
    later = overdue(one, SINCE, SINCE + timedelta(hours=hours + more), WORKDAY)
    assert (early.level if early else 0) <= (later.level if later else 0)
