"""Reference tables: waste codes, what was imported when, and a province's own numbers."""

from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.audit_trail import configured, note
from api.blueprint import Blueprint
from api.clock import now
from api.freshness import REFERENCE_SECONDS, kept_for
from api.identity import current_actor
from api.paging import listing
from api.permit import permit
from api.reference_view import numbers, numbers_field, row_numbers
from api.routes.item_type import HazardousWasteView, waste
from api.schema import Body, Day, Instant, RegionCode, Text, View
from api.transaction import in_transaction
from models import reference, region
from models.db import db
from tradein.moment import day_of
from tradein.override import Override
from tradein.reference import Fact

blp = Blueprint(
    "reference", __name__, url_prefix="/api/v1", description="参考数据版本与省级参数 Reference data"
)


class ReferenceEditionView(View):
    """One import of a packaged file, or one local change (then `jurisdiction_code` is the province)."""

    revision = fields.Integer(required=True)
    dataset = fields.String(required=True)
    jurisdiction_code = fields.String(required=True)
    edition = fields.String(required=True)
    source = fields.String(required=True)
    source_date = fields.Date(required=True, allow_none=True)
    licence = fields.String(required=True, allow_none=True)
    sha256 = fields.Function(lambda row: row.sha256.hex() if row.sha256 else None, allow_none=True)
    row_count = fields.Integer(required=True)
    imported_at = Instant(required=True)


class ReferenceRowView(View):
    """A stored row as it was recorded: what it states, by which document, from when to when."""

    key = fields.String(required=True)
    jurisdiction = fields.String(required=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True, allow_none=True)
    source = fields.String(required=True)
    edition = fields.String(required=True)
    document_no = fields.String(required=True, allow_none=True)
    values = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)


class ReferenceFactView(View):
    """What holds for a key, number by number."""

    dataset = fields.String(required=True)
    key = fields.String(required=True)
    numbers = numbers_field()


class DayQuery(Body):
    """The catalogue edition in force on a day; default today."""

    day = Day(load_default=None)


class EditionQuery(Body):
    """One dataset only."""

    dataset = Text(40, load_default=None)


class HistoryQuery(Body):
    """The rows of one key: national ones, and those of the province `region` lies in."""

    key = Text(80, required=True)
    region = RegionCode(load_default=None)


class FactQuery(Body):
    """What holds in the province that `region` lies in, on a day; by default in the nation, today."""

    region = RegionCode(load_default=None)
    day = Day(load_default=None)


class OverrideBody(Body):
    """Local values for one key: whole numbers in the unit the number is shown with, or true/false."""

    key = Text(80, required=True)
    values = fields.Dict(
        keys=fields.String(),
        values=fields.Raw(metadata={"type": ["integer", "boolean"]}),
        required=True,
        metadata={"minProperties": 1},
    )
    valid_from = Day(required=True)
    valid_to = Day(load_default=None)
    document_no = Text(100, low=2, required=True)


@blp.get("/hazardous-wastes")
@permit("item_type", "read")
@kept_for(REFERENCE_SECONDS)
@blp.arguments(DayQuery, location="query")
@blp.response(200, listing(HazardousWasteView))
def list_hazardous_wastes(query: dict[str, Any]) -> dict[str, Any]:
    """Waste codes that arise from appliances, by the national list of the day."""
    found = reference.hazardous_wastes(db.session(), query["day"] or day_of(now()))
    return {"items": [waste(fact) for fact in found.values()]}


@blp.get("/reference/editions")
@permit("item_type", "read")
@kept_for(REFERENCE_SECONDS)
@blp.arguments(EditionQuery, location="query")
@blp.response(200, listing(ReferenceEditionView))
def list_editions(query: dict[str, Any]) -> dict[str, Any]:
    """Where the reference data comes from: imports and local changes, newest first."""
    if query["dataset"]:
        reference.edition_set(query["dataset"])
    return {"items": reference.editions(db.session(), query["dataset"])}


@blp.get("/reference/<string:dataset>")
@permit("item_type", "read")
@kept_for(0)
@blp.arguments(FactQuery, location="query")
@blp.response(200, listing(ReferenceFactView))
def list_facts(query: dict[str, Any], dataset: str) -> dict[str, Any]:
    """Every key of a table with its numbers as they hold at a place on a day."""
    session = db.session()
    name = reference.dataset_named(dataset).name
    place = region.resolve(session, query["region"]).code if query["region"] else None
    found = reference.facts(session, name, place, query["day"] or day_of(now()))
    rows = [{"dataset": name, "key": fact.key, "numbers": numbers(name, fact)} for fact in found.values()]
    return {"items": sorted(rows, key=lambda row: str(row["key"]))}


@blp.get("/reference/<string:dataset>/rows")
@permit("item_type", "read")
@kept_for(0)
@blp.arguments(HistoryQuery, location="query")
@blp.response(200, listing(ReferenceRowView))
def list_rows(query: dict[str, Any], dataset: str) -> dict[str, Any]:
    """Every row recorded for a key, superseded ones included."""
    session = db.session()
    reference.dataset_named(dataset)
    place = region.resolve(session, query["region"]).code if query["region"] else None
    places = region.jurisdictions(session, place) if place else []
    rows = reference.rows_of(session, dataset, places, key=query["key"])
    return {"items": [{**_header(row), "values": row_numbers(dataset, row)} for row in rows]}


def _header(row: Any) -> dict[str, Any]:
    shown = ("key", "jurisdiction", "valid_from", "valid_to", "source", "edition", "document_no")
    return {name: getattr(row.header, name) for name in shown}


@blp.post("/reference/<string:dataset>/overrides")
@permit("item_type", "create")
@blp.arguments(OverrideBody)
@blp.response(201, ReferenceFactView)
def create_override(body: dict[str, Any], dataset: str) -> dict[str, Any]:
    """Set a province's own value for reference numbers, from tomorrow at the earliest. Old rows stay."""
    actor, wish = current_actor(), reference.Wish(dataset, Override(**body))

    def work(session: Session) -> Fact[Any]:
        key, day = wish.override.key, wish.override.valid_from
        before = reference.facts(session, reference.dataset_named(dataset).name, actor.region, day, key=key)
        made = reference.override(session, actor, wish, now())
        _tell(session, wish, before[key], made)
        return made

    fact = in_transaction(work)
    return {"dataset": dataset, "key": fact.key, "numbers": numbers(dataset, fact)}


def _tell(session: Session, wish: reference.Wish, before: Fact[Any], after: Fact[Any]) -> None:
    asked = wish.override
    note(
        f"{wish.dataset}:{asked.key}",
        f"by_document:{asked.document_no}",
        valid_from=asked.valid_from.isoformat(),
    )
    was, now_is = before.value, after.value
    changes = [
        {"name": one, "before": getattr(was, one), "after": getattr(now_is, one)} for one in asked.values
    ]
    configured(session, *({"table": wish.dataset, **one} for one in changes))
