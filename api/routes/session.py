"""Signing in and out, and who I am."""

from typing import Any

from flask import request
from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import (
    ForgedRequest,
    csrf_token,
    current_actor,
    digest,
    foreign_origin,
    session_token,
)
from api.permit import permit
from api.schema import Body, Identifier, NamedView, Text, View
from api.session_cookie import hand_out, take_back
from api.sign_in import Attempt, sign_in
from api.transaction import in_transaction
from models.portrait import Portrait, portrait
from models.session import actor_of_session, end_session
from tradein.refusal import Unauthenticated

blp = Blueprint(
    "session", __name__, url_prefix="/api/v1/session", description="登录与退出 Signing in and out"
)


class SignInBody(Body):
    """What to sign in with. `membership` chooses the hat; without it the oldest valid one is worn."""

    account = Text(64, required=True)
    password = Text(128, required=True)
    membership = Identifier(load_default=None)


class HatView(View):
    """A membership the account may act in."""

    id = Identifier(required=True)
    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    organisation = fields.Nested(NamedView, required=True)


class SessionView(View):
    """Who is signed in. Send `csrf_token` as `X-CSRF-Token` with every change made under the cookie."""

    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    account = fields.Nested(NamedView, allow_none=True)
    login = fields.String(allow_none=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    organisation_kind = fields.String(allow_none=True)
    region = fields.Nested(NamedView, allow_none=True)
    membership_id = Identifier(allow_none=True)
    memberships = fields.List(fields.Nested(HatView))
    scopes = fields.List(fields.String())
    csrf_token = fields.String(allow_none=True)


@blp.post("")
@permit("session", "create")
@blp.arguments(SignInBody)
@blp.response(201, SessionView)
def open_session(body: dict[str, Any]) -> dict[str, Any]:
    """Sign in with account and password; sets the session cookie."""
    if foreign_origin():
        raise ForgedRequest
    address = request.remote_addr or "0.0.0.0"  # noqa: S104 - counted as one address, binds nothing
    opened = sign_in(Attempt(body["account"], body["password"], body["membership"], address))
    hand_out(opened)
    return _shown(_portrait_of(opened.token), opened.token)


@blp.get("")
@permit("session", "read")
@blp.response(200, SessionView)
def read_session() -> dict[str, Any]:
    """Who is signed in, by cookie or key."""
    actor = current_actor()
    shown = in_transaction(lambda session: portrait(session, actor, now()))
    return _shown(shown, None if actor.key_id else session_token())


@blp.delete("")
@permit("session", "update", action="end")
@blp.response(204)
def close_session() -> None:
    """Sign out: the session ends at once, in every tab."""
    token = session_token()
    if token is not None:
        in_transaction(lambda session: end_session(session, digest(token), now()))
    take_back()


def _portrait_of(token: str) -> Portrait:
    def read(session: Any) -> Portrait:
        actor = actor_of_session(session, digest(token), now())
        if actor is None:  # ended in the same instant by somebody else
            raise Unauthenticated
        return portrait(session, actor, now())

    return in_transaction(read)


def _shown(who: Portrait, token: str | None) -> dict[str, Any]:
    shown = {name: getattr(who, name) for name in who.__slots__}
    return {**shown, "csrf_token": csrf_token(token) if token else None}
