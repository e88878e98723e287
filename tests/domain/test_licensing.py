"""Which licence whom, who decides, when it is announced, when it has ended."""

from datetime import date, timedelta

import pytest

from tradein.application import BY_BUREAU, MOVES, OPEN, ApplicationAction, ApplicationState, moved
from tradein.licensing import (
    DECIDED_BY,
    EXPIRED_NOTICE,
    RULES,
    LicenceKind,
    LicenceRule,
    LicenceStanding,
    Stop,
    may_decide,
    notice_due,
    rules_on,
    standing,
    warn_days,
)
from tradein.refusals.application import ApplicationMoved

TODAY = date(2026, 11, 21)
WARN = (60, 30, 7)


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (400, None),
        (61, None),
        (60, 60),
        (31, 60),
        (30, 30),
        (8, 30),
        (7, 7),
        (1, 7),
        (0, 7),
        (-1, -1),
        (-900, -1),
    ],
)
def test_the_tightest_threshold_reached_is_announced(left, due):
    assert notice_due(TODAY + timedelta(days=left), TODAY, WARN) == due
    assert EXPIRED_NOTICE == -1


@pytest.mark.parametrize(
    ("starts", "ends", "stands"),
    [
        (1, 500, LicenceStanding.NOT_YET),
        (0, 500, LicenceStanding.VALID),
        (-9, 61, LicenceStanding.VALID),
        (-9, 60, LicenceStanding.EXPIRING),
        (-9, 0, LicenceStanding.EXPIRING),
        (-9, -1, LicenceStanding.EXPIRED),
    ],
)
def test_both_ends_of_a_term_are_valid_days(starts, ends, stands):
    assert standing(TODAY + timedelta(days=starts), TODAY + timedelta(days=ends), TODAY, WARN) is stands


def test_a_later_row_supersedes_an_earlier_one():
    later = LicenceRule(
        "recycler", LicenceKind.RECYCLING, Stop.NOTHING, "x", (10,), valid_from=date(2027, 1, 1)
    )
    rules = (*RULES, later)
    key = ("recycler", LicenceKind.RECYCLING)
    assert rules_on(TODAY, rules)[key].stops is Stop.OFFERS
    assert rules_on(date(2027, 1, 1), rules)[key] is later


def test_an_ended_row_is_no_rule():
    ended = LicenceRule("retailer", LicenceKind.TRANSPORT, Stop.NOTHING, "x", valid_to=date(2020, 1, 1))
    assert ("retailer", LicenceKind.TRANSPORT) not in rules_on(TODAY, (ended,))


def test_every_rule_names_its_source_and_warns_widest_first():
    for rule in RULES:
        assert rule.source
        assert list(rule.warn_days) == sorted(rule.warn_days, reverse=True)


def test_what_nobody_requires_is_still_announced():
    assert warn_days("dismantler", "dismantling", TODAY) == WARN
    assert warn_days("retailer", "transport", TODAY) == (30,)


@pytest.mark.parametrize("kind", DECIDED_BY)
def test_who_may_decide_grows_upwards(kind):
    able = [may_decide(f"{level}_officer", kind) for level in ("district", "city", "province")]
    assert able == sorted(able)
    assert able[-1]
    assert not may_decide("auditor", kind)
    assert not may_decide("recycler_manager", kind)


def test_a_kind_nobody_knows_is_for_the_province():
    assert [may_decide(f"{level}_officer", "x") for level in ("district", "city", "province")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("state", ApplicationState)
@pytest.mark.parametrize("action", ApplicationAction)
def test_only_what_the_table_says_may_follow(state, action):
    if (state, action) in MOVES:
        assert moved(state, action) is MOVES[state, action]
    else:
        with pytest.raises(ApplicationMoved):
            moved(state, action)


def test_what_is_decided_stays_decided():
    assert {ApplicationState.SUBMITTED, ApplicationState.RETURNED} == OPEN
    assert {ApplicationAction.APPROVE, ApplicationAction.REFUSE} <= BY_BUREAU
    # Nothing is approved that lies with the applicant.
    assert (ApplicationState.RETURNED, ApplicationAction.APPROVE) not in MOVES
