"""How the platform stands, for whoever keeps it running: sizes, queues, jobs and errors, and no business figure."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.permit import permit
from api.schema import Instant, View
from models.db import db
from models.tally import SLOTS
from models.technical import technical

blp = Blueprint("technical", __name__, url_prefix="/api/v1/technical", description="技术状态 Technical state")


class DatabaseView(View):
    """`jobs_work`: some process holds the leadership of the jobs now."""

    bytes = fields.Integer(required=True)
    migration = fields.String(required=True)
    connections = fields.Integer(required=True)
    most_connections = fields.Integer(required=True)
    jobs_work = fields.Boolean(required=True)


class TableView(View):
    """A table, its rows as the server estimates them."""

    name = fields.String(required=True)
    rows = fields.Integer(required=True)
    dead_rows = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    vacuumed_at = Instant(allow_none=True)


class JobRunView(View):
    """The last period of a job that was done, and what it came to; `recount` counts differences found."""

    job = fields.String(required=True)
    period = fields.String(required=True)
    done_at = Instant(required=True)
    result = fields.Integer(required=True)


class LiveView(View):
    """Counters that wait to be folded, and in how many of `of` slots."""

    cells = fields.Integer(required=True)
    slots = fields.Integer(required=True)
    of = fields.Integer(required=True)


class RequestsView(View):
    """Audited requests of the last hour: changes and sights of personal data, and those refused."""

    done = fields.Integer(required=True)
    refused = fields.Integer(required=True)


class TechnicalView(View):
    """One look at the database."""

    at = Instant(required=True)
    database = fields.Nested(DatabaseView, required=True)
    live = fields.Nested(LiveView, required=True)
    requests = fields.Nested(RequestsView, required=True)
    jobs = fields.List(fields.Nested(JobRunView), required=True)
    tables = fields.List(fields.Nested(TableView), required=True)


@blp.get("")
@permit("tally", "read", view="technical")
@blp.response(200, TechnicalView)
def read_technical() -> dict[str, Any]:
    """Sizes, counters that wait, jobs done, requests refused: the platform's state, without anybody's business."""
    found = technical(db.session(), now())
    return {
        "at": found.at,
        "database": found.database,
        "live": {"cells": found.live.cells, "slots": found.live.slots, "of": SLOTS},
        "requests": {name: found.requests.get(name, 0) for name in ("done", "refused")},
        "jobs": found.jobs,
        "tables": found.tables,
    }
