"""Help with somebody's account: by whom, for whom, why; a code handed over, and no way round it."""

import pytest
from sqlalchemy import delete, select, update

from models.party import Account, Membership
from models.second_factor import SecondFactor
from tests.http.clockwork import Clockwork
from tests.http.proving import ORIGIN, URL, by_password, code_of, proof, wrong
from tests.world import PASSWORD
from tradein.totp import code_at

HELP = "/api/v1/account-help"
WHY = "手机遗失，本人持身份证当面申请"
NEW = "lotus heron ferry reed"


@pytest.fixture
def clock(monkeypatch):
    return Clockwork(monkeypatch)


@pytest.fixture
def officer(world):
    return world.person("district_officer")


def help_(client, headers, person, act, reason=WHY):
    return client.post(f"{HELP}/{person.account_id}/{act}", json={"reason": reason}, headers=headers)


def recover(client, person, code, password=NEW):
    body = {"account": person.login, "code": code, "password": password}
    return client.post(f"{URL}/recover", json=body, headers=ORIGIN)


# --- A lost authenticator ---------------------------------------------------------------------------------------------


def enrol(client, opened, clock, **more):
    secret = client.post(f"{URL}/second-factor/enrolment", headers=proof(opened)).json["secret"]
    body = {"code": code_at(secret, clock.at), **more}
    return secret, client.post(f"{URL}/second-factor/enrolment/confirm", json=body, headers=proof(opened))


def test_a_reset_hands_over_a_code_for_the_next_authenticator(client, app, clock, officer, sign_in):
    reply = help_(client, sign_in("system_admin"), officer, "reset-second-factor")
    assert reply.status_code == 201
    assert client.get(URL, headers=sign_in("district_officer")).status_code == 401, "sessions end"
    theirs = app.test_client()
    opened = by_password(theirs, officer)
    assert (opened.json["lacks"], opened.json["second_factor_enrolled"]) == (["second_factor"], False)
    _, without = enrol(theirs, opened, clock)
    assert (without.status_code, without.json["code"]) == (403, "enrolment_code_needed")
    _, guessed = enrol(theirs, opened, clock, enrolment_code="AAAAA-AAAAA")
    assert (guessed.status_code, guessed.json["errors"][0]["field"]) == (422, "enrolment_code")
    _, right = enrol(theirs, opened, clock, enrolment_code=reply.json["code"].lower())
    assert right.status_code == 200
    assert theirs.get("/api/v1/organisations").status_code == 200


def test_a_handed_code_is_good_once_and_for_a_day(client, app, clock, officer, sign_in):
    reply = help_(client, sign_in("system_admin"), officer, "reset-second-factor")
    clock.turn(hours=24)
    theirs = app.test_client()
    _, late = enrol(theirs, by_password(theirs, officer), clock, enrolment_code=reply.json["code"])
    assert late.json["code"] == "wrong_code"


def test_a_wrong_authenticator_code_does_not_use_up_the_handed_one(client, app, clock, officer, sign_in):
    reply = help_(client, sign_in("system_admin"), officer, "reset-second-factor")
    theirs = app.test_client()
    opened = by_password(theirs, officer)
    secret = theirs.post(f"{URL}/second-factor/enrolment", headers=proof(opened)).json["secret"]
    confirm = f"{URL}/second-factor/enrolment/confirm"
    body = {"code": wrong(code_at(secret, clock.at)), "enrolment_code": reply.json["code"]}
    assert theirs.post(confirm, json=body, headers=proof(opened)).json["errors"][0]["field"] == "code"
    body["code"] = code_at(secret, clock.at)
    assert theirs.post(confirm, json=body, headers=proof(opened)).status_code == 200


# --- A forgotten password ---------------------------------------------------------------------------------------------


def test_a_manager_helps_their_own_people(client, app, world, clock, sign_in):
    person = world.person("recycler_staff")
    reply = help_(client, sign_in("recycler_manager"), person, "reset-password")
    assert reply.status_code == 201
    assert client.get(URL, headers=sign_in("recycler_staff")).status_code == 401
    assert by_password(app.test_client(), person).status_code == 401, "the old one is gone at once"
    assert recover(app.test_client(), person, reply.json["code"]).status_code == 204
    assert by_password(app.test_client(), person, NEW).status_code == 201
    again = recover(app.test_client(), person, reply.json["code"], "another good phrase")
    assert again.json["code"] == "wrong_code", "good once"


def test_nobody_learns_from_recovery_whether_a_login_is_known(client, app, world, clock):
    known = recover(client, world.person("recycler_staff"), "AAAAA-AAAAA")
    body = {"account": "nobody", "code": "AAAAA-AAAAA", "password": NEW}
    unknown = client.post(f"{URL}/recover", json=body, headers=ORIGIN)
    first, second = ({**reply.json, "request_id": ""} for reply in (known, unknown))
    assert (known.status_code, first) == (unknown.status_code, second)


