"""Pages for people: the front page, the look-up of a code, the API reference, and the files of the web build."""

from datetime import date
from typing import Any
from urllib.parse import quote

from flask import Response, current_app, redirect, request
from marshmallow import EXCLUDE
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.demo_sign_in import offered
from api.front_page import Board, front_page
from api.pages import HERE
from api.permit import permit
from api.reader import ReaderQuery, reader
from api.schema import Text
from api.web_build import APPS, DOCS, asset, entry_page, worker
from models.db import db
from models.open_figures import OpenFigures, open_figures
from models.served import served_provinces
from tradein.codes import CodeCheckCharacter, CodeMalformed, normalise
from tradein.moment import day_of
from tradein.span import ONE_DAY, Span, month_end, month_start

LONGEST_SHOWN = 40
DAY_SECONDS = 86_400

blp = Blueprint("web", __name__, description="网页 · Pages")


class CodeQuery(ReaderQuery):
    """A code as somebody typed or pasted it."""

    code = Text(400, low=0, load_default="")


@blp.get("/")
@permit("service", "read")
@blp.arguments(ReaderQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type="text/html")
def show_front(query: dict[str, Any]) -> Response:
    """The front page; asked for anew each time, sent only when it changed."""
    month = month_start(month_start(day_of(now())) - ONE_DAY)
    board = Board(month, _published(month))
    response = front_page(reader(query), board, offered(current_app.extensions["settings"]))
    response.vary.add("Accept-Language")
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


@blp.get("/obj")
@permit("unit_trace", "read")
@blp.arguments(CodeQuery, location="query", unknown=EXCLUDE)
@blp.response(303)
def find_object(query: dict[str, Any]) -> Response:
    """Lead from the look-up form to the code's page; the address inside a label's symbol may be pasted too."""
    typed = query["code"].strip().rstrip("/").rpartition("/")[2].partition("?")[0]
    try:
        code = normalise(typed)
    except (CodeMalformed, CodeCheckCharacter):
        code = typed[:LONGEST_SHOWN]
    suffix = f"?lang={quote(query['lang'])}" if query["lang"] else ""
    return redirect((f"/obj/{quote(code, safe='')}" if code else "/") + suffix, 303)  # type: ignore[return-value]


@blp.get("/docs")
@permit("service", "read")
@blp.arguments(ReaderQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type="text/html")
def show_docs(_query: dict[str, Any]) -> Response:
    """A readable, searchable page made from the OpenAPI document; it needs JavaScript."""
    return entry_page(DOCS)


@blp.get("/<any(m, r, d, gov, o):name>/")
@permit("service", "read")
@blp.arguments(ReaderQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type="text/html")
def show_app(_query: dict[str, Any], name: str) -> Response:
    """An app: of consumers (`m`), collection (`r`), dismantling (`d`), oversight (`gov`),
    organisations (`o`). It needs JavaScript.
    """
    return entry_page(APPS[name])


@blp.get("/<any(r, d):name>/sw.js")
@permit("service", "read")
@blp.response(200, {"type": "string"}, content_type="text/javascript")
def send_worker(name: str) -> Response:
    """The script that lets an app work offline."""
    return worker(APPS[name])


@blp.get("/assets/<name>")
@permit("service", "read")
@blp.response(200, {"type": "string"}, content_type="application/octet-stream")
def send_asset(name: str) -> Response:
    """A file of the web build."""
    return asset(name)


@blp.get("/favicon.ico")
@permit("service", "read")
@blp.response(200, {"type": "string"}, content_type="image/svg+xml")
def send_icon() -> Response:
    """The sign of the platform; browsers ask for it by this name whatever its format."""
    response = Response((HERE / "static" / "icon.svg").read_bytes(), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
    return response


def _published(month: date) -> list[OpenFigures] | None:
    span = Span(month, month_end(month))
    session: Session = db.session()
    try:
        return [open_figures(session, code, span) for code in served_provinces(session)]
    except (DBAPIError, PoolTimeout):
        # The front page also says that we exist; without its figures it still does.
        session.rollback()
        return None
