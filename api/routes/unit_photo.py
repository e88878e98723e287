"""The photos of a unit: what its events name, with a link to each that has arrived."""

from collections.abc import Mapping
from typing import Any

from api.blueprint import Blueprint
from api.identity import current_actor
from api.paging import listing
from api.permit import permit
from api.photo_view import UnitPhotoView, noted, shown
from models.db import db
from models.photo_repeat import oversees
from models.photo_use import UnitPhoto, photos_of_unit

blp = Blueprint("unit_photos", __name__, url_prefix="/api/v1/units", description="旧机照片 Photos of a unit")


@blp.get("/<code>/photos")
@permit("photo", "read")
@blp.response(200, listing(UnitPhotoView))
def list_unit_photos(code: str) -> dict[str, Any]:
    """Every photo the unit's events name, in the order of the story; missing ones are named, too."""
    session, actor = db.session(), current_actor()
    found = photos_of_unit(session, actor, code)
    kept = [one for one in found if one.photo]
    noted(session, (one.photo for one in kept if one.photo), (one.order_id for one in kept))
    overseeing = oversees(actor)
    return {"items": [_shown(one, overseeing) for one in found]}


def _shown(one: UnitPhoto, overseeing: bool) -> Mapping[str, Any]:  # noqa: FBT001 - who looks, not how to work
    said: dict[str, Any] = {"named": one.named, "seq": one.seq, "step": one.step}
    said["state"] = "present" if one.photo else "erased" if one.erased else "missing"
    said["photo"] = shown(one.photo) if one.photo else None
    return said | ({"repeated": one.repeated} if overseeing else {})
