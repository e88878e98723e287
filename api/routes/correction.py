"""Corrections: what was recorded wrongly is declared wrong, never edited; the other side agrees once it has signed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import fields
from marshmallow.validate import Length
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.scan_body import MAX_UNIT_G, ROUTES, OutputBody
from api.schema import Body, Choice, Fen, Grams, Identifier, Instant, NamedView, Quantity, Remark, View
from api.stream import announce
from api.transaction import after_commit, in_transaction
from models.correction import (
    CorrectionCard,
    Decided,
    approve,
    correction_card,
    corrections_after,
    declare_wrong,
    refuse,
)
from models.db import db
from tradein.correction import CorrectionKind, CorrectionState, Wanted
from tradein.scan import ScanOutput

blp = Blueprint("corrections", __name__, url_prefix="/api/v1/corrections", description="更正 Corrections")
KINDS = tuple(kind.value for kind in CorrectionKind)
STATES = tuple(state.value for state in CorrectionState)


class ChangesBody(Body):
    """The right data, for those fields that are wrong; `GET /api/v1/sealing` says which can still be corrected."""

    weight_g = Grams(MAX_UNIT_G, low=1)
    price_fen = Fen(100_000_000)
    route = Choice(ROUTES)
    outputs = fields.List(fields.Nested(OutputBody), validate=Length(min=1, max=60))
    event_time = Instant()
    reason = Remark(500)


class CorrectionBody(Body):
    """Which event is wrong, why, and the right data; what did not occur has none."""

    event_id = Identifier(required=True)
    kind = Choice(KINDS, required=True)
    changes = fields.Nested(ChangesBody, load_default=dict)
    reason = Remark(500, low=4, required=True)


class DecisionBody(Body):
    """Why the other side agrees, or why what is on record stands."""

    reason = Remark(500, low=2, required=True)


class CorrectionQuery(PageQuery):
    """Narrowed to a state."""

    state = Choice(STATES, load_default=None)


class CorrectionView(View):
    """A declaration: what was wrong, what is right, who declared, who decides. `counter_party` took over since."""

    id = fields.UUID(required=True, attribute="correction.id")
    event_id = fields.UUID(required=True, attribute="correction.event_id")
    code = fields.String(required=True, attribute="correction.code")
    seq = Quantity(required=True, attribute="correction.seq")
    step = fields.String(required=True, attribute="correction.step")
    kind = Choice(KINDS, required=True, attribute="correction.kind")
    changes = fields.Dict(required=True, attribute="correction.changes")
    reason = fields.String(required=True, attribute="correction.reason")
    state = Choice(STATES, required=True, attribute="correction.state")
    corrective_event_id = fields.UUID(required=True, allow_none=True)
    organisation = fields.Nested(NamedView, required=True)
    counter_party = fields.Nested(NamedView, required=True, allow_none=True)
    declared_by = fields.UUID(allow_none=True, attribute="correction.declared_by")
    declared_at = Instant(required=True, attribute="correction.declared_at")
    decided_by = fields.UUID(allow_none=True, attribute="correction.decided_by")
    decided_at = Instant(allow_none=True, attribute="correction.decided_at")
    decision_reason = fields.String(allow_none=True, attribute="correction.note")


def _shown(card: CorrectionCard) -> dict[str, Any]:
    corrective = card.correction.kind == CorrectionKind.INCORRECT_DATA.value
    return card._asdict() | {"corrective_event_id": card.correction.corrective_id if corrective else None}


def _done(session: Session, decided: Decided) -> dict[str, Any]:
    if decided.districts:
        after_commit(session, lambda: announce(decided.districts))
    return _shown(correction_card(session, current_actor(), decided.correction.id))


def _wanted(body: dict[str, Any]) -> Wanted:
    changes = dict(body["changes"])
    if "outputs" in changes:
        changes["outputs"] = tuple(ScanOutput(**line) for line in changes["outputs"])
    return Wanted(body["event_id"], CorrectionKind(body["kind"]), body["reason"], changes)


@blp.post("")
@permit("correction", "create")
@blp.arguments(CorrectionBody)
@blp.response(201, CorrectionView)
def create_correction(body: dict[str, Any]) -> dict[str, Any]:
    """Declare an event of one's own organisation wrong; applied at once unless another one has taken the unit over.

    Sending it again is harmless: an event is declared once.
    """
    by, wanted = (current_actor(), now()), _wanted(body)
    return _answer(lambda session: declare_wrong(session, by, wanted))


@blp.get("")
@permit("correction", "read")
@blp.arguments(CorrectionQuery, location="query")
@blp.response(200, listing(CorrectionView))
def list_corrections(query: dict[str, Any]) -> Any:
    """Corrections in reach, newest first: one's own, and those that wait for one's approval."""
    after = query["after"][0] if query["after"] else None
    rows = corrections_after(db.session(), current_actor(), query["state"], after, query["limit"])
    answer, status, headers = page(rows, query["limit"], key=lambda card: (card.correction.id,))
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers


@blp.get("/<uuid:correction_id>")
@permit("correction", "read")
@blp.response(200, CorrectionView)
def read_correction(correction_id: UUID) -> dict[str, Any]:
    """One correction."""
    return _shown(correction_card(db.session(), current_actor(), correction_id))


def _answer(decide: Callable[[Session], Decided]) -> dict[str, Any]:
    return in_transaction(lambda session: _done(session, decide(session)))


@blp.post("/<uuid:correction_id>/approve")
@permit("correction", "approve")
@blp.arguments(DecisionBody)
@blp.response(200, CorrectionView)
def approve_correction(body: dict[str, Any], correction_id: UUID) -> dict[str, Any]:
    """Agree, as the counter-party or the officer in charge; the correction is applied as things stand now."""
    by = (current_actor(), now())
    return _answer(lambda session: approve(session, by, correction_id, body["reason"]))


@blp.post("/<uuid:correction_id>/refuse")
@permit("correction", "approve")
@blp.arguments(DecisionBody)
@blp.response(200, CorrectionView)
def refuse_correction(body: dict[str, Any], correction_id: UUID) -> dict[str, Any]:
    """Disagree: what is on record stands."""
    by = (current_actor(), now())
    return _answer(lambda session: refuse(session, by, correction_id, body["reason"]))
