"""Public pages under a crowd: free for people, slow for machines, over all workers."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, select

from api import rates
from api.app import create_app
from api.settings import Settings
from models.rate_window import RateWindow, forget_windows

CODE = "/obj/0123456789ABC"


@pytest.fixture
def narrow(monkeypatch):
    """A limit that a test reaches."""
    monkeypatch.setattr(rates, "LUMP", 5)
    small = rates.Rate("trace", 12, 60)
    monkeypatch.setattr("api.routes.obj.TRACE", small)
    return small


def test_an_ordinary_look_costs_no_statement(client, world, session):
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for _ in range(rates.LUMP - 1):
            client.get(CODE)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert sent
    assert not [statement for statement in sent if "rate_window" in statement]


@pytest.mark.control("limiter_in_memory_only")
def test_a_machine_is_slowed_in_words(client, world, narrow):
    seen = [client.get(CODE, headers={"Accept": "text/html"}).status_code for _ in range(14)]
    assert seen == [404] * 12 + [429] * 2
    page = client.get(CODE, headers={"Accept": "text/html"})
    assert "请在" in page.text
    assert "标签本身没有问题" in page.text
    assert 0 < int(page.headers["Retry-After"]) <= 60
    data = client.get(CODE, headers={"Accept": "application/json"})
    assert (data.status_code, data.json["code"]) == (429, "too_many_requests")
    assert int(data.headers["Retry-After"]) <= 60


@pytest.mark.control("limiter_in_memory_only")
def test_workers_count_together(client, world, app, narrow, settings):
    """What another worker has counted counts here: at most one lump a worker is over the limit."""
    for _ in range(10):
        client.get(CODE)
    app.extensions["counters"].forget()  # another process knows nothing of the first ten
    seen = [client.get(CODE).status_code for _ in range(6)]
    assert seen.count(429) >= 1


def test_the_next_minute_is_a_new_one(client, world, narrow, monkeypatch):
    for _ in range(14):
        client.get(CODE)
    later = datetime.now(UTC) + timedelta(seconds=61)
    monkeypatch.setattr("api.rates.now", lambda: later)
    assert client.get(CODE).status_code == 404


def test_another_network_is_another_count(client, world, narrow):
    for _ in range(14):
        client.get(CODE)
    theirs = client.get(CODE, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert theirs.status_code == 404


@pytest.mark.control("trust_any_forwarded")
def test_a_forged_address_is_not_another_network(client, world, narrow):
    for number in range(14):
        client.get(CODE, headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert client.get(CODE, headers={"X-Forwarded-For": "203.0.113.99"}).status_code == 429


def test_behind_a_declared_proxy_the_nearest_address_counts(settings):
    app = create_app(settings.model_copy(update={"trusted_proxies": 1}))
    seen = []
    app.before_request(lambda: seen.append(__import__("flask").request.remote_addr))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"})
    assert seen == ["198.51.100.7"]


def test_where_nobodys_address_is_known_nobody_is_counted(client, world, narrow):
    """Over a Unix socket without a declared proxy: all people would share one count."""
    seen = {client.get(CODE, environ_overrides={"REMOTE_ADDR": ""}).status_code for _ in range(20)}
    assert seen == {404}


@pytest.mark.parametrize(
    ("module", "name", "method", "path"),
    [
        ("quote", "QUOTE", "POST", "/api/v1/quotes"),
        ("figure", "OPEN_FIGURES", "GET", "/api/v1/open-figures?region=371500"),
        ("obj", "TRACE", "GET", f"{CODE}/qr.svg"),
    ],
)
def test_every_public_door_has_its_rate(app, client, world, module, name, method, path, monkeypatch):
    limit = getattr(rates, name).most
    busy = rates._Count(0, limit + 1)
    monkeypatch.setattr(rates.Counters, "hit", lambda *_: (busy, 0))
    assert client.open(path, method=method, json={} if method == "POST" else None).status_code == 429


@pytest.fixture
def few(app, monkeypatch):
    """Five requests a minute of what is open to everybody."""
    small = app.extensions["settings"].model_copy(update={"public_requests_a_minute": 5})
    monkeypatch.setitem(app.extensions, "settings", small)


PUBLIC = [
    ("GET", "/api/v1/recyclers?region=371502"),
    ("GET", "/api/v1/regions?q=%E4%B8%9C"),
    ("GET", "/api/v1/item-types"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/invitations/read"),
    ("GET", f"/api/v1/quotes/{UUID(int=1)}"),
    ("GET", "/readyz"),
]


@pytest.mark.parametrize(("method", "path"), PUBLIC)
def test_what_has_no_rate_of_its_own_has_the_public_one(client, world, few, method, path):
    seen = [client.open(path, method=method).status_code for _ in range(7)]
    assert 429 not in seen[:5]
    assert seen[5:] == [429, 429]


def test_one_network_has_one_public_count_and_pages_another(client, world, few):
    for _ in range(6):
        client.get("/api/v1/item-types")
    assert client.get("/api/v1/recyclers?region=371502").status_code == 429
    assert client.get("/favicon.ico").status_code != 429
    assert client.get("/api/v1/orders").status_code == 401, "what is not open to everybody is not counted"


def test_the_public_rate_leaves_room_for_a_carriers_nat():
    assert Settings.model_fields["public_requests_a_minute"].default >= 1000


def test_windows_are_forgotten(client, world, narrow, session):
    for _ in range(7):
        client.get(CODE)
    assert len(session.scalars(select(RateWindow)).all()) == 1
    assert forget_windows(session, datetime.now(UTC) - timedelta(minutes=10)) == 0
    assert forget_windows(session, datetime.now(UTC) + timedelta(minutes=10)) == 1


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(rates, "MOST_REMEMBERED", 10)
    counters = rates.Counters()
    for number in range(100):
        counters.hit(number.to_bytes(4, "big"), rates.TRACE, 60)
    assert len(counters.counts) <= 10
