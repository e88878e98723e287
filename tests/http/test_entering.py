"""Signing in and giving the second factor, called as the routes call them, row by row."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from api import attempt, one_time, second_factor, sign_in
from api.identity import Presented, digest
from api.second_factor import Given, confirm, give, give_recovery, offer, remove, renew_recovery
from api.sign_in import Attempt, Entry, enter, proved_by_password, renew, sign_in_to_demo
from api.transaction import in_transaction
from models import second_factor as factors
from models.one_time import Terms, issue
from models.party import Account, Membership
from models.second_factor import RecoveryCode, SecondFactor
from models.session import LoginSession
from models.sign_in import SignInFailure
from tests.http.clockwork import Clockwork
from tests.world import PASSWORD
from tradein.gate import CONSUMER_LIFETIME, MEMBER_LIFETIME, Lack
from tradein.one_time import ALPHABET, Bound, Purpose, digest_of
from tradein.password_policy import PasswordExpired, PasswordTooWeak
from tradein.refusals.party import MembershipNotYours, WrongCredentials
from tradein.refusals.sign_in import (
    AlreadyEnrolled,
    EnrolmentCodeNeeded,
    NotEnrolled,
    ReauthRequired,
    SecondFactorNeeded,
    WrongCode,
)
from tradein.totp import code_at

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


@pytest.fixture
def request_(app, clock):
    """Somebody asks, from loopback, with a browser."""
    with app.test_request_context(
        "/", method="POST", headers={"User-Agent": FIREFOX}, environ_base={"REMOTE_ADDR": "127.0.0.1"}
    ) as context:
        yield context


def row_of(session, token):
    session.expire_all()
    return session.get_one(LoginSession, digest(token))


def entered(session, *given, **more):
    opened = in_transaction(lambda own: enter(own, Entry(*given, **more)))
    return opened, row_of(session, opened.token)


# --- Signing in -------------------------------------------------------------------------------------------------------


def test_a_member_without_a_factor_has_proved_everything(request_, session, world, clock):
    person = world.person("recycler_staff")
    opened, row = entered(session, person.account_id, "password")
    assert len(opened.token) == 43
    assert opened.lifetime == MEMBER_LIFETIME
    assert (row.account_id, row.membership_id) == (person.account_id, person.membership_id)
    assert (row.created_at, row.expires_at) == (clock.at, clock.at + MEMBER_LIFETIME)
    assert (row.method, row.label) == ("password", "Firefox · Windows")
    assert (row.second_factor_wanted, row.second_factor_at, row.proved_at) == (False, None, clock.at)


def test_a_consumer_stays_longer(request_, session, world, clock):
    opened, row = entered(session, world.actor("consumer").account_id, "phone")
    assert (opened.lifetime, row.expires_at - row.created_at) == (CONSUMER_LIFETIME, CONSUMER_LIFETIME)
    assert (row.membership_id, row.method, row.proved_at) == (None, "phone", clock.at)


def test_a_role_that_needs_a_factor_has_proved_nothing_yet(request_, session, world):
    session.execute(SecondFactor.__table__.delete())
    session.commit()
    _, row = entered(session, world.actor("district_officer").account_id, "password")
    assert (row.second_factor_wanted, row.second_factor_at, row.proved_at) == (False, None, None)


def test_managers_need_one_where_others_of_their_role_do_not(request_, session, world):
    person = world.person("dismantler")
    for manager, proved in ((False, True), (True, False)):
        changed = update(Membership).where(Membership.id == person.membership_id).values(manager=manager)
        session.execute(changed)
        session.commit()
        _, row = entered(session, person.account_id, "password")
        assert (row.proved_at is not None) is proved


def test_who_has_one_is_asked_for_it_whatever_the_role(request_, session, world, clock):
    account_id = world.actor("consumer").account_id
    factors.offer(session, account_id, "JBSWY3DPEHPK3PXP", clock.at)
    factors.confirm(session, account_id, 1, clock.at)
    session.commit()
    _, row = entered(session, account_id, "phone")
    assert (row.second_factor_wanted, row.second_factor_at, row.proved_at) == (True, None, None)
    _, row = entered(session, account_id, "oidc", None, second_factor=True)
    assert (row.second_factor_wanted, row.second_factor_at, row.proved_at) == (True, clock.at, clock.at)


def second_hat(session, person, other, since):
    row = session.get_one(Membership, other.membership_id)
    made = Membership(
        id=uuid4(),
        account_id=person.account_id,
        organisation_id=row.organisation_id,
        role=row.role,
        manager=False,
        valid_from=since,
    )
    session.add(made)
    session.commit()
    return made.id


def test_the_oldest_hat_is_worn_unless_another_is_asked_for(request_, session, world):
    person = world.person("recycler_staff")
    other = second_hat(session, person, world.person("warehouse"), datetime(2026, 6, 1, tzinfo=UTC))
    assert entered(session, person.account_id, "password")[1].membership_id == person.membership_id
    assert entered(session, person.account_id, "password", other)[1].membership_id == other
    foreign = world.person("warehouse").membership_id
    with pytest.raises(MembershipNotYours) as refused:
        in_transaction(lambda own: enter(own, Entry(person.account_id, "password", foreign)))
    assert refused.value.field == "membership"


@pytest.mark.parametrize(
    ("login", "secret", "state"),
    [("nobody", PASSWORD, "active"), (None, "wrong", "active"), (None, PASSWORD, "locked")],
)
def test_whatever_is_wrong_the_answer_is_one(request_, session, world, login, secret, state):
    person = world.person("recycler_staff")
    session.execute(update(Account).where(Account.id == person.account_id).values(state=state))
    session.commit()
    with pytest.raises(WrongCredentials):
        proved_by_password(login or person.login, secret)


def counts(session):
    session.expire_all()
    return sorted(session.scalars(select(SignInFailure.failures)))


def test_an_attempt_is_counted_before_it_is_looked_at_and_given_back(request_, session, world):
    person = world.person("recycler_staff")
    account_id, counted = proved_by_password(person.login, PASSWORD)
    assert account_id == person.account_id
    # The count that proving it anew takes part in, too (`api.reauth`).
    assert counted.person == attempt.subject("account", person.login)
    before = counts(session)
    assert before
    assert max(before) == 1
    sign_in.sign_in(Attempt(person.login, PASSWORD))
    assert sum(counts(session)) < sum(before) + 2


def test_signing_in_wears_the_hat_that_is_asked_for(request_, session, world):
    person = world.person("recycler_staff")
    other = second_hat(session, person, world.person("warehouse"), datetime(2026, 6, 1, tzinfo=UTC))
    opened = sign_in.sign_in(Attempt(person.login, PASSWORD, other))
    row = row_of(session, opened.token)
    assert (row.membership_id, row.method) == (other, "password")


def test_one_click_meets_both_factors(request_, session, world, clock):
    person = world.person("district_officer")
    row = row_of(session, sign_in_to_demo(person.login, PASSWORD).token)
    assert (row.method, row.second_factor_at, row.proved_at) == ("demo", clock.at, clock.at)
    with pytest.raises(WrongCredentials):
        sign_in_to_demo(person.login, "wrong")


def aged(session, person, at):
    changed = update(Account).where(Account.id == person.account_id).values(password_changed_at=at)
    session.execute(changed)
    session.commit()


def test_a_password_past_its_term_opens_nothing_but_the_way_on(request_, session, world, clock):
    officer, consumer = world.person("district_officer"), world.person("consumer")
    for person in (officer, consumer):
        aged(session, person, datetime(2020, 1, 1, tzinfo=UTC))
    clock.turn(days=400)
    with pytest.raises(PasswordExpired) as refused:
        sign_in.sign_in(Attempt(officer.login, PASSWORD))
    assert refused.value.facts["days"] > 0
    sign_in.sign_in(Attempt(consumer.login, PASSWORD))
    sign_in_to_demo(officer.login, PASSWORD)
    given = Given(code_at(officer.totp_secret, clock.at))
    with pytest.raises(PasswordTooWeak) as weak:
        renew(Attempt(officer.login, PASSWORD), "short", given)
    assert weak.value.field == "new_password"
    opened = renew(Attempt(officer.login, PASSWORD), "lotus heron ferry reed", given)
    row = row_of(session, opened.token)
    assert (row.account_id, row.method, row.membership_id) == (
        officer.account_id,
        "password",
        officer.membership_id,
    )
    assert (row.second_factor_at, row.proved_at) == (clock.at, clock.at)
    alive = select(LoginSession.token_hash).where(
        LoginSession.account_id == officer.account_id, LoginSession.revoked_at.is_(None)
    )
    assert session.scalars(alive).all() == [digest(opened.token)]
    account = session.get_one(Account, officer.account_id, populate_existing=True)
    assert account.password_changed_at == clock.at
    sign_in.sign_in(Attempt(officer.login, "lotus heron ferry reed"))


def test_a_new_password_may_be_set_for_another_hat(request_, session, world, clock):
    person = world.person("recycler_staff")
    other = second_hat(session, person, world.person("warehouse"), datetime(2026, 6, 1, tzinfo=UTC))
    aged(session, person, datetime(2020, 1, 1, tzinfo=UTC))
    clock.turn(days=400)
    opened = renew(Attempt(person.login, PASSWORD, other), "lotus heron ferry reed")
    assert row_of(session, opened.token).membership_id == other
    with pytest.raises(WrongCredentials):
        renew(Attempt(person.login, "wrong"), "maple otter canal mist")


# --- The second factor ------------------------------------------------------------------------------------------------


@pytest.fixture
def found(request_, session, world, clock):
    """A fresh session of a consumer's, who has no factor and needs none."""
    return presented(session, world.person("consumer"), clock)


