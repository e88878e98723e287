"""One-click sign-ins of the demo city. A production server does not have these routes at all."""

from typing import Any

from flask import Response, current_app, redirect
from marshmallow import EXCLUDE
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.demo_sign_in import key_of, offered
from api.identity import ForgedRequest, digest, foreign_origin, maybe_actor, same_origin, session_token
from api.me_page import Visitor, me_page
from api.permit import permit
from api.reader import ReaderQuery, reader
from api.schema import Body, Choice, Text
from api.session_cookie import hand_out, take_back
from api.sign_in import sign_in_to_demo
from api.transaction import in_transaction
from api.web_build import home_of
from models.portrait import portrait
from models.session import end_session
from tradein.refusal import NotFound

DEVELOPMENT_ONLY = True

blp = Blueprint("demo", __name__, description="演示登录 · Demo sign-ins")


class DemoBody(Body):
    """Whose account; the server knows its password."""

    account = Text(64, required=True)
    lang = Choice(("zh", "en"), load_default="zh")


class LeaveBody(Body):
    """In which language to go on."""

    lang = Choice(("zh", "en"), load_default="zh")


@blp.post("/demo/sign-in")
@permit("session", "create")
@blp.arguments(DemoBody, location="form")
@blp.response(303)
def sign_in_as(body: dict[str, Any]) -> Response:
    """Sign in with a demo account and go to its app."""
    if foreign_origin():
        raise ForgedRequest
    settings = current_app.extensions["settings"]
    person = next((one for one in offered(settings) if one.account == body["account"]), None)
    if person is None:
        raise NotFound("account")
    hand_out(sign_in_to_demo(person.account, person.password))
    return redirect(f"{home_of(person.role)}?lang={body['lang']}", 303)  # type: ignore[return-value]


@blp.post("/demo/sign-out")
@permit("session", "create")
@blp.arguments(LeaveBody, location="form")
@blp.response(303)
def sign_out(body: dict[str, Any]) -> Response:
    """End the session of this browser. A form cannot send the proof that scripts send, so the origin must be named."""
    if not same_origin():
        raise ForgedRequest
    token = session_token()
    if token is not None:
        in_transaction(lambda session: end_session(session, digest(token), now()))
    take_back()
    return redirect(f"/?lang={body['lang']}", 303)  # type: ignore[return-value]


@blp.get("/me")
@permit("service", "read")
@blp.arguments(ReaderQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type="text/html")
def show_me(query: dict[str, Any]) -> Response:
    """Who I am, what I may do, what to call; the public is led to the front page."""
    actor = maybe_actor()
    if actor is None:
        return redirect("/", 303)  # type: ignore[return-value]

    def read(session: Session) -> Visitor:
        who = portrait(session, actor, now())
        return Visitor(actor, who, key_of(current_app.extensions["settings"], who.login))

    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001 - the application itself
    response = me_page(app, reader(query), in_transaction(read))
    response.headers["Cache-Control"] = "no-store"
    return response
