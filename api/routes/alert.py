"""Alerts: listed and read by those they concern, claimed and closed by officers."""

from typing import Any
from uuid import UUID

from marshmallow import fields
from sqlalchemy.orm import Session

from api.alert_evidence_view import PhotoPairView, PricePaidView, evidence
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Instant, NamedView, Number, Quantity, RegionCode, Text, View
from api.transaction import in_transaction
from models.alert import Alert, approve_alert, claim_alert, close_alert
from models.alert_list import AlertCard, alert_card, alerts_after, log_of
from models.db import db
from tradein import permissions
from tradein.alert import AlertAction, AlertKind, AlertState
from tradein.service_level import Level

blp = Blueprint("alerts", __name__, url_prefix="/api/v1/alerts", description="预警 Alerts")

KINDS = tuple(kind.value for kind in AlertKind)
STATES = tuple(state.value for state in AlertState)
ACTIONS = tuple(action.value for action in AlertAction)
HANDLING = ("pattern", "claimed_by", "closed_by", "approved_by", "approved_at")
EVIDENCE = ("photo_pairs", "price")
HIDDEN = {
    # What the trade sees: that it is late and since when, not who looks at it nor what is suspected.
    "no_source": (*HANDLING, *EVIDENCE),
    "hold_reason": (
        *HANDLING,
        *EVIDENCE,
        "level",
        "due_at",
        "escalated_at",
        "close_reason",
        "load",
        "order",
        "log",
    ),
}


class AlertQuery(PageQuery):
    """Narrowed to a kind, a state, a level, a district."""

    kind = Choice(KINDS, load_default=None)
    state = Choice(STATES, load_default=None)
    level = Number(max(Level), low=min(Level), load_default=None)
    region = RegionCode(load_default=None)


class CloseBody(Body):
    """Why nothing more is to be done."""

    reason = Text(500, low=10, required=True)


class AlertUnitView(View):
    """The unit it is about."""

    code = fields.String(required=True)
    item_type = fields.String(required=True)


class AlertView(View):
    """An alert; `level` 1 tells the recycler, 2 the district, 3 the city. The trade sees fewer fields."""

    id = fields.UUID(required=True)
    kind = Choice(KINDS, required=True)
    state = Choice(STATES, required=True)
    level = Quantity(max(Level))
    unit = fields.Nested(AlertUnitView, required=True)
    stage = fields.String(required=True)
    region = fields.String(required=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    load = fields.String(allow_none=True)
    order = fields.String(allow_none=True)
    since = Instant(required=True)
    due_at = Instant()
    raised_at = Instant(required=True)
    escalated_at = Instant(allow_none=True)
    pattern = fields.String(allow_none=True)
    claimed_by = fields.UUID(allow_none=True)
    claimed_at = Instant(allow_none=True)
    closed_by = fields.UUID(allow_none=True)
    closed_at = Instant(allow_none=True)
    close_reason = fields.String(allow_none=True)
    approved_by = fields.UUID(allow_none=True)
    approved_at = Instant(allow_none=True)


class AlertLogView(View):
    """One line of an alert's history."""

    action = Choice(ACTIONS, required=True)
    level = Quantity(max(Level), required=True)
    at = Instant(required=True)
    note = fields.String(allow_none=True)


class AlertDetailView(AlertView):
    """An alert with its history and what it is based on. What happened by itself has a code as its note, or none."""

    log = fields.List(fields.Nested(AlertLogView))
    photo_pairs = fields.List(fields.Nested(PhotoPairView))
    price = fields.Nested(PricePaidView, allow_none=True)


SHOWN = tuple(name for name in AlertView().fields if name not in {"unit", "organisation", "load", "order"})


def _shown(card: AlertCard, **more: Any) -> dict[str, Any]:
    grant = permissions.allow(current_actor(), "alert", "read")[0]
    said = {name: getattr(card.alert, name) for name in SHOWN}
    said |= {"unit": card, "organisation": card.organisation, "load": card.load_code}
    said |= {"order": card.order_number, **more}
    return {name: value for name, value in said.items() if name not in HIDDEN.get(grant.view or "", ())}


def _detail(session: Session, alert_id: UUID) -> dict[str, Any]:
    card = alert_card(session, current_actor(), alert_id)
    view = permissions.allow(current_actor(), "alert", "read")[0].view
    found = {} if view in HIDDEN else evidence(session, card.alert)
    return _shown(card, log=log_of(session, alert_id), **found)


@blp.get("")
@permit("alert", "read")
@blp.arguments(AlertQuery, location="query")
@blp.response(200, listing(AlertView))
def list_alerts(query: dict[str, Any]) -> Any:
    """Alerts in reach, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    rows = alerts_after(db.session(), current_actor(), query, after[0] if after else None, limit)
    answer, status, headers = page(rows, limit, key=lambda card: (card.alert.id,))
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers


@blp.get("/<uuid:alert_id>")
@permit("alert", "read")
@blp.response(200, AlertDetailView)
def read_alert(alert_id: UUID) -> dict[str, Any]:
    """One alert with its history."""
    return _detail(db.session(), alert_id)


@blp.post("/<uuid:alert_id>/claim")
@permit("alert", "update")
@blp.response(200, AlertDetailView)
def take_alert(alert_id: UUID) -> dict[str, Any]:
    """Take an alert as one's own; doing so again changes nothing."""
    by = (current_actor(), now())

    def work(session: Session) -> dict[str, Any]:
        claimed: Alert = claim_alert(session, by, alert_id)
        return _detail(session, claimed.id)

    return in_transaction(work)


@blp.post("/<uuid:alert_id>/close")
@permit("alert", "update")
@blp.arguments(CloseBody)
@blp.response(200, AlertDetailView)
def end_alert(body: dict[str, Any], alert_id: UUID) -> dict[str, Any]:
    """Close an alert with a reason of at least ten characters; none is raised again for the same leg."""
    by = (current_actor(), now())

    def work(session: Session) -> dict[str, Any]:
        closed: Alert = close_alert(session, by, alert_id, body["reason"])
        return _detail(session, closed.id)

    return in_transaction(work)


@blp.post("/<uuid:alert_id>/approve")
@permit("alert", "approve")
@blp.response(200, AlertDetailView)
def confirm_alert(alert_id: UUID) -> dict[str, Any]:
    """Approve that an alert was closed: another officer's second look, by the city or the province."""
    by = (current_actor(), now())

    def work(session: Session) -> dict[str, Any]:
        approved: Alert = approve_alert(session, by, alert_id)
        return _detail(session, approved.id)

    return in_transaction(work)
