"""The second factor: asked for, set up, given once, lost and replaced; and proving oneself afresh."""

import pytest
from sqlalchemy import func, select, update

from models.party import Account
from models.second_factor import RecoveryCode, SecondFactor, offer
from models.session import LoginSession
from tests.http.clockwork import Clockwork
from tests.http.proving import ORIGIN, URL, by_password, by_phone, code_for, code_of, proof, wrong
from tradein.totp import code_at

FACTOR = f"{URL}/second-factor"


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


@pytest.fixture
def officer(world):
    return world.person("city_officer")


def give(client, opened, code, **more):
    return client.post(FACTOR, json={"code": code, **more}, headers=proof(opened))


def enrol(client, opened, clock):
    """Set up an authenticator; its secret and the reply with the recovery codes."""
    offered = client.post(f"{FACTOR}/enrolment", headers=proof(opened))
    assert offered.status_code == 201, offered.json
    secret = offered.json["secret"]
    body = {"code": code_at(secret, clock.at)}
    return secret, client.post(f"{FACTOR}/enrolment/confirm", json=body, headers=proof(opened))


@pytest.fixture
def unenrolled(session, officer):
    """An officer who has not set up an authenticator yet."""
    session.execute(
        SecondFactor.__table__.delete().where(SecondFactor.__table__.c.account_id == officer.account_id)
    )
    session.commit()
    return officer


# --- What a session may do before it ----------------------------------------------------------------------------------


def test_with_the_password_alone_nothing_works(client, clock, officer):
    opened = by_password(client, officer)
    assert (opened.status_code, opened.json["lacks"], opened.json["fresh_proof"]) == (
        201,
        ["second_factor"],
        False,
    )
    for path in ("/api/v1/organisations", "/api/v1/me/sessions", "/api/v1/alerts"):
        reply = client.get(path)
        assert (reply.status_code, reply.json["code"]) == (403, "second_factor_required"), path
    refused = client.post(
        "/api/v1/me/password", json={"password": "lotus-heron-ferry"}, headers=proof(opened)
    )
    assert refused.json["code"] == "second_factor_required"
    assert client.get("/api/v1/item-types").status_code == 200, "what everybody may read stays open"
    assert client.get(URL).json["lacks"] == ["second_factor"]
    assert client.delete(URL, headers=proof(opened)).status_code == 204


def test_with_the_code_everything_does(client, clock, officer):
    opened = by_password(client, officer)
    given = give(client, opened, code_of(officer, clock))
    assert (given.status_code, given.json["lacks"], given.json["fresh_proof"]) == (200, [], True)
    assert client.get("/api/v1/organisations").status_code == 200


@pytest.mark.parametrize("role", ["recycler_staff", "warehouse", "dismantler", "consumer"])
def test_who_needs_none_is_not_asked(client, world, clock, role):
    assert by_password(client, world.person(role)).json["lacks"] == []


def test_a_key_has_no_second_factor(client, officer):
    assert client.get("/api/v1/organisations", headers=officer.key_headers()).status_code == 200
    assert client.post(FACTOR, json={"code": "123456"}, headers=officer.key_headers()).status_code == 403


def test_a_session_of_an_earlier_release_lacks_it(client, session, officer, sign_in):
    session.execute(
        update(LoginSession)
        .where(LoginSession.account_id == officer.account_id)
        .values(second_factor_at=None)
    )
    session.commit()
    reply = client.get("/api/v1/organisations", headers=sign_in("city_officer"))
    assert reply.json["code"] == "second_factor_required"


# --- Giving it --------------------------------------------------------------------------------------------------------


@pytest.mark.control("guard_expires_early")
def test_a_code_is_taken_once_however_late_it_comes_again(client, clock, officer):
    step_later = code_of(officer, clock)
    opened = by_password(client, officer)
    clock.turn(seconds=-30)  # the phone's clock runs half a minute ahead
    assert give(client, opened, step_later).status_code == 200
    for _ in range(2):
        clock.turn(seconds=30)
        again = give(client, by_password(client, officer), step_later)
        assert (again.status_code, again.json["code"]) == (422, "wrong_code")


def test_full_width_digits_and_blanks_are_forgiven(client, clock, officer):
    code = code_of(officer, clock)
    typed = " ".join((code[:3], code[3:])).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert give(client, by_password(client, officer), typed).status_code == 200


@pytest.mark.control("limiter_in_memory")
def test_guessing_codes_makes_the_next_try_wait(client, clock, officer):
    opened = by_password(client, officer)
    code = code_of(officer, clock)
    answers = [give(client, opened, wrong(code)).status_code for _ in range(8)]
    assert answers[0] == 422
    assert 429 in answers
    assert give(client, opened, code).status_code == 429


def test_one_of_the_two_must_be_given(client, clock, officer):
    reply = client.post(FACTOR, json={}, headers=proof(by_password(client, officer)))
    assert (reply.status_code, reply.json["code"]) == (422, "proof_missing")


# --- Setting it up ----------------------------------------------------------------------------------------------------


