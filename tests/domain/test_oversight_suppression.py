"""Nothing that is published lets a reader work out a group smaller than five."""

from hypothesis import given
from hypothesis import strategies as st

from tradein.suppression import visible

SMALLEST = 5
PARTS = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 12), max_size=8)


@given(PARTS, st.booleans())
def test_what_is_hidden_stays_hidden(parts, total_may_show):
    shown = visible(parts, SMALLEST, total_may_show=total_may_show)
    hidden = parts.keys() - shown.parts
    assert not any(0 < parts[key] < SMALLEST for key in shown.parts)
    if shown.total and hidden:
        assert len(hidden) > 1
        assert sum(parts[key] for key in hidden) >= SMALLEST
    if not total_may_show:
        assert not shown.total
        assert not shown.parts


@given(PARTS)
def test_nothing_is_hidden_without_need(parts):
    if all(count == 0 or count >= SMALLEST for count in parts.values()):
        assert visible(parts, SMALLEST) == (True, frozenset(parts))


def test_a_lone_small_part_takes_the_smallest_other_with_it():
    assert visible({"a": 2, "b": 9, "c": 7, "d": 0}, SMALLEST) == (True, {"b", "d"})
    assert visible({"a": 2, "b": 0}, SMALLEST) == (False, frozenset())
    assert visible({"a": 2, "b": 2, "c": 30}, SMALLEST) == (True, frozenset())
    assert visible({"a": 3, "b": 4, "c": 30}, SMALLEST) == (True, {"c"})
