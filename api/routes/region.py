"""Regions: the picker's cascade, a node with its path and former names, and new function zones."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.freshness import REFERENCE_SECONDS, kept_for
from api.identity import current_actor
from api.paging import listing
from api.permit import permit
from api.schema import Body, RegionCode, Text, View
from api.transaction import in_transaction
from models import region, zone
from models.db import db
from tradein.refusal import NotFound
from tradein.refusals.region import RegionUnknown

PICKER_ROWS = 50

blp = Blueprint("regions", __name__, url_prefix="/api/v1/regions", description="行政区划与功能区 Regions")


class RegionView(View):
    """A node. `leaf`: units are booked and counted here. `selectable`: a form may offer it."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True)
    parent_code = fields.String(required=True, allow_none=True)
    leaf = fields.Boolean(required=True)
    selectable = fields.Boolean(required=True)


class FormerRegionView(View):
    """An abolished code whose area, whole or in part, belongs here now."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    split = fields.Boolean(required=True)


class RegionPageView(RegionView):
    """A node among its neighbours. `path` runs from the province to the node itself."""

    asked = fields.String(
        required=True, metadata={"description": "the code asked for, which may be abolished"}
    )
    note = fields.String(required=True, allow_none=True)
    valid_from = fields.Date(required=True, allow_none=True)
    valid_to = fields.Date(required=True, allow_none=True)
    path = fields.List(fields.Nested(RegionView), required=True)
    children = fields.List(fields.Nested(RegionView), required=True)
    former = fields.List(fields.Nested(FormerRegionView), required=True)


class RegionQuery(Body):
    """Without anything: the provinces. `parent`: its children. `q`: part of a name, or how a code begins."""

    parent = RegionCode(load_default=None)
    q = Text(20, load_default=None)


class ZoneBody(Body):
    """A function zone; without a code the next free one of the city is given. `note` says by which document."""

    name = Text(50, low=2, required=True)
    parent_code = RegionCode(required=True)
    code = RegionCode(load_default=None)
    note = Text(200, required=True)


@blp.get("")
@permit("region", "read")
@kept_for(REFERENCE_SECONDS)
@blp.arguments(RegionQuery, location="query")
@blp.response(200, listing(RegionView))
def list_regions(query: dict[str, Any]) -> dict[str, Any]:
    """Provinces, the children of a node, or a search."""
    session = db.session()
    parent = region.resolve(session, query["parent"], "parent").code if query["parent"] else None
    if query["q"]:
        return {"items": region.search(session, query["q"], parent, PICKER_ROWS)}
    return {"items": region.children(session, parent)}


# Six signs, as codes have: `/zones` is no region.
@blp.get("/<string(length=6):code>")
@permit("region", "read")
@kept_for(REFERENCE_SECONDS)
@blp.response(200, RegionPageView)
def show_region(code: str) -> dict[str, Any]:
    """A node with its path, children and former names; an abolished code shows its successor."""
    session = db.session()
    try:
        node = region.resolve(session, code, "code")
    except RegionUnknown:
        raise NotFound from None
    return {
        **RegionView().dump(node),
        "asked": code,
        "note": node.note,
        "valid_from": node.valid_from,
        "valid_to": node.valid_to,
        "path": region.path(session, node.code),
        "children": region.children(session, node.code),
        "former": region.former_names(session, node.code),
    }


@blp.post("/zones")
@permit("region", "create")
@blp.arguments(ZoneBody)
@blp.response(201, RegionView)
def create_zone(body: dict[str, Any]) -> region.Region:
    """Add a function zone (高新区, 经开区 …) under a city of one's own jurisdiction."""
    wish = zone.NewZone(**body)
    return in_transaction(lambda session: zone.add_zone(session, current_actor(), wish, now()))
