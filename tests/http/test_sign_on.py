"""The province's unified sign-on, against a provider that is faithful, and then wrong in every way we know."""

import threading
from datetime import timedelta
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from api import sign_on
from api.oidc import client as oidc
from api.oidc.client import Client, Relying, SignOnRefused, Visit, relying_of
from api.oidc.practice import Fault, PracticeProvider
from models.party import Account
from tests.http.clockwork import Clockwork
from tests.http.proving import URL, code_of, proof

START, CALLBACK = f"{URL}/oidc/start", f"{URL}/oidc/callback"
LINKS = "/api/v1/identity-links"
WHY = "省统一身份认证上线，核对身份后关联"


@pytest.fixture(scope="module")
def serving():
    """One practice provider for this module; its faults are reset before each test."""
    provider = PracticeProvider()
    server = provider.start()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield provider
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def provider(serving, app, monkeypatch):
    serving.fault, serving.acr, serving.subject = Fault.NONE, None, "370000-0001"
    own = {
        "oidc_issuer": serving.issuer,
        "oidc_client_id": serving.client_id,
        "oidc_client_secret": type(app.extensions["settings"].secret_personal)(serving.client_secret),
        "oidc_strong_acr": ("two-factors",),
    }
    monkeypatch.setitem(app.extensions, "settings", app.extensions["settings"].model_copy(update=own))
    monkeypatch.setitem(app.extensions, sign_on.CLIENT, Client(relying_of(app.extensions["settings"])))
    return serving


@pytest.fixture
def linked(client, world, sign_in, provider):
    """An officer whom an administrator has linked."""
    person = world.person("city_officer")
    body = {"account": person.login, "subject": provider.subject, "reason": WHY}
    assert client.post(LINKS, json=body, headers=sign_in("system_admin")).status_code == 201
    return person


def visit(browser):
    """Go to the provider as a browser does; where it sends us back to."""
    leaving = browser.get(START)
    assert leaving.status_code == 303, leaving.text
    there = urlsplit(leaving.headers["Location"])
    connection = HTTPConnection(there.hostname, there.port, timeout=5)
    connection.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(connection.getresponse().headers["Location"])
    connection.close()
    return f"{back.path}?{back.query}"


def test_the_client_is_made_once(app, provider, monkeypatch):
    monkeypatch.delitem(app.extensions, sign_on.CLIENT)
    with app.test_request_context("/"):
        assert sign_on._client() is sign_on._client()


# --- As meant ---------------------------------------------------------------------------------------------------------


def test_there_and_back(app, client, world, linked, tmp_path, monkeypatch):
    (tmp_path / "assets").mkdir()
    (tmp_path / "gov.html").touch()
    settings = app.extensions["settings"].model_copy(update={"web": tmp_path})
    monkeypatch.setitem(app.extensions, "settings", settings)
    browser = app.test_client()
    # The sign-in page is told that there is this way, and coming back leads to the officer's own app.
    assert browser.get("/gov/").headers["Set-Cookie"].startswith("tradein_sign_on=1;")
    arrived = browser.get(visit(browser))
    assert (arrived.status_code, arrived.headers["Location"]) == (303, "/gov/")
    shown = browser.get(URL).json
    assert (shown["login"], shown["role"], shown["lacks"]) == (
        linked.login,
        "city_officer",
        ["second_factor"],
    )
    given = browser.post(
        f"{URL}/second-factor", json={"code": code_of(linked)}, headers=proof(browser.get(URL))
    )
    assert given.json["lacks"] == []
    assert browser.get("/api/v1/me/sessions").json["items"][0]["method"] == "oidc"


