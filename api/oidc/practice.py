"""A provider to practise against, for tests and development: faithful by default, and wrong in one way when told to.

    python -m api.oidc.practice --port 8099 --subject 370000-0001

and `TRADEIN_OIDC_ISSUER=http://127.0.0.1:8099 TRADEIN_OIDC_CLIENT_ID=tradein TRADEIN_OIDC_CLIENT_SECRET=practice`.
It signs everybody on as `subject` without asking; it is no part of a production server.
"""

import base64
import hashlib
import json
import secrets
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CODE_LASTS_S = 60


class Fault(StrEnum):
    """How the practice provider misbehaves."""

    NONE = "none"
    WRONG_NONCE = "wrong_nonce"
    EXPIRED = "expired"
    WRONG_AUDIENCE = "wrong_audience"
    WRONG_ISSUER = "wrong_issuer"
    BAD_SIGNATURE = "bad_signature"
    UNSIGNED = "unsigned"
    SHARED_SECRET = "shared_secret"  # noqa: S105 - a kind of signature
    FROM_THE_FUTURE = "from_the_future"
    NO_SUBJECT = "no_subject"
    NOT_JSON = "not_json"
    ENDLESS = "endless"
    DOWN = "down"


@dataclass
class Grant:
    """A code given out, and what it was asked for with."""

    challenge: str
    nonce: str
    redirect_uri: str
    given_at: float


