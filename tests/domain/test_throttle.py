"""Waiting after attempts in a row."""

from datetime import timedelta

import pytest

from tradein.throttle import REGISTRATION, SIGN_IN


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 10), (7, 20), (10, 160), (11, 300), (12, 300), (10**6, 300)],
)
def test_wait_doubles_from_five_to_three_hundred_seconds(failures, seconds):
    assert SIGN_IN.wait_after(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 0), (29, 0), (30, 5), (31, 10), (37, 300)])
def test_thirty_registrations_are_free(attempts, seconds):
    assert REGISTRATION.wait_after(attempts) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("allowance", "minutes", "counted"),
    [
        (SIGN_IN, 0, 6),
        (SIGN_IN, 59, 6),
        (SIGN_IN, 60, 6),
        (SIGN_IN, 61, 1),
        (REGISTRATION, -1, 6),
        (REGISTRATION, 0, 6),
        (REGISTRATION, 1, 6),
        (REGISTRATION, 2, 5),
        (REGISTRATION, 7, 3),
        (REGISTRATION, 30, 1),
        (REGISTRATION, 61, 1),
    ],
)
def test_time_gives_attempts_back(allowance, minutes, counted):
    assert allowance.count(5, timedelta(minutes=minutes)) == counted


def test_thirty_an_hour_may_go_on_for_ever():
    counted = 0
    for _ in range(200):
        counted = REGISTRATION.count(counted, timedelta(minutes=2))
        assert REGISTRATION.wait_after(counted) == timedelta(0)