def test_setting_up_an_authenticator(client, session, clock, unenrolled):
    opened = by_password(client, unenrolled)
    assert opened.json["second_factor_enrolled"] is False
    secret, confirmed = enrol(client, opened, clock)
    assert confirmed.status_code == 200
    codes = confirmed.json["recovery_codes"]
    assert len(set(codes)) == 10
    assert client.get("/api/v1/organisations").status_code == 200, "this session has given it"
    row = session.get_one(SecondFactor, unenrolled.account_id)
    assert secret.encode() not in bytes(row.secret_sealed)
    stored = b"".join(bytes(digest) for digest in session.scalars(select(RecoveryCode.digest)))
    assert not [code for code in codes if code.replace("-", "").encode() in stored]


def test_the_first_code_is_used_up_by_confirming(client, clock, unenrolled):
    secret, _ = enrol(client, by_password(client, unenrolled), clock)
    assert give(client, by_password(client, unenrolled), code_at(secret, clock.at)).status_code == 422
    clock.turn(seconds=30)
    assert give(client, by_password(client, unenrolled), code_at(secret, clock.at)).status_code == 200


def test_a_wrong_first_code_sets_nothing_up(client, session, clock, unenrolled):
    opened = by_password(client, unenrolled)
    secret = client.post(f"{FACTOR}/enrolment", headers=proof(opened)).json["secret"]
    body = {"code": wrong(code_at(secret, clock.at))}
    reply = client.post(f"{FACTOR}/enrolment/confirm", json=body, headers=proof(opened))
    assert (reply.status_code, reply.json["code"]) == (422, "wrong_code")
    assert client.get(URL).json["second_factor_enrolled"] is False


def test_an_offer_waits_ten_minutes(client, clock, unenrolled):
    opened = by_password(client, unenrolled)
    secret = client.post(f"{FACTOR}/enrolment", headers=proof(opened)).json["secret"]
    clock.turn(minutes=10)
    body = {"code": code_at(secret, clock.at)}
    assert client.post(f"{FACTOR}/enrolment/confirm", json=body, headers=proof(opened)).status_code == 422


def test_confirming_without_an_offer_is_wrong(client, clock, unenrolled):
    reply = client.post(
        f"{FACTOR}/enrolment/confirm", json={"code": "123456"}, headers=proof(by_password(client, unenrolled))
    )
    assert reply.json["code"] == "wrong_code"


def test_the_password_alone_does_not_replace_a_factor(client, clock, officer):
    reply = client.post(f"{FACTOR}/enrolment", headers=proof(by_password(client, officer)))
    assert (reply.status_code, reply.json["code"]) == (409, "already_enrolled")


def test_replacing_it_needs_a_fresh_proof_and_ends_other_sessions(client, session, clock, officer, sign_in):
    opened = by_password(client, officer)
    give(client, opened, code_of(officer, clock))
    clock.turn(minutes=6)
    reply = client.post(f"{FACTOR}/enrolment", headers=proof(opened))
    assert (reply.status_code, reply.json["code"]) == (403, "reauth_required")
    again = client.post(f"{URL}/reauth", json={"code": code_of(officer, clock)}, headers=proof(opened))
    assert (again.status_code, again.json["fresh_proof"]) == (200, True)
    secret, confirmed = enrol(client, opened, clock)
    assert confirmed.status_code == 200
    assert client.get(URL, headers=sign_in("city_officer")).status_code == 401
    clock.turn(seconds=30)
    fresh = client.application.test_client()
    assert give(fresh, by_password(fresh, officer), code_of(officer, clock)).status_code == 422
    assert give(fresh, by_password(fresh, officer), code_at(secret, clock.at)).status_code == 200


