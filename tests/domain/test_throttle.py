"""Waiting after failed sign-ins."""

from datetime import timedelta

import pytest

from tradein.throttle import wait_after


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (1, 0), (4, 0), (5, 5), (6, 10), (7, 20), (10, 160), (11, 300), (12, 300), (10**6, 300)],
)
def test_wait_doubles_from_five_to_three_hundred_seconds(failures, seconds):
    assert wait_after(failures) == timedelta(seconds=seconds)
