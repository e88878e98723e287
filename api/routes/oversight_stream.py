"""A stream that says when figures of a region changed, so that a screen reads them again at once."""

from flask import Response, copy_current_request_context, request
from marshmallow import fields

from api import stream
from api.blueprint import Blueprint
from api.identity import current_actor
from api.permit import permit
from api.schema import View
from models.db import db
from models.territory import overseen
from tradein.refusal import Refusal

LAST_SEEN = "Last-Event-ID"

blp = Blueprint(
    "oversight-stream", __name__, url_prefix="/api/v1/oversight", description="指标变动 · Live figures"
)


class ChangeView(View):
    """The data of every event: the region asked for, and the districts in it whose figures changed."""

    region = fields.String(required=True)
    districts = fields.List(fields.String(), required=True)


@blp.get("/<string:region>/stream")
@permit("oversight", "read")
@blp.response(200, ChangeView, content_type="text/event-stream")
def stream_changes(region: str) -> Response:
    """Server-sent events: `ready` once, then `figures` when some changed, `reset` when some may have been missed.

    Read the figures after `ready` and after every event, at most once a second. Reconnect with `Last-Event-ID` after
    any end; 503 says that too many streams are open here.
    """
    districts = _overseen(region)
    if request.method == "HEAD":  # nobody would read, or close, what begins here
        return Response(mimetype="text/event-stream", headers=stream.HEADERS)

    @copy_current_request_context
    def rights() -> frozenset[str] | None:
        try:
            return _overseen(region)
        except Refusal:
            return None

    return stream.response(stream.Subscription(region, districts, rights, _last_seen()))


def _overseen(region: str) -> frozenset[str]:
    return frozenset(overseen(db.session(), current_actor(), region).leaves)


def _last_seen() -> int | None:
    """Where a resumed stream stopped; one that we did not issue counts as long ago."""
    given = request.headers.get(LAST_SEEN)
    if given is None:
        return None
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= 18 else 0
