"""One-time codes: made up from their id, digested for one purpose, asked for at most so often."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradein.one_time import (
    ALPHABET,
    HANDED_LENGTH,
    HANDED_LIFETIME,
    LIFETIME,
    LIMITS,
    TEXTED,
    TRIES,
    Bound,
    Purpose,
    code_of,
    digest_of,
    normalised,
    recovery_digest,
    wait_before_next,
)

KEY, OTHER = b"k" * 32, b"o" * 32
NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)


def test_a_code_is_six_digits_made_up_from_its_id():
    codes = [code_of(KEY, str(number)) for number in range(2_000)]
    assert all(len(code) == 6 and code.isascii() and code.isdigit() for code in codes)
    assert code_of(KEY, "1") == code_of(KEY, "1") != code_of(OTHER, "1")
    # Every first digit comes about equally often: 200 each; a skew of half would be seen.
    assert all(100 < count < 300 for count in Counter(code[0] for code in codes).values())


def test_a_digest_is_bound_to_purpose_person_and_request():
    said = {
        digest_of(key, Bound(purpose, subject, request), code)
        for key in (KEY, OTHER)
        for purpose in (Purpose.SIGN_IN, Purpose.REAUTH)
        for subject in (b"a", b"b")
        for request in ("", "order 1")
        for code in ("123456", "123457")
    }
    assert len(said) == 32
    assert all(len(digest) == 32 for digest in said)
    assert recovery_digest(KEY, "a", "X") != recovery_digest(KEY, "b", "X")


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "１２３４５６", "123-456", "123\u3000456"])
def test_a_code_is_taken_as_people_type_it(typed):
    assert normalised(typed) == "123456"


def test_letters_are_taken_in_either_case():
    assert normalised("abcde-fghjk") == "ABCDEFGHJK"


@pytest.mark.parametrize(
    ("ago", "wait"),
    [
        ([], 0),
        ([61], 0),
        ([59], 1),
        ([60], 0),
        ([120, 240, 360, 480], 0),
        ([120, 240, 360, 480, 600], 3000),
        ([3_700 * n for n in range(1, 10)], 0),
        ([3_700 * n for n in range(1, 11)], 86_400 - 37_000),
        ([30, 100, 200, 300, 400], 3_200),
    ],
)
def test_how_long_to_wait(ago, wait):
    sent = [NOW - timedelta(seconds=seconds) for seconds in ago]
    assert wait_before_next(sent, NOW) == timedelta(seconds=wait)


@given(st.lists(st.integers(0, 3 * 86_400), max_size=60))
def test_whoever_waits_as_told_never_gets_more_than_the_limits_allow(offsets):
    sent = []
    for offset in sorted(offsets):
        moment = NOW + timedelta(seconds=offset)
        if not wait_before_next(sent, moment):
            sent.append(moment)
    for window, most in LIMITS:
        for first in sent:
            assert len([one for one in sent if first <= one < first + window]) <= most


def test_the_numbers_are_those_that_are_promised():
    """docs/sign-in.md promises them: five minutes, five tries; a code handed over holds a day."""
    assert (timedelta(minutes=5), 5) == (LIFETIME, TRIES)
    assert (timedelta(hours=24), 10) == (HANDED_LIFETIME, HANDED_LENGTH)
    assert set(ALPHABET) == set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set("01ILOU")
    assert len(ALPHABET) == 30, "no sign is likelier than another"


def test_purposes_are_stored_by_name():
    """They stand in rows and under digests: a new name would void every code given before."""
    assert [purpose.value for purpose in Purpose] == [
        "sign_in",
        "reauth",
        "change_phone",
        "act_on_behalf",
        "enrolment",
        "recovery",
    ]
    assert set(Purpose) - set(TEXTED) == {Purpose.ACT_ON_BEHALF, Purpose.ENROLMENT, Purpose.RECOVERY}


def test_codes_given_before_an_upgrade_still_hold():
    """What is stored and what is sent are made up anew on every request: neither may ever come out differently."""
    assert code_of(KEY, "0198c0de-0000-7000-8000-000000000000") == "218291"
    assert digest_of(KEY, Bound(Purpose.SIGN_IN, b"p" * 32), "123456").hex()[:16] == "f095561b69c1d463"
    assert recovery_digest(KEY, "a", "b").hex()[:16] == "5106b320667703f5"