def test_until_the_new_one_is_confirmed_the_old_one_holds(client, session, clock, officer):
    offer(session, officer.account_id, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", clock.at)
    session.commit()
    assert give(client, by_password(client, officer), code_of(officer, clock)).status_code == 200


# --- Losing it --------------------------------------------------------------------------------------------------------


def test_a_recovery_code_stands_in_once(client, session, clock, unenrolled):
    _, confirmed = enrol(client, by_password(client, unenrolled), clock)
    codes = confirmed.json["recovery_codes"]
    opened = by_password(client, unenrolled)
    body = {"recovery_code": codes[3].lower().replace("-", " ")}
    assert client.post(FACTOR, json=body, headers=proof(opened)).json["lacks"] == []
    again = by_password(client, unenrolled)
    assert client.post(FACTOR, json=body, headers=proof(again)).json["code"] == "wrong_code"
    left = select(func.count()).where(RecoveryCode.used_at.is_(None))
    assert session.scalar(left) == 9


def test_new_recovery_codes_replace_the_old(client, clock, unenrolled):
    opened = by_password(client, unenrolled)
    _, confirmed = enrol(client, opened, clock)
    renewed = client.post("/api/v1/me/recovery-codes", headers=proof(opened))
    assert renewed.status_code == 201
    assert not set(renewed.json["recovery_codes"]) & set(confirmed.json["recovery_codes"])
    again = by_password(client, unenrolled)
    body = {"recovery_code": confirmed.json["recovery_codes"][0]}
    assert client.post(FACTOR, json=body, headers=proof(again)).json["code"] == "wrong_code"
    body = {"recovery_code": renewed.json["recovery_codes"][0]}
    assert client.post(FACTOR, json=body, headers=proof(again)).status_code == 200


def test_without_a_factor_there_is_nothing_to_recover_or_remove(client, world, sign_in):
    headers = sign_in("consumer")
    assert client.post("/api/v1/me/recovery-codes", headers=headers).json["code"] == "not_enrolled"
    assert client.delete("/api/v1/me/second-factor", headers=headers).json["code"] == "not_enrolled"
    body = {"recovery_code": "AAAAA-AAAAA"}
    assert client.post(FACTOR, json=body, headers=headers).json["code"] == "wrong_code"


def test_a_consumer_may_have_one_and_give_it_up(client, world, session, clock):
    person = world.person("consumer")
    opened = by_password(client, person)
    secret, confirmed = enrol(client, opened, clock)
    assert confirmed.status_code == 200
    asked = by_password(client, person)
    assert asked.json["lacks"] == ["second_factor"], "asked for from now on, though the role needs none"
    clock.turn(seconds=30)
    give(client, asked, code_at(secret, clock.at))
    assert client.delete("/api/v1/me/second-factor", headers=proof(asked)).status_code == 204
    assert by_password(client, person).json["lacks"] == []


def test_an_officer_may_not_do_without(client, officer, sign_in):
    reply = client.delete("/api/v1/me/second-factor", headers=sign_in("city_officer"))
    assert (reply.status_code, reply.json["code"]) == (409, "second_factor_needed")


# --- Proving oneself afresh -------------------------------------------------------------------------------------------


def test_a_password_proves_who_has_no_authenticator(client, world, clock):
    person = world.person("consumer")
    opened = by_password(client, person)
    clock.turn(minutes=6)
    assert client.get(URL).json["fresh_proof"] is False
    wrong_one = client.post(f"{URL}/reauth", json={"password": "not the one"}, headers=proof(opened))
    assert (wrong_one.status_code, wrong_one.json["code"]) == (422, "wrong_password")
    right = client.post(f"{URL}/reauth", json={"password": person.password}, headers=proof(opened))
    assert (right.status_code, right.json["fresh_proof"]) == (200, True)


def test_a_texted_code_proves_who_signs_in_by_phone(client, world, clock):
    opened = by_phone(client, code_for(client))
    clock.turn(minutes=6)
    body = {"phone": "13812345678", "phone_code": code_for(client, purpose="reauth")}
    reply = client.post(f"{URL}/reauth", json=body, headers=proof(opened))
    assert (reply.status_code, reply.json["fresh_proof"]) == (200, True)


def test_somebody_elses_phone_proves_nothing(client, world, clock):
    by_phone(client, code_for(client))
    other = client.application.test_client()
    opened = by_password(other, world.person("consumer"))
    clock.turn(minutes=6)
    body = {"phone": "13812345678", "phone_code": code_for(client, purpose="reauth")}
    reply = other.post(f"{URL}/reauth", json=body, headers=proof(opened))
    assert (reply.status_code, reply.json["code"]) == (422, "wrong_code")


@pytest.mark.parametrize("given", [{}, {"phone": "13812345678"}, {"code": "123456"}])
def test_a_proof_that_is_none(client, world, clock, given):
    reply = client.post(
        f"{URL}/reauth", json=given, headers=proof(by_password(client, world.person("consumer")))
    )
    assert reply.json["code"] == "proof_missing"


def test_an_authenticator_is_not_gone_round_by_the_password(client, officer, sign_in):
    headers = sign_in("city_officer")
    reply = client.post(f"{URL}/reauth", json={"password": officer.password}, headers=headers)
    assert reply.json["code"] == "proof_missing"


def test_the_first_factor_is_no_proof_while_the_second_is_lacking(client, clock, unenrolled):
    opened = by_password(client, unenrolled)
    reply = client.post(f"{URL}/reauth", json={"password": unenrolled.password}, headers=proof(opened))
    assert (reply.status_code, reply.json["code"]) == (403, "second_factor_required")


def test_locking_the_account_stops_a_session_that_waits_for_its_factor(client, session, clock, officer):
    opened = by_password(client, officer)
    session.execute(update(Account).where(Account.id == officer.account_id).values(state="locked"))
    session.commit()
    assert give(client, opened, code_of(officer, clock)).status_code == 401


def test_no_page_of_somebody_else_gives_it(client, clock, officer):
    opened = by_password(client, officer)
    headers = {**proof(opened), "Origin": "https://evil.example"}
    assert client.post(FACTOR, json={"code": "123456"}, headers=headers).json["code"] == "forged_request"
    assert ORIGIN["Origin"] == "http://localhost"
