"""What stands between the platform and browsers, proxies and raw sockets: on every answer, for every route."""

import re
import socket
from importlib import import_module
from itertools import cycle, islice

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import InvalidChunkSize, ParseException
from gunicorn.http.parser import RequestParser

from api.app import create_app
from api.identity import CSRF_HEADER
from api.web_build import APPS, DOCS
from tests.http.hostile import WRITES, nothing_written, targets
from tests.http.live import serving
from tradein import permissions

PAGES = ("/", "/obj/0123456789ABC", "/obj/nonsense", "/nothing-here", "/docs")
DATA = ("/api/v1/item-types", "/api/v1/units", "/api/v1/nothing", "/api/v1/openapi.json")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy(reply):
    said = reply.headers["Content-Security-Policy"]
    return {name: set(rest) for name, *rest in (part.split() for part in said.split(";") if part.strip())}


# --- Headers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PAGES, *DATA])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "TRACE"])
def test_every_answer_leaves_a_browser_no_room(client, world, path, method):
    reply = client.open(path, method=method)
    for name, value in ALWAYS.items():
        assert reply.headers[name] == value, (path, name)
    for feature in ("microphone=()", "usb=()", "payment=()", "camera=(self)"):
        assert feature in reply.headers["Permissions-Policy"]
    assert "Cross-Origin-Resource-Policy" in reply.headers
    assert "Referrer-Policy" in reply.headers
    found = policy(reply)
    assert found["frame-ancestors"] == {"'none'"}
    assert found["base-uri"] == {"'none'"}
    said = str(reply.headers)
    assert "unsafe" not in said.replace("'wasm-unsafe-eval'", "")
    assert not re.search(r"(?i)werkzeug|python|flask|gunicorn", said)


@pytest.mark.parametrize("path", DATA)
def test_data_opened_as_a_page_may_do_nothing(client, world, path):
    found = policy(client.get(path))
    assert found["default-src"] == {"'none'"}
    assert "sandbox" in found


@pytest.mark.control("cache_money_60s")
def test_no_data_is_kept_by_anybody_between(client, world):
    reply = client.get("/api/v1/units", headers=world.person("warehouse").session_headers())
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.control("runtime_template")
@pytest.mark.parametrize("entry", [DOCS, *APPS.values()], ids=lambda entry: entry.file)
def test_every_web_app_runs_under_its_own_policy(entry):
    said = entry.policy
    for part in (
        "default-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self' data:",
        "media-src 'self' blob:", "connect-src 'self'", "worker-src 'self'", "object-src 'none'", "base-uri 'none'",
        "frame-ancestors 'none'",
    ):  # fmt: skip
        assert part in said
    assert ("'wasm-unsafe-eval'" in said) == entry.scans
    assert "'unsafe-inline'" not in said
    assert "'unsafe-eval'" not in said
    assert "http:" not in said


def test_over_tls_browsers_are_told_to_stay_there(client, world):
    secure = client.get("/healthz", base_url="https://localhost")
    assert "max-age=" in secure.headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/healthz").headers


# --- Forged requests --------------------------------------------------------------------------------------------------


def changing(app, world):
    """Every changing route that needs somebody, with a person whom the table lets through its door."""
    for target in targets(app, *WRITES):
        need = target.need.asked
        if permissions.granted("public", *need):
            continue
        for (role, number), person in world.people.items():
            if number == 0 and role != "integration_client" and permissions.grants(person.actor, *need):
                yield target, person
                break


FORGED = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost:8001"},
    {"Origin": "https://localhost"},
    {"Origin": None},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {CSRF_HEADER: None},
    {CSRF_HEADER: ""},
    {CSRF_HEADER: "0" * 64},
)


@pytest.mark.control("no_csrf_proof")
def test_no_change_is_made_for_somebody_elses_page(app, client, world):
    """Every changing route, each with its next two ways of forging."""
    wrong, seen, ways = [], 0, cycle(FORGED)
    with nothing_written():
        for target, person in changing(app, world):
            for forged in islice(ways, 2):
                said = person.session_headers() | forged
                headers = {name: value for name, value in said.items() if value is not None}
                reply = client.open(target.path, method=target.method, json={}, headers=headers)
                seen += 1
                if (reply.status_code, reply.json["code"]) != (403, "forged_request"):
                    wrong.append((target.method, target.path, forged, reply.status_code, reply.json["code"]))
    assert not wrong
    assert seen > 120


