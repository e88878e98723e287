"""`/obj/{code}`: what a scanned label opens. HTML for people, JSON and a linkset for machines (standards §3)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Response, current_app, jsonify, redirect, request
from marshmallow import EXCLUDE
from sqlalchemy.orm import Session

from api import linkset
from api.blueprint import Blueprint, query_pairs
from api.clock import now
from api.openapi_parts import ref
from api.permit import permit
from api.problem import MEDIA_TYPE
from api.qr import Level, object_url, png, svg, symbol
from api.rates import TRACE, check_rate, limited, limits_itself
from api.reader import ReaderQuery, reader
from api.schema import Text
from api.trace_json import trace_document
from api.trace_page import Looks, busy_page, malformed_page, trace_page
from api.transaction import in_transaction
from models.label_view import count_view
from models.public_trace import public_trace
from tradein.codes import CodeCheckCharacter, CodeMalformed, normalise, tidy, valid, valid_load
from tradein.public_trace import CodeStanding, LabelWithdrawn, LinkUnknown, NotACode, PublicTrace
from tradein.refusal import NotFound
from tradein.refusals.application import TooManyRequests

blp = Blueprint(
    "obj", __name__, url_prefix="/obj", description="What a scanned label opens; public, no sign-in"
)

HTML, JSON, LINKSET = "text/html", "application/json", linkset.MEDIA_TYPE
BINARY = {"type": "string", "format": "binary"}
PAGE = {HTML: {"schema": {"type": "string"}}}
MACHINES = {JSON: {"schema": {"type": "object"}}, LINKSET: {"schema": {"type": "object"}}}
PEOPLE_OR_MACHINES = {**PAGE, MEDIA_TYPE: {"schema": ref("schemas", "Problem")}}
ANSWERS = {
    "200": {"description": "Its trace; `Accept` chooses the form", "content": {**PAGE, **MACHINES}},
    "400": {"description": "Not a code", "content": PEOPLE_OR_MACHINES},
    "404": {"description": "Unknown, or reserved and not yet in use", "content": PEOPLE_OR_MACHINES},
    "410": {"description": "Void", "content": PEOPLE_OR_MACHINES},
}


class ObjectQuery(ReaderQuery):
    """How to show it, and which of its links to follow."""

    link_type = Text(
        200,
        low=0,
        load_default="",
        data_key="linkType",
        metadata={"description": "GS1 link type, `linkset` or `all`"},
    )


@blp.get("/<code>", strict_slashes=False)
@permit("unit_trace", "read")
@limits_itself(TRACE)
@blp.arguments(ObjectQuery, location="query", unknown=EXCLUDE)
@blp.response(200, {"type": "string"}, content_type=HTML)
@blp.alt_response(307, description="The link of the given link type")
@blp.alt_response(308, description="The canonical code")
@blp.doc(responses=ANSWERS)
def show_object(query: Mapping[str, str], code: str) -> Response:
    """Open a label: page, JSON (`application/json`) or linkset (`application/linkset+json`) by `Accept`."""
    who, kind = reader(query), _kind(query["link_type"])
    try:
        check_rate(TRACE)
    except TooManyRequests as slow:
        if kind != HTML:
            raise
        return busy_page(code, who, slow.facts["retry_after"])
    try:
        canonical = code if valid_load(tidy(code)) else normalise(code)
    except (CodeMalformed, CodeCheckCharacter):
        if kind != HTML:
            raise NotACode("code") from None
        return malformed_page(code, who)
    if canonical != code:
        return _moved(f"/obj/{canonical}", request.query_string.decode("ascii", "replace"), 308)
    if query["link_type"] and kind != LINKSET:
        return _follow(canonical, query["link_type"])
    counting = kind == HTML and request.method == "GET"
    trace, looks = in_transaction(lambda session: _look_up(session, canonical, counting=counting))
    return trace_page(trace, who, looks) if kind == HTML else _data(trace, kind)


@blp.get("/<code>/qr.svg")
@permit("unit_trace", "read")
@limited(TRACE)
@blp.response(200, {"type": "string"}, content_type="image/svg+xml")
def show_qr_svg(code: str) -> Response:
    """The symbol of a code as SVG, level H. It depends on the code alone and says nothing about its state."""
    return _symbol(svg(symbol(object_url(_base_url(), _exact(code)), Level.H)), "image/svg+xml")


@blp.get("/<code>/qr.png")
@permit("unit_trace", "read")
@limited(TRACE)
@blp.response(200, BINARY, content_type="image/png")
def show_qr_png(code: str) -> Response:
    """The symbol of a code as PNG, level H, six dots a module at 203 dpi (33.8 mm)."""
    return _symbol(png(symbol(object_url(_base_url(), _exact(code)), Level.H)), "image/png")


@blp.after_request
def _resolve_headers(response: Response) -> Response:
    """What a resolver always says, on redirects and refusals too."""
    response.vary.update(["Accept", "Accept-Language"])
    code = (request.view_args or {}).get("code", "")
    if valid(tidy(code)):
        response.headers["Link"] = linkset.header(_base_url(), tidy(code))
    moved = 300 <= response.status_code < 400
    if moved or response.mimetype != HTML or request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response.headers["Access-Control-Allow-Headers"] = "Accept, Accept-Language"
        response.headers["Access-Control-Expose-Headers"] = "Link"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _look_up(session: Session, code: str, *, counting: bool) -> tuple[PublicTrace, Looks | None]:
    views = count_view(session, code, now()) if counting else None
    return public_trace(session, code), Looks(*views) if views else None


def _base_url() -> str:
    return str(current_app.extensions["settings"].base_url)


def _kind(link_type: str) -> str:
    if link_type in linkset.WHOLE:
        return LINKSET
    return request.accept_mimetypes.best_match([HTML, JSON, LINKSET], HTML) or HTML


def _moved(path: str, query_string: str, status: int) -> Response:
    location = path + ("?" + query_string if query_string else "")
    answer = redirect(location, status)
    answer.headers["Cache-Control"] = "no-cache"
    return answer  # type: ignore[return-value]


def _follow(code: str, link_type: str) -> Response:
    """307 to the link of that type, the rest of the query string passed on (GS1 resolver 1.2)."""
    suffix = linkset.target(link_type)
    if suffix is None:
        raise LinkUnknown("linkType", link_type=link_type[:60])
    rest = urlencode([(name, value) for name, value in query_pairs(request) if name != "linkType"])
    return _moved(f"/obj/{quote(code)}" + (f"?{rest}" if rest else "") + suffix, "", 307)


def _data(trace: PublicTrace, kind: str) -> Response:
    if trace.state == CodeStanding.VOID:
        raise LabelWithdrawn("code", replaced_by=trace.replaced_by)
    if trace.state != CodeStanding.BOUND:
        raise NotFound("code")
    if kind == LINKSET:
        answer = jsonify(linkset.linkset(_base_url(), trace.code))
        answer.mimetype = LINKSET
    else:
        answer = jsonify(trace_document(trace, _base_url()))
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _exact(code: str) -> str:
    try:
        return normalise(code)
    except (CodeMalformed, CodeCheckCharacter):
        raise NotACode("code") from None


def _symbol(body: Any, media_type: str) -> Response:
    answer = Response(body, mimetype=media_type)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
