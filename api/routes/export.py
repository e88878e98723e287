"""Exports: tables within one's reach, with a reason, marked with who took them, fetched by nobody else, for a day."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from marshmallow import ValidationError, fields

from api import audit_trail
from api.blueprint import Blueprint
from api.clock import now
from api.export import Order, make_export
from api.file_answer import Handed, answer
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import (
    Body,
    Choice,
    Day,
    Identifier,
    Instant,
    Pattern,
    Quantity,
    RegionCode,
    Remark,
    View,
    refuse,
)
from api.spreadsheet import MEDIA_TYPES, SUFFIXES, FileFormat
from api.transaction import in_transaction
from models.db import db
from models.export_file import ExportFile, Wanted, export_of, exports_after
from models.export_rows import FIGURES, Filters, unknown_filters
from models.export_table import DATASETS
from tradein.refusal import NotFound

blp = Blueprint("exports", __name__, url_prefix="/api/v1/exports", description="数据导出 Exports")

FORMATS = tuple(form.value for form in FileFormat)


class FilterBody(Body):
    """What the table is narrowed to; days both included. `figure` belongs to `events`: the rows that it counts."""

    state = Pattern(r"[a-z_]{2,20}", 20)
    region = RegionCode()
    item_type = Pattern(r"[A-Z0-9_]{2,40}", 40)
    from_day = Day()
    to_day = Day()
    figure = Choice(tuple(FIGURES))


class ExportBody(Body):
    """Which table, in which form, and why; the reason stays in the audit trail and in the file."""

    dataset = Choice(tuple(DATASETS), required=True)
    format = Choice(FORMATS, load_default=FileFormat.XLSX.value)
    filters = fields.Nested(FilterBody, load_default=dict)
    reason = Remark(300, low=10, required=True)


class ExportView(View):
    """An export. `file` is where to fetch it until it expires."""

    id = Identifier(required=True)
    dataset = Choice(tuple(DATASETS), required=True)
    format = Choice(FORMATS, required=True)
    filters = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    reason = fields.String(required=True)
    rows = Quantity(required=True)
    size_bytes = Quantity(required=True)
    as_of = Instant(required=True)
    created_at = Instant(required=True)
    expires_at = Instant(required=True)
    file = fields.String(required=True, allow_none=True)


SHOWN = tuple(name for name in ExportView().fields if name != "file")


def _shown(made: ExportFile) -> dict[str, Any]:
    there = made.removed_at is None and made.expires_at > now()
    return {name: getattr(made, name) for name in SHOWN} | {
        "file": f"/api/v1/exports/{made.id}/file" if there else None
    }


@blp.post("")
@permit("export", "export")
@blp.arguments(ExportBody)
@blp.response(201, ExportView)
def create_export(body: dict[str, Any]) -> dict[str, Any]:
    """Write what is in my reach into a file: one state of the data, at most 50,000 rows, no personal fields."""
    filters = Filters(**body["filters"])
    if unknown := unknown_filters(body["dataset"], filters):
        raise ValidationError({"filters": {name: [refuse("unknown_field").messages[0]] for name in unknown}})
    told = {name: _told(value) for name, value in body["filters"].items()}
    order = Order(Wanted(body["dataset"], body["format"], told, body["reason"]), filters)
    by = (current_actor(), now())
    audit_trail.note(reason=body["reason"], dataset=body["dataset"], filters=told)
    return _shown(in_transaction(lambda session: make_export(session, by, order)))


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


@blp.get("")
@permit("export", "export")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(ExportView))
def list_exports(query: dict[str, Any]) -> Any:
    """My own exports, newest first."""
    after = query["after"][0] if query["after"] else None
    rows = exports_after(db.session(), current_actor(), after, query["limit"] + 1)
    body, status, headers = page(rows, query["limit"], key=lambda row: (row.id,))
    return {"items": [_shown(row) for row in body["items"]]}, status, headers


@blp.get("/<uuid:export_id>")
@permit("export", "export")
@blp.response(200, ExportView)
def read_export(export_id: UUID) -> dict[str, Any]:
    """One of my exports."""
    return _shown(export_of(db.session(), current_actor(), export_id))


@blp.get("/<uuid:export_id>/file")
@permit("export", "export")
@blp.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
def send_export(export_id: UUID) -> Response:
    """The file, to whoever made it, until it expires."""
    made = export_of(db.session(), current_actor(), export_id)
    if made.removed_at is not None or made.expires_at <= now():
        raise NotFound
    form = FileFormat(made.format)
    name = f"{DATASETS[made.dataset].title}-{made.created_at:%Y%m%d}{SUFFIXES[form]}"
    return answer(made.sha256, Handed(MEDIA_TYPES[form], name))
