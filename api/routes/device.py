"""Devices: enrolled by an organisation, revoked when lost."""

from typing import Any
from uuid import UUID

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Identifier, Instant, Text, View
from api.transaction import in_transaction
from models.account import enrol_device, revoke_device
from models.db import db
from models.party import Device
from models.party_list import devices_after
from models.scope import find

blp = Blueprint("devices", __name__, url_prefix="/api/v1/devices", description="设备 Devices")


class DeviceBody(Body):
    """How people call the device."""

    name = Text(100, required=True)


class DeviceView(View):
    """A device; its `id` goes with every scan it sends."""

    id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    name = fields.String(required=True)
    enrolled_at = Instant(required=True)
    revoked_at = Instant(allow_none=True)


@blp.post("")
@permit("organisation", "create")
@blp.arguments(DeviceBody)
@blp.response(201, DeviceView)
def create_device(body: dict[str, Any]) -> Device:
    """Enrol a device of my organisation."""
    actor = current_actor()
    return in_transaction(lambda session: enrol_device(session, actor, body["name"], now()))


@blp.get("")
@permit("organisation", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(DeviceView))
def list_devices(query: dict[str, Any]) -> Any:
    """Devices in reach, newest first."""
    rows = devices_after(db.session(), current_actor(), query["after"], query["limit"] + 1)
    return page(rows, query["limit"], key=lambda row: (row.id,))


@blp.get("/<uuid:device_id>")
@permit("organisation", "read")
@blp.response(200, DeviceView)
def read_device(device_id: UUID) -> Device:
    """One device: a handset asks so whether it is still enrolled."""
    return find(db.session(), current_actor(), Device, Device.id == device_id)


@blp.delete("/<uuid:device_id>")
@permit("organisation", "update")
@blp.response(204)
def delete_device(device_id: UUID) -> None:
    """Revoke a device; its scans are refused from now on."""
    actor = current_actor()
    in_transaction(lambda session: revoke_device(session, actor, device_id, now()))