def test_a_key_needs_no_proof_of_origin(client, world):
    """Nobody's browser sends a key by itself."""
    headers = {**world.person("recycler_manager").key_headers(), "Origin": "https://erp.example"}
    assert client.post("/api/v1/labels/rolls", json={"count": 1}, headers=headers).status_code == 201


# --- Hosts and proxies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("trace.example.cn", 200),
        ("evil.example", 400),
        ("trace.example.cn.evil.example", 400),
        ("trace.example.cn@evil.example", 400),
        ("", 400),
    ],
)
def test_only_known_hosts_are_answered(settings, host, status):
    app = create_app(settings.model_copy(update={"trusted_hosts": ("trace.example.cn",)}))
    reply = app.test_client().get("/healthz", headers={"Host": host})
    assert reply.status_code == status


@pytest.mark.control("trust_any_proxy")
def test_forwarded_headers_mean_nothing_until_a_proxy_is_declared(settings):
    said = {"X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}

    def seen_by(proxies):
        from flask import request

        app, seen = create_app(settings.model_copy(update={"trusted_proxies": proxies})), []
        app.before_request(lambda: seen.append((request.remote_addr, request.scheme, request.host)))
        app.test_client().get("/healthz", headers=said)
        return seen[0]

    assert seen_by(0) == ("127.0.0.1", "http", "localhost")
    assert seen_by(1) == ("1.2.3.4", "https", "evil.example")


# --- Raw sockets ------------------------------------------------------------------------------------------------------

GET = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /api/v1/quotes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
RAW = {
    "two hosts": b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 5\r\n\r\n{}xxx",
    "two equal lengths": POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    "length and chunks": POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": POST + b"Content-Length: -1\r\n\r\n",
    "length with a sign": POST + b"Content-Length: +2\r\n\r\n{}",
    "length in hexadecimal": POST + b"Content-Length: 0x2\r\n\r\n{}",
    "unknown coding": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "coding twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "broken chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}\r\n0\r\n\r\n",
    "blank before colon": GET + b"X-Thing : 1\r\n\r\n",
    "folded header": GET + b"X-Thing: 1\r\n folded\r\n\r\n",
    "bare carriage return": GET + b"X-Thing: 1\rX-Other: 2\r\n\r\n",
    "nul in header": GET + b"X-Thing: a\x00b\r\n\r\n",
    "no version": b"GET /healthz\r\n\r\n",
    "wrong version": b"GET /healthz HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n",
    "method with control": b"GE\x01T /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "sixty-one headers": GET + b"".join(b"X-%d: 1\r\n" % at for at in range(70)) + b"\r\n",
    "long line": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "long header": GET + b"X-Thing: " + b"a" * 20_000 + b"\r\n\r\n",
}


@pytest.fixture
def as_served(monkeypatch, tmp_path):
    """The settings of gunicorn as `api.serve` gives them."""
    monkeypatch.setenv("TRADEIN_HOME", str(tmp_path))
    serve, config = import_module("api.serve"), Config()
    for name in config.settings.keys() & vars(serve).keys():
        config.set(name, getattr(serve, name))
    return config


@pytest.mark.control("header_check_off")
@pytest.mark.parametrize("name", RAW)
def test_the_reader_refuses_what_another_could_read_differently(as_served, name):
    """The same without a socket, by the reader that the server starts with."""
    with pytest.raises((ParseException, InvalidChunkSize)):
        next(RequestParser(as_served, iter([RAW[name]]), ("127.0.0.1", 1))).body.read()


def spoken(address, raw):
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except ConnectionError:
            pass
    return answer


@pytest.mark.long
def test_what_two_readers_could_read_differently_is_refused(fresh_database, world, tmp_path):
    """Over a real socket to the real server: request smuggling begins where two parsers disagree."""
    with serving(fresh_database, tmp_path) as address:
        wrong = {}
        for name, raw in RAW.items():
            answer = spoken(address, raw)
            status = answer.split(b"\r\n")[0].split(b" ")[1:2]
            # One refusal, and nothing after it: a second answer would be to a request that was smuggled in.
            refused = status and (status[0].startswith(b"4") or status == [b"501"])
            if status and (not refused or answer.count(b"HTTP/1.1 ") > 1):
                wrong[name] = answer[:200]
        assert wrong == {}
        doubled_type = POST + b"Content-Type: text/html\r\nContent-Length: 2\r\n\r\n{}"
        assert b" 4" in spoken(address, doubled_type)[:12]
        server = re.search(rb"(?i)\r\nserver: ([^\r]*)", spoken(address, GET + b"Connection: close\r\n\r\n"))
        assert server is None or not re.search(rb"[0-9]", server[1])
