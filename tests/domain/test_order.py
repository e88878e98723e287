"""The order table as a full product, cancellations, price changes, windows and hand-over codes."""

import secrets
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradein import handover, order, order_number
from tradein.order import (
    FINAL_STATES,
    OPEN_STATES,
    TABLE,
    CancelCause,
    ConsentDecision,
    OrderAction,
    OrderActionNotNow,
    OrderState,
    Proposal,
    RequoteDirection,
    RequotePhotoMissing,
    RequotePriceUnchanged,
    RequoteReason,
    RequoteTooOften,
    allowed_actions,
    cause_of,
    check_proposal,
    consequence,
    next_state,
    settled_fen,
)
from tradein.refusal import Forbidden
from tradein.timetable import (
    SHANGHAI,
    VISIT,
    WINDOW,
    Interval,
    Timetable,
    WindowOff,
    first_gap,
    window,
    windows,
)

ROLES = (
    "public",
    "consumer",
    "community_worker",
    "recycler_staff",
    "recycler_manager",
    "warehouse",
    "dismantler",
    "refurbisher",
    "retailer_clerk",
    "district_officer",
    "city_officer",
    "province_officer",
    "auditor",
    "system_admin",
    "integration_client",
    "system",
)
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


# The legend of the expectation below: rows are states, columns actions, the cell is the next state.
EXPECTED = """
           dispatch   accept   refuse assign   reschedule requote  consent  renew_code collect   cancel    review
placed     dispatched -        -      -        placed     -        -        placed     -         cancelled -
dispatched -          accepted placed -        dispatched -        -        dispatched collected cancelled -
accepted   -          -        -      assigned accepted   -        -        accepted   collected cancelled -
assigned   -          -        -      assigned accepted   assigned assigned assigned   collected cancelled -
collected  -          -        -      -        -          -        -        -          -         -         collected
cancelled  -          -        -      -        -          -        -        -          -         -         -
"""


def expected_moves() -> dict[tuple[str, str], str]:
    head, *rows = EXPECTED.strip().splitlines()
    actions = head.split()
    return {
        (row.split()[0], action): cell
        for row in rows
        for action, cell in zip(actions, row.split()[1:], strict=True)
        if cell != "-"
    }


@pytest.mark.parametrize(("state", "action", "role"), list(product(OrderState, OrderAction, ROLES)))
def test_the_table_alone_says_what_follows_what(state, action, role):
    target = expected_moves().get((state.value, action.value))
    if target is None:
        with pytest.raises(OrderActionNotNow):
            next_state(state, action, role)
    elif role in TABLE[(state, action)].roles:
        assert next_state(state, action, role) == target
    else:
        with pytest.raises(Forbidden):
            next_state(state, action, role)


def test_open_and_final_states_are_everything():
    assert set(OrderState) == OPEN_STATES | FINAL_STATES
    assert not OPEN_STATES & FINAL_STATES


def test_every_open_order_can_be_cancelled_by_its_consumer():
    assert all(OrderAction.CANCEL in allowed_actions(state, "consumer") for state in OPEN_STATES)


@pytest.mark.parametrize(
    "role", ["warehouse", "dismantler", "retailer_clerk", "auditor", "public", "system_admin"]
)
def test_strangers_may_do_nothing(role):
    assert not any(allowed_actions(state, role) for state in OrderState)


@pytest.mark.parametrize(
    ("cause", "before_start", "late"),
    [
        (CancelCause.CONSUMER, timedelta(hours=2), False),
        (CancelCause.CONSUMER, timedelta(hours=2) - timedelta(seconds=1), True),
        (CancelCause.CONSUMER, timedelta(minutes=-119), True),
        (CancelCause.PRICE_CHANGED, timedelta(minutes=1), False),
        (CancelCause.RECYCLER, timedelta(minutes=1), False),
        (CancelCause.NO_RECYCLER, timedelta(minutes=1), False),
    ],
)
def test_cancelling_is_free_until_two_hours_before(cause, before_start, late):
    result = consequence(cause, NOON + before_start, NOON)
    assert (result.late, result.cause) == (late, cause)
    assert result.zh
    assert result.en


def test_who_waited_in_vain_cancels_without_a_mark():
    result = consequence(CancelCause.CONSUMER, NOON - WINDOW, NOON)
    assert (result.late, result.cause) == (False, CancelCause.RECYCLER)


@pytest.mark.parametrize(
    ("role", "cause"),
    [
        ("consumer", CancelCause.CONSUMER),
        ("community_worker", CancelCause.CONSUMER),
        ("recycler_manager", CancelCause.RECYCLER),
        ("system", CancelCause.NO_RECYCLER),
    ],
)
def test_the_role_that_asks_decides_the_cause(role, cause):
    assert cause_of(role) is cause


