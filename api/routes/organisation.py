"""Organisations: apply, be approved by the bureau of the place, keep licences current."""

from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from api import new_password
from api.attempt import network_of, subject
from api.blueprint import Blueprint
from api.clock import now
from api.identity import NOWHERE, current_actor
from api.organisation_body import DecisionBody, OrganisationBody, OrganisationQuery
from api.organisation_view import NoticeView, OrganisationDetailView, OrganisationView, RegisteredView
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.transaction import in_transaction
from models import organisation as organisations
from models import suspension
from models.account import NewAccount
from models.db import db
from models.licence_watch import LicenceNotice, notices_after
from models.organisation import Decision, NewLicence, Registration
from models.party import Licence, Organisation
from models.party_list import organisations_after
from models.sign_in import take_attempt
from tradein.application import first_login
from tradein.licensing import standing, warn_days
from tradein.moment import day_of
from tradein.throttle import REGISTRATION

blp = Blueprint(
    "organisations", __name__, url_prefix="/api/v1/organisations", description="机构 Organisations"
)


@blp.post("")
@permit("organisation", "create", action="register_organisation")
@blp.arguments(OrganisationBody)
@blp.response(201, RegisteredView)
def register_organisation(body: dict[str, Any]) -> dict[str, Any]:
    """Apply to take part. Anyone may; nothing works before the bureau has approved.

    The manager signs in with the `login` answered: the name chosen, at the firm's credit code.
    """
    limit_registrations()
    manager = new_account(body.pop("manager"), "manager.")
    licences = [NewLicence(**licence) for licence in body.pop("licences")]
    registration = Registration(**body, manager=manager, licences=licences)
    made = in_transaction(lambda session: organisations.apply(session, registration, now()))
    return {**_columns(made), "login": first_login(registration.manager.login, made.credit_code)}


def limit_registrations() -> None:
    """Registrations of one address: thirty an hour, then ever more slowly."""
    counted = subject("registration", network_of(request.remote_addr or NOWHERE))
    in_transaction(lambda session: take_attempt(session, {counted: REGISTRATION}, now()))


def new_account(person: dict[str, Any], under: str = "") -> NewAccount:
    """A person to enter, the password judged and hashed outside any transaction; `under` is where the body has them.

    Raises `password_too_weak`, `busy`.
    """
    own_words = (person["login"], person["display_name"], person["phone"])
    hashed = new_password.first(person["password"], own_words, f"{under}password")
    return NewAccount(person["login"], hashed, person["display_name"], person["phone"])


@blp.get("")
@permit("organisation", "read")
@blp.arguments(OrganisationQuery, location="query")
@blp.response(200, listing(OrganisationView))
def list_organisations(query: dict[str, Any]) -> Any:
    """The organisations in reach, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    rows = organisations_after(db.session(), current_actor(), query, after, limit + 1)
    return page(rows, limit, key=lambda row: (row.id,))


@blp.get("/<uuid:organisation_id>")
@permit("organisation", "read")
@blp.response(200, OrganisationDetailView)
def read_organisation(organisation_id: UUID) -> dict[str, Any]:
    """One organisation with its licences."""
    session = db.session()
    found = organisations.organisation_in_scope(session, current_actor(), organisation_id)
    return detail(session, found)


def detail(session: Session, found: Organisation) -> dict[str, Any]:
    """An organisation as its reader sees it, and while it is suspended why, and what it has in hand."""
    licences = organisations.licences_of(session, found.id)
    stopped = found.state == suspension.SUSPENDED
    return {
        **_columns(found),
        "licences": [_licence(found.kind, licence) for licence in licences],
        "suspension": suspension.open_suspension(session, found.id) if stopped else None,
        "in_hand": suspension.in_hand(session, found.id) if stopped else None,
    }


def _notice(notice: LicenceNotice, organisation: Organisation) -> dict[str, Any]:
    return {**_columns(notice), "organisation": organisation}


def _licence(organisation: str, licence: Licence) -> dict[str, Any]:
    today = day_of(now())
    warn = warn_days(organisation, licence.kind, today)
    stands = standing(licence.valid_from, licence.valid_to, today, warn)
    return {**_columns(licence), "standing": stands.value, "days_left": (licence.valid_to - today).days}


def _columns(row: Organisation | Licence | LicenceNotice) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


@blp.post("/<uuid:organisation_id>/approve")
@permit("organisation", "approve", action="register_organisation")
@blp.arguments(DecisionBody)
@blp.response(200, OrganisationView)
def approve_organisation(body: dict[str, Any], organisation_id: UUID) -> Organisation:
    """Let the organisation in; not by whoever entered it."""
    decision = Decision("active", body["reason"])
    actor = current_actor()
    return in_transaction(
        lambda session: organisations.decide(session, actor, organisation_id, decision, now())
    )


@blp.post("/<uuid:organisation_id>/refuse")
@permit("organisation", "approve", action="register_organisation")
@blp.arguments(DecisionBody)
@blp.response(200, OrganisationView)
def refuse_organisation(body: dict[str, Any], organisation_id: UUID) -> Organisation:
    """Refuse the application, with the reason."""
    decision = Decision("refused", body["reason"])
    actor = current_actor()
    return in_transaction(
        lambda session: organisations.decide(session, actor, organisation_id, decision, now())
    )


@blp.get("/licence-notices")
@permit("organisation", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(NoticeView))
def list_licence_notices(query: dict[str, Any]) -> Any:
    """Licences that end soon or have ended, as announced to the firm and its bureaus, newest first."""
    after = query["after"][0] if query["after"] else None
    rows = notices_after(db.session(), current_actor(), after, query["limit"] + 1)
    body, status, headers = page(rows, query["limit"], key=lambda row: (row[0].id,))
    return {"items": [_notice(*row) for row in body["items"]]}, status, headers
