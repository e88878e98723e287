"""Price changes at the door as their readers see them: in full with the booking, or only how the latest one stands."""

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.schema import Fen, Identifier, Instant, View
from models.order import TradeOrder
from models.requote import requotes_of
from tradein import handover
from tradein.order import RequoteState


class RequoteView(View):
    """A price change at the door; `consent_code` is shown to the consumer alone."""

    id = Identifier(required=True)
    position = fields.Integer(required=True)
    reason = fields.String(required=True)
    note = fields.String(allow_none=True)
    photos = fields.List(fields.String(), required=True)
    from_fen = Fen(required=True)
    to_fen = Fen(required=True)
    state = fields.String(required=True)
    proposed_at = Instant(required=True)
    decided_at = Instant(allow_none=True)
    consent_code = fields.String(allow_none=True)


class RequoteStandingView(View):
    """How the latest price change of a booking stands, and the booking itself; nothing that is anybody's own."""

    order_state = fields.String(required=True)
    position = fields.Integer(required=True, allow_none=True)
    from_fen = Fen(required=True, allow_none=True)
    to_fen = Fen(required=True, allow_none=True)
    state = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "null: there was none; else pending, accepted, refused"},
    )


def standing(session: Session, order: TradeOrder) -> dict[str, Any]:
    """The latest price change for `RequoteStandingView`."""
    latest = next(reversed(requotes_of(session, order.id)), None)
    names = ("position", "from_fen", "to_fen", "state")
    return {"order_state": order.state} | {name: getattr(latest, name, None) for name in names}


def requotes(session: Session, order: TradeOrder, key: bytes | None) -> list[dict[str, Any]]:
    """All of a booking for `RequoteView`, oldest first; `key` of the codes only where the reader is its consumer."""
    names = (
        "id",
        "position",
        "reason",
        "note",
        "photos",
        "from_fen",
        "to_fen",
        "state",
        "proposed_at",
        "decided_at",
    )
    shown = []
    for one in requotes_of(session, order.id):
        waits = key is not None and one.state == RequoteState.PENDING.value
        code = handover.code_for(key, one.id, 0) if waits and key is not None else None
        shown.append({**{name: getattr(one, name) for name in names}, "consent_code": code})
    return shown
