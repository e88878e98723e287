"""My own sign-in: sessions, password, phone; and idle officers."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from models.party import Account
from models.session import LoginSession
from tests.http.clockwork import Clockwork
from tests.http.proving import PHONE, URL, by_password, by_phone, code_for, proof
from tests.world import PASSWORD

SESSIONS, MY_PASSWORD, MY_PHONE = "/api/v1/me/sessions", "/api/v1/me/password", "/api/v1/me/phone"
NEW = "lotus heron ferry reed"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
WECHAT = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130 Mobile MicroMessenger/8.0"


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


@pytest.fixture
def person(world, session):
    """A consumer who is signed in nowhere."""
    found = world.person("consumer")
    session.execute(
        LoginSession.__table__.delete().where(LoginSession.__table__.c.account_id == found.account_id)
    )
    session.commit()
    return found


def on(app, person, agent, **more):
    """A browser of its own in which the person has signed in."""
    client = app.test_client()
    client.environ_base["HTTP_USER_AGENT"] = agent
    return client, by_password(client, person, **more)


# --- Sessions ---------------------------------------------------------------------------------------------------------


def test_where_i_am_signed_in(app, person, clock):
    on(app, person, FIREFOX)
    clock.turn(minutes=61)
    client, _ = on(app, person, WECHAT)
    items = client.get(SESSIONS).json["items"]
    assert [(one["label"], one["method"], one["current"]) for one in items] == [
        ("微信 · Android", "password", True),
        ("Firefox · Linux", "password", False),
    ]
    assert all(one["last_seen_at"].endswith(":00:00Z") for one in items), "the hour, no more"
    assert not [one for one in items if "token" in str(one) or "hash" in str(one)]


def test_a_browser_without_a_known_name_keeps_its_own_words(app, person, clock):
    client, _ = on(app, person, "someone@example.com/secret-agent")
    assert client.get(SESSIONS).json["items"][0]["label"] is None


def test_sessions_are_paged(app, person, clock):
    for _ in range(3):
        clock.turn(seconds=1)
        client, _ = on(app, person, FIREFOX)
    page = client.get(f"{SESSIONS}?limit=2")
    assert len(page.json["items"]) == 2
    rest = client.get(page.headers["Link"].split(">")[0].strip("<"))
    assert len(rest.json["items"]) == 1


def test_signing_out_there(app, person, clock):
    there, _ = on(app, person, FIREFOX)
    clock.turn(seconds=1)
    here, opened = on(app, person, WECHAT)
    other = next(one for one in here.get(SESSIONS).json["items"] if not one["current"])
    assert here.delete(f"{SESSIONS}/{other['id']}", headers=proof(opened)).status_code == 204
    assert (there.get(URL).status_code, here.get(URL).status_code) == (401, 200)
    assert here.delete(f"{SESSIONS}/{other['id']}", headers=proof(opened)).status_code == 404


def test_signing_out_here_by_its_id(app, person, clock):
    here, opened = on(app, person, FIREFOX)
    mine = here.get(SESSIONS).json["items"][0]
    reply = here.delete(f"{SESSIONS}/{mine['id']}", headers=proof(opened))
    assert reply.status_code == 204
    assert "Max-Age=0" in reply.headers["Set-Cookie"]
    assert here.get(URL).status_code == 401


def test_signing_out_everywhere(app, person, clock):
    browsers = [on(app, person, FIREFOX) for _ in range(3)]
    here, opened = browsers[1]
    assert here.delete(SESSIONS, headers=proof(opened)).status_code == 204
    assert {client.get(URL).status_code for client, _ in browsers} == {401}


def test_nobody_ends_somebody_elses(app, world, person, clock, session, sign_in):
    on(app, person, FIREFOX)
    theirs = session.scalars(
        select(LoginSession.id).where(LoginSession.account_id == person.account_id)
    ).one()
    reply = app.test_client().delete(f"{SESSIONS}/{theirs}", headers=sign_in("warehouse"))
    assert reply.status_code == 404


def test_signing_out_everywhere_else_leaves_this_one(app, person, clock):
    browsers = [on(app, person, FIREFOX) for _ in range(3)]
    here, opened = browsers[1]
    assert here.delete(f"{SESSIONS}?which=others", headers=proof(opened)).status_code == 204
    assert [client.get(URL).status_code for client, _ in browsers] == [401, 200, 401]
    refused = here.delete(f"{SESSIONS}?which=mine", headers=proof(opened))
    assert (refused.status_code, refused.json["errors"][0]["field"]) == (422, "which")


def test_a_key_has_no_sessions(client, world):
    headers = world.person("consumer").key_headers()
    assert client.get(SESSIONS, headers=headers).status_code == 403


# --- Idle -------------------------------------------------------------------------------------------------------------


def _last_seen(session, person, moment):
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(last_seen_at=moment)
    )
    session.commit()


@pytest.mark.parametrize(("role", "status"), [("city_officer", 401), ("auditor", 401), ("warehouse", 200)])
def test_officers_are_signed_out_after_half_an_hour(client, world, session, sign_in, clock, role, status):
    _last_seen(session, world.person(role), clock.at - timedelta(minutes=30))
    assert client.get(URL, headers=sign_in(role)).status_code == status


def test_working_keeps_a_session_alive_with_few_writes(client, world, session, sign_in, clock):
    person = world.person("city_officer")
    _last_seen(session, person, clock.at)
    for _ in range(12):
        clock.turn(minutes=4)
        assert client.get("/api/v1/organisations", headers=sign_in("city_officer")).status_code == 200
    session.expire_all()
    seen = session.scalar(
        select(LoginSession.last_seen_at).where(LoginSession.account_id == person.account_id)
    )
    assert clock.at - seen < timedelta(minutes=5)


def test_noting_use_costs_one_statement_every_five_minutes(
    client, world, session, sign_in, clock, assert_queries
):
    person = world.person("recycler_manager")
    _last_seen(session, person, clock.at - timedelta(minutes=5))
    with assert_queries(
        4
    ):  # who is asking · note the use · who asks, for row security · the devices in reach
        client.get("/api/v1/devices", headers=sign_in("recycler_manager"))
    with assert_queries(2):
        client.get("/api/v1/devices", headers=sign_in("recycler_manager"))


# --- Password ---------------------------------------------------------------------------------------------------------


def change(client, opened, present, new):
    body = {"current_password": present, "password": new}
    return client.post(MY_PASSWORD, json=body, headers=proof(opened))


def test_a_new_password_ends_every_other_session(app, person, clock, session):
    there, _ = on(app, person, FIREFOX)
    here, opened = on(app, person, WECHAT)
    assert change(here, opened, PASSWORD, NEW).status_code == 204
    assert (there.get(URL).status_code, here.get(URL).status_code) == (401, 200)
    fresh = app.test_client()
    assert by_password(fresh, person).status_code == 401
    assert by_password(fresh, person, NEW).status_code == 201
    assert session.get_one(Account, person.account_id).password_changed_at == clock.at


def test_the_present_password_is_asked_for(app, person, clock):
    here, opened = on(app, person, FIREFOX)
    for present in ("guess", None):
        reply = change(here, opened, present, NEW)
        assert (reply.status_code, reply.json["code"]) == (422, "wrong_password")
        assert reply.json["errors"][0]["field"] == "current_password"


def test_guessing_it_from_a_stolen_session_makes_the_next_try_wait(app, person, clock):
    here, opened = on(app, person, FIREFOX)
    answers = [change(here, opened, "guess", NEW).status_code for _ in range(7)]
    assert answers[0] == 422
    assert answers[-1] == 429


@pytest.mark.parametrize("weak", ["password123", "1234567890", "consumer0-2026", "aaaaaaaaaaaa"])
def test_an_easy_password_is_refused(app, person, clock, weak):
    here, opened = on(app, person, FIREFOX)
    reply = change(here, opened, PASSWORD, weak)
    assert (reply.status_code, reply.json["code"]) == (422, "password_too_weak")


def test_who_came_by_phone_sets_a_first_password_after_a_fresh_proof(client, world, clock):
    opened = by_phone(client, code_for(client))
    clock.turn(minutes=6)
    assert change(client, opened, None, NEW).json["code"] == "reauth_required"
    body = {"phone": PHONE, "phone_code": code_for(client, purpose="reauth")}
    client.post(f"{URL}/reauth", json=body, headers=proof(opened))
    assert change(client, opened, None, NEW).status_code == 204
    again = client.post(URL, json={"account": opened.json["login"], "password": NEW})
    assert again.status_code == 201


# --- Phone ------------------------------------------------------------------------------------------------------------


def move_to(client, opened, phone, code):
    return client.post(MY_PHONE, json={"phone": phone, "code": code}, headers=proof(opened))


def test_another_phone_signs_in_from_now_on(client, world, clock):
    opened = by_phone(client, code_for(client))
    new = "13900000001"
    reply = move_to(client, opened, new, code_for(client, new, "change_phone"))
    assert reply.status_code == 204
    clock.turn(minutes=2)
    found = by_phone(client.application.test_client(), code_for(client, new), new)
    assert found.json["account"] == opened.json["account"]
    other = by_phone(client.application.test_client(), code_for(client))
    assert other.json["account"] != opened.json["account"], "the old number is somebody else's now"


def test_a_phone_of_another_account_is_not_taken_over(app, world, clock):
    new = "13900000001"
    theirs, mine = app.test_client(), app.test_client()
    by_phone(theirs, code_for(theirs, new), new)
    opened = by_phone(mine, code_for(mine))
    clock.turn(minutes=2)
    mine.post(f"{URL}/reauth", json={}, headers=proof(opened))
    reply = move_to(mine, opened, new, code_for(mine, new, "change_phone"))
    assert (reply.status_code, reply.json["code"]) == (409, "phone_taken")


def test_a_stale_session_does_not_change_the_phone(client, world, clock):
    opened = by_phone(client, code_for(client))
    clock.turn(minutes=6)
    reply = move_to(client, opened, "13900000001", "123456")
    assert (reply.status_code, reply.json["code"]) == (403, "reauth_required")