def test_what_is_sent_there(client, world, provider):
    asked = parse_qs(urlsplit(client.get(START).headers["Location"]).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid"]
    assert len(asked["code_challenge"][0]) == len(asked["nonce"][0]) == 43
    assert "HttpOnly" in client.get(START).headers["Set-Cookie"]


def test_two_factors_there_count_only_where_agreed(app, client, world, linked, provider):
    provider.acr = "two-factors"
    browser = app.test_client()
    browser.get(visit(browser))
    assert browser.get(URL).json["lacks"] == []
    provider.acr = "whatever"
    other = app.test_client()
    other.get(visit(other))
    assert other.get(URL).json["lacks"] == ["second_factor"]


def test_the_provider_changes_its_keys(app, client, world, linked, provider, monkeypatch):
    monkeypatch.setattr(oidc, "REFETCH_AFTER_S", -1)
    browser = app.test_client()
    browser.get(visit(browser))
    provider.change_keys()
    other = app.test_client()
    assert other.get(visit(other)).status_code == 303


def test_words_of_the_providers_own_mean_nothing(app, client, world, linked):
    browser = app.test_client()
    assert browser.get(f"{visit(browser)}&session_state=x&iss=whoever").status_code == 303


# --- Not as meant -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault not in {Fault.NONE, Fault.DOWN}])
def test_a_provider_that_misbehaves_signs_nobody_on(app, client, world, linked, provider, fault):
    browser = app.test_client()
    back = visit(browser)
    provider.fault = fault
    reply = browser.get(back)
    assert (reply.status_code, reply.json["code"]) == (401, "sign_on_failed")
    assert browser.get(URL).status_code == 401


def test_a_provider_that_is_down_is_told(app, client, world, provider):
    provider.fault = Fault.DOWN
    app.extensions[sign_on.CLIENT] = Client(relying_of(app.extensions["settings"]))
    reply = client.get(START)
    assert (reply.status_code, reply.json["code"]) == (503, "sign_on_unavailable")


def test_without_a_provider_there_is_none(client, world):
    assert client.get(START).json["code"] == "not_found"
    assert client.get(f"{CALLBACK}?state=x&code=y").json["code"] == "not_found"


def test_nobody_is_let_in_who_was_not_linked_beforehand(app, client, world, provider):
    provider.subject = "370000-9999"
    browser = app.test_client()
    reply = browser.get(visit(browser))
    assert (reply.status_code, reply.json["code"]) == (403, "identity_not_linked")


def test_a_locked_account_is_not_opened_by_it(app, client, world, session, linked):
    session.execute(update(Account).where(Account.id == linked.account_id).values(state="locked"))
    session.commit()
    browser = app.test_client()
    assert browser.get(visit(browser)).json["code"] == "identity_not_linked"


def test_another_browser_cannot_finish_a_visit(app, client, world, linked):
    """Login CSRF: an attacker's code in the victim's browser."""
    back = visit(app.test_client())
    reply = app.test_client().get(back)
    assert (reply.status_code, reply.json["code"]) == (401, "sign_on_failed")


def test_a_visit_is_finished_once(app, client, world, linked):
    browser = app.test_client()
    back = visit(browser)
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert browser.get(back).status_code == 303
    browser.set_cookie("tradein-visit", state)
    assert browser.get(back).json["code"] == "sign_on_failed"


def test_a_visit_lasts_ten_minutes(app, client, world, linked, monkeypatch):
    clock = Clockwork(monkeypatch)
    browser = app.test_client()
    back = visit(browser)
    clock.at += timedelta(minutes=10)
    assert browser.get(back).json["code"] == "sign_on_failed"


@pytest.mark.parametrize("query", ["error=access_denied&state={}", "state={}", "state={}&code=made-up"])
def test_a_refusal_or_a_made_up_code_signs_nobody_on(app, client, world, linked, query):
    browser = app.test_client()
    state = parse_qs(urlsplit(visit(browser)).query)["state"][0]
    assert browser.get(f"{CALLBACK}?{query.format(state)}").json["code"] == "sign_on_failed"


def test_a_code_needs_our_verifier(serving, world, app, provider):
    """Whoever steals a code on its way cannot use it: the PKCE secret never left us."""
    ours, thief = (Visit(state, b"k" * 32) for state in ("ours", "thiefs"))
    client = Client(relying_of(app.extensions["settings"]))
    asked = {name: value[0] for name, value in parse_qs(urlsplit(client.address(ours)).query).items()}
    code = parse_qs(urlsplit(serving.authorize(asked)).query)["code"][0]
    with pytest.raises(SignOnRefused):
        client.person(thief, code, sign_on.now())


@pytest.mark.parametrize(
    "issuer", ["http://sign-on.example", "ftp://127.0.0.1", "nonsense", "http://127.0.0.1:9"]
)
def test_an_issuer_is_spoken_to_over_tls_or_on_this_machine(issuer):
    with pytest.raises(SignOnRefused, match="unreachable"):
        Client(Relying(issuer, "a", "b")).address(Visit("s", b"k"))


def test_a_discovery_document_of_another_issuer_is_refused(serving):
    serving.fault = Fault.NONE
    relying = Relying(f"{serving.issuer}/", "a", "b")
    with pytest.raises(SignOnRefused, match="another issuer"):
        Client(relying).address(Visit("s", b"k"))


ASTRAY = (
    "http://sign-on.example/authorize",
    "http://127.0.0.1:5432/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://localhost/",
    "https://metadata.google.internal/",
    "https://169.254.169.254/latest/meta-data/",
    "https://10.0.0.8/",
    "https://[fd00::8]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://intranet/",
    "https://sign-on.example@10.0.0.8/",
    "https://sign-on.example/#there",
    "https://sign-on.example/ there",
    "//sign-on.example/",
    "javascript:alert(1)",
    "file:///etc/passwd",
)


@pytest.mark.control("no_url_check")
@pytest.mark.parametrize("url", ASTRAY)
def test_what_the_provider_says_opens_neither_our_network_nor_another_door(monkeypatch, url):
    """Endpoints come from its discovery document; one of them is fetched with our secret, one is a browser's."""
    issuer, asked = "https://sign-on.example", []

    def said(call):
        asked.append(call.url)
        names = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        return {"issuer": issuer, **dict.fromkeys(names, url)}

    monkeypatch.setattr(oidc, "ask", said)
    client = Client(Relying(issuer, "a", "b"))
    with pytest.raises(SignOnRefused, match="astray"):
        client.address(Visit("s", b"k"))
    with pytest.raises(SignOnRefused, match="astray"):
        client.person(Visit("s", b"k"), "code", sign_on.now())
    assert asked == [f"{issuer}/.well-known/openid-configuration"]


@pytest.mark.parametrize(
    ("issuer", "url"),
    [
        ("https://sign-on.example", "https://login.sign-on.example/authorize"),
        ("https://sign-on.example", "https://keys.example.cn:8443/jwks?v=1"),
        ("https://10.1.2.3", "https://10.1.2.3/token"),
        ("http://127.0.0.1:8099", "http://127.0.0.1:8099/token"),
    ],
)
def test_a_provider_may_live_on_several_hosts_and_where_the_operator_says(monkeypatch, issuer, url):
    monkeypatch.setattr(oidc, "ask", lambda _: {"issuer": issuer, "authorization_endpoint": url})
    assert Client(Relying(issuer, "a", "b")).address(Visit("s", b"k")).startswith(url)


# --- Links ------------------------------------------------------------------------------------------------------------


def test_links_are_listed_and_ended_with_the_sessions_they_opened(app, client, world, sign_in, linked):
    browser = app.test_client()
    browser.get(visit(browser))
    admin = sign_in("system_admin")
    listed = client.get(LINKS, headers=admin).json["items"]
    assert [(one["login"], one["subject"]) for one in listed] == [(linked.login, "370000-0001")]
    assert client.delete(f"{LINKS}/{listed[0]['id']}", headers=admin).status_code == 204
    assert browser.get(URL).status_code == 401
    assert client.delete(f"{LINKS}/{listed[0]['id']}", headers=admin).status_code == 404
    again = app.test_client()
    assert again.get(visit(again)).json["code"] == "identity_not_linked"


def test_a_subject_leads_to_one_account(client, world, sign_in, linked):
    body = {"account": world.person("auditor").login, "subject": "370000-0001", "reason": WHY}
    reply = client.post(LINKS, json=body, headers=sign_in("system_admin"))
    assert (reply.status_code, reply.json["code"]) == (409, "identity_taken")


def test_a_link_leads_to_an_account_that_is_there(client, world, sign_in, provider):
    body = {"account": "nobody", "subject": "370000-0002", "reason": WHY}
    assert client.post(LINKS, json=body, headers=sign_in("system_admin")).status_code == 404


def test_without_a_provider_nothing_is_linked(client, world, sign_in):
    body = {"account": "auditor0", "subject": "370000-0002", "reason": WHY}
    reply = client.post(LINKS, json=body, headers=sign_in("system_admin"))
    assert (reply.status_code, reply.json["code"]) == (409, "sign_on_not_set_up")


@pytest.mark.parametrize("role", ["province_officer", "recycler_staff", "consumer"])
def test_only_administrators_link(client, world, sign_in, provider, role):
    body = {"account": "auditor0", "subject": "370000-0002", "reason": WHY}
    assert client.post(LINKS, json=body, headers=sign_in(role)).status_code == 403
