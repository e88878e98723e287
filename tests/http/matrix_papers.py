"""What else lies in a corner of the matrix: pictures, papers of an application, files taken out, places by name."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from models.application_document import ApplicationDocument
from models.export_file import ExportFile
from models.photo import Photo

SIZES = {"media_type": "image/jpeg", "size_bytes": 1}


def _id(corner: Any, *parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(map(str, ("matrix", corner.number, *parts))))


def belongings(corner: Any, now: datetime) -> Iterator[Any]:
    """What hangs on nothing but accounts and organisations."""
    for turn, mark in enumerate(("", "1")):
        manager = corner.people["recycler_manager", turn]
        corner.names[f"export{mark}"] = _id(corner, "export", turn)
        yield ExportFile(
            id=corner.names[f"export{mark}"],
            made_by=manager.account_id,
            organisation_id=corner.places["recycler"].id,
            role=manager.role,
            dataset="units",
            format="csv",
            filters={},
            reason=corner.canary("export", turn),
            rows=1,
            sha256="0" * 64,
            size_bytes=1,
            as_of=now,
            created_at=now,
            expires_at=now + timedelta(days=36_500),
        )


def attachments(corner: Any, now: datetime) -> Iterator[Any]:
    """What hangs on bookings and applications."""
    corner.names["document"] = _id(corner, "document")
    yield ApplicationDocument(
        id=corner.names["document"],
        application_id=corner.names["application"],
        shows="other",
        name=corner.canary("document"),
        sha256=corner.canary("document"),
        uploaded_at=now,
        **SIZES,
    )
    for turn, mark in enumerate(("", "1")):
        corner.names[f"photo{mark}"] = _id(corner, "photo", turn)
        taker = corner.people["recycler_staff", turn].account_id
        yield Photo(
            id=corner.names[f"photo{mark}"],
            sha256=corner.canary("photo", turn),
            source_sha256=corner.canary("photo", turn),
            purpose="pickup",
            uploader_id=taker,
            account_id=taker,
            organisation_id=corner.places["recycler"].id,
            order_id=_id(corner, "order", turn),
            width=1,
            height=1,
            dhash=0,
            bands=[0],
            created_at=now,
            **SIZES,
        )
