"""The one place where a consumer's data become an answer: the reader's level decides, nothing is hidden later."""

from typing import Any

from marshmallow import fields

from api.schema import Choice, Instant, Quantity, View
from models.order import OrderContact
from models.real_name import RealName
from tradein.masking import Level, PersonalField, shown, unmasked
from tradein.unmasking import Notice


class ConsumerView(View):
    """Whose booking it is, as far as the reader may see. `masked` says whether this is all there is to see."""

    name = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    verified = fields.Boolean(required=True)
    real_name = fields.String(allow_none=True)
    document_kind = fields.String(allow_none=True)
    document_number = fields.String(allow_none=True)
    masked = fields.Boolean(required=True)
    until = Instant(allow_none=True, metadata={"description": "when a look in clear ends"})
    notice = Choice(
        tuple(notice.value for notice in Notice),
        allow_none=True,
        metadata={
            "description": "how the person hears of a look: in their account, or once they prove the phone"
        },
    )
    left_today = Quantity(
        allow_none=True, metadata={"description": "how many looks in clear the reader has left today"}
    )


def contact_at(level: Level, door: OrderContact | None) -> dict[str, Any] | None:
    """Whom to ring and where, at a level; nothing where nothing may be shown or nothing is left."""
    if door is None or level is Level.NONE:
        return None
    return {
        "name": shown(level, PersonalField.NAME, door.name) or "",
        "phone": shown(level, PersonalField.PHONE, door.phone) or "",
        "address": shown(level, PersonalField.ADDRESS, door.address) or "",
        "floor": door.floor,
        "lift": door.lift,
        "masked": level is not Level.FULL,
    }


def consumer_at(level: Level, door: OrderContact | None, proved: RealName | None) -> dict[str, Any]:
    """The consumer behind a booking, at a level; the document stays masked."""
    return {
        "name": shown(level, PersonalField.NAME, door.name if door else None),
        "phone": shown(level, PersonalField.PHONE, door.phone if door else None),
        "address": shown(level, PersonalField.ADDRESS, door.address if door else None),
        "real_name": shown(level, PersonalField.NAME, proved.name if proved else None),
        "document_number": shown(level, PersonalField.DOCUMENT, proved.number if proved else None),
        "masked": level is not Level.FULL,
        **_proof(proved),
    }


def consumer_unmasked(door: OrderContact | None, proved: RealName | None) -> dict[str, Any]:
    """The consumer in clear, document included: for a reader with a running unmasking."""
    return {
        "name": unmasked(door.name if door else None),
        "phone": unmasked(door.phone if door else None),
        "address": unmasked(door.address if door else None),
        "real_name": unmasked(proved.name if proved else None),
        "document_number": unmasked(proved.number if proved else None),
        "masked": False,
        **_proof(proved),
    }


def _proof(proved: RealName | None) -> dict[str, Any]:
    return {"verified": proved is not None, "document_kind": proved.kind if proved else None}
