"""Qualified recyclers near a consumer; public, so that nobody needs an account to find an honest one."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.freshness import kept_for
from api.paging import listing
from api.permit import permit
from api.schema import Body, Day, Identifier, Instant, RegionCode, View
from models.db import db
from models.recycler_directory import Recycler, recyclers_of

KEPT_SECONDS = 60

blp = Blueprint(
    "recyclers", __name__, url_prefix="/api/v1/recyclers", description="合规回收企业 Qualified recyclers"
)


class RecyclerQuery(Body):
    """A district, or a node whose districts are all meant."""

    region = RegionCode(required=True)


class RecyclerSiteView(View):
    """An open place, to its district."""

    name = fields.String(required=True)
    kind = fields.String(required=True)
    region = fields.String(required=True)
    region_name = fields.String(required=True)


class RecyclerView(View):
    """A recycler whose licence holds today and who still has room; `next_start` is its next window with a place."""

    id = Identifier(required=True)
    name = fields.String(required=True)
    licence_no = fields.String(required=True)
    licence_valid_to = Day(required=True)
    region = fields.String(required=True)
    region_name = fields.String(required=True)
    next_start = Instant(required=True, allow_none=True)
    sites = fields.List(fields.Nested(RecyclerSiteView), required=True)


@blp.get("")
@permit("slot", "read")
@kept_for(KEPT_SECONDS)
@blp.arguments(RecyclerQuery, location="query")
@blp.response(200, listing(RecyclerView))
def list_recyclers(query: dict[str, Any]) -> dict[str, list[Recycler]]:
    """Recyclers that collect here, licensed today, the soonest to come first."""
    return {"items": recyclers_of(db.session(), query["region"], now())}