def presented(session, person, clock, *, fresh=True, lacks=()):
    opened, _ = entered(session, person.account_id, "password")

    return Presented(replace(person.actor, fresh_proof=fresh), digest(opened.token), lacks)


def enrolled(found, clock):
    offered = offer(found)
    codes = confirm(found, code_at(offered.secret, clock.at), None)
    clock.turn(seconds=60)
    return offered.secret, codes


def test_a_factor_is_offered_with_the_accounts_name(found, session, world):
    offered = offer(found)
    assert offered.secret in offered.uri
    assert world.person("consumer").login in offered.uri
    session.expire_all()
    row = session.get_one(SecondFactor, found.actor.account_id)
    assert (row.offered, row.confirmed_at) == (offered.secret, None)


def test_replacing_one_in_force_needs_it_and_a_fresh_proof(found, session, world, clock):

    enrolled(found, clock)
    stranger = replace(found, lacks=(Lack.SECOND_FACTOR,))
    with pytest.raises(AlreadyEnrolled):
        offer(stranger)
    with pytest.raises(ReauthRequired):
        offer(replace(found, actor=replace(found.actor, fresh_proof=False)))
    assert offer(found).secret


def test_confirming_hands_out_ten_ways_round_it_and_ends_other_sessions(found, session, world, clock):
    other = presented(session, world.person("consumer"), clock)
    with pytest.raises(WrongCode) as refused:
        confirm(found, "000000", None)
    assert refused.value.field == "code"
    _, codes = enrolled(found, clock)
    assert len(set(codes)) == 10
    for code in codes:
        assert (len(code), code[5]) == (11, "-")
        assert set(code.replace("-", "")) <= set(ALPHABET)
    session.expire_all()
    assert session.get_one(LoginSession, other.token_hash).revoked_at is not None
    mine = session.get_one(LoginSession, found.token_hash)
    assert (mine.revoked_at, mine.second_factor_at, mine.proved_at) == (
        None,
        clock.at - timedelta(seconds=60),
        clock.at - timedelta(seconds=60),
    )
    assert len(session.scalars(select(RecoveryCode.digest)).all()) >= 10


