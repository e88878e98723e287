"""The province's unified sign-on: there and back."""

from typing import Any

from flask import Response, current_app, redirect, request
from marshmallow import EXCLUDE

from api.blueprint import Blueprint
from api.identity import look_up
from api.permit import permit
from api.schema import Body, Text
from api.session_cookie import hand_out
from api.sign_in import Opened
from api.sign_on import VISIT_LASTS, arrive, set_off
from api.web_build import PLAIN_HOME, home_of

blp = Blueprint(
    "sign-on", __name__, url_prefix="/api/v1/session/oidc", description="统一身份认证 Unified sign-on"
)

COOKIE = "__Host-tradein-visit"
COOKIE_PLAIN = "tradein-visit"
HOME = "/"


class ReturnQuery(Body):
    """What the provider sends back; a provider may add words of its own, which mean nothing here."""

    state = Text(200, required=True)
    code = Text(2000, load_default=None)
    error = Text(200, load_default=None)


@blp.get("/start")
@permit("session", "create")
@blp.response(303)
def start_sign_on() -> Response:
    """Go to the unified sign-on; the browser comes back signed in."""
    state, target = set_off()
    response = redirect(target, 303)
    response.set_cookie(
        _cookie(),
        state,
        max_age=int(VISIT_LASTS.total_seconds()),
        secure=request.is_secure or current_app.extensions["settings"].production,
        httponly=True,
        samesite="Lax",  # the provider sends the browser back from another site
    )
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


@blp.get("/callback")
@permit("session", "create")
@blp.arguments(ReturnQuery, location="query", unknown=EXCLUDE)
@blp.response(303)
def finish_sign_on(query: dict[str, Any]) -> Response:
    """Back from the unified sign-on: a session for the account that an administrator has linked."""
    opened = arrive(request.cookies.get(_cookie()), query["state"], query["code"])
    hand_out(opened)
    response = redirect(_home(opened), 303)
    response.delete_cookie(_cookie(), secure=request.is_secure, httponly=True, samesite="Lax")
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


def _home(opened: Opened) -> str:
    """Where somebody who has come back goes on: their app asks for whatever the session still lacks."""
    found = look_up(opened.token)
    home = home_of(found.actor.role) if found is not None else HOME
    return HOME if home == PLAIN_HOME else home


def _cookie() -> str:
    return COOKIE if request.is_secure else COOKIE_PLAIN
