"""Organisations: apply, be approved by the bureau of the place, keep licences current."""

from typing import Any
from uuid import UUID

from flask import request
from marshmallow import fields, validate
from sqlalchemy.orm import Session

from api import new_password, password
from api.attempt import network_of, subject
from api.blueprint import Blueprint
from api.clock import now
from api.identity import NOWHERE, current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import (
    Body,
    Choice,
    Day,
    Identifier,
    Instant,
    NamedView,
    Pattern,
    RegionCode,
    Remark,
    Text,
    View,
)
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
from tradein.licensing import LicenceKind, LicenceStanding, Stop, standing, warn_days
from tradein.moment import day_of
from tradein.throttle import REGISTRATION

blp = Blueprint(
    "organisations", __name__, url_prefix="/api/v1/organisations", description="机构 Organisations"
)

LOGIN = r"[a-z0-9][a-z0-9._@-]{2,63}"
LICENCE_KINDS = tuple(kind.value for kind in LicenceKind)
STANDINGS = tuple(one.value for one in LicenceStanding)
STOPS = tuple(stop.value for stop in Stop)
STATES = ("pending", "active", "refused", "suspended")


class LicenceBody(Body):
    """A licence with its term, both days included."""

    kind = Choice(LICENCE_KINDS, required=True)
    number = Text(64, required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)


class PersonBody(Body):
    """Who will run the organisation here."""

    login = Pattern(LOGIN, required=True)
    password = Text(password.LONGEST, low=password.SHORTEST, required=True, load_only=True)
    display_name = Text(100, required=True)
    phone = Pattern(r"\+?[0-9 -]{6,20}", load_default=None)


class OrganisationBody(Body):
    """An application; the bureau of the region decides it."""

    credit_code = Text(40, required=True)
    name = Text(100, required=True)
    kind = Choice(tuple(organisations.FIRST_ROLE), required=True)
    region = RegionCode(required=True)
    premises = Text(200, load_default=None, allow_none=True)
    licences = fields.List(fields.Nested(LicenceBody), load_default=list, validate=validate.Length(max=10))
    manager = fields.Nested(PersonBody, required=True)


class DecisionBody(Body):
    """Why; kept with the decision."""

    reason = Remark(500, required=True)


class LicenceView(View):
    """A licence."""

    id = Identifier(required=True)
    kind = fields.String(required=True)
    number = fields.String(required=True)
    valid_from = Day(required=True)
    valid_to = Day(required=True)
    standing = Choice(STANDINGS, required=True)
    days_left = fields.Integer(required=True)
    """Until the last valid day; negative once it is past."""


class OrganisationView(View):
    """An organisation."""

    id = Identifier(required=True)
    credit_code = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    region = fields.String(attribute="region_code", required=True)
    state = fields.String(required=True)
    created_at = Instant(required=True)
    decided_at = Instant(allow_none=True)
    decision_reason = fields.String(allow_none=True)


class SuspensionView(View):
    """Since when, and why, an organisation may not work."""

    reason = fields.String(required=True)
    suspended_at = Instant(required=True)


class InHandView(View):
    """What an organisation answers for at present."""

    units = fields.Integer(required=True)
    orders = fields.Integer(required=True)
    loads = fields.Integer(required=True)


class OrganisationDetailView(OrganisationView):
    """An organisation with its licences; while it is suspended, with the reason and what it has in hand."""

    licences = fields.List(fields.Nested(LicenceView), required=True)
    suspension = fields.Nested(SuspensionView, allow_none=True)
    in_hand = fields.Nested(InHandView, allow_none=True)


class NoticeView(View):
    """An announcement; `threshold` days before the end, -1 for the day after it. `stops` is what the end stops."""

    id = Identifier(required=True)
    organisation = fields.Nested(NamedView, required=True)
    kind = fields.String(required=True)
    number = fields.String(required=True)
    valid_to = Day(required=True)
    threshold = fields.Integer(required=True)
    stops = Choice(STOPS, required=True)
    at = Instant(required=True)


class OrganisationQuery(PageQuery):
    """Filters. `q`: a part of the name, or how the credit code begins."""

    state = Choice(STATES)
    kind = Choice((*organisations.FIRST_ROLE, "bureau"))
    q = Text(100)


@blp.post("")
@permit("organisation", "create", action="register_organisation")
@blp.arguments(OrganisationBody)
@blp.response(201, OrganisationView)
def register_organisation(body: dict[str, Any]) -> Organisation:
    """Apply to take part. Anyone may; nothing works before the bureau has approved."""
    limit_registrations()
    manager = new_account(body.pop("manager"), "manager.")
    licences = [NewLicence(**licence) for licence in body.pop("licences")]
    registration = Registration(**body, manager=manager, licences=licences)
    return in_transaction(lambda session: organisations.apply(session, registration, now()))


def limit_registrations() -> None:
    """Registrations of one address: thirty an hour, then ever more slowly."""
    counted = subject("registration", network_of(request.remote_addr or NOWHERE))
    in_transaction(lambda session: take_attempt(session, (counted,), now(), REGISTRATION))


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