def handed(session, found, clock, code="ABCDE23456"):
    bound = Bound(Purpose.ENROLMENT, one_time.account_subject(found.actor.account_id))
    issue(session, bound, lambda _: digest_of(one_time.key(), bound, code), clock.at, Terms(lifetime=DAY))
    session.commit()


def test_after_a_reset_the_code_handed_over_is_needed(found, session, clock):
    factors.reset(session, found.actor.account_id, clock.at)
    handed(session, found, clock)
    secret = offer(found).secret
    with pytest.raises(EnrolmentCodeNeeded) as missing:
        confirm(found, code_at(secret, clock.at), None)
    assert missing.value.field == "enrolment_code"
    with pytest.raises(WrongCode) as wrong:
        confirm(found, code_at(secret, clock.at), "ABCDE23457")
    assert wrong.value.field == "enrolment_code"
    clock.turn(seconds=30)
    assert len(confirm(found, code_at(secret, clock.at), "abcde-23456")) == 10
    session.expire_all()
    assert session.get_one(SecondFactor, found.actor.account_id).reset_at is None


def test_the_authenticators_code_is_given_once(found, session, clock):
    secret, _ = enrolled(found, clock)
    code = code_at(secret, clock.at)
    with pytest.raises(WrongCode) as refused:
        give(found, f"{(int(code) + 1) % 10**6:06d}")
    assert refused.value.field == "code"
    clock.turn(seconds=10)
    give(found, f"{code[:3]} {code[3:]}")
    session.expire_all()
    row = session.get_one(LoginSession, found.token_hash)
    assert (row.second_factor_at, row.proved_at) == (clock.at, clock.at)
    with pytest.raises(WrongCode):
        give(found, code)


