"""From where officers, auditors and administrators may act: the networks of a bureau."""

from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from api.audit_trail import note
from api.blueprint import Blueprint
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Identifier, Remark, Text, View
from api.transaction import in_transaction
from models.db import db
from models.network import bureaus_after, networks_of, set_networks
from models.party import Organisation

blp = Blueprint(
    "networks", __name__, url_prefix="/api/v1/networks", description="允许的网络 Allowed networks"
)

MOST = 50


class NetworksBody(Body):
    """Networks in CIDR form, and why they change. An empty list locks the bureau's people out."""

    networks = fields.List(Text(50), required=True, validate=validate.Length(max=MOST))
    reason = Remark(500, low=10, required=True)


class NetworksView(View):
    """A bureau and its networks."""

    id = Identifier(required=True)
    name = fields.String(required=True)
    region = fields.String(attribute="region_code", required=True)
    networks = fields.List(fields.String(), required=True)


@blp.get("")
@permit("system_config", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(NetworksView))
def list_networks(query: dict[str, Any]) -> Any:
    """All bureaus with their networks, newest first."""
    after = query["after"][0] if query["after"] else None
    rows = bureaus_after(db.session(), after, query["limit"])
    return page(rows, query["limit"], key=lambda row: (row.id,))


@blp.get("/<uuid:organisation_id>")
@permit("system_config", "read")
@blp.response(200, NetworksView)
def read_networks(organisation_id: UUID) -> Organisation:
    """The networks of a bureau."""
    return in_transaction(lambda session: networks_of(session, organisation_id))


@blp.put("/<uuid:organisation_id>")
@permit("system_config", "update", action="set_networks")
@blp.arguments(NetworksBody)
@blp.response(200, NetworksView)
def replace_networks(body: dict[str, Any], organisation_id: UUID) -> Organisation:
    """Replace the networks of a bureau; it counts from the next request."""
    note(f"organisation:{organisation_id}", reason=body["reason"])
    actor = current_actor()
    return in_transaction(lambda session: set_networks(session, actor, organisation_id, body["networks"]))
