"""Appointing officers: cities appoint for districts, provinces for cities, two administrators for a province."""

import secrets
from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import fields

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor, digest
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.personal_body import PersonName
from api.schema import Body, Identifier, Instant, NamedView, Remark, View
from api.transaction import in_transaction
from models.db import db
from models.invitation import Invitation
from models.officer_appointment import (
    Appointed,
    AppointmentProposal,
    Office,
    appoint,
    appointed_after,
    confirm,
    end,
    propose,
)

blp = Blueprint(
    "appointments",
    __name__,
    url_prefix="/api/v1/appointments",
    description="主管人员任命 Appointments of officers",
)

RESOURCE = "officer_appointment"
PROVINCE = "province_officer"


class OfficeBody(Body):
    """Whom to appoint, into which bureau, until when (null: until ended), and why."""

    bureau = Identifier(required=True)
    display_name = PersonName(required=True)
    valid_to = Instant(load_default=None, allow_none=True)
    reason = Remark(500, low=10, required=True)


class EndBody(Body):
    """Why the term ends."""

    reason = Remark(500, low=10, required=True)


class OfferMadeView(View):
    """The invitation to the office; the link is shown this once."""

    id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    display_name = fields.String(required=True)
    role = fields.String(required=True)
    valid_to = Instant(allow_none=True)
    expires_at = Instant(required=True)
    link = fields.String(required=True)


class ProposalView(View):
    """A province's appointment waiting for the second administrator."""

    id = Identifier(required=True)
    bureau_id = Identifier(required=True)
    display_name = fields.String(required=True)
    valid_to = Instant(allow_none=True)
    proposed_by = Identifier(required=True)
    proposed_at = Instant(required=True)
    expires_at = Instant(required=True)


class OfficerView(View):
    """An officer's term. `id` is the term's."""

    id = Identifier(required=True, attribute="membership.id")
    account = fields.Nested(NamedView, required=True)
    role = fields.String(required=True, attribute="membership.role")
    bureau = fields.Nested(NamedView, required=True)
    region = fields.String(required=True, attribute="bureau.region_code")
    valid_from = Instant(required=True, attribute="membership.valid_from")
    valid_to = Instant(allow_none=True, attribute="membership.valid_to")


def _office(role: str, body: dict[str, Any]) -> Office:
    note(reason=body["reason"])
    return Office(role, body["bureau"], body["display_name"], body["valid_to"])


def _offer(made: Invitation, token: str) -> dict[str, Any]:
    base = current_app.extensions["settings"].base_url
    names = ("id", "organisation_id", "display_name", "role", "valid_to", "expires_at")
    shown = {name: getattr(made, name) for name in names}
    return shown | {"link": f"{base}/gov#/invitation/{token}"}


def _appoint(role: str, body: dict[str, Any]) -> dict[str, Any]:
    by, office, token = (current_actor(), now()), _office(role, body), secrets.token_urlsafe(32)
    made = in_transaction(lambda session: appoint(session, by, office, digest(token)))
    return _offer(made, token)


def _end(role: str, membership_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    by = (current_actor(), now())
    note(reason=body["reason"])
    return _shown(in_transaction(lambda session: end(session, by, role, membership_id)))


def _shown(one: Appointed) -> dict[str, Any]:
    account = {"id": one.account.id, "name": one.account.display_name}
    return {"membership": one.membership, "account": account, "bureau": one.bureau}


@blp.get("")
@permit(RESOURCE, "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(OfficerView))
def list_officers(query: dict[str, Any]) -> Any:
    """Officers' terms in reach, newest first, ended ones included."""
    after = query["after"][0] if query["after"] else None
    rows = appointed_after(db.session(), current_actor(), after, query["limit"])
    answer, status, headers = page(rows, query["limit"], key=lambda row: (row.membership.id,))
    return {"items": [_shown(row) for row in answer["items"]]}, status, headers


@blp.post("/district-officers")
@permit(RESOURCE, "create", "appoint_district_officer")
@blp.arguments(OfficeBody)
@blp.response(201, OfferMadeView)
def appoint_district_officer(body: dict[str, Any]) -> dict[str, Any]:
    """Invite somebody to be an officer of a district in my city."""
    return _appoint("district_officer", body)


@blp.post("/district-officers/<uuid:membership_id>/end")
@permit(RESOURCE, "update", "end_district_officer")
@blp.arguments(EndBody)
@blp.response(200, OfficerView)
def end_district_officer(body: dict[str, Any], membership_id: UUID) -> dict[str, Any]:
    """End a district officer's term now; sessions and keys that rest on it stop with the next request."""
    return _end("district_officer", membership_id, body)


@blp.post("/city-officers")
@permit(RESOURCE, "create", "appoint_city_officer")
@blp.arguments(OfficeBody)
@blp.response(201, OfferMadeView)
def appoint_city_officer(body: dict[str, Any]) -> dict[str, Any]:
    """Invite somebody to be an officer of a city in my province."""
    return _appoint("city_officer", body)


@blp.post("/city-officers/<uuid:membership_id>/end")
@permit(RESOURCE, "update", "end_city_officer")
@blp.arguments(EndBody)
@blp.response(200, OfficerView)
def end_city_officer(body: dict[str, Any], membership_id: UUID) -> dict[str, Any]:
    """End a city officer's term now; sessions and keys that rest on it stop with the next request."""
    return _end("city_officer", membership_id, body)


@blp.post("/province-officers")
@permit(RESOURCE, "create", "appoint_province_root")
@blp.arguments(OfficeBody)
@blp.response(201, ProposalView)
def propose_province_officer(body: dict[str, Any]) -> AppointmentProposal:
    """Propose a province's officer; another administrator confirms within fifteen minutes, or it lapses."""
    by, office = (current_actor(), now()), _office(PROVINCE, body)
    return in_transaction(lambda session: propose(session, by, office))


@blp.post("/province-officers/<uuid:proposal_id>/confirm")
@permit(RESOURCE, "create", "appoint_province_root")
@blp.arguments(OfficeBody)
@blp.response(201, OfferMadeView)
def confirm_province_officer(body: dict[str, Any], proposal_id: UUID) -> dict[str, Any]:
    """Confirm another administrator's proposal by saying exactly the same."""
    by, office, token = (current_actor(), now()), _office(PROVINCE, body), secrets.token_urlsafe(32)
    made = in_transaction(lambda session: confirm(session, by, proposal_id, office, digest(token)))
    return _offer(made, token)
