"""How photos are asked for and shown."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from marshmallow import fields
from sqlalchemy.orm import Session

from api.audit_trail import note
from api.identity import current_actor
from api.paging import PageQuery
from api.schema import Body, Choice, Identifier, Instant, Number, Pattern, Quantity, View
from api.signed_link import link
from models.photo import Photo
from models.photo_order import consumers_of
from tradein import permissions
from tradein.photo import Purpose

HASH = r"[0-9a-f]{64}"
ORDER_NUMBER = r"[A-Za-z0-9-]{1,20}"
PURPOSES = tuple(purpose.value for purpose in Purpose)


class UploadQuery(Body):
    """What the picture is for, and the booking it belongs to."""

    purpose = Choice(PURPOSES, required=True)
    order = Pattern(ORDER_NUMBER, 20, load_default=None)


class PhotoQuery(PageQuery):
    """Narrowed to a purpose, a booking, or the hash that a scan named."""

    purpose = Choice(PURPOSES, load_default=None)
    order = Pattern(ORDER_NUMBER, 20, load_default=None)
    sha256 = Pattern(HASH, 64, load_default=None)


class FileQuery(Body):
    """What a link carries; it opens one object for one person within five minutes."""

    expires = Number(2**33, required=True)
    key = Pattern(r"[0-9a-f]{8}", 8, required=True)
    signature = Pattern(HASH, 64, required=True)


class PhotoView(View):
    """A photo. Name it in scans by `source_sha256`, the hash of what was sent; `sha256` is of what is kept."""

    id = Identifier(required=True)
    sha256 = fields.String(required=True)
    source_sha256 = fields.String(required=True)
    purpose = fields.String(required=True)
    media_type = fields.String(required=True)
    size_bytes = Quantity(required=True)
    width = Quantity(required=True)
    height = Quantity(required=True)
    created_at = Instant(required=True)
    url = fields.String(required=True, allow_none=True)
    """A link for five minutes; null for who may send but not see."""


class UnitPhotoView(View):
    """A photo that an event names; `missing` until the phone has sent it, `erased` once its time is over."""

    named = fields.String(required=True)
    seq = Quantity(required=True)
    step = fields.String(required=True)
    state = Choice(("present", "missing", "erased"), required=True)
    repeated = fields.Boolean()
    """Also used for another unit; said to those who oversee."""
    photo = fields.Nested(PhotoView, allow_none=True, required=True)


SHOWN = tuple(name for name in PhotoView().fields if name != "url")


def shown(photo: Photo) -> dict[str, Any]:
    """A photo with its link, if the actor may see it."""
    may_see = permissions.grants(current_actor(), "photo", "read")
    url = link(f"/api/v1/photos/{photo.sha256}/file", f"photo:{photo.sha256}") if may_see else None
    return {name: getattr(photo, name) for name in SHOWN} | {"url": url}


def noted(session: Session, photos: Iterable[Photo], orders: Iterable[UUID | None] = ()) -> None:
    """Put photos that were shown into the audit trail, with whose doors they are of.

    The booking is named beside its consumer: a plant that may see the photo but not the booking tells the person, too.
    """
    seen = list(photos)
    booked = {order for order in (*(photo.order_id for photo in seen), *orders) if order is not None}
    note(
        *(f"photo:{photo.id}" for photo in seen),
        *(f"trade_order:{order}" for order in booked),
        consumers=consumers_of(session, booked),
    )
