"""What everybody who signs in is told about the session, whichever way they came."""

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.clock import now
from api.identity import Presented, csrf_token, look_up
from api.schema import Identifier, Instant, NamedView, View
from api.session_cookie import hand_out
from api.sign_in import Opened
from api.transaction import in_transaction
from models.portrait import portrait
from models.second_factor import is_enrolled
from tradein.actor import Actor
from tradein.refusal import Unauthenticated


class HatView(View):
    """A membership the account may act in."""

    id = Identifier(required=True)
    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    organisation = fields.Nested(NamedView, required=True)


class SessionView(View):
    """Who is signed in. Send `csrf_token` as `X-CSRF-Token` with every change made under the cookie.

    `lacks` says what is still needed before anything else works: `second_factor` (give it, or set it up while
    `second_factor_enrolled` is false), `address` (come from a listed network). `fresh_proof` says whether sensitive
    acts may be done now without proving one's identity again. `suspended` are organisations of mine whose bureau has
    stopped them: their hats are missing meanwhile. After `password_expires_at` signing in asks for a new password.
    """

    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    account = fields.Nested(NamedView, allow_none=True)
    login = fields.String(allow_none=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    organisation_kind = fields.String(allow_none=True)
    region = fields.Nested(NamedView, allow_none=True)
    membership_id = Identifier(allow_none=True)
    memberships = fields.List(fields.Nested(HatView))
    suspended = fields.List(fields.Nested(NamedView), required=True)
    password_expires_at = Instant(allow_none=True)
    scopes = fields.List(fields.String())
    csrf_token = fields.String(allow_none=True)
    lacks = fields.List(fields.String(), required=True)
    second_factor_enrolled = fields.Boolean(required=True)
    fresh_proof = fields.Boolean(required=True)


def opened(session_opened: Opened) -> dict[str, Any]:
    """Hand out the cookie, and describe the session just opened."""
    hand_out(session_opened)
    return described(session_opened.token)


def described(token: str) -> dict[str, Any]:
    """A session as it is after this request has changed it."""
    found = look_up(token)
    if found is None:  # ended in the same instant by somebody else
        raise Unauthenticated
    return shown(found, token)


def shown(found: Presented, token: str | None) -> dict[str, Any]:
    """A session or key in words; the token of a session gives its CSRF proof."""

    def read(session: Session) -> dict[str, Any]:
        actor = found.actor
        who = portrait(session, actor, now())
        return {
            **{name: getattr(who, name) for name in who.__slots__},
            "csrf_token": csrf_token(token) if token else None,
            "lacks": [lack.value for lack in found.lacks],
            "second_factor_enrolled": _enrolled(session, actor),
            "fresh_proof": actor.fresh_proof,
        }

    return in_transaction(read)


def _enrolled(session: Session, actor: Actor) -> bool:
    if actor.account_id is None:
        return False
    return is_enrolled(session, actor.account_id)
