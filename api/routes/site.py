"""Sites: shops, warehouses and plants of an organisation."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Degrees, Identifier, Instant, Pattern, Quantity, RegionCode, Text, View
from api.transaction import in_transaction
from models.db import db
from models.party import Site
from models.party_list import sites_after
from models.scope import find
from models.site import NewSite, add_site, close_site, describe_site
from tradein.site import SiteKind

blp = Blueprint("sites", __name__, url_prefix="/api/v1/sites", description="站点 Sites")

CODE = r"[A-Z][A-Z0-9-]{1,15}"
KINDS = tuple(kind.value for kind in SiteKind)


class SiteBody(Body):
    """A place of my organisation, of a kind that fits it; `region` is its reporting district, in the area it serves."""

    code = Pattern(CODE, required=True)
    name = Text(100, required=True)
    kind = Choice(KINDS, required=True)
    region = RegionCode(required=True)
    lat = Degrees(90, attribute="lat_e6", load_default=None)
    lon = Degrees(180, attribute="lon_e6", load_default=None)
    daily_capacity = Quantity(1_000_000, load_default=None, allow_none=True)


class SiteChangeBody(Body):
    """What may change about a place; what is left out stays."""

    name = Text(100)
    lat = Degrees(90, attribute="lat_e6", allow_none=True)
    lon = Degrees(180, attribute="lon_e6", allow_none=True)
    daily_capacity = Quantity(1_000_000, allow_none=True)


class SiteView(View):
    """A site; `daily_capacity` in units."""

    id = Identifier(required=True)
    code = fields.String(required=True)
    organisation_id = Identifier(required=True)
    name = fields.String(required=True)
    kind = Choice(KINDS, required=True)
    region = fields.String(attribute="region_code", required=True)
    lat = Degrees(90, attribute="lat_e6", allow_none=True)
    lon = Degrees(180, attribute="lon_e6", allow_none=True)
    daily_capacity = fields.Integer(allow_none=True)
    closed_at = Instant(allow_none=True)


class SiteQuery(PageQuery):
    """Filters."""

    kind = Choice(KINDS)
    region = RegionCode(attribute="region_code")


@blp.post("")
@permit("organisation", "create")
@blp.arguments(SiteBody)
@blp.response(201, SiteView)
def create_site(body: dict[str, Any]) -> Site:
    """Enter a site of my organisation."""
    actor = current_actor()
    return in_transaction(lambda session: add_site(session, actor, NewSite(**body)))


@blp.get("")
@permit("organisation", "read")
@blp.arguments(SiteQuery, location="query")
@blp.response(200, listing(SiteView))
def list_sites(query: dict[str, Any]) -> Any:
    """The sites in reach, by code."""
    after, limit = query.pop("after"), query.pop("limit")
    rows = sites_after(db.session(), current_actor(), query, after, limit + 1)
    return page(rows, limit, key=lambda row: (row.code,))


@blp.get("/<code>")
@permit("organisation", "read")
@blp.response(200, SiteView)
def read_site(code: str) -> Site:
    """One site by its code."""
    return find(db.session(), current_actor(), Site, Site.code == code)


@blp.put("/<code>")
@permit("organisation", "update")
@blp.arguments(SiteChangeBody)
@blp.response(200, SiteView)
def edit_site(body: dict[str, Any], code: str) -> Site:
    """New name, position or capacity. Code, kind and district stay: events name them."""
    actor = current_actor()
    return in_transaction(lambda session: describe_site(session, actor, code, body))


@blp.post("/<code>/close")
@permit("organisation", "update")
@blp.response(200, SiteView)
def end_site(code: str) -> Site:
    """Close a site once nothing stands there; it takes no further scans."""
    actor = current_actor()
    return in_transaction(lambda session: close_site(session, actor, code, now()))