def test_a_locked_account_does_not_come_back_by_recovery(client, app, world, session, clock, sign_in):
    person = world.person("recycler_staff")
    code = help_(client, sign_in("recycler_manager"), person, "reset-password").json["code"]
    session.execute(update(Account).where(Account.id == person.account_id).values(state="locked"))
    session.commit()
    assert recover(app.test_client(), person, code).json["code"] == "wrong_code"


@pytest.mark.control("limiter_in_memory")
def test_guessing_a_handed_code_makes_the_next_try_wait(client, world, clock):
    answers = [recover(client, world.person("recycler_staff"), "AAAAA-AAAAA").status_code for _ in range(7)]
    assert answers[0] == 422
    assert answers[-1] == 429


def test_a_weak_password_leaves_the_code_unused(client, app, world, clock, sign_in):
    person = world.person("recycler_staff")
    code = help_(client, sign_in("recycler_manager"), person, "reset-password").json["code"]
    assert recover(app.test_client(), person, code, "password123").json["code"] == "password_too_weak"
    assert recover(app.test_client(), person, code).status_code == 204


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_one_helper_does_not_take_both(client, app, world, clock, officer, sign_in):
    """Whoever held both codes could sign in as the officer."""
    admin = sign_in("system_admin")
    assert help_(client, admin, officer, "reset-second-factor").status_code == 201
    clock.turn(minutes=2)
    second = help_(client, admin, officer, "reset-password")
    assert (second.status_code, second.json["code"]) == (403, "one_hand_only")
    assert by_password(app.test_client(), officer).status_code == 201, "and nothing happened"
    assert help_(client, sign_in("system_admin", 1), officer, "reset-password").status_code == 201


@pytest.mark.parametrize("act", ["reset-second-factor", "reset-password", "lock"])
def test_nobody_helps_themselves(client, world, sign_in, act):
    reply = help_(client, sign_in("system_admin"), world.person("system_admin"), act)
    assert (reply.status_code, reply.json["code"]) == (403, "not_yourself")


@pytest.mark.parametrize(
    ("helper", "helped", "status"),
    [
        ("recycler_manager", ("recycler_staff", 0), 201),
        ("recycler_manager", ("recycler_staff", 1), 404),
        ("recycler_manager", ("warehouse", 0), 404),
        ("recycler_manager", ("city_officer", 0), 404),
        ("recycler_manager", ("consumer", 0), 404),
        ("system_admin", ("warehouse", 1), 201),
        ("system_admin", ("consumer", 0), 404),
        ("recycler_staff", ("recycler_staff", 1), 403),
        ("province_officer", ("city_officer", 0), 403),
        ("auditor", ("city_officer", 0), 403),
        ("consumer", ("consumer", 1), 403),
    ],
)
def test_who_helps_whom(client, world, sign_in, helper, helped, status):
    assert help_(client, sign_in(helper), world.person(*helped), "reset-password").status_code == status


def test_somebody_who_serves_two_firms_is_helped_by_neither_alone(client, world, session, sign_in):
    person = world.person("recycler_staff")
    other = world.organisation("warehouse")
    session.add(
        Membership(
            account_id=person.account_id,
            organisation_id=other.id,
            role="warehouse",
            valid_from=session.scalar(select(Membership.valid_from).limit(1)),
        )
    )
    session.commit()
    assert help_(client, sign_in("recycler_manager"), person, "reset-password").status_code == 404


def test_a_reason_is_needed(client, world, sign_in):
    reply = help_(client, sign_in("system_admin"), world.person("warehouse"), "lock", "忘了")
    assert (reply.status_code, reply.json["code"]) == (422, "invalid_input")


# --- Locking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["consumer", "warehouse"])
def test_a_lock_ends_everything_until_it_is_opened(client, app, world, clock, sign_in, role):
    person, admin = world.person(role), sign_in("system_admin")
    locked = help_(client, admin, person, "lock")
    assert (locked.status_code, locked.json["state"]) == (200, "locked")
    assert client.get(URL, headers=sign_in(role)).status_code == 401
    assert client.get(URL, headers=person.key_headers()).status_code == 401
    assert by_password(app.test_client(), person).status_code == 401
    assert help_(client, admin, person, "unlock").json["state"] == "active"
    assert client.get(URL, headers=sign_in(role)).status_code == 401, "ended sessions stay ended"
    assert by_password(app.test_client(), person).status_code == 201


def test_a_closed_account_stays_closed(client, world, session, sign_in):
    person = world.person("warehouse")
    session.execute(update(Account).where(Account.id == person.account_id).values(state="closed"))
    session.commit()
    assert help_(client, sign_in("system_admin"), person, "unlock").status_code == 404


def test_a_reset_of_somebody_without_a_factor_asks_for_the_code_too(
    client, app, world, session, clock, officer, sign_in
):
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == officer.account_id))
    session.commit()
    code = help_(client, sign_in("system_admin"), officer, "reset-second-factor").json["code"]
    theirs = app.test_client()
    opened = by_password(theirs, officer)
    assert enrol(theirs, opened, clock)[1].json["code"] == "enrolment_code_needed"
    assert enrol(theirs, opened, clock, enrolment_code=code)[1].status_code == 200
    assert code != PASSWORD
    assert code_of(officer, clock)
