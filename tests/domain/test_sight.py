"""How much may be looked at before somebody is told: above a floor, and far above what is usual."""

from datetime import date

import pytest

from tradein.sight import (
    MANY_IN_CLEAR,
    MANY_MASKED,
    Noticed,
    SightKind,
    floor_of,
    is_far_above,
    of_searches,
    of_sights,
    of_unmasking,
    usual_of,
)

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(("days", "usual"), [([], None), ([3], 3), ([1, 2], 2), ([10, 10, 10], 10)])
def test_the_usual_is_the_mean_of_days_with_anything(days, usual):
    assert usual_of(days) == usual


@pytest.mark.parametrize(("count", "usual", "far"), [(6, 2, False), (7, 2, True), (100, None, False)])
def test_far_is_more_than_three_times(count, usual, far):
    assert is_far_above(count, usual) is far


@pytest.mark.parametrize(
    ("count", "before", "told"),
    [
        (4, [1], []),
        (5, [], []),
        (5, [1, 1], ["unmasked_many"]),
        (5, [2], []),
        (9, [], []),
        (10, [], ["unmasked_many"]),
        (10, [19, 19], ["unmasked_many"]),
        (19, [], ["unmasked_many"]),
        (20, [20], ["unmasked_many", "unmask_cap"]),
    ],
)
def test_unmaskings_are_told_from_the_tenth_and_at_the_cap(count, before, told):
    found = of_unmasking(DAY, count, before)
    assert [one.kind.value for one in found] == told
    assert all((one.day, one.count, one.usual) == (DAY, count, usual_of(before)) for one in found)
    theirs = {"unmasked_many": "searched_many", "unmask_cap": "search_cap"}
    assert [one.kind.value for one in of_searches(DAY, count, before)] == [theirs[kind] for kind in told]


@pytest.mark.parametrize(
    ("role", "floor"),
    [("recycler_staff", MANY_IN_CLEAR), ("recycler_manager", MANY_MASKED), ("district_officer", MANY_MASKED)],
)
def test_who_sees_in_clear_is_told_of_sooner(role, floor):
    assert floor_of(role) == floor
    assert of_sights(role, DAY, floor - 1, []) is None
    assert of_sights(role, DAY, floor, []) == Noticed(SightKind.SEEN_MANY, DAY, floor, None)


def test_a_busy_persons_ordinary_day_is_not_told():
    assert of_sights("recycler_staff", DAY, 90, [30]) is None
    assert of_sights("recycler_staff", DAY, 91, [30]) == Noticed(SightKind.SEEN_MANY, DAY, 91, 30)
