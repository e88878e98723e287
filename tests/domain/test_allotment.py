"""Allotment: exact, proportional, stable."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein.allotment import allot

WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(st.integers(-(10**9), 10**9), WEIGHTS)
@settings(max_examples=25)
def test_nothing_is_lost_and_no_share_is_off_by_one(amount, weights):
    shares = allot(amount, weights)
    total = sum(weights)
    assert sum(shares) == amount
    assert all(
        abs(share * total - amount * weight) < total for share, weight in zip(shares, weights, strict=True)
    )
    assert shares == allot(amount, weights) == [-share for share in allot(-amount, weights)]


def test_the_earlier_share_wins_a_tie():
    assert allot(100, [1, 1, 1]) == [34, 33, 33]
    assert allot(-5, [1, 1]) == [-3, -2]
    assert allot(2, [1, 1, 1]) == [1, 1, 0]
    assert allot(10, [0, 3, 7]) == [0, 3, 7]


def test_nothing_to_split():
    assert allot(0, [0, 0]) == [0, 0]
    assert allot(0, []) == []


@pytest.mark.parametrize(("amount", "weights"), [(1, []), (1, [0, 0]), (5, [2, -1])])
def test_impossible_weights(amount, weights):
    with pytest.raises(ValueError, match=r"weight|split"):
        allot(amount, weights)
