"""Signing in, staying signed in, and no longer being signed in."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, text, update

from api import attempt, password
from api.identity import CSRF_HEADER
from models.party import Account, Membership, Organisation
from models.session import ApiKey, LoginSession
from models.sign_in import SignInFailure, forgive, take_attempt
from tests.world import PASSWORD
from tradein.throttle import ADDRESS, SIGN_IN

URL = "/api/v1/session"
ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture
def clock(monkeypatch):
    """A clock to turn: `clock.at += timedelta(…)`."""

    class Clock:
        at = datetime(2026, 11, 21, 8, tzinfo=UTC)

    clock = Clock()
    for module in ("api.sign_in", "api.attempt", "api.identity", "api.routes.session"):
        monkeypatch.setattr(f"{module}.now", lambda: clock.at)
    return clock


@pytest.fixture
def cheap_hash(monkeypatch):
    """Thirty guesses need thirty hashes; how strong they are has its own test."""
    monkeypatch.setattr(password, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


def sign_in_as(client, person, secret=PASSWORD, **more):
    return client.post(URL, json={"account": person.login, "password": secret, **more}, headers=ORIGIN)


def test_signing_in_opens_a_session(client, world):
    person = world.person("recycler_staff")
    reply = sign_in_as(client, person)
    assert reply.status_code == 201
    assert reply.json["role"] == "recycler_staff"
    assert reply.json["organisation"] == {"id": str(person.organisation.id), "name": person.organisation.name}
    assert reply.json["region"]["id"] == person.region
    assert [hat["id"] for hat in reply.json["memberships"]] == [str(person.membership_id)]
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("tradein=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    again = client.get(URL)
    assert again.status_code == 200
    assert again.json["csrf_token"] == reply.json["csrf_token"]


def test_over_https_the_cookie_is_bound_to_the_host(client, world):
    person = world.person("consumer")
    body = {"account": person.login, "password": PASSWORD}
    reply = client.post(URL, json=body, headers={"Origin": "https://localhost"}, base_url="https://localhost")
    cookie = reply.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tradein=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert "Strict-Transport-Security" in reply.headers


def test_the_token_itself_is_not_stored(client, world, session):
    reply = sign_in_as(client, world.person("consumer"))
    token = reply.headers["Set-Cookie"].split("=", 1)[1].split(";")[0]
    stored = session.scalars(select(LoginSession.token_hash)).all()
    assert token.encode() not in stored
    assert all(len(hashed) == 32 for hashed in stored)


def test_a_consumer_has_no_organisation(client, world):
    reply = sign_in_as(client, world.person("consumer"))
    assert (reply.json["role"], reply.json["organisation"], reply.json["memberships"]) == (
        "consumer",
        None,
        [],
    )


def test_the_membership_can_be_chosen_among_ones_own(client, world):
    person = world.person("warehouse")
    assert sign_in_as(client, person, membership=str(person.membership_id)).json["role"] == "warehouse"
    theirs = sign_in_as(client, person, membership=str(world.person("dismantler").membership_id))
    assert (theirs.status_code, theirs.json["code"]) == (422, "membership_unknown")


@pytest.mark.parametrize("state", ["locked", "closed"])
def test_wrong_unknown_and_locked_answer_alike(client, world, session, state):
    person = world.person("consumer")
    wrong = sign_in_as(client, person, "not the password")
    unknown = client.post(URL, json={"account": "nobody", "password": PASSWORD}, headers=ORIGIN)
    session.execute(update(Account).where(Account.id == person.account_id).values(state=state))
    session.commit()
    locked = sign_in_as(client, person)
    replies = (wrong, unknown, locked)
    assert {reply.status_code for reply in replies} == {401}
    first, *others = ({**reply.json, "request_id": ""} for reply in replies)
    assert others == [first, first]


@pytest.mark.control("unknown_user_fast_path")
def test_an_unknown_account_costs_the_same_work(client, world, monkeypatch):
    verified = []
    hasher = password._hasher

    class Counting:
        hash = staticmethod(hasher.hash)

        @staticmethod
        def verify(stored, given):
            verified.append(given)
            return hasher.verify(stored, given)

    monkeypatch.setattr(password, "_hasher", Counting)
    client.post(URL, json={"account": "nobody", "password": "x" * 12}, headers=ORIGIN)
    assert verified == ["x" * 12]


def test_a_flood_of_sign_ins_is_told_to_wait(client, world, monkeypatch):
    monkeypatch.setattr(password, "LONGEST_WAIT_S", 0.0)
    for _ in range(password.AT_ONCE):
        password._room.acquire()
    try:
        reply = sign_in_as(client, world.person("consumer"))
    finally:
        for _ in range(password.AT_ONCE):
            password._room.release()
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "2")


# --- Guessing ---------------------------------------------------------------------------------------------------------


@pytest.mark.control("limiter_in_memory")
def test_guessing_makes_the_next_attempt_wait(client, world, clock):
    person = world.person("consumer")
    for _ in range(5):
        assert sign_in_as(client, person, "guess").status_code == 401
    blocked = sign_in_as(client, person)  # even with the right password
    assert (blocked.status_code, blocked.json["code"], blocked.headers["Retry-After"]) == (
        429,
        "too_many_attempts",
        "5",
    )
    clock.at += timedelta(seconds=5)
    assert sign_in_as(client, person, "guess").status_code == 401
    assert sign_in_as(client, person, "guess").headers["Retry-After"] == "10"


@pytest.mark.control("limiter_in_memory")
def test_the_address_waits_whichever_account_it_tries(client, world, clock, cheap_hash):
    for number in range(ADDRESS.free):
        client.post(URL, json={"account": f"nobody{number}", "password": "guess"}, headers=ORIGIN)
    assert sign_in_as(client, world.person("consumer")).status_code == 429
    elsewhere = client.post(
        URL,
        json={"account": world.person("consumer").login, "password": PASSWORD},
        headers=ORIGIN,
        environ_base={"REMOTE_ADDR": "192.0.2.9"},
    )
    assert elsewhere.status_code == 201


@pytest.mark.control("trust_any_forwarded")
def test_a_forwarded_address_is_not_believed_without_a_proxy(client, world, clock, cheap_hash):
    for number in range(ADDRESS.free):
        headers = {**ORIGIN, "X-Forwarded-For": f"192.0.2.{number}"}
        client.post(URL, json={"account": f"nobody{number}", "password": "guess"}, headers=headers)
    assert sign_in_as(client, world.person("consumer")).status_code == 429


def test_success_forgives_the_account_but_does_not_wash_the_address(client, world, session, clock):
    person = world.person("consumer")
    for _ in range(3):
        sign_in_as(client, person, "guess")
    assert sign_in_as(client, person).status_code == 201
    assert session.scalars(select(SignInFailure.failures)).all() == [3]


def failed_here(session, clock, failures):
    """So many have mistyped behind the tests' address."""
    here = SignInFailure(subject=attempt.subject("address", "127.0.0.1"), failures=failures, last_at=clock.at)
    session.add(here)
    session.commit()
    return here


