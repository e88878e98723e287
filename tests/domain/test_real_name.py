"""When a provider is asked, when it is left in peace, and how long its answers stand."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tradein.identity import Document, DocumentKind
from tradein.real_name import (
    KEPT,
    TIME_OUT,
    AlreadyVerified,
    DocumentTaken,
    GuardianNeeded,
    Meter,
    Outcome,
    Policy,
    Question,
    RealNameUnavailable,
    TooManyChecks,
    admit,
    fresh,
    learn,
)

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
POLICY = Policy(daily_cap=10, failures=3, rest=timedelta(seconds=60))


def test_only_a_match_is_a_match():
    assert {one.value for one in Outcome} == {
        "match",
        "mismatch",
        "not_found",
        "unsupported_document",
        "provider_error",
    }
    assert Outcome.PROVIDER_ERROR is not Outcome.MATCH


def test_each_call_is_counted_before_it_is_made_up_to_the_cap():
    meter = Meter()
    for turn in range(10):
        meter = admit(meter, POLICY, NOW)
        assert meter.calls == turn + 1
    with pytest.raises(RealNameUnavailable) as refused:
        admit(meter, POLICY, NOW)
    assert refused.value.facts == {"retry_after": 3600}


def test_failures_in_a_row_close_the_door_for_a_while():
    meter = Meter()
    for _ in range(2):
        meter = learn(meter, POLICY, Outcome.PROVIDER_ERROR, NOW)
        assert meter.open_until is None
    meter = learn(meter, POLICY, Outcome.PROVIDER_ERROR, NOW)
    assert meter.open_until == NOW + timedelta(seconds=60)
    with pytest.raises(RealNameUnavailable) as refused:
        admit(meter, POLICY, NOW + timedelta(seconds=59))
    assert refused.value.facts == {"retry_after": 2}


def test_after_the_rest_one_call_tries_and_its_answer_decides():
    later = NOW + timedelta(seconds=60)
    trying = admit(Meter(failures=3, open_until=later), POLICY, later)
    assert trying == Meter(1, 3, later + timedelta(seconds=60))
    with pytest.raises(RealNameUnavailable):
        admit(trying, POLICY, later)
    assert learn(trying, POLICY, Outcome.MISMATCH, later) == Meter(1, 0, None)
    again = learn(trying, POLICY, Outcome.PROVIDER_ERROR, later + timedelta(seconds=3))
    assert again == Meter(1, 4, later + timedelta(seconds=63))


def test_a_real_answer_in_between_starts_the_count_afresh():
    meter = learn(Meter(failures=2), POLICY, Outcome.NOT_FOUND, NOW)
    assert meter == Meter(failures=0)


@pytest.mark.parametrize("outcome", Outcome)
def test_answers_stand_as_long_as_their_kind_may(outcome):
    kept = KEPT[outcome]
    assert not fresh(outcome, NOW, NOW + kept)
    assert fresh(outcome, NOW, NOW + kept - timedelta(seconds=1)) is (kept > timedelta(0))


def test_how_long_each_kind_is_kept():
    assert [KEPT[one].days for one in Outcome] == [365, 1, 1, 30, 0]


def test_how_long_to_wait_and_when_to_rest_unless_said():
    assert timedelta(seconds=3) == TIME_OUT
    assert Policy(daily_cap=1) == Policy(1, failures=5, rest=timedelta(seconds=60))


def test_what_is_asked_says_nothing_in_logs():
    document = Document(DocumentKind.RESIDENT_ID, "370102199003070016", "370102199003070016")
    asked = Question(uuid4(), "买买提·吐尔逊", document)
    assert repr(asked) == f"Question(id={asked.id!r})"


@pytest.mark.parametrize(
    ("refusal", "code", "status"),
    [
        (RealNameUnavailable, "real_name_unavailable", 503),
        (DocumentTaken, "document_taken", 409),
        (GuardianNeeded, "guardian_needed", 422),
        (AlreadyVerified, "already_verified", 409),
        (TooManyChecks, "too_many_checks", 429),
    ],
)
def test_refusals_are_told_apart(refusal, code, status):
    assert (refusal.code, refusal.status) == (code, status)