def proposal(**changes) -> Proposal:
    usual = {
        "reason": RequoteReason.PART_MISSING,
        "standing_fen": 8000,
        "new_fen": 5000,
        "photos": ("a" * 64,),
    }
    return Proposal(**(usual | changes))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"photos": ()}, RequotePhotoMissing),
        ({"new_fen": 8000}, RequotePriceUnchanged),
        ({"reason": RequoteReason.BETTER_THAN_STATED}, RequoteDirection),
        ({"earlier": order.REQUOTES_PER_LINE}, RequoteTooOften),
    ],
)
def test_a_price_may_not_change_at_the_door_without_grounds(changes, refusal):
    with pytest.raises(refusal):
        check_proposal(proposal(**changes))


def test_a_grounded_proposal_may_be_put_to_the_consumer():
    check_proposal(proposal())
    check_proposal(proposal(reason=RequoteReason.BETTER_THAN_STATED, new_fen=9000))


@pytest.mark.parametrize(
    ("decision", "fen"),
    [
        (ConsentDecision.ACCEPT, 5000),
        (ConsentDecision.REFUSE, 8000),
        (ConsentDecision.REFUSE_AND_CANCEL, 8000),
    ],
)
def test_only_consent_changes_the_price(decision, fen):
    assert settled_fen(decision, 8000, 5000) == fen


# ---- windows ----

MONDAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=SHANGHAI)


def test_a_window_is_two_hours_long():
    assert window(at(8), NOON) == Interval(at(8), at(8) + WINDOW)


@pytest.mark.parametrize(
    "start",
    [
        at(8, 30),
        at(8) + timedelta(seconds=1),
        at(5),
        at(21),
        NOON - timedelta(hours=1),
        at(8) + timedelta(days=31),
    ],
)
def test_a_window_off_the_timetable_is_refused(start):
    with pytest.raises(WindowOff):
        window(start, NOON)


def test_a_rule_yields_its_weekdays_and_hours_in_order():
    rule = Timetable(frozenset({1, 3}), (14, 8))
    starts = [interval.start for interval in windows(rule, MONDAY, MONDAY + timedelta(days=6))]
    assert [(start.isoweekday(), start.hour) for start in starts] == [(1, 8), (1, 14), (3, 8), (3, 14)]


def test_no_windows_when_the_end_lies_before_the_beginning():
    assert not list(windows(Timetable(frozenset({1}), (8,)), MONDAY, MONDAY - timedelta(days=1)))


WHOLE = Interval(at(8), at(10))


def test_the_first_gap_lies_between_visits_and_may_touch_them():
    busy = [Interval(at(9), at(9, 30)), Interval(at(8), at(8, 30))]
    assert first_gap(WHOLE, busy, VISIT) == Interval(at(8, 30), at(9))


def test_a_full_window_has_no_gap():
    assert first_gap(WHOLE, [Interval(at(7), at(9, 45))], VISIT) is None


minutes = st.integers(0, 150)


@given(st.lists(st.tuples(minutes, st.integers(5, 60)), max_size=8))
def test_a_gap_never_meets_a_visit(spans):
    busy = [Interval(at(8) + timedelta(minutes=a), at(8) + timedelta(minutes=a + n)) for a, n in spans]
    gap = first_gap(WHOLE, busy, VISIT)
    if gap is not None:
        assert gap.start >= WHOLE.start
        assert gap.end <= WHOLE.end
        assert all(gap.end <= span.start or gap.start >= span.end for span in busy)


# ---- hand-over codes ----

KEY = b"k" * 32
ORDER = UUID("018f0000-0000-7000-8000-000000000001")


def test_a_code_is_six_digits_and_belongs_to_key_order_and_turn():
    code = handover.code_for(KEY, ORDER, 0)
    assert len(code) == handover.DIGITS
    assert code.isdecimal()
    assert code == handover.code_for(KEY, ORDER, 0)
    others = {handover.code_for(KEY, ORDER, 1), handover.code_for(b"x" * 32, ORDER, 0)}
    assert code not in others


def test_only_the_right_code_matches_the_stored_digest():
    code = handover.code_for(KEY, ORDER, 0)
    stored = handover.digest(KEY, ORDER, code)
    assert handover.matches(KEY, ORDER, code, stored)
    assert not handover.matches(KEY, ORDER, "000000" if code != "000000" else "000001", stored)
    assert code.encode() not in stored


# ---- numbers ----


def test_a_number_names_its_day_and_checks_itself():
    number = order_number.issue(MONDAY, secrets.token_bytes)
    assert number.startswith("JD20261123")
    assert len(number) == order_number.LENGTH
    assert order_number.normalise(f" {number[:2].lower()}{number[2:10]}-{number[10:]} ") == number


@pytest.mark.parametrize(
    "text", ["", "JD", "JD20261123", "x" * 500, "XX20261123AAAAAAA", "JD2026112３AAAAAAA"]
)
def test_what_is_no_number_is_not_found(text):
    with pytest.raises(order_number.OrderNumberMalformed):
        order_number.normalise(text)


def test_every_single_wrong_character_is_noticed():
    number = order_number.issue(MONDAY, secrets.token_bytes)
    for place in range(2, len(number)):
        for other in "0123456789" if place < 10 else "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if other != number[place]:
                with pytest.raises(order_number.OrderNumberMalformed):
                    order_number.normalise(number[:place] + other + number[place + 1 :])
