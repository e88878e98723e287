"""Whatever span is asked for, the counters chosen hold exactly its days, each once."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradein.span import (
    BEGINNING,
    Span,
    bucket_of,
    buckets,
    ever,
    month_end,
    month_start,
    pieces,
    previous,
    year_before,
)

DAYS = st.dates(date(2023, 11, 1), date(2026, 3, 31))
HORIZON = [date(2023, 1, 1) + timedelta(days=n) for n in range(365 * 4)]


def _held(found):
    """How often each day is counted by the pieces."""
    count = Counter()
    for piece in found:
        for day in HORIZON:
            key = {"day": day, "month": month_start(day), "total": BEGINNING}[piece.grain]
            if piece.first <= key <= piece.last:
                count[day] += piece.sign
    return {day for day in HORIZON if count[day]}, set(count.values()) - {0}


@given(DAYS, DAYS)
def test_pieces_hold_each_day_of_the_span_once(first, last):
    days, times = _held(pieces(Span(first, last)))
    assert days == {day for day in HORIZON if first <= day <= last}
    assert times <= {1}


@given(DAYS)
def test_a_stock_is_everything_less_what_came_later(last):
    found = pieces(ever(last))
    assert found[0].grain == "total"
    days, times = _held(found)
    assert days == {day for day in HORIZON if day <= last}
    assert times <= {1}


@given(DAYS, DAYS)
def test_few_counters_are_read_whatever_the_length(first, last):
    days = sum((p.last - p.first).days + 1 for p in pieces(Span(first, last)) if p.grain == "day")
    assert days <= 32
    assert len(pieces(Span(first, last))) <= 5


@pytest.mark.parametrize("width", ["day", "week", "month"])
@given(first=DAYS, length=st.integers(0, 200))
def test_buckets_follow_each_other_without_gap(width, first, length):
    span = Span(first, first + timedelta(days=length))
    found = list(buckets(span, width))
    assert found[0].first == span.first
    assert found[-1].last == span.last
    for one, next_one in pairwise(found):
        assert next_one.first == one.last + timedelta(days=1)
        assert bucket_of(next_one.first, width) == next_one.first


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2026, 3, 1), (2026, 3, 31), ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 1, 1), (2026, 3, 31), ((2025, 10, 1), (2025, 12, 31))),
        ((2026, 3, 5), (2026, 3, 14), ((2026, 2, 23), (2026, 3, 4))),
        ((2026, 3, 1), (2026, 3, 21), ((2026, 2, 1), (2026, 2, 21))),
        ((2026, 3, 1), (2026, 3, 30), ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 2, 1), (2026, 3, 5), ((2025, 12, 1), (2026, 1, 5))),
    ],
)
def test_the_period_before(first, last, expected):
    assert previous(Span(date(*first), date(*last))) == Span(date(*expected[0]), date(*expected[1]))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ((2024, 2, 1), (2024, 2, 29), ((2023, 2, 1), (2023, 2, 28))),
        ((2025, 2, 1), (2025, 2, 28), ((2024, 2, 1), (2024, 2, 29))),
        ((2026, 3, 5), (2026, 3, 14), ((2025, 3, 5), (2025, 3, 14))),
    ],
)
def test_the_year_before(first, last, expected):
    assert year_before(Span(date(*first), date(*last))) == Span(date(*expected[0]), date(*expected[1]))


def test_an_empty_span_reads_nothing():
    assert pieces(Span(date(2026, 1, 2), date(2026, 1, 1))) == []
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
