"""Dispatch: the same candidates always give the same recycler, and everybody else's reason is told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein.dispatch import Band, Candidate, Pickup, Position, Why, band_of, dispatch, distance_m

DAY = date(2026, 11, 21)
HERE = Position(36_456_000, 115_985_000)
PICKUP = Pickup("371502", "371500", DAY, frozenset({"370800", "130400"}), HERE)


def recycler(number, **changes):
    plain = Candidate(UUID(int=number), f"回收{number}", "371502", "371500", 2, 10, date(2027, 1, 1))
    return replace(plain, **changes)


def chosen(*candidates, pickup=PICKUP):
    return dispatch(pickup, candidates).chosen


def test_the_nearer_band_wins_before_the_emptier_day():
    near = recycler(3, open_orders=9)
    city = recycler(2, district="371503", open_orders=1)
    next_city = recycler(1, district="370811", city="370800", open_orders=0)
    answer = dispatch(PICKUP, [next_city, city, near])
    assert [ranked.candidate for ranked in answer.ranking] == [near, city, next_city]
    assert [ranked.band for ranked in answer.ranking] == [
        Band.SAME_DISTRICT,
        Band.SAME_CITY,
        Band.NEIGHBOURING_CITY,
    ]
    assert answer.chosen == near
    assert answer.reason.competitors == 2


def test_within_a_band_the_smaller_share_of_the_day_wins():
    assert chosen(recycler(1, open_orders=3), recycler(2, open_orders=5, daily_capacity=20)).name == "回收2"


def test_then_metres_and_unknown_is_not_zero():
    far = recycler(1, position=Position(36_500_000, 115_985_000))
    near = recycler(2, position=Position(36_457_000, 115_985_000))
    nowhere = recycler(0)
    answer = dispatch(PICKUP, [nowhere, far, near])
    assert [ranked.candidate.name for ranked in answer.ranking] == ["回收2", "回收1", "回收0"]
    assert answer.reason.distance_m == 111
    assert "直线约0.1公里" in answer.reason.zh
    assert "0.1 km" in answer.reason.en
    assert chosen(recycler(5), recycler(4)).name == "回收4"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"licence_valid_to": None}, Why.LICENCE_UNKNOWN),
        ({"licence_valid_to": date(2026, 11, 20)}, Why.LICENCE_EXPIRED),
        ({"district": "440106", "city": "440100"}, Why.OUT_OF_AREA),
        ({"open_orders": 10}, Why.FULL),
        ({"open_orders": 0, "daily_capacity": 0}, Why.FULL),
    ],
)
def test_who_cannot_take_it_and_why(changes, why):
    answer = dispatch(PICKUP, [recycler(2, **changes), recycler(1, **changes)])
    assert (answer.chosen, answer.reason, answer.ranking) == (None, None, ())
    assert [one.why for one in answer.refused] == [why, why]
    assert [one.candidate.organisation_id.int for one in answer.refused] == [1, 2]
    assert all(one.zh and one.en for one in answer.refused)


def test_the_last_licensed_day_counts_and_who_declined_is_not_asked_again():
    one = recycler(1, licence_valid_to=DAY)
    assert chosen(one) == one
    again = replace(PICKUP, declined_by=frozenset({one.organisation_id}))
    assert dispatch(again, [one]).refused[0].why is Why.DECLINED


def test_the_reason_is_a_sentence():
    answer = dispatch(PICKUP, [recycler(1), recycler(2, open_orders=10)])
    assert answer.reason.zh == "回收1：同区县，当日已接2/10单（20%）；优先于其他0家，1家不符合条件。"
    assert answer.reason.en.startswith("回收1: same district, 2 of 10 orders that day (20 %)")


def test_distance():
    assert distance_m(None, HERE) is distance_m(HERE, None) is None
    assert distance_m(HERE, HERE) == 0
    beijing, shanghai = Position(39_904_200, 116_407_400), Position(31_230_400, 121_473_700)
    assert distance_m(beijing, shanghai) == pytest.approx(1_067_000, rel=0.01)
    assert distance_m(Position(0, 0), Position(0, 180_000_000)) == pytest.approx(20_015_000, rel=0.001)


CANDIDATES = st.lists(
    st.builds(
        recycler,
        st.integers(1, 40),
        open_orders=st.integers(0, 12),
        district=st.sampled_from(["371502", "371503", "440106"]),
    ),
    max_size=8,
    unique_by=lambda one: one.organisation_id,
)


@given(CANDIDATES, st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_the_order_of_asking_does_not_matter(candidates, source):
    shuffled = source.sample(candidates, len(candidates))
    answer = dispatch(PICKUP, candidates)
    assert answer == dispatch(PICKUP, shuffled)
    assert len(answer.ranking) + len(answer.refused) == len(candidates)
    assert all(band_of(PICKUP, ranked.candidate) is ranked.band for ranked in answer.ranking)
