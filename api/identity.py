"""Who is asking: the session cookie or the API key of this request, resolved once, by one indexed statement."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import g, request

from api.clock import now
from models.db import db
from models.session import KeyHolder, actor_of_session, holder_of_key
from tradein.actor import Actor
from tradein.gate import Lack, is_idle, is_seen_due, lacks, listed, needs_listed_address
from tradein.refusal import Forbidden, Refusal, Unauthenticated
from tradein.refusals.sign_in import AddressNotListed, SecondFactorRequired

# Browsers keep a `__Host-` cookie only with Secure, Path=/ and no Domain; plain http on loopback cannot have it.
COOKIE = "__Host-tradein"
COOKIE_PLAIN = "tradein"
CSRF_HEADER = "X-CSRF-Token"
NOWHERE = "0.0.0.0"  # noqa: S104 - lies in no private network, binds nothing
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_KEY = re.compile(r"tik_([0-9a-z]{12})_([A-Za-z0-9_-]{43})")


class ForgedRequest(Refusal):
    """A change was asked for with a cookie but without proof that our own page asked."""

    code = "forged_request"
    status = 403
    zh = "请求来源无法确认，请刷新页面后重试。"
    en = "The origin of the request could not be confirmed. Please reload the page and try again."


@dataclass(frozen=True, slots=True)
class Presented:
    """What this request's credential says: who, by which session (None for a key), and what is still lacking."""

    actor: Actor
    token_hash: bytes | None = None
    lacks: tuple[Lack, ...] = ()
    seen_due: bool = False


LACKING: dict[Lack, type[Refusal]] = {
    Lack.ADDRESS: AddressNotListed,
    Lack.SECOND_FACTOR: SecondFactorRequired,
}


def current_actor() -> Actor:
    """Who is asking; raises `Unauthenticated` for the public, and what a session lacks that may not act yet."""
    found = presented()
    if found is None:
        raise Unauthenticated
    refuse_lack(found)
    return found.actor


def maybe_actor() -> Actor | None:
    """Who is asking, or None for the public. A credential that does not hold, or not yet, counts as none."""
    found = presented()
    return None if found is None or found.lacks else found.actor


def session_holder() -> Presented:
    """Whose session this is, even while it lacks something. Raises `Unauthenticated`, and `Forbidden` for a key."""
    found = presented()
    if found is None:
        raise Unauthenticated
    if found.token_hash is None:
        raise Forbidden
    return found


def refuse_lack(found: Presented) -> None:
    """Raise what a session lacks before it may act."""
    for lack in found.lacks:
        raise LACKING[lack]


def presented() -> Presented | None:
    """What this request presents, asked once; None for the public."""
    if not hasattr(g, "presented"):
        g.presented = _resolve()
    return g.presented  # type: ignore[no-any-return]


def _resolve() -> Presented | None:
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        return _by_key(authorization)
    token = session_token()
    found = look_up(token) if token is not None else None
    if found is not None and token is not None and request.method not in SAFE:
        _refuse_forgery(token)
    return found


def look_up(token: str) -> Presented | None:
    """Whose session this is now, and what it lacks; one statement."""
    moment, token_hash = now(), digest(token)
    holder = actor_of_session(db.session(), token_hash, moment)
    if holder is None or is_idle(holder.proofs, holder.actor.role, moment):
        return None
    role, manager = holder.actor.role, holder.actor.manager
    missing = lacks(holder.proofs, role, caller_address(), manager=manager)
    return Presented(holder.actor, token_hash, missing, is_seen_due(holder.proofs, moment))


def _by_key(authorization: str) -> Presented:
    scheme, _, credential = authorization.partition(" ")
    found = _KEY.fullmatch(credential.strip())
    if scheme.lower() != "bearer" or found is None:
        raise Unauthenticated
    holder = holder_of_key(db.session(), found[1], now())
    # The comparison runs for unknown prefixes too, so that both answers take equal time.
    right = hmac.compare_digest(digest(found[2]), holder.secret_hash if holder else b"\0" * 32)
    if holder is None or not right or not _from_listed_address(holder):
        raise Unauthenticated
    return Presented(holder.actor)


def _from_listed_address(holder: KeyHolder) -> bool:
    """A key has no second factor: its own list binds it, and an officer's without one is bound to the bureau's."""
    if holder.ip_list:
        return listed(holder.ip_list, caller_address())
    return not needs_listed_address(holder.actor.role) or listed(holder.networks, caller_address())


def caller_address() -> str:
    """Where the request comes from; over a Unix socket without a proxy in front, from nowhere in particular."""
    return request.remote_addr or NOWHERE


def digest(secret: str) -> bytes:
    """What is stored of a token or key secret. They hold 256 random bits, so one plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).digest()


def session_token() -> str | None:
    """The well-formed session token of this request, if it brings one."""
    token = request.cookies.get(cookie_name())
    return token if token is not None and _TOKEN.fullmatch(token) else None


def cookie_name() -> str:
    """The cookie's name: prefixed over https, plain over loopback http."""
    return COOKIE if request.is_secure else COOKIE_PLAIN


def csrf_token(token: str) -> str:
    """The proof that a page of ours has read its session: derived from the cookie that scripts cannot read."""
    return hmac.new(token.encode(), b"tradein csrf", hashlib.sha256).hexdigest()


def _refuse_forgery(token: str) -> None:
    given = request.headers.get(CSRF_HEADER, "")
    # Both are asked: the origin cannot be set by a page, the token cannot be read by one.
    if not same_origin() or not hmac.compare_digest(given.encode(), csrf_token(token).encode()):
        raise ForgedRequest


def same_origin() -> bool:
    """Whether the browser says that a page of ours sent this; a request that says nothing is not believed."""
    said = "Origin" in request.headers or "Sec-Fetch-Site" in request.headers
    return said and not foreign_origin()


def foreign_origin() -> bool:
    """Whether the browser says that somebody else's page sent this (signing in has no session to protect yet)."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    theirs = origin is not None and urlsplit(origin)[:2] != (request.scheme, request.host)
    return theirs or site not in {None, "same-origin", "none"}
