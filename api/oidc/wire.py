"""Talking to the provider: small answers, soon, as JSON objects, over TLS unless it runs on this machine."""

import ipaddress
import json
import ssl
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

TIMEOUT_S = 3.0
LARGEST_REPLY = 256 * 1024
PIECE = 8 * 1024
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def may_lead_to(url: str, issuer: str) -> bool:
    """Whether an issuer's discovery document may send us, or a browser, to this address.

    Over TLS to a host on the net, whose certificate then says who it is; this machine and addresses that are nobody's
    public ones only if the operator has named the same as the issuer: what a provider says never opens our own network.
    """
    parts, home = urlsplit(url), urlsplit(issuer)
    if (
        not parts.hostname
        or parts.username is not None
        or parts.fragment
        or not url.isprintable()
        or " " in url
    ):
        return False
    if (parts.scheme, parts.hostname) == (home.scheme, home.hostname):
        return True
    return parts.scheme == "https" and not _is_within(parts.hostname)


def _is_within(host: str) -> bool:
    if host in LOOPBACK or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        # Numbers that resolvers read as an address (`2130706433`, `0x7f.1`); no name ends in one.
        return host.rpartition(".")[2][:1].isdigit() or "." not in host


class WireFailed(Exception):
    """No answer, a late, huge or unreadable one, or not the one we may ask for; the words name no secret."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request: form-encoded when it has a body."""

    url: str
    body: str | None = None
    authorization: str | None = None


def ask(call: Call) -> dict[str, Any]:
    """The JSON object that answers with status 200. Redirects are not followed. Raises `WireFailed`."""
    deadline = time.monotonic() + TIMEOUT_S
    parts = urlsplit(call.url)
    connection = _connection(parts.scheme, parts.hostname, parts.port)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        method = "GET" if call.body is None else "POST"
        connection.request(method, path, call.body, _headers(call))
        status, raw = _read(connection.getresponse(), deadline)
    except (OSError, HTTPException) as error:
        raise WireFailed(type(error).__name__) from None
    finally:
        connection.close()
    if status != 200:
        raise WireFailed(f"answered {status}")
    return _object(raw)


def _connection(scheme: str, host: str | None, port: int | None) -> HTTPConnection:
    if scheme == "https" and host:
        return HTTPSConnection(host, port, timeout=TIMEOUT_S, context=ssl.create_default_context())
    if scheme == "http" and host in LOOPBACK:
        return HTTPConnection(host, port, timeout=TIMEOUT_S)
    raise WireFailed("not an https address")


def _headers(call: Call) -> dict[str, str]:
    headers = {"Accept": "application/json"}
    if call.body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if call.authorization is not None:
        headers["Authorization"] = call.authorization
    return headers


def _read(reply: HTTPResponse, deadline: float) -> tuple[int, bytes]:
    parts: list[bytes] = []
    while piece := reply.read1(PIECE):
        parts.append(piece)
        if sum(map(len, parts)) > LARGEST_REPLY or time.monotonic() > deadline:
            raise WireFailed("too long or too slow an answer")
    return reply.status, b"".join(parts)


def _object(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise WireFailed("not JSON") from None
    if not isinstance(found, dict):
        raise WireFailed("not an object")
    return found