@dataclass
class PracticeProvider:
    """One issuer with one client; `fault` may be changed at any time, and `subject` says who is signing on."""

    client_id: str = "tradein"
    client_secret: str = field(default="practice", repr=False)
    subject: str = "370000-0001"
    acr: str | None = None
    fault: Fault = Fault.NONE
    key: RSAKey = field(default_factory=lambda: _new_key("first"))
    grants: dict[str, Grant] = field(default_factory=dict)
    issuer: str = ""

    def start(self, port: int = 0) -> ThreadingHTTPServer:
        """A server on 127.0.0.1, not yet serving; its address becomes the issuer."""
        provider = self

        class Handler(_Handler):
            practice = provider

        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.issuer = f"http://127.0.0.1:{server.server_port}"
        return server

    def change_keys(self) -> None:
        """Sign with a new key from now on, as providers do every few months."""
        self.key = _new_key(secrets.token_hex(4))

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes after signing on. Raises `ValueError` for a request a provider would refuse."""
        if asked.get("client_id") != self.client_id or asked.get("response_type") != "code":
            raise ValueError("unauthorized_client")
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            raise ValueError("invalid_request")
        code = secrets.token_urlsafe(24)
        self.grants[code] = Grant(
            asked["code_challenge"], asked.get("nonce", ""), asked["redirect_uri"], time.monotonic()
        )
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked.get('state', '')})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any]:
        """The token endpoint's answer. Raises `ValueError` as above; a code is good once, for a minute."""
        grant = self.grants.pop(form.get("code", ""), None)
        if not self._knows(authorization):
            raise ValueError("invalid_client")
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if grant is None or grant.challenge != challenge or grant.redirect_uri != form.get("redirect_uri"):
            raise ValueError("invalid_grant")
        if time.monotonic() - grant.given_at > CODE_LASTS_S:
            raise ValueError("invalid_grant")
        return {"access_token": "practice", "token_type": "Bearer", "id_token": self.id_token(grant.nonce)}

    def _knows(self, authorization: str) -> bool:
        try:
            pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        except ValueError:
            return False
        name, _, secret = pair.partition(":")
        return (unquote(name), unquote(secret)) == (self.client_id, self.client_secret)

    def id_token(self, nonce: str) -> str:
        """A signed id token, wrong in the way of `fault`."""
        issued = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "sub": self.subject,
            "aud": self.client_id,
            "iat": issued,
            "exp": issued + 300,
            "nonce": nonce,
        }
        if self.acr is not None:
            claims["acr"] = self.acr
        claims |= _spoilt(self.fault, issued)
        if self.fault is Fault.NO_SUBJECT:
            del claims["sub"]
        return self._signed(claims)

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.fault is Fault.UNSIGNED:
            parts = (_part({"alg": "none"}), _part(claims), "")
            return ".".join(parts)
        if self.fault is Fault.SHARED_SECRET:
            return _signed_with_public_key(claims, self.key)
        key = _new_key(str(self.key.kid)) if self.fault is Fault.BAD_SIGNATURE else self.key
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, key, algorithms=["RS256"])

    def discovery(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        """The public keys."""
        return dict(KeySet([self.key]).as_dict(private=False))


def _new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"}, private=True)


def _spoilt(fault: Fault, issued: int) -> dict[str, Any]:
    wrong: dict[Fault, dict[str, Any]] = {
        Fault.WRONG_NONCE: {"nonce": "somebody else's"},
        Fault.EXPIRED: {"iat": issued - 7200, "exp": issued - 3600},
        Fault.WRONG_AUDIENCE: {"aud": "another-client"},
        Fault.WRONG_ISSUER: {"iss": "https://sign-on.example"},
        Fault.FROM_THE_FUTURE: {"iat": issued + 3600, "exp": issued + 7200},
    }
    return wrong.get(fault, {})


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _signed_with_public_key(claims: dict[str, Any], key: RSAKey) -> str:
    """The old trick: HS256 with the public key as the secret, hoping that the client mixes up the two."""
    import hmac

    head = f"{_part({'alg': 'HS256', 'kid': key.kid})}.{_part(claims)}"
    mac = hmac.digest(key.as_pem(private=False), head.encode(), hashlib.sha256)
    return f"{head}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


class _Handler(BaseHTTPRequestHandler):
    practice: PracticeProvider
    timeout = 5

    def do_GET(self) -> None:
        """Discovery, keys, and signing on."""
        parts = urlsplit(self.path)
        if self.practice.fault is Fault.DOWN:
            self._answer(503, b"down", "text/plain")
        elif parts.path == "/.well-known/openid-configuration":
            self._json(self.practice.discovery())
        elif parts.path == "/keys":
            self._json(self.practice.keys())
        elif parts.path == "/authorize":
            self._authorize({name: values[0] for name, values in parse_qs(parts.query).items()})
        else:
            self._answer(404, b"not here", "text/plain")

    def do_POST(self) -> None:
        """The token endpoint."""
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        form = {name: values[0] for name, values in parse_qs(raw).items()}
        if self.practice.fault is Fault.NOT_JSON:
            self._answer(200, b"<html>maintenance</html>", "text/html")
        elif self.practice.fault is Fault.ENDLESS:
            self._answer(200, b'{"id_token": "' + b"a" * 1_000_000 + b'"}', "application/json")
        else:
            self._token(form)

    def _token(self, form: dict[str, str]) -> None:
        try:
            self._json(self.practice.token(form, self.headers.get("Authorization", "")))
        except ValueError as refused:
            self._json({"error": str(refused)}, 400)

    def _authorize(self, asked: dict[str, str]) -> None:
        try:
            target = self.practice.authorize(asked)
        except (ValueError, KeyError) as refused:
            self._json({"error": str(refused)}, 400)
            return
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _json(self, value: dict[str, Any], status: int = 200) -> None:
        self._answer(status, json.dumps(value).encode(), "application/json")

    def _answer(self, status: int, raw: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Say nothing: codes stand in its lines."""


def main() -> None:
    """Serve until interrupted."""
    parser = ArgumentParser(description="A unified sign-on to practise against.")
    parser.add_argument("--port", type=int, default=8099)
    parser.add_argument("--subject", default="370000-0001")
    parser.add_argument("--fault", type=Fault, choices=list(Fault), default=Fault.NONE)
    said = parser.parse_args()
    provider = PracticeProvider(subject=said.subject, fault=said.fault)
    server = provider.start(said.port)
    print(f"issuer {provider.issuer}, client {provider.client_id}, secret {provider.client_secret}")  # noqa: T201
    server.serve_forever()


if __name__ == "__main__":
    main()
