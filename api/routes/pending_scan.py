"""The offline conflict queue: scans that wait or contradict the record, tried again or settled by a person."""

from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import fields
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.problem import language
from api.scan_body import VerdictView, tell
from api.schema import Body, Choice, Instant, NamedView, Quantity, Text, View
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.db import db
from models.pending_queue import PendingCard, pending_after, pending_card, retry, settle
from tradein.pending import PendingState
from tradein.refusal import REFUSALS

blp = Blueprint(
    "pending_scans",
    __name__,
    url_prefix="/api/v1/pending-scans",
    description="离线冲突队列 · Scans that wait or contradict the record",
)
STATES = tuple(state.value for state in PendingState)
SAID = ("step", "event_time", "site", "load", "replaces", "weight_g", "reason")
KEPT = (
    "event_id",
    "code",
    "state",
    "account_id",
    "device_id",
    "device_seq",
    "refusal",
    "field",
    "facts",
    "note",
)
TIMES = ("received_at", "decided_at", "settled_by")


class PendingQuery(PageQuery):
    """Narrowed to a state."""

    state = Choice(STATES, load_default=None)


class SettleBody(Body):
    """What the person found out."""

    note = Text(500, low=2, required=True)


class PendingView(View):
    """A kept scan: what it says, why it could not be applied, and what was decided. Without its hand-over code."""

    event_id = fields.UUID(required=True)
    code = fields.String(required=True)
    state = Choice(STATES, required=True)
    step = fields.String(required=True)
    event_time = fields.String(required=True)
    site = fields.String(allow_none=True)
    load = fields.String(allow_none=True)
    replaces = fields.String(allow_none=True)
    weight_g = Quantity(allow_none=True)
    reason = fields.String(allow_none=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    account_id = fields.UUID(allow_none=True)
    device_id = fields.UUID(allow_none=True)
    device_seq = fields.Integer(allow_none=True)
    refusal = fields.String(required=True)
    field = fields.String(allow_none=True)
    message = fields.String(required=True)
    facts = fields.Dict(allow_none=True)
    received_at = Instant(required=True)
    decided_at = Instant(allow_none=True)
    settled_by = fields.UUID(allow_none=True)
    note = fields.String(allow_none=True)


def _shown(card: PendingCard) -> dict[str, Any]:
    row, tongue = card.row, language()
    refusal = REFUSALS[row.refusal](row.field, **(row.facts or {}))
    said = {name: row.body.get(name) for name in SAID} | {name: getattr(row, name) for name in KEPT + TIMES}
    return said | {"organisation": card.organisation, "message": refusal.sentence(tongue)}


def handover_key() -> bytes:
    """The key of this installation that hand-over codes are checked with."""
    key: bytes = current_app.extensions["settings"].secret("handover").encode()
    return key


@blp.get("")
@permit("offline_conflict", "read")
@blp.arguments(PendingQuery, location="query")
@blp.response(200, listing(PendingView))
def list_pending(query: dict[str, Any]) -> Any:
    """Kept scans in reach, newest first."""
    rows = pending_after(db.session(), current_actor(), query["state"], query["after"], query["limit"])
    answer, status, headers = page(
        rows, query["limit"], key=lambda card: (card.row.received_at, card.row.event_id)
    )
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers


@blp.get("/<uuid:event_id>")
@permit("offline_conflict", "read")
@blp.response(200, PendingView)
def read_pending(event_id: UUID) -> dict[str, Any]:
    """One kept scan."""
    return _shown(pending_card(db.session(), current_actor(), event_id))


def _settled(event_id: UUID, note: str) -> dict[str, Any]:
    by = (current_actor(), now())
    return in_transaction(lambda session: _shown(settle(session, by, event_id, note)))


@blp.post("/<uuid:event_id>/settle")
@permit("offline_conflict", "update", "resolve")
@blp.arguments(SettleBody)
@blp.response(200, PendingView)
def settle_pending(body: dict[str, Any], event_id: UUID) -> dict[str, Any]:
    """Decide that a scan of one's own organisation shall not be applied; somebody else than its sender does."""
    return _settled(event_id, body["note"])


@blp.post("/<uuid:event_id>/approve")
@permit("offline_conflict", "approve")
@blp.arguments(SettleBody)
@blp.response(200, PendingView)
def approve_pending(body: dict[str, Any], event_id: UUID) -> dict[str, Any]:
    """The same decision by the officers in charge; districts decide where money is concerned."""
    return _settled(event_id, body["note"])


@blp.post("/<uuid:event_id>/retry")
@permit("offline_conflict", "update", "resolve")
@blp.response(200, VerdictView)
def retry_pending(event_id: UUID) -> dict[str, Any]:
    """Judge the scan once more, in its sender's name; when it applies it leaves the queue."""
    by = (current_actor(), now())

    def work(session: Session) -> dict[str, Any]:
        again = retry(session, by, event_id, handover_key)
        if again.districts:
            after_commit(session, lambda: announce(again.districts))
        return tell(again.verdict, language())

    return in_transaction(work)