def test_whoever_is_right_locks_nobody_else_out(client, app, world, session, clock):
    """An office behind one address, in which many have mistyped: each right password there is let in at once."""
    here = failed_here(session, clock, ADDRESS.free + 5)
    for role in ("recycler_staff", "warehouse", "dismantler", "refurbisher"):
        assert sign_in_as(app.test_client(), world.person(role)).status_code == 201
    session.refresh(here)
    assert (here.failures, here.locked_until) == (ADDRESS.free + 5, None), "and nothing is washed by that"
    assert sign_in_as(client, world.person("consumer"), "guess").status_code == 401
    assert sign_in_as(client, world.person("consumer")).status_code == 429, "who guesses waits"


def test_a_right_password_leaves_somebody_elses_lock_alone(session, clock):
    subject, person = failed_here(session, clock, ADDRESS.free).subject, {b"p" * 32: SIGN_IN}
    mine = take_attempt(session, {subject: ADDRESS} | person, clock.at)[subject]
    clock.at += timedelta(seconds=10)
    theirs = take_attempt(session, {subject: ADDRESS}, clock.at)[subject]
    forgive(session, b"p" * 32, subject, mine)
    session.expire_all()
    row = session.get_one(SignInFailure, subject)
    assert (row.failures, row.locked_until) == (ADDRESS.free + 1, theirs)