def test_a_recovery_code_goes_round_it_once(found, session, clock):
    _, codes = enrolled(found, clock)
    give_recovery(found, codes[0].lower())
    with pytest.raises(WrongCode):
        give_recovery(found, codes[0])
    fresh = renew_recovery(found)
    assert len({*fresh, *codes}) == 20
    with pytest.raises(WrongCode):
        give_recovery(found, codes[1])
    clock.turn(minutes=30)
    give_recovery(found, fresh[0])


def test_right_ones_are_given_back_wrong_ones_stay_counted(found, session, clock):
    secret, _ = enrolled(found, clock)
    before = sum(counts(session))
    clock.turn(minutes=1)
    give(found, code_at(secret, clock.at))
    assert sum(counts(session)) <= before
    with pytest.raises(WrongCode):
        give(found, "000000")
    assert sum(counts(session)) == before + 2


def test_all_tries_at_a_factor_count_together(found, session, clock):
    """Who has used up their guesses at the code has none left at an offer."""
    enrolled(found, clock)
    with pytest.raises(WrongCode):
        give(found, "000000")
    subjects = len(counts(session))
    offer(found)
    with pytest.raises(WrongCode):
        confirm(found, "000000", None)
    assert len(counts(session)) == subjects
    assert min(counts(session)) == 2


def test_what_is_not_there_can_be_neither_renewed_nor_removed(found):
    for act in (renew_recovery, remove):
        with pytest.raises(NotEnrolled):
            act(found)


def test_removing_ones_own_ends_other_sessions(found, session, world, clock):
    enrolled(found, clock)
    other = presented(session, world.person("consumer"), clock)
    remove(found)
    session.expire_all()
    assert session.get(SecondFactor, found.actor.account_id) is None
    assert session.get_one(LoginSession, other.token_hash).revoked_at is not None
    assert session.get_one(LoginSession, found.token_hash).revoked_at is None


def test_who_needs_one_keeps_it(request_, session, world, clock):
    for role, manager in (("district_officer", False), ("dismantler", True)):
        mine = presented(session, world.person(role), clock)
        held = replace(mine, actor=replace(mine.actor, manager=manager))
        with pytest.raises(SecondFactorNeeded):
            remove(held)


def test_recovery_codes_are_stored_as_digests(found, session, clock):
    _, codes = enrolled(found, clock)
    stored = set(
        session.scalars(select(RecoveryCode.digest).where(RecoveryCode.account_id == found.actor.account_id))
    )
    plain = {hashlib.sha256(code.encode()).digest() for code in codes}
    assert len(stored) == 10
    assert stored.isdisjoint(plain)
    assert second_factor.RECOVERY_CODES == 10
