"""Short links to files: for one object, one person and at most five minutes, under a key that is named.

The session or key of whoever opens it is asked as always; the signature says that this person was shown this object
just now. A link that is copied, forwarded or found in a log opens nothing for anybody else.
"""

import hashlib
import hmac
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app

from api.clock import now
from api.identity import current_actor
from tradein.actor import Actor
from tradein.refusals.photo import LinkEnded

LIFETIME = 300
"""Seconds."""


def link(path: str, about: str) -> str:
    """`path` with what opens it for the actor of this request: `about` names the object, and how it is handed out."""
    expires = int(now().timestamp()) + LIFETIME
    name, key = _key()
    said = {"expires": expires, "key": name, "signature": _sign(key, about, current_actor(), expires)}
    return f"{path}?{urlencode(said)}"


def check_link(about: str, expires: int, key_name: str, signature: str) -> None:
    """Raises `link_ended` unless this link was made for this object and this person, and has not ended."""
    name, key = _key()
    left = expires - int(now().timestamp())
    right = _sign(key, about, current_actor(), expires)
    # Compared whatever else is wrong, so that a wrong signature takes as long as a late one.
    signed = hmac.compare_digest(right, signature)
    if not signed or name != key_name or not 0 < left <= LIFETIME:
        raise LinkEnded("signature")


def _key() -> tuple[str, bytes]:
    secret: str = current_app.extensions["settings"].secret("link")
    key = secret.encode()
    return hashlib.sha256(b"key id\0" + key).hexdigest()[:8], key


def _sign(key: bytes, about: str, actor: Actor, expires: int) -> str:
    who: UUID | None = actor.account_id or actor.key_id
    said = f"{about}\0{who}\0{actor.role}\0{actor.organisation_id}\0{expires}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
