"""Applications: asked by organisations with their papers, returned, approved or refused by the bureau of the place."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from api.application_view import (
    ApplicationBody,
    ApplicationDetailView,
    ApplicationQuery,
    ApplicationView,
    ReturnBody,
    VerdictBody,
    WishBody,
    detailed,
    listed,
    wish_of,
)
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import listing, page
from api.permit import permit
from api.transaction import in_transaction
from models.application import (
    Application,
    Said,
    application_in_scope,
    applications_after,
    log_of,
    resubmit,
    withdraw,
)
from models.application_document import documents_of
from models.db import db
from models.organisation import ask, content_of, review
from models.party import Organisation
from tradein.actor import Actor
from tradein.application import ApplicationAction, ApplicationKind

blp = Blueprint(
    "applications",
    __name__,
    url_prefix="/api/v1/applications",
    description="入驻、变更与证照申请 Applications",
)


def detail(session: Session, actor: Actor, application_id: UUID) -> dict[str, Any]:
    """One application in reach with everything about it; raises `not_found`."""
    found = application_in_scope(session, actor, application_id)
    return _whole(session, found)


def _whole(session: Session, found: Application) -> dict[str, Any]:
    organisation = session.get_one(Organisation, found.organisation_id)
    return detailed((found, organisation), documents_of(session, found.id), log_of(session, found.id))


@blp.post("")
@permit("application", "create")
@blp.arguments(ApplicationBody)
@blp.response(201, ApplicationDetailView)
def create_application(body: dict[str, Any]) -> dict[str, Any]:
    """Ask for an amendment, or for licences to be entered; they count once the bureau has approved."""
    kind, wish = ApplicationKind(body.pop("kind")), wish_of(body)
    by = (current_actor(), now())
    return in_transaction(lambda session: _whole(session, ask(session, by, kind, wish)))


@blp.get("")
@permit("application", "read")
@blp.arguments(ApplicationQuery, location="query")
@blp.response(200, listing(ApplicationView))
def list_applications(query: dict[str, Any]) -> Any:
    """Applications in reach, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    where = [getattr(Application, name) == value for name, value in query.items()]
    rows = applications_after(db.session(), current_actor(), where, after[0] if after else None, limit + 1)
    body, status, headers = page(rows, limit, key=lambda row: (row[0].id,))
    return {"items": [listed(*row) for row in body["items"]]}, status, headers


@blp.get("/<uuid:application_id>")
@permit("application", "read")
@blp.response(200, ApplicationDetailView)
def read_application(application_id: UUID) -> dict[str, Any]:
    """One application with its papers and history."""
    return detail(db.session(), current_actor(), application_id)


@blp.put("/<uuid:application_id>")
@permit("application", "update")
@blp.arguments(WishBody)
@blp.response(200, ApplicationDetailView)
def edit_application(body: dict[str, Any], application_id: UUID) -> dict[str, Any]:
    """Put corrected content in place of what was asked, while it is open; a returned one is submitted again."""
    by, wish = (current_actor(), now()), wish_of(body)
    return in_transaction(
        lambda session: _whole(session, resubmit(session, by, application_id, content_of(session, wish)))
    )


@blp.post("/<uuid:application_id>/withdraw")
@permit("application", "update")
@blp.response(200, ApplicationDetailView)
def withdraw_application(application_id: UUID) -> dict[str, Any]:
    """Take an application back."""
    by = (current_actor(), now())
    return in_transaction(lambda session: _whole(session, withdraw(session, by, application_id)))


def _reviewed(application_id: UUID, said: Said) -> dict[str, Any]:
    by = (current_actor(), now())
    return in_transaction(lambda session: _whole(session, review(session, by, application_id, said)))


@blp.post("/<uuid:application_id>/return")
@permit("application", "approve")
@blp.arguments(ReturnBody)
@blp.response(200, ApplicationDetailView)
def return_application(body: dict[str, Any], application_id: UUID) -> dict[str, Any]:
    """Send it back to be corrected, with a remark for each field."""
    said = Said(ApplicationAction.RETURN, body["reason"], body["remarks"], body["version"])
    return _reviewed(application_id, said)


@blp.post("/<uuid:application_id>/approve")
@permit("application", "approve")
@blp.arguments(VerdictBody)
@blp.response(200, ApplicationDetailView)
def approve_application(body: dict[str, Any], application_id: UUID) -> dict[str, Any]:
    """Approve the version that was read; it takes effect at once. Not by whoever asked."""
    return _reviewed(application_id, Said(ApplicationAction.APPROVE, body["reason"], version=body["version"]))


@blp.post("/<uuid:application_id>/refuse")
@permit("application", "approve")
@blp.arguments(VerdictBody)
@blp.response(200, ApplicationDetailView)
def refuse_application(body: dict[str, Any], application_id: UUID) -> dict[str, Any]:
    """Refuse it for good, with the reason."""
    return _reviewed(application_id, Said(ApplicationAction.REFUSE, body["reason"], version=body["version"]))
