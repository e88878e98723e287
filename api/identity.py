"""Who is asking: the session cookie or the API key of this request, resolved once, by one indexed statement."""

import hashlib
import hmac
import re
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from flask import g, request

from api.clock import now
from models.db import db
from models.session import KeyHolder, actor_of_session, holder_of_key
from tradein.actor import Actor
from tradein.refusal import Refusal, Unauthenticated

# Browsers keep a `__Host-` cookie only with Secure, Path=/ and no Domain; plain http on loopback cannot have it.
COOKIE = "__Host-tradein"
COOKIE_PLAIN = "tradein"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_KEY = re.compile(r"tik_([0-9a-z]{12})_([A-Za-z0-9_-]{43})")


class ForgedRequest(Refusal):
    """A change was asked for with a cookie but without proof that our own page asked."""

    code = "forged_request"
    status = 403
    zh = "请求来源无法确认,请刷新页面后重试。"
    en = "The origin of the request could not be confirmed. Please reload the page and try again."


def current_actor() -> Actor:
    """Who is asking; raises `Unauthenticated` for the public."""
    actor = maybe_actor()
    if actor is None:
        raise Unauthenticated
    return actor


def maybe_actor() -> Actor | None:
    """Who is asking, or None for the public. A credential that does not hold counts as none."""
    if not hasattr(g, "actor"):
        g.actor = _resolve()
    return g.actor  # type: ignore[no-any-return]


def _resolve() -> Actor | None:
    authorization = request.headers.get("Authorization")
    if authorization is not None:
        return _by_key(authorization)
    token = session_token()
    if token is None:
        return None
    actor = actor_of_session(db.session(), digest(token), now())
    if actor is not None and request.method not in SAFE:
        _refuse_forgery(token)
    return actor


def _by_key(authorization: str) -> Actor | None:
    scheme, _, credential = authorization.partition(" ")
    found = _KEY.fullmatch(credential.strip())
    if scheme.lower() != "bearer" or found is None:
        raise Unauthenticated
    holder = holder_of_key(db.session(), found[1], now())
    # The comparison runs for unknown prefixes too, so that both answers take equal time.
    right = hmac.compare_digest(digest(found[2]), holder.secret_hash if holder else b"\0" * 32)
    if holder is None or not right or not _from_listed_address(holder):
        raise Unauthenticated
    return holder.actor


def _from_listed_address(holder: KeyHolder) -> bool:
    if not holder.ip_list:
        return True
    address = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104 - matches no list, binds nothing
    return any(address in ip_network(network) for network in holder.ip_list)


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
