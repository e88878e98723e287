"""Photos: sent as they are, kept without metadata, opened by short links."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response, current_app
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.file_answer import Handed, answer, entered
from api.identity import current_actor
from api.intake import received, takes_file
from api.paging import listing, page
from api.permit import permit
from api.photo_view import FileQuery, PhotoQuery, PhotoView, UploadQuery, noted, shown
from api.picture import MEDIA_TYPE, cleaned
from api.signed_link import check_link
from api.transaction import in_transaction
from models.db import db
from models.photo import (
    Kept,
    Photo,
    Quota,
    Upload,
    check_quota,
    keep,
    photo_in_scope,
    photos_after,
    photos_named,
    uploaded,
)
from models.photo_order import narrowed, order_of_upload
from tradein import permissions
from tradein.actor import Actor
from tradein.photo import Purpose, action_of
from tradein.refusal import NotFound

blp = Blueprint("photos", __name__, url_prefix="/api/v1/photos", description="照片 Photos")

PICTURES = ("image/jpeg", "image/png", "image/webp")
MEGABYTE = 1 << 20


def quota() -> Quota:
    """What one account may send within 24 hours."""
    settings = current_app.extensions["settings"]
    return Quota(settings.photos_per_day, settings.photo_megabytes_per_day * MEGABYTE)


@blp.post("")
@permit("photo", "create", action="attach_invoice")
@takes_file(*PICTURES)
@blp.arguments(UploadQuery, location="query")
@blp.response(201, PhotoView)
def upload_photo(query: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Send a picture as the body. The same bytes again are answered 200 with what was kept the first time."""
    actor = current_actor()
    upload = in_transaction(lambda session: _allowed(session, actor, query))
    with received() as body:
        known = in_transaction(lambda session: _known(session, actor, body.sha256, body.size_bytes))
        if known is not None:
            return shown(known), 200
        with cleaned(body.file) as clean:
            kept = Kept(
                clean.sha256,
                body.sha256,
                MEDIA_TYPE,
                clean.size_bytes,
                clean.width,
                clean.height,
                clean.dhash,
            )

            def write() -> Photo:
                return in_transaction(lambda session: keep(session, (actor, now()), upload, kept, quota()))

            made = entered(clean.sha256, clean.file, write)
    return shown(made), 201


def _allowed(session: Session, actor: Actor, query: Mapping[str, Any]) -> Upload:
    purpose = Purpose(query["purpose"])
    order = order_of_upload(session, actor, query["order"], now())
    permissions.allow(actor, "photo", "create", action_of(purpose), done=order.done)
    return Upload(purpose, order.id)


def _known(session: Session, actor: Actor, source_sha256: str, size: int) -> Photo | None:
    known = uploaded(session, actor, source_sha256)
    if known is None:
        # Before the decoder works for it; asked again, exactly, when it is entered.
        check_quota(session, (actor, now()), quota(), min(size, MEGABYTE))
    return known


@blp.get("")
@permit("photo", "read")
@blp.arguments(PhotoQuery, location="query")
@blp.response(200, listing(PhotoView))
def list_photos(query: Mapping[str, Any]) -> Any:
    """Photos in reach, newest first."""
    session, actor = db.session(), current_actor()
    after = query["after"][0] if query["after"] else None
    rows = photos_after(session, actor, narrowed(actor, query), after, query["limit"] + 1)
    noted(session, rows[: query["limit"]])
    body, status, headers = page(rows, query["limit"], key=lambda row: (row.id,))
    return {"items": [shown(row) for row in body["items"]]}, status, headers


@blp.get("/<uuid:photo_id>")
@permit("photo", "read")
@blp.response(200, PhotoView)
def read_photo(photo_id: UUID) -> dict[str, Any]:
    """One photo with a fresh link."""
    session, actor = db.session(), current_actor()
    found = photo_in_scope(session, actor, photo_id, narrowed(actor, {}))
    noted(session, [found])
    return shown(found)


@blp.get("/<sha256>/file")
@permit("photo", "read")
@blp.arguments(FileQuery, location="query")
@blp.response(200, {"type": "string", "format": "binary"}, content_type=MEDIA_TYPE)
def send_photo(query: Mapping[str, Any], sha256: str) -> Response:
    """The picture itself, to whom the link was made for, within five minutes."""
    check_link(f"photo:{sha256}", query["expires"], query["key"], query["signature"])
    found = photos_named(db.session(), sha256)
    if not found:
        # Erased since the link was made: the object may lie there for a moment longer than its last row.
        raise NotFound("sha256")
    noted(db.session(), found)
    return answer(sha256, Handed(MEDIA_TYPE, f"{sha256[:16]}.jpg", inline=True))
