"""Our side of the unified sign-on: authorisation code with PKCE, state and nonce; an id token we check ourselves.

RFC 6749, RFC 7636, RFC 9207 and OpenID Connect Core 1.0 §3.1. Endpoints and keys come from the issuer's discovery
document, which must name that very issuer. Nothing the provider says gives anybody a role here: the subject leads to
an account that an administrator has linked beforehand, or to nobody.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from api.oidc.wire import Call, WireFailed, ask, may_lead_to
from api.settings import Settings

ALGORITHMS = ("RS256", "PS256", "ES256")
"""Signatures by a key pair; `none` and shared secrets prove nothing about who signed."""
SKEW_S = 60
KEYS_FOR_S = 600
REFETCH_AFTER_S = 5
SCOPE = "openid"
LONGEST_SUBJECT = 255
"""OpenID Connect Core §2: `sub` has at most 255 ASCII characters."""


class SignOnRefused(Exception):
    """The provider, or what it sent, is not to be believed; the words are for the log and name nobody."""


@dataclass(frozen=True, slots=True)
class Relying:
    """Who we are to the provider."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str = ""
    strong_acr: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: everything it needs comes from its state under our key, so that nothing secret is stored."""

    state: str
    key: bytes = field(repr=False)

    @property
    def nonce(self) -> str:
        """What the id token must repeat."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """The PKCE secret (RFC 7636 §4.1): 43 characters."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """What the provider hears of it beforehand (S256)."""
        return _base64(hashlib.sha256(self.verifier.encode()).digest())

    def _derived(self, what: str) -> str:
        return _base64(hmac.digest(self.key, f"oidc {what} {self.state}".encode(), hashlib.sha256))


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the provider vouches for; `strong` when it says they gave two factors, in a way we have agreed on."""

    issuer: str
    subject: str
    strong: bool


class Client:
    """One provider's client; endpoints and keys are kept for ten minutes."""

    def __init__(self, relying: Relying) -> None:
        self.relying = relying
        self._kept: dict[str, tuple[float, dict[str, Any]]] = {}

    def address(self, visit: Visit) -> str:
        """Where to send the browser. Raises `SignOnRefused`."""
        asked = {
            "response_type": "code",
            "client_id": self.relying.client_id,
            "redirect_uri": self.relying.redirect_uri,
            "scope": SCOPE,
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": visit.challenge,
            "code_challenge_method": "S256",
        }
        endpoint = self._endpoint("authorization_endpoint")
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def person(self, visit: Visit, code: str, now: datetime) -> Person:
        """Whom the code stands for: exchanged, and its id token checked. Raises `SignOnRefused`."""
        token = self._exchange(visit, code)
        claims = self._claims(token)
        _check(claims, self.relying, visit.nonce, now)
        return Person(self.relying.issuer, claims["sub"], claims.get("acr") in self.relying.strong_acr)

    def _exchange(self, visit: Visit, code: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.relying.redirect_uri,
            "code_verifier": visit.verifier,
        }
        # RFC 6749 §2.3.1: both are form-encoded before they become Basic credentials.
        pair = f"{quote(self.relying.client_id, safe='')}:{quote(self.relying.client_secret, safe='')}"
        basic = base64.b64encode(pair.encode()).decode()
        said = self._ask(Call(self._endpoint("token_endpoint"), urlencode(form), f"Basic {basic}"))
        token = said.get("id_token")
        if not isinstance(token, str):
            raise SignOnRefused("no id token")
        return token

    def _claims(self, token: str) -> Mapping[str, Any]:
        # Loaded by whoever signs on: other workers carry no JOSE library.
        from api.oidc.token import TokenUnreadable, claims_of, key_set

        trouble = ""
        # A key we do not know yet: the provider may have changed its keys, so they are asked for once more.
        for at_most_s in (KEYS_FOR_S, REFETCH_AFTER_S):
            try:
                keys = key_set(self._fetched(self._endpoint("jwks_uri"), at_most_s))
                return claims_of(token, keys, ALGORITHMS)
            except TokenUnreadable as error:
                trouble = str(error)
        raise SignOnRefused(f"the id token's keys or signature: {trouble}")

    def _endpoint(self, name: str) -> str:
        issuer = self.relying.issuer
        found = self._fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration", KEYS_FOR_S)
        if found.get("issuer") != issuer or not isinstance(found.get(name), str):
            raise SignOnRefused("its discovery document names another issuer, or no endpoint")
        if not may_lead_to(found[name], issuer):
            raise SignOnRefused(f"its discovery document leads astray: {name}")
        return str(found[name])

    def _fetched(self, url: str, at_most_s: float) -> dict[str, Any]:
        kept = self._kept.get(url)
        if kept is None or time.monotonic() - kept[0] > at_most_s:
            kept = self._kept[url] = (time.monotonic(), self._ask(Call(url)))
        return kept[1]

    def _ask(self, call: Call) -> dict[str, Any]:
        try:
            return ask(call)
        except WireFailed as error:
            raise SignOnRefused(f"unreachable: {error}") from None


def _check(claims: Mapping[str, Any], relying: Relying, nonce: str, now: datetime) -> None:
    """OpenID Connect Core §3.1.3.7, numbers 2–11."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    moment = now.timestamp()
    faults = {
        "issuer": claims.get("iss") != relying.issuer,
        "audience": relying.client_id not in audiences,
        "authorised party": claims.get("azp", relying.client_id) != relying.client_id
        or (len(audiences) > 1 and "azp" not in claims),
        "expiry": not _number(claims.get("exp")) or moment >= claims["exp"] + SKEW_S,
        "time of issue": not _number(claims.get("iat")) or claims["iat"] > moment + SKEW_S,
        "nonce": not _same(claims.get("nonce"), nonce),
        "subject": not _is_subject(claims.get("sub")),
    }
    if wrong := [name for name, is_wrong in faults.items() if is_wrong]:
        raise SignOnRefused(f"the id token's {', '.join(wrong)}")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())


def _is_subject(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SUBJECT and value.isprintable()


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def relying_of(settings: Settings) -> Relying | None:
    """Who we are to the province's sign-on; None while none is set up."""
    if not settings.oidc_issuer:
        return None
    secret = settings.oidc_client_secret
    return Relying(
        settings.oidc_issuer,
        settings.oidc_client_id,
        secret.get_secret_value() if secret else "",
        f"{settings.base_url}/api/v1/session/oidc/callback",
        settings.oidc_strong_acr,
    )
