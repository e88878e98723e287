"""A password from the first to the last: one policy wherever it is set, none twice, and a term with a way on."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update

from models.account import NewAccount, add_account
from models.party import Account
from models.password_past import PasswordPast, known_hashes
from models.row_security import declare
from models.second_factor import SecondFactor
from models.session import LoginSession
from models.sign_in import SignInFailure, set_password
from tests.http.clockwork import Clockwork
from tests.http.proving import ORIGIN, URL, by_password, code_of, proof, wrong
from tests.http.test_account_help import WHY, help_, recover
from tests.http.test_invitation import invite, manager
from tests.http.test_parties import application
from tests.keys import RING
from tests.world import PASSWORD, UNTIL
from tradein.actor import Actor
from tradein.password_policy import REMEMBERED

WEAK = "password123"
NEW, NEXT = "lotus heron ferry reed", "maple otter canal mist"
LATER = datetime(2027, 8, 1, 2, tzinfo=UTC)


def renew(client, person, new=NEW, given=PASSWORD, **more):
    body = {"account": person.login, "password": given, "new_password": new, **more}
    return client.post(f"{URL}/password", json=body, headers=ORIGIN)


@pytest.fixture
def clock(monkeypatch):
    return Clockwork(monkeypatch, LATER)


def set_long_ago(session, person, days=400):
    when = LATER - timedelta(days=days)
    session.execute(update(Account).where(Account.id == person.account_id).values(password_changed_at=when))
    session.commit()


def refused(reply, field="password", code="password_too_weak"):
    assert (reply.status_code, reply.json["code"]) == (422, code), reply.json
    assert reply.json["errors"][0]["field"] == field
    return True


# --- One policy ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weak", [WEAK, "ahong-is-my-name", "阿红的回收站密码呀好", "aaaaaaaaaaaa"])
def test_every_first_password_is_judged(client, world, session, sign_in, weak):
    person = {"login": "ahong-is", "password": weak, "display_name": "阿红"}
    form = application(manager=person)
    assert refused(client.post("/api/v1/organisations", json=form, headers=ORIGIN), "manager.password")
    body = person | {"role": "recycler_staff"}
    made = client.post("/api/v1/accounts", json=body, headers=sign_in("recycler_manager"))
    assert refused(made)
    token = invite(client, manager(world)).json["token"]
    joined = client.post(
        "/api/v1/invitations/accept", json={"token": token, "account": person}, headers=ORIGIN
    )
    assert refused(joined, "account.password")
    assert session.scalar(select(func.count()).where(Account.login == person["login"])) == 0


def test_every_later_password_is_judged(client, app, world, session, sign_in, monkeypatch):
    person = world.person("recycler_staff")
    with monkeypatch.context() as later:
        Clockwork(later, LATER)
        set_long_ago(session, person)
        assert refused(renew(client, person, WEAK), "new_password")
    session.execute(update(Account).values(password_changed_at=UNTIL))
    session.commit()
    opened = by_password(client, person)
    body = {"current_password": PASSWORD, "password": f"{person.login}!"}
    assert refused(client.post("/api/v1/me/password", json=body, headers=proof(opened)))
    code = help_(app.test_client(), sign_in("system_admin"), person, "reset-password").json["code"]
    assert refused(recover(app.test_client(), person, code, WEAK))
    assert recover(app.test_client(), person, code, NEW).status_code == 204


# --- None twice ------------------------------------------------------------------------------------------------------


def test_the_present_one_and_those_before_it_are_not_set_again(client, world, session, clock):
    person = world.person("recycler_staff")
    set_long_ago(session, person)
    assert refused(renew(client, person, PASSWORD), "new_password", "password_used_before")
    assert renew(client, person, NEW).status_code == 201
    set_long_ago(session, person)
    assert refused(renew(client, person, PASSWORD, NEW), "new_password", "password_used_before")
    session.execute(update(Account).values(password_changed_at=LATER))
    session.commit()
    opened = by_password(client, person, NEW)
    body = {"current_password": NEW, "password": PASSWORD}
    reply = client.post("/api/v1/me/password", json=body, headers=proof(opened))
    assert refused(reply, "password", "password_used_before")
    assert reply.json["facts"] == {"remembered": REMEMBERED}


def test_a_reset_forgets_nothing_and_uses_no_code_up(client, app, world, sign_in):
    person = world.person("recycler_staff")
    code = help_(client, sign_in("system_admin"), person, "reset-password", WHY).json["code"]
    theirs = app.test_client()
    assert refused(recover(theirs, person, code, PASSWORD), "password", "password_used_before")
    wrong = recover(theirs, person, "AAAAA-AAAAA", PASSWORD)
    assert wrong.json["code"] == "wrong_code", "what one had before is told to nobody else"
    assert recover(theirs, person, code, NEW).status_code == 204
    assert by_password(theirs, person, NEW).status_code == 201


def test_no_more_are_kept_than_are_compared(session):
    now = datetime(2026, 11, 21, tzinfo=UTC)
    account = add_account(session, NewAccount("somebody", "hash 0", "张三"), now)
    for number in range(1, 9):
        set_password(session, account.id, f"hash {number}", now + timedelta(minutes=number))
    session.expire_all()
    assert known_hashes(session, account.id)[0] == "hash 7", "the present one is for its owner alone"
    declare(session.connection(), Actor(account.id, None, None, "consumer"), "")
    assert known_hashes(session, account.id) == [f"hash {number}" for number in (8, 7, 6, 5, 4)]
    kept = select(func.count()).where(PasswordPast.account_id == account.id)
    assert session.scalar(kept) == REMEMBERED


# --- A term, and a way on --------------------------------------------------------------------------------------------


def test_a_password_past_its_term_is_changed_at_the_door(client, app, world, session, clock):
    person = world.person("recycler_staff")
    set_long_ago(session, person, 180)
    # Being right is no failure: however often it is said, the account is not locked.
    for _ in range(8):
        reply = by_password(client, person)
        assert (reply.status_code, reply.json["code"], reply.json["facts"]) == (
            403,
            "password_expired",
            {"days": 180},
        )
        assert "Set-Cookie" not in reply.headers
    assert by_password(client, person, "wrong-password-altogether").json["code"] == "wrong_credentials"
    changed = renew(client, person)
    assert (changed.status_code, changed.json["role"]) == (201, "recycler_staff"), changed.json
    assert changed.json["password_expires_at"][:10] == (LATER + timedelta(days=180)).date().isoformat()
    assert client.get("/api/v1/units", headers=proof(changed)).status_code == 200
    assert by_password(app.test_client(), person).json["code"] == "wrong_credentials"
    assert by_password(app.test_client(), person, NEW).status_code == 201


def test_who_must_have_a_second_factor_still_must(client, world, session, clock):
    person = world.person("district_officer")
    session.execute(delete(SecondFactor).where(SecondFactor.account_id == person.account_id))
    set_long_ago(session, person, 90)
    assert by_password(client, person).json["code"] == "password_expired"
    assert renew(client, person).json["lacks"] == ["second_factor"]


def test_a_password_alone_changes_none_that_a_second_factor_guards(client, app, world, session, clock):
    """Nothing has changed before the code is right: not the password, and no session has ended."""
    person = world.person("district_officer")
    session.execute(update(LoginSession).values(last_seen_at=LATER))
    set_long_ago(session, person, 90)
    headers = person.session_headers()
    for more, code in (
        ({}, "second_factor_required"),
        ({"code": wrong(code_of(person, clock))}, "wrong_code"),
        ({"recovery_code": "AAAAA-AAAAA"}, "wrong_code"),
    ):
        reply = renew(client, person, **more)
        assert (reply.json["code"], reply.json["errors"][0]["field"]) == (code, "code"), reply.json
        assert app.test_client().get("/api/v1/units", headers=headers).status_code == 200
        assert by_password(client, person).json["code"] == "password_expired"
    given = renew(client, person, code=code_of(person, clock))
    assert (given.status_code, given.json["lacks"]) == (201, []), given.json
    assert app.test_client().get("/api/v1/units", headers=headers).status_code == 401
    assert by_password(app.test_client(), person).json["code"] == "wrong_credentials"


@pytest.mark.parametrize("role", ["recycler_staff", "district_officer", "consumer"])
def test_a_password_that_is_not_due_is_not_changed_at_the_door(client, app, world, session, clock, role):
    person = world.person(role)
    session.execute(update(LoginSession).values(last_seen_at=LATER))
    set_long_ago(session, person, 5)
    for code in (None, code_of(person, clock)):
        reply = renew(client, person, code=code)
        assert (reply.status_code, reply.json["code"]) == (409, "password_not_due"), reply.json
    assert app.test_client().get("/api/v1/orders", headers=person.session_headers()).status_code == 200
    assert by_password(client, person).status_code == 201


@pytest.mark.parametrize(
    ("role", "days"), [("recycler_staff", 179), ("district_officer", 89), ("consumer", 5_000)]
)
def test_within_the_term_and_without_one_nothing_is_asked(client, world, session, clock, role, days):
    person = world.person(role)
    set_long_ago(session, person, days)
    assert by_password(client, person).status_code == 201


def test_changing_at_the_door_ends_all_other_sessions(client, app, world, session, clock):
    person = world.person("recycler_staff")
    elsewhere = app.test_client()
    assert by_password(elsewhere, person).status_code == 201
    set_long_ago(session, person)
    assert renew(client, person).status_code == 201
    assert elsewhere.get("/api/v1/units").status_code == 401


def test_who_failed_from_where_stands_nowhere(client, world, session):
    """Neither login nor address can be tried out against the rows without the key."""
    person = world.person("recycler_staff")
    by_password(client, person, "not the password")
    rows = {bytes(one) for one in session.scalars(select(SignInFailure.subject))}
    guessed = (f"account {person.login}", "address 127.0.0.1", person.login, "127.0.0.1")
    assert rows == {RING.index.unnamed(one) for one in guessed[:2]}
    assert not rows & {hashlib.sha256(one.encode()).digest() for one in guessed}


def test_strangers_learn_nothing_and_wait(client, app, world):
    person, nobody = world.person("recycler_staff"), "nobody-at-all"
    replies = [renew(client, person, NEXT, "not the password")]
    body = {"account": nobody, "password": "not the password", "new_password": NEXT}
    replies.append(client.post(f"{URL}/password", json=body, headers=ORIGIN))
    assert {(reply.status_code, reply.json["code"]) for reply in replies} == {(401, "wrong_credentials")}
    for _ in range(4):
        renew(client, person, NEXT, "not the password")
    assert renew(client, person, NEXT, "not the password").status_code == 429
    foreign = {"Origin": "https://elsewhere.example"}
    given = {"account": person.login, "password": PASSWORD, "new_password": NEXT}
    assert app.test_client().post(f"{URL}/password", json=given, headers=foreign).status_code == 403
