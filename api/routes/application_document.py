"""The papers of an application: sent by who asks, opened by both sides through short links."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Response

from api.application_view import DocumentQuery, DocumentView, about, papered
from api.blueprint import Blueprint
from api.clock import now
from api.document import PDF, fit
from api.file_answer import Handed, answer, entered
from api.identity import current_actor
from api.intake import received, takes_file
from api.permit import permit
from api.photo_view import FileQuery
from api.signed_link import check_link
from api.transaction import in_transaction
from models.application import application_in_scope, locked
from models.application_document import ApplicationDocument, Paper, attach, detach, document_named
from models.db import db

blp = Blueprint(
    "application_documents", __name__, url_prefix="/api/v1/applications", description="申请材料 Papers"
)

KINDS = ("image/jpeg", "image/png", "image/webp", PDF)
SUFFIX = {"image/jpeg": ".jpg", PDF: ".pdf"}


@blp.post("/<uuid:application_id>/documents")
@permit("application", "update")
@takes_file(*KINDS)
@blp.arguments(DocumentQuery, location="query")
@blp.response(201, DocumentView)
def upload_document(query: Mapping[str, Any], application_id: UUID) -> dict[str, Any]:
    """Send a paper as the body: a picture or a PDF. The version goes up: nobody approves what they have not seen."""
    by = (current_actor(), now())
    # Whose application it is comes first: nobody else's file is taken in, let alone decoded.
    in_transaction(lambda session: locked(session, by[0], application_id, "update"))
    with received() as body, fit(body) as ready:
        paper = Paper(query["shows"], query["name"], ready.sha256, ready.media_type, ready.size_bytes)

        def write() -> ApplicationDocument:
            return in_transaction(lambda session: attach(session, by, application_id, paper))

        return papered(entered(ready.sha256, ready.file, write))


@blp.delete("/<uuid:application_id>/documents/<uuid:document_id>")
@permit("application", "update")
@blp.response(204)
def delete_document(application_id: UUID, document_id: UUID) -> None:
    """Take a paper out while the application is open."""
    by = (current_actor(), now())
    in_transaction(lambda session: detach(session, by, application_id, document_id))


@blp.get("/<uuid:application_id>/documents/<sha256>/file")
@permit("application", "read")
@blp.arguments(FileQuery, location="query")
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def send_document(query: Mapping[str, Any], application_id: UUID, sha256: str) -> Response:
    """The paper itself, to whom the link was made for, within five minutes; always as an attachment."""
    session, actor = db.session(), current_actor()
    application_in_scope(session, actor, application_id)
    found = document_named(session, application_id, sha256)
    check_link(about(found), query["expires"], query["key"], query["signature"])
    inline = found.media_type != PDF
    return answer(sha256, Handed(found.media_type, found.name + SUFFIX[found.media_type], inline))