def test_failures_are_forgotten_after_an_hour(client, world, session, clock):
    person = world.person("consumer")
    for _ in range(4):
        sign_in_as(client, person, "guess")
    clock.at += timedelta(hours=1, seconds=1)
    sign_in_as(client, person, "guess")
    assert set(session.scalars(select(SignInFailure.failures))) == {1}


def test_who_fails_is_counted_without_being_named(client, world, session):
    sign_in_as(client, world.person("consumer"), "guess")
    assert {len(subject) for subject in session.scalars(select(SignInFailure.subject))} == {32}


def test_an_address_of_version_six_is_its_subscriber(client, world, clock, cheap_hash):
    for number in range(ADDRESS.free):
        client.post(
            URL,
            json={"account": f"nobody{number}", "password": "guess"},
            headers=ORIGIN,
            environ_base={"REMOTE_ADDR": f"2001:db8::{number + 1}"},
        )
    reply = client.post(
        URL,
        json={"account": "nobody9", "password": "guess"},
        headers=ORIGIN,
        environ_base={"REMOTE_ADDR": "2001:db8::ffff"},
    )
    assert reply.status_code == 429


# --- Forged requests --------------------------------------------------------------------------------------------------


@pytest.mark.control("no_csrf_proof")
@pytest.mark.parametrize(
    "broken",
    [
        {CSRF_HEADER: None},
        {CSRF_HEADER: "0" * 64},
        {CSRF_HEADER: "表"},
        {"Origin": None},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
def test_a_change_under_a_cookie_needs_proof_that_our_page_asked(client, world, sign_in, broken):
    headers = {**sign_in("recycler_manager"), **broken}
    sent = {name: value.encode().decode("latin-1") for name, value in headers.items() if value is not None}
    reply = client.post("/api/v1/devices", json={"name": "手持机"}, headers=sent)
    assert (reply.status_code, reply.json["code"]) == (403, "forged_request")


def test_with_the_proof_it_goes_through(client, world, sign_in):
    reply = client.post("/api/v1/devices", json={"name": "手持机"}, headers=sign_in("recycler_manager"))
    assert reply.status_code == 201


def test_fetch_metadata_alone_is_proof_enough_of_origin(client, world, sign_in):
    headers = {**sign_in("recycler_manager"), "Sec-Fetch-Site": "same-origin"}
    del headers["Origin"]
    assert client.post("/api/v1/devices", json={"name": "手持机"}, headers=headers).status_code == 201


def test_nobody_elses_page_signs_people_in(client, world):
    body = {"account": world.person("consumer").login, "password": PASSWORD}
    reply = client.post(URL, json=body, headers={"Origin": "https://evil.example"})
    assert (reply.status_code, reply.json["code"]) == (403, "forged_request")


def test_reading_needs_no_proof(client, world):
    cookie = {"Cookie": f"tradein={world.person('consumer').token}"}
    assert client.get(URL, headers=cookie).status_code == 200


# --- Ending, at once --------------------------------------------------------------------------------------------------


def test_signing_out_ends_the_session_for_every_tab(client, world, sign_in):
    headers = sign_in("consumer")
    assert client.delete(URL, headers=headers).status_code == 204
    assert client.get(URL, headers=headers).status_code == 401


def _end_session(session, person, now):
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(revoked_at=now)
    )


def _expire_session(session, person, now):
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(expires_at=now)
    )


def _revoke_key(session, person, now):
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(revoked_at=now))


def _expire_key(session, person, now):
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(expires_at=now))


def _end_term(session, person, now):
    session.execute(update(Membership).where(Membership.id == person.membership_id).values(valid_to=now))


def _lock_account(session, person, _now):
    session.execute(update(Account).where(Account.id == person.account_id).values(state="locked"))


