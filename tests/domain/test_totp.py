"""Authenticator codes against the test vectors of RFC 6238, and once only."""

from base64 import b32encode
from datetime import UTC, datetime, timedelta

import pytest

from tradein import totp

SECRET = b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 21, 8, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("second", "code"),
    # RFC 6238 appendix B, SHA-1, the last six of eight digits.
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(second, code):
    assert totp.code_at(SECRET, datetime.fromtimestamp(second, UTC)) == code


@pytest.mark.parametrize(("off_s", "taken"), [(0, True), (-30, True), (30, True), (-60, False), (60, False)])
def test_a_phones_clock_may_be_one_step_off(off_s, taken):
    code = totp.code_at(SECRET, NOW + timedelta(seconds=off_s))
    assert (totp.matching_step(SECRET, code, NOW, None) is not None) == taken


def test_a_used_step_and_all_before_it_are_gone():
    here = totp.step_at(NOW)
    code = totp.code_at(SECRET, NOW)
    assert totp.matching_step(SECRET, code, NOW, here - 1) == here
    assert totp.matching_step(SECRET, code, NOW, here) is None
    assert totp.matching_step(SECRET, code, NOW, here + 1) is None


@pytest.mark.control("guard_expires_early")
def test_the_guard_outlives_every_moment_at_which_a_code_is_taken():
    """Used as early as the leeway allows, tried again as late as it allows: two steps later."""
    code = totp.code_at(SECRET, NOW)
    early, late = NOW - timedelta(seconds=30), NOW + timedelta(seconds=30)
    step = totp.matching_step(SECRET, code, early, None)
    assert step is not None
    assert totp.matching_step(SECRET, code, late, None) == step, "it would still be taken"
    assert totp.matching_step(SECRET, code, late, step) is None


@pytest.mark.parametrize("wrong", ["", "000000", "28708", "2870820", "二八七零八二", "287082\0"])
def test_anything_else_is_not_taken(wrong):
    assert totp.matching_step(SECRET, wrong, datetime.fromtimestamp(59, UTC), None) is None


def test_a_new_secret_has_160_bits_and_says_whose_it_is():
    secrets = {totp.new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(len(secret) == 32 for secret in secrets)
    uri = totp.enrolment_uri(SECRET, "王芳")
    assert uri.startswith("otpauth://totp/tradein:%E7%8E%8B%E8%8A%B3?")
    assert f"secret={SECRET}" in uri
