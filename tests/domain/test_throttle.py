"""Waiting after attempts in a row."""

from datetime import UTC, datetime, timedelta

import pytest

from tradein.throttle import ADDRESS, REGISTRATION, SIGN_IN

THEN = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 10), (7, 20), (10, 160), (11, 300), (12, 300), (10**6, 300)],
)
def test_wait_doubles_from_five_to_three_hundred_seconds(failures, seconds):
    assert SIGN_IN.wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 0), (29, 0), (30, 5), (31, 10), (37, 300)])
def test_thirty_registrations_and_thirty_failures_of_an_address_are_free(attempts, seconds):
    assert REGISTRATION.wait_after(attempts) == ADDRESS.wait_after(attempts) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("allowance", "minutes", "counted", "since"),
    [
        (SIGN_IN, 0, 6, 0),
        (SIGN_IN, 59, 6, 59),
        (SIGN_IN, 60, 6, 60),
        (SIGN_IN, 61, 1, 61),
        (REGISTRATION, -1, 6, 0),
        (REGISTRATION, 0, 6, 0),
        (REGISTRATION, 1, 6, 0),
        (REGISTRATION, 2, 5, 2),
        (REGISTRATION, 7, 3, 6),
        (REGISTRATION, 9, 2, 8),
        (REGISTRATION, 10, 1, 10),
        (REGISTRATION, 31, 1, 31),
        (REGISTRATION, 61, 1, 61),
        (ADDRESS, 4, 6, 0),
        (ADDRESS, 5, 5, 5),
    ],
)
def test_time_gives_attempts_back(allowance, minutes, counted, since):
    now = THEN + timedelta(minutes=minutes)
    assert allowance.count(5, THEN, now) == (counted, THEN + timedelta(minutes=since))


@pytest.mark.parametrize(("allowance", "minutes"), [(REGISTRATION, 2), (ADDRESS, 5)])
def test_so_many_an_hour_may_go_on_for_ever(allowance, minutes):
    counted, since = 0, THEN
    for turn in range(200):
        counted, since = allowance.count(counted, since, THEN + turn * timedelta(minutes=minutes))
        assert allowance.wait_after(counted) == timedelta(0)


def test_a_busy_address_gets_its_attempts_back_all_the_same():
    """Somebody signs in there every few seconds, and what was counted for a right password is taken off again."""
    counted, since = ADDRESS.free + 6, THEN
    for turn in range(1, 60):
        counted, since = ADDRESS.count(counted, since, THEN + turn * timedelta(minutes=1))
        counted -= 1
    assert counted == ADDRESS.free + 6 - 59 // 5
