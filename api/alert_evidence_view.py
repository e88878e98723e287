"""How an alert's evidence is shown: facts and numbers, for which pages have the words."""

from collections.abc import Sequence
from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.identity import current_actor
from api.photo_view import PhotoView, noted, shown
from api.schema import Choice, Fen, Instant, Quantity, View
from models.alert import Alert
from models.alert_evidence import PhotoPair, Side, photo_pairs, price_paid
from tradein.photo import BITS


class PhotoSideView(View):
    """One photo of a pair. Of a unit that is not in reach, no more is said than where and when it was taken."""

    in_reach = fields.Boolean(required=True)
    code = fields.String(required=True, allow_none=True)
    item_type = fields.String(required=True, allow_none=True)
    organisation = fields.String(required=True, allow_none=True)
    step = fields.String(required=True)
    at = Instant(required=True)
    place = fields.String(required=True)
    place_name = fields.String(required=True, allow_none=True)
    state = Choice(("present", "missing", "erased", "withheld"), required=True)
    photo = fields.Nested(PhotoView, required=True, allow_none=True)


class PhotoPairView(View):
    """Two photos of two units: the same file, or pictures of which so many of 64 bits of a fingerprint differ."""

    mine = fields.Nested(PhotoSideView, required=True)
    other = fields.Nested(PhotoSideView, required=True)
    same_file = fields.Boolean(required=True)
    differing_bits = Quantity(BITS, required=True)


class PricePaidView(View):
    """What was paid, and what the price table allowed on that day."""

    paid_fen = Fen(required=True)
    low_fen = Fen(required=True, allow_none=True)
    high_fen = Fen(required=True, allow_none=True)


def evidence(session: Session, alert: Alert) -> dict[str, Any]:
    """What the alert is based on; photos that are shown are put into the audit trail."""
    pairs = photo_pairs(session, current_actor(), alert)
    _note_photos(session, pairs)
    return {"photo_pairs": [_pair(pair) for pair in pairs], "price": price_paid(session, alert)}


def _note_photos(session: Session, pairs: Sequence[PhotoPair]) -> None:
    seen = [
        side.photo for pair in pairs for side in (pair.mine, pair.other) if side.photo and side.photo.photo
    ]
    if seen:
        noted(session, (one.photo for one in seen if one.photo), (one.order_id for one in seen))


def _pair(pair: PhotoPair) -> dict[str, Any]:
    return {
        "mine": _side(pair.mine),
        "other": _side(pair.other),
        "same_file": pair.same_file,
        "differing_bits": pair.differing_bits,
    }


def _side(side: Side) -> dict[str, Any]:
    names = ("in_reach", "code", "item_type", "organisation", "step", "at", "place", "place_name")
    said: dict[str, Any] = {name: getattr(side, name) for name in names}
    if side.photo is None:
        return said | {"state": "withheld", "photo": None}
    kept = side.photo.photo
    return said | {
        "state": "present" if kept else "erased" if side.photo.erased else "missing",
        "photo": shown(kept) if kept else None,
    }