def _suspend(session, person, _now):
    changed = update(Organisation).where(Organisation.id == person.organisation.id)
    session.execute(changed.values(state="suspended"))


@pytest.mark.control("role_cached_in_session")
@pytest.mark.parametrize("end", [_end_session, _expire_session, _end_term, _lock_account, _suspend])
def test_what_ends_a_session_counts_from_the_next_request(client, world, session, sign_in, end):
    headers = sign_in("warehouse")
    assert client.get(URL, headers=headers).status_code == 200
    end(session, world.person("warehouse"), datetime.now(UTC))
    session.commit()
    assert client.get(URL, headers=headers).status_code == 401


@pytest.mark.control("role_cached_in_session")
@pytest.mark.parametrize("end", [_revoke_key, _expire_key, _end_term, _lock_account, _suspend])
def test_what_ends_a_key_counts_from_the_next_request(client, world, session, end):
    person = world.person("warehouse")
    headers = person.key_headers()
    assert client.get(URL, headers=headers).status_code == 200
    end(session, person, datetime.now(UTC))
    session.commit()
    assert client.get(URL, headers=headers).status_code == 401


@pytest.mark.control("role_without_membership")
def test_a_role_ends_with_its_term(client, world, session, sign_in):
    person = world.person("district_officer")
    assert client.get(URL, headers=sign_in("district_officer")).status_code == 200
    _end_term(session, person, datetime.now(UTC) - timedelta(days=1))
    session.commit()
    assert client.get(URL, headers=sign_in("district_officer")).status_code == 401
    assert client.get(URL, headers=person.key_headers()).status_code == 401


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_says_whom_it_acts_for(client, world):
    reply = client.get(URL, headers=world.person("integration_client").key_headers())
    assert (reply.json["role"], reply.json["scopes"], reply.json["csrf_token"]) == (
        "integration_client",
        ["*"],
        None,
    )


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic dXNlcjpwYXNz",
        "Bearer tik_000000000000_" + "a" * 43,
        "Bearer tik_" + "x" * 5000,
    ],
)
def test_a_key_that_does_not_hold_is_nobody(client, world, authorization):
    reply = client.get(URL, headers={"Authorization": authorization})
    assert (reply.status_code, reply.json["code"]) == (401, "unauthenticated")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_secret_must_be_the_prefixs_own(client, world):
    mine, yours = world.person("warehouse"), world.person("dismantler")
    headers = {"Authorization": f"Bearer tik_{mine.key_prefix}_{yours.key_secret}"}
    assert client.get(URL, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("network", "status"), [("127.0.0.0/8", 200), ("192.0.2.0/24", 401), ("2001:db8::/32", 401)]
)
def test_a_key_works_from_its_networks_only(client, world, session, network, status):
    person = world.person("integration_client")
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(ip_list=[network]))
    session.commit()
    assert client.get(URL, headers=person.key_headers()).status_code == status


def test_who_is_asking_costs_one_statement(client, world, sign_in, assert_queries):
    path = f"/api/v1/devices/{uuid4()}"
    # who is asking · the device in reach · declared again and the refusal written down
    with assert_queries(4):
        assert client.delete(path, headers=sign_in("recycler_manager")).status_code == 404


def test_a_key_needs_the_scope_of_the_verb(client, world, session):
    person = world.person("recycler_manager")
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(scopes=["organisation:read"]))
    session.commit()
    assert client.get("/api/v1/devices", headers=person.key_headers()).status_code == 200
    reply = client.get("/api/v1/orders", headers=person.key_headers())
    assert (reply.status_code, reply.json["code"]) == (403, "key_scope_missing")


def test_a_lost_connection_is_answered_in_words_and_replaced(fresh_app, fresh_engine, world, sign_in):
    """A database that was restarted: whoever held a connection hears of it, the next one is served."""
    client, asked = fresh_app.test_client(), {"path": "/api/v1/session", "headers": sign_in("warehouse")}
    assert client.get(**asked).status_code == 200
    with fresh_engine.begin() as connection:
        cut = text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid()"
        )
        connection.execute(cut)
    assert [client.get(**asked).status_code for _ in range(2)] == [503, 200]
