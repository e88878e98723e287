"""Hazardous waste transfers: the state table, what issuing needs, when a confirmation is late."""

from datetime import date

import pytest

from tradein.refusal import Refusal
from tradein.tolerance import Check, Tolerance
from tradein.transfer import (
    CORRECTABLE,
    NEEDED,
    TABLE,
    Sent,
    TransferAction,
    TransferState,
    judge_issue,
    judge_received,
    next_state,
    overdue,
)

TODAY = date(2026, 11, 21)
FILLED = {**dict.fromkeys(NEEDED, "x"), "manifest_number": "20263715000001", "receiver_region": "370100"}
TWO_PERCENT = Tolerance(Check.TRANSFER, 20, "test", "CN", verified=False)


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


@pytest.mark.parametrize("state", TransferState)
@pytest.mark.parametrize("action", TransferAction)
def test_the_table_says_what_may_happen(state, action):
    if (state, action) in TABLE:
        assert next_state(state, action) is TABLE[state, action]
        return
    with refused("transfer_state_wrong"):
        next_state(state, action)


def test_nothing_is_edited_after_issue_and_nothing_corrected_before():
    after = set(TransferState) - {TransferState.DRAFT}
    assert all((state, TransferAction.EDIT) not in TABLE for state in after)
    assert (TransferState.DRAFT, TransferAction.CORRECT) not in TABLE
    assert "manifest_number" not in CORRECTABLE


@pytest.mark.parametrize("name", NEEDED)
def test_every_needed_field_is_needed(name):
    with refused("transfer_field_missing"):
        judge_issue({**FILLED, name: None}, 1, "371502", TODAY)


def test_a_complete_manifest_of_this_city_and_year():
    assert str(judge_issue(FILLED, 1, "371502", TODAY)) == "20263715000001"
    with refused("transfer_field_missing"):
        judge_issue(FILLED, 0, "371502", TODAY)
    for number in ("20263714000001", "20253715000001", "20273715000001", "2026371500001", "2026371500000Ⅰ"):
        with refused("manifest_malformed"):
            judge_issue({**FILLED, "manifest_number": number}, 1, "371502", TODAY)


def test_crossing_a_province_needs_its_approval():
    abroad = {**FILLED, "receiver_region": "320100"}
    with refused("transfer_approval_missing"):
        judge_issue(abroad, 1, "371502", TODAY)
    assert judge_issue({**abroad, "approval_number": "苏环函1号"}, 1, "371502", TODAY).serial == "000001"


@pytest.mark.parametrize(("received_g", "code"), [(980, None), (1_020, None), (979, "x"), (1_021, "x")])
def test_two_percent_between_the_scales(received_g, code):
    if code is None:
        judge_received([Sent(1, 1_000)], {1: received_g}, TWO_PERCENT)
        return
    with refused("received_mass_differs"):
        judge_received([Sent(1, 1_000)], {1: received_g}, TWO_PERCENT)


@pytest.mark.parametrize("received", [{}, {2: 1_000}, {1: 1_000, 2: 5}])
def test_every_line_and_no_other(received):
    with refused("received_lines_incomplete"):
        judge_received([Sent(1, 1_000)], received, TWO_PERCENT)


def test_late_is_after_the_last_day_and_only_on_the_road():
    due = date(2026, 11, 20)
    assert overdue(TransferState.DEPARTED, due, TODAY)
    assert not overdue(TransferState.DEPARTED, due, due)
    assert not overdue(TransferState.CONFIRMED, due, TODAY)
    assert not overdue(TransferState.DRAFT, None, TODAY)
