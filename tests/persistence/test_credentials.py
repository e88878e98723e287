"""One-time codes, second factors and recovery codes in their tables, to the last second and the last row."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update

from models import one_time
from models import second_factor as factors
from models.one_time import OneTimeCode, Terms, issue, purge_codes, use
from models.second_factor import OFFER_LASTS, RecoveryCode, SecondFactor
from tradein.one_time import LIFETIME, TRIES, Bound, Purpose
from tradein.refusals.sign_in import TooManyCodes
from tradein.totp import code_at, step_at

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=n) for n in (1, 60, 3600, 86_400))
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BOUND = Bound(Purpose.SIGN_IN, b"s" * 32)
RIGHT, WRONG = b"r" * 32, b"w" * 32


def give(session, bound=BOUND, at=NOW, digest=RIGHT, **terms):
    return issue(session, bound, lambda _: digest, at, Terms(**terms))


# --- One-time codes ---------------------------------------------------------------------------------------------------


def test_a_code_is_stored_as_it_was_given(session):
    seen, by = [], uuid4()
    code_id = issue(
        session, BOUND, lambda made: seen.append(made) or RIGHT, NOW, Terms(lifetime=HOUR, handed_by=by)
    )
    row = session.get_one(OneTimeCode, code_id)
    assert seen == [code_id]
    assert (row.purpose, row.subject, row.digest, row.tries) == ("sign_in", BOUND.subject, RIGHT, 0)
    assert (row.created_at, row.expires_at, row.used_at, row.handed_by) == (NOW, NOW + HOUR, None, by)


def test_a_texted_code_lasts_as_long_as_is_said(session):
    row = session.get_one(OneTimeCode, give(session))
    assert (row.expires_at - row.created_at, row.handed_by) == (LIFETIME, None)


def test_the_right_code_counts_once(session):
    give(session)
    assert use(session, BOUND, RIGHT, NOW) is True
    assert use(session, BOUND, RIGHT, NOW) is False


def test_without_any_code_none_is_right(session):
    assert use(session, BOUND, RIGHT, NOW) is False
    assert use(session, BOUND, b"\0" * 32, NOW) is False


@pytest.mark.parametrize(("wrong", "right"), [(TRIES - 1, True), (TRIES, False)])
def test_so_many_wrong_ones_and_no_more(session, wrong, right):
    code_id = give(session)
    assert [use(session, BOUND, WRONG, NOW) for _ in range(wrong)] == [False] * wrong
    assert session.get_one(OneTimeCode, code_id).tries == wrong
    assert use(session, BOUND, RIGHT, NOW) is right


def test_tries_that_somebody_else_counted_meanwhile_are_seen(session):
    held = session.get_one(OneTimeCode, give(session))
    assert held.tries == 0
    session.execute(update(OneTimeCode).values(tries=TRIES - 1).execution_options(synchronize_session=False))
    assert use(session, BOUND, WRONG, NOW) is False
    assert held.tries == TRIES
    assert session.scalar(select(OneTimeCode.tries)) == TRIES


@pytest.mark.parametrize(("late", "right"), [(LIFETIME - SECOND, True), (LIFETIME, False)])
def test_a_code_holds_until_its_end_and_not_at_it(session, late, right):
    give(session)
    assert use(session, BOUND, RIGHT, NOW + late) is right


@pytest.mark.parametrize("other", [Bound(Purpose.REAUTH, BOUND.subject), Bound(Purpose.SIGN_IN, b"t" * 32)])
def test_a_code_is_for_one_purpose_and_one_subject(session, other):
    give(session)
    assert use(session, other, RIGHT, NOW) is False
    assert use(session, BOUND, RIGHT, NOW) is True


def test_a_new_code_takes_the_old_ones_place_and_no_others(session):
    other = Bound(Purpose.REAUTH, BOUND.subject)
    give(session, digest=WRONG)
    give(session, other, NOW + 2 * MINUTE)
    give(session, at=NOW + 4 * MINUTE)
    at = NOW + 4 * MINUTE
    assert use(session, BOUND, WRONG, at) is False
    assert use(session, BOUND, RIGHT, at) is True
    assert use(session, other, RIGHT, at) is True
    assert use(session, BOUND, WRONG, at) is False, "nor when the new one is used up"


def test_of_two_that_hold_the_newer_one_counts(session):
    """Nothing leaves two behind; were there two, nobody may be let in by the older one, or be told of a fault."""
    give(session, digest=WRONG)
    give(session, at=NOW + MINUTE)
    session.execute(update(OneTimeCode).values(expires_at=NOW + HOUR))
    assert use(session, BOUND, WRONG, NOW + MINUTE) is False
    assert use(session, BOUND, RIGHT, NOW + MINUTE) is True


def test_a_new_code_leaves_those_of_others(session):
    others = Bound(Purpose.SIGN_IN, b"t" * 32)
    give(session, others)
    give(session)
    assert use(session, others, RIGHT, NOW) is True


def test_a_used_code_keeps_its_term(session):
    """Withdrawing is for what could still be used."""
    first = give(session)
    use(session, BOUND, RIGHT, NOW)
    give(session, at=NOW + 2 * MINUTE)
    assert session.get_one(OneTimeCode, first, populate_existing=True).expires_at == NOW + LIFETIME


def test_the_second_within_a_minute_waits(session):
    give(session)
    with pytest.raises(TooManyCodes) as refused:
        give(session, Bound(Purpose.REAUTH, BOUND.subject), NOW + SECOND / 2)
    assert refused.value.facts == {"retry_after": 60}
    give(session, Bound(Purpose.REAUTH, b"t" * 32), NOW + SECOND)
    give(session, at=NOW + MINUTE)


def test_a_day_is_counted_and_no_longer(session):
    for turn in range(10):
        give(session, at=NOW + turn * 2 * HOUR)
    with pytest.raises(TooManyCodes):
        give(session, at=NOW + DAY - SECOND)
    give(session, at=NOW + DAY)


def test_whoever_asks_for_one_subject_at_once_waits_in_one_line(session):
    give(session)
    held = (
        "SELECT (classid::bigint << 32) + objid::bigint FROM pg_locks"
        " WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    )
    assert session.scalars(text(held)).all() == [int.from_bytes(b"s" * 8, "big")]


@pytest.mark.parametrize(
    ("subject", "number"),
    [(b"\x01", 1), (b"\xff" * 8, -1), (b"\x80" + b"\0" * 31, -(2**63)), (b"\0" * 7 + b"\2", 2)],
)
def test_lines_are_told_apart_by_the_first_eight_bytes(subject, number):
    assert one_time._lock_number(subject) == number


def test_codes_are_forgotten_after_their_end_and_not_at_it(session):
    give(session)
    assert purge_codes(session, NOW + LIFETIME) == 0
    assert purge_codes(session, NOW + LIFETIME + SECOND) == 1


# --- Authenticators ---------------------------------------------------------------------------------------------------


@pytest.fixture
def account_id(world):
    """Somebody without a second factor."""
    return world.actor("consumer").account_id


def enrolled(session, account_id):
    factors.offer(session, account_id, SECRET, NOW)
    factors.confirm(session, account_id, step_at(NOW), NOW)


def row_of(session, account_id):
    return session.get_one(SecondFactor, account_id, populate_existing=True)


def test_an_offer_is_not_in_force(session, account_id):
    factors.offer(session, account_id, SECRET, NOW)
    row = row_of(session, account_id)
    assert (row.offered, row.offered_at, row.secret, row.confirmed_at) == (SECRET, NOW, None, None)
    assert factors.is_enrolled(session, account_id) is False
    assert factors.factor_of(session, account_id) is row


def test_an_offer_takes_the_place_of_the_one_before_it(session, account_id):
    enrolled(session, account_id)
    factors.offer(session, account_id, SECRET[::-1], NOW + DAY)
    row = row_of(session, account_id)
    assert (row.secret, row.offered, row.confirmed_at) == (SECRET, SECRET[::-1], NOW)
    assert factors.is_enrolled(session, account_id) is True


@pytest.mark.parametrize(("late", "right"), [(OFFER_LASTS - SECOND, True), (OFFER_LASTS, False)])
def test_an_offer_waits_ten_minutes(session, account_id, late, right):
    assert OFFER_LASTS == 10 * MINUTE
    factors.offer(session, account_id, SECRET, NOW)
    at = NOW + late
    step = factors.offered_step(session, account_id, code_at(SECRET, at), at)
    assert step == (step_at(at) if right else None)


def test_the_code_of_nothing_offered_is_none(session, account_id):
    assert factors.offered_step(session, account_id, code_at(SECRET, NOW), NOW) is None
    enrolled(session, account_id)
    assert factors.offered_step(session, account_id, code_at(SECRET, NOW), NOW) is None
    factors.offer(session, account_id, SECRET, NOW)
    wrong = f"{(int(code_at(SECRET, NOW)) + 1) % 10**6:06d}"
    assert factors.offered_step(session, account_id, wrong, NOW) is None


def test_confirming_puts_it_in_force_and_uses_the_code_up(session, account_id):
    factors.reset(session, account_id, NOW - DAY)
    enrolled(session, account_id)
    row = row_of(session, account_id)
    assert (row.secret, row.confirmed_at, row.last_step) == (SECRET, NOW, step_at(NOW))
    assert (row.offered, row.offered_at, row.reset_at) == (None, None, None)
    assert factors.take_code(session, account_id, code_at(SECRET, NOW), NOW) is False
    later = NOW + MINUTE
    assert factors.take_code(session, account_id, code_at(SECRET, later), later) is True
    assert row_of(session, account_id).last_step == step_at(later)


def test_without_a_factor_in_force_no_code_is_right(session, account_id):
    code = code_at(SECRET, NOW)
    assert factors.take_code(session, account_id, code, NOW) is False
    factors.offer(session, account_id, SECRET, NOW)
    assert factors.take_code(session, account_id, code, NOW) is False
    factors.reset(session, account_id, NOW)
    assert factors.take_code(session, account_id, code, NOW) is False


def test_a_step_that_somebody_else_used_meanwhile_is_seen(session, account_id):
    enrolled(session, account_id)
    held = row_of(session, account_id)
    assert held.last_step == step_at(NOW)
    at = NOW + MINUTE
    used = update(SecondFactor).where(SecondFactor.account_id == account_id).values(last_step=step_at(at))
    session.execute(used.execution_options(synchronize_session=False))
    assert factors.take_code(session, account_id, code_at(SECRET, at), at) is False
    assert held.last_step == step_at(at)


def test_what_was_taken_away_is_seen_at_once(session, account_id):
    enrolled(session, account_id)
    held = factors.factor_of(session, account_id)
    assert held.confirmed_at == NOW
    taken = update(SecondFactor).where(SecondFactor.account_id == account_id).values(confirmed_at=None)
    session.execute(taken.execution_options(synchronize_session=False))
    assert factors.factor_of(session, account_id) is held
    assert held.confirmed_at is None


# --- Recovery codes ---------------------------------------------------------------------------------------------------


def left(session, account_id):
    query = select(RecoveryCode.digest).where(
        RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None)
    )
    return set(session.scalars(query))


def test_a_recovery_code_counts_once_and_for_its_owner(session, account_id, world):
    officer = world.actor("city_officer").account_id
    for one in (account_id, officer):
        factors.replace_recovery(session, one, [b"a", b"b"], NOW)
    assert factors.take_recovery(session, account_id, b"a", NOW) is False, "no factor is in force"
    enrolled(session, account_id)
    assert factors.take_recovery(session, account_id, b"c", NOW) is False
    assert factors.take_recovery(session, account_id, b"a", NOW) is True
    assert factors.take_recovery(session, account_id, b"a", NOW) is False
    assert (left(session, account_id), left(session, officer)) == ({b"b"}, {b"a", b"b"})
    used = session.scalars(select(RecoveryCode.used_at).where(RecoveryCode.used_at.is_not(None))).all()
    assert used == [NOW]


def test_new_recovery_codes_take_the_place_of_the_old_and_no_others(session, account_id, world):
    officer = world.actor("city_officer").account_id
    for one in (account_id, officer):
        factors.replace_recovery(session, one, [b"a"], NOW)
    factors.replace_recovery(session, account_id, [b"c", b"d"], NOW + DAY)
    assert (left(session, account_id), left(session, officer)) == ({b"c", b"d"}, {b"a"})
    made = select(RecoveryCode.created_at).where(RecoveryCode.account_id == account_id)
    assert set(session.scalars(made)) == {NOW + DAY}


def test_removing_takes_the_owners_alone(session, account_id, world):
    officer = world.actor("city_officer").account_id
    enrolled(session, account_id)
    for one in (account_id, officer):
        factors.replace_recovery(session, one, [b"a"], NOW)
    factors.remove(session, account_id)
    session.expire_all()
    assert factors.factor_of(session, account_id) is None
    assert factors.is_enrolled(session, officer) is True
    assert (left(session, account_id), left(session, officer)) == (set(), {b"a"})


def test_a_reset_leaves_nothing_and_says_when(session, account_id, world):
    officer = world.actor("city_officer").account_id
    enrolled(session, account_id)
    factors.offer(session, account_id, SECRET[::-1], NOW)
    for one in (account_id, officer):
        factors.replace_recovery(session, one, [b"a"], NOW)
    factors.reset(session, account_id, NOW + DAY)
    row = row_of(session, account_id)
    assert row.reset_at == NOW + DAY
    assert (row.secret, row.confirmed_at, row.last_step) == (None, None, None)
    assert (row.offered, row.offered_at) == (None, None)
    assert (left(session, account_id), left(session, officer)) == (set(), {b"a"})


def test_who_never_had_one_can_be_reset_too(session, account_id):
    factors.reset(session, account_id, NOW)
    assert row_of(session, account_id).reset_at == NOW
