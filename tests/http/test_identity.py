"""Who is asking, header by header: what counts as a credential, and what as our own page."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from flask import g
from sqlalchemy import update

from api import identity
from api.identity import ForgedRequest, Presented
from models.session import ApiKey, LoginSession
from tradein.gate import Lack
from tradein.refusal import Forbidden, Unauthenticated
from tradein.refusals.sign_in import AddressNotListed, SecondFactorRequired

TOKEN = "t" * 43
HERE = "http://localhost"


def asked(app, headers=(), path="/api/v1/units", **more):
    return app.test_request_context(path, headers=dict(headers), **more)


# --- Tokens -----------------------------------------------------------------------------------------------------------


def test_what_is_stored_of_a_token_is_its_digest():
    assert identity.digest("a") == hashlib.sha256(b"a").digest()
    proof = hmac.new(TOKEN.encode(), b"tradein csrf", hashlib.sha256).hexdigest()
    assert identity.csrf_token(TOKEN) == proof


@pytest.mark.parametrize(
    ("base", "name"), [("http://localhost", "tradein"), ("https://localhost", "__Host-tradein")]
)
def test_the_cookies_name_says_whether_it_came_by_https(app, base, name):
    with asked(app, {"Cookie": f"{name}={TOKEN}"}, base_url=base):
        assert identity.cookie_name() == name
        assert identity.session_token() == TOKEN
    other = {"tradein": "__Host-tradein", "__Host-tradein": "tradein"}[name]
    with asked(app, {"Cookie": f"{other}={TOKEN}"}, base_url=base):
        assert identity.session_token() is None


@pytest.mark.parametrize("token", ["t" * 42, "t" * 44, "t" * 42 + "!", ""])
def test_a_malformed_token_is_none(app, token):
    with asked(app, {"Cookie": f"tradein={token}"}):
        assert identity.session_token() is None
        assert identity.presented() is None


def test_a_token_that_nobody_has_is_nobody(app, world):
    with asked(app, {"Cookie": f"tradein={TOKEN}"}):
        assert identity.presented() is None
        with pytest.raises(Unauthenticated):
            identity.current_actor()


def test_who_asks_is_asked_once(app, world):
    with asked(app, world.person("recycler_staff").session_headers()):
        first = identity.presented()
        assert identity.presented() is first
        assert g.presented is first
    with asked(app):
        assert identity.presented() is None
        g.presented = first
        assert identity.presented() is first


def test_a_session_says_by_which_token_it_was_found(app, world):
    person = world.person("recycler_staff")
    with asked(app, person.session_headers()):
        found = identity.presented()
        assert found.token_hash == identity.digest(person.token)
        assert (found.actor.account_id, found.lacks, found.seen_due) == (person.account_id, (), False)
        assert identity.session_holder() is found
        assert identity.current_actor() is found.actor
        assert identity.maybe_actor() is found.actor


def test_when_it_is_time_to_note_that_it_is_in_use(app, world, session):
    person = world.person("recycler_staff")
    at = datetime.now(UTC) - timedelta(minutes=6)
    session.execute(
        update(LoginSession).where(LoginSession.account_id == person.account_id).values(last_seen_at=at)
    )
    session.commit()
    with asked(app, person.session_headers()):
        assert identity.presented().seen_due is True


def test_an_officer_who_was_idle_is_nobody(app, world, session):
    for role, still in (("district_officer", False), ("recycler_staff", True)):
        person = world.person(role)
        at = datetime.now(UTC) - timedelta(minutes=31)
        session.execute(
            update(LoginSession).where(LoginSession.account_id == person.account_id).values(last_seen_at=at)
        )
        session.commit()
        with asked(app, person.session_headers()):
            assert (identity.presented() is not None) is still, role


# --- What a session lacks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacks", "refusal"),
    [
        ((Lack.ADDRESS, Lack.SECOND_FACTOR), AddressNotListed),
        ((Lack.SECOND_FACTOR,), SecondFactorRequired),
    ],
)
def test_what_is_lacking_is_said_and_nobody_acts(app, world, lacks, refusal):
    found = Presented(world.actor("district_officer"), b"t", lacks)
    with asked(app):
        g.presented = found
        assert identity.maybe_actor() is None
        assert identity.session_holder() is found
        with pytest.raises(refusal):
            identity.current_actor()
    assert identity.refuse_lack(Presented(found.actor)) is None


def test_an_officer_elsewhere_lacks_the_address(app, world):
    headers = world.person("district_officer").session_headers()
    for address, lacks in (("127.0.0.1", ()), ("203.0.113.9", (Lack.ADDRESS,))):
        with asked(app, headers, environ_base={"REMOTE_ADDR": address}):
            assert identity.caller_address() == address
            assert identity.presented().lacks == lacks


def test_without_an_address_the_caller_is_nowhere(app):
    with asked(app, environ_base={"REMOTE_ADDR": ""}):
        assert identity.caller_address() == "0.0.0.0"  # noqa: S104 - nothing is bound


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_is_whoever_holds_it(app, world):
    person = world.person("integration_client")
    with asked(app, person.key_headers()):
        found = identity.presented()
        assert (found.actor.key_id, found.token_hash, found.lacks, found.seen_due) == (
            person.key_id,
            None,
            (),
            False,
        )
        with pytest.raises(Forbidden):
            identity.session_holder()


def key(person, prefix=None, secret=None):
    return f"tik_{prefix or person.key_prefix}_{secret or person.key_secret}"


@pytest.mark.parametrize(
    "said",
    [
        lambda person: f"Basic {key(person)}",
        key,
        lambda person: f"Bearer{key(person)}",
        lambda person: f"Bearer {key(person)}x",
        lambda person: f"Bearer x{key(person)}",
        lambda person: f"Bearer {key(person, secret='s' * 43)}",
        lambda person: f"Bearer {key(person, prefix='0' * 12)}",
        lambda person: f"Bearer {key(person, prefix='0' * 12, secret='s' * 43)}",
    ],
)
def test_anything_else_is_no_key_even_with_a_good_session(app, world, said):
    person = world.person("integration_client")
    cookie = world.person("recycler_staff").session_headers()
    with asked(app, {**cookie, "Authorization": said(person)}), pytest.raises(Unauthenticated):
        identity.presented()


@pytest.mark.parametrize("prefix", [None, "0" * 12])
def test_a_secret_is_compared_in_full_whether_its_key_exists_or_not(app, world, monkeypatch, prefix):
    """Otherwise the time of the answer tells which keys there are."""
    compared = []

    def compare(given, kept):
        compared.append((len(given), len(kept)))
        return False

    monkeypatch.setattr(identity.hmac, "compare_digest", compare)
    said = f"Bearer {key(world.person('integration_client'), prefix)}"
    with asked(app, {"Authorization": said}), pytest.raises(Unauthenticated):
        identity.presented()
    assert compared == [(32, 32)]


def test_the_schemes_name_may_be_written_anyhow(app, world):
    person = world.person("integration_client")
    for scheme in ("Bearer", "bearer", "BEARER "):
        with asked(app, {"Authorization": f"{scheme} {key(person)} "}):
            assert identity.presented().actor.key_id == person.key_id


@pytest.mark.parametrize(
    ("role", "networks", "address", "let_in"),
    [
        ("integration_client", [], "203.0.113.9", True),
        ("integration_client", ["203.0.113.0/24"], "203.0.113.9", True),
        ("integration_client", ["203.0.113.0/24"], "127.0.0.1", False),
        ("district_officer", [], "127.0.0.1", True),
        ("district_officer", [], "203.0.113.9", False),
        ("district_officer", ["203.0.113.0/24"], "203.0.113.9", True),
    ],
)
def test_a_key_is_bound_to_its_networks(app, world, session, role, networks, address, let_in):
    person = world.person(role)
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(ip_list=networks))
    session.commit()
    with asked(app, person.key_headers(), environ_base={"REMOTE_ADDR": address}):
        if let_in:
            assert identity.presented().actor.key_id == person.key_id
        else:
            with pytest.raises(Unauthenticated):
                identity.presented()


# --- Our own page -----------------------------------------------------------------------------------------------------

PAGES = [
    # What the browser says, whether it is foreign, whether it is our own.
    ({}, False, False),
    ({"Origin": HERE}, False, True),
    ({"Sec-Fetch-Site": "same-origin"}, False, True),
    ({"Sec-Fetch-Site": "none"}, False, True),
    ({"Origin": HERE, "Sec-Fetch-Site": "same-origin"}, False, True),
    ({"Origin": "https://localhost"}, True, False),
    ({"Origin": "http://localhost:81"}, True, False),
    ({"Origin": "http://evil.example"}, True, False),
    ({"Origin": "null"}, True, False),
    ({"Sec-Fetch-Site": "cross-site"}, True, False),
    ({"Sec-Fetch-Site": "same-site"}, True, False),
    ({"Origin": HERE, "Sec-Fetch-Site": "cross-site"}, True, False),
    ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, True, False),
]


@pytest.mark.parametrize(("headers", "foreign", "ours"), PAGES)
def test_whose_page_sent_it(app, headers, foreign, ours):
    with asked(app, headers):
        assert (identity.foreign_origin(), identity.same_origin()) == (foreign, ours)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("without", ["Origin", "X-CSRF-Token", None])
def test_a_change_by_cookie_needs_both_proofs(app, world, method, without):
    headers = world.person("recycler_staff").session_headers()
    headers.pop("Sec-Fetch-Site", None)
    given = {name: value for name, value in headers.items() if name != without}
    assert without is None or len(given) == len(headers) - 1
    with asked(app, given, method=method):
        if without is None:
            assert identity.presented() is not None
        else:
            with pytest.raises(ForgedRequest) as refused:
                identity.presented()
            assert (refused.value.code, refused.value.status) == ("forged_request", 403)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_look_by_cookie_needs_none(app, world, method):
    cookie = {"Cookie": world.person("recycler_staff").session_headers()["Cookie"]}
    with asked(app, cookie, method=method):
        assert identity.presented() is not None


def test_a_change_with_another_sessions_proof_is_forged(app, world):
    headers = world.person("recycler_staff").session_headers()
    headers["X-CSRF-Token"] = world.person("recycler_manager").session_headers()["X-CSRF-Token"]
    with asked(app, headers, method="POST"), pytest.raises(ForgedRequest):
        identity.presented()


def test_a_token_that_holds_no_more_needs_no_proof(app, world):
    """There is no session to protect: the answer is that nobody asks."""
    with asked(app, {"Cookie": f"tradein={TOKEN}"}, method="POST"):
        assert identity.presented() is None
