"""Suspending an organisation and letting it work again: by its bureau, with reasons, ended by another officer."""

from typing import Any
from uuid import UUID

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.organisation_view import OrganisationDetailView
from api.permit import permit
from api.routes.organisation import detail
from api.schema import Body, Remark
from api.transaction import in_transaction
from models.suspension import resume, suspend

blp = Blueprint(
    "suspensions",
    __name__,
    url_prefix="/api/v1/organisations",
    description="机构停用与恢复 Suspending organisations",
)


class WhyBody(Body):
    """Why, in ten characters or more; kept in the audit trail."""

    reason = Remark(500, low=10, required=True)


@blp.post("/<uuid:organisation_id>/suspend")
@permit("organisation", "approve", action="suspend_organisation")
@blp.arguments(WhyBody)
@blp.response(200, OrganisationDetailView)
def suspend_organisation(body: dict[str, Any], organisation_id: UUID) -> dict[str, Any]:
    """Stop an organisation at once: sessions, keys, devices end with the next request. What it has stays visible."""
    by, reason = (current_actor(), now()), body["reason"]
    note(f"organisation:{organisation_id}", reason=reason)
    return in_transaction(lambda session: detail(session, suspend(session, by, organisation_id, reason)))


@blp.post("/<uuid:organisation_id>/resume")
@permit("organisation", "approve", action="resume_organisation")
@blp.arguments(WhyBody)
@blp.response(200, OrganisationDetailView)
def resume_organisation(body: dict[str, Any], organisation_id: UUID) -> dict[str, Any]:
    """Let a suspended organisation work again: another officer than the one who stopped it."""
    by, reason = (current_actor(), now()), body["reason"]
    note(f"organisation:{organisation_id}", reason=reason)
    return in_transaction(lambda session: detail(session, resume(session, by, organisation_id, reason)))
