"""From a figure to its rows: the very units or events it counts."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.oversight_query import DrillQuery, category_types, period
from api.paging import listing, page
from api.permit import permit
from api.schema import Identifier, Instant, View
from models.db import db
from models.drill import EventsWanted, UnitsWanted, events_behind, units_behind
from models.territory import Territory, overseen
from tradein.behind import Behind, rows_behind
from tradein.lifecycle import Stage, Step
from tradein.moment import day_of
from tradein.reading import basis_of
from tradein.refusals.oversight import ChoiceNeeded

blp = Blueprint(
    "oversight-units", __name__, url_prefix="/api/v1/oversight", description="指标明细 · Rows of a figure"
)

Listed = tuple[dict[str, Any], int, dict[str, str]]


class CodeNameView(View):
    """A region or a kind of thing by its code."""

    code = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class PartyView(View):
    """An organisation."""

    id = Identifier(required=True)
    name = fields.String(required=True, allow_none=True)


class RowView(View):
    """A unit with where it stands now, and, where the figure counts events, the event that was counted."""

    code = fields.String(required=True)
    item_type = fields.String(required=True)
    stage = fields.String(required=True)
    district = fields.Nested(CodeNameView, required=True)
    holder = fields.Nested(PartyView, required=True, allow_none=True)
    weight_g = fields.Integer(required=True, allow_none=True)
    on_hold = fields.Boolean()
    site = fields.String(allow_none=True)
    stage_since = Instant()
    last_event_time = Instant()
    created_at = Instant()
    step = fields.String()
    event_id = Identifier()
    event_time = Instant()
    recorded_at = Instant()
    place = fields.Nested(CodeNameView)
    organisation = fields.Nested(PartyView, allow_none=True)
    price_fen = fields.Integer(allow_none=True)
    outputs_g = fields.Integer(allow_none=True)
    waste_g = fields.Integer(allow_none=True)
    flags = fields.List(fields.String())


@blp.get("/<string:region>/units")
@permit("oversight", "read")
@blp.arguments(DrillQuery, location="query")
@blp.response(200, listing(RowView))
def list_units(query: dict[str, Any], region: str) -> Listed:
    """The rows a figure counts: units at a stage, or events of a step in a period with the unit each happened to."""
    territory = overseen(db.session(), current_actor(), region)
    behind = _behind(query)
    if behind.stage is not None:
        return _units(territory, behind.stage, query)
    return _events(territory, behind, query)


def _behind(query: Mapping[str, Any]) -> Behind:
    given = [name for name in ("stage", "step", "figure") if query[name]]
    if len(given) != 1:
        raise ChoiceNeeded(given[1] if given else "stage")
    if query["figure"]:
        return rows_behind(query["figure"])
    return Behind(Stage(query["stage"])) if query["stage"] else Behind(step=Step(query["step"]))


def _units(territory: Territory, stage: Stage, query: Mapping[str, Any]) -> Listed:
    last = query["last"]
    day = last if last is not None and last < day_of(now()) else None
    wanted = UnitsWanted(territory.leaves, stage, day, category_types(db.session(), query["category"]))
    after = query["after"][0] if query["after"] else None
    rows = units_behind(db.session(), wanted, after, query["limit"] + 1)
    listed, status, headers = page(rows, query["limit"], lambda row: (row.id,))
    return {"items": [_unit(row) for row in listed["items"]]}, status, headers


def _events(territory: Territory, behind: Behind, query: Mapping[str, Any]) -> Listed:
    assert behind.step is not None  # noqa: S101 - a figure without a stage is counted from a step
    basis = basis_of(query["figure"], query["basis"]) if query["figure"] else query["basis"]
    types = category_types(db.session(), query["category"])
    wanted = EventsWanted(territory.leaves, behind.step, period(query).now, basis, behind.only, types)
    rows = events_behind(db.session(), wanted, query["after"], query["limit"] + 1)
    listed, status, headers = page(rows, query["limit"], lambda row: (row.event_time, row.unit_id, row.seq))
    return {"items": [_event(row) for row in listed["items"]]}, status, headers


def _unit(row: Any) -> dict[str, Any]:
    return _common(row) | {
        "holder": _party(row.holder_id, row.holder_name),
        "on_hold": row.on_hold,
        "site": row.site,
        "stage_since": row.stage_since,
        "last_event_time": row.last_event_time,
        "created_at": row.created_at,
    }


def _event(row: Any) -> dict[str, Any]:
    return _common(row) | {
        "holder": _party(row.holder_id, row.holder_name),
        "step": row.step,
        "event_id": row.event_id,
        "event_time": row.event_time,
        "recorded_at": row.record_time,
        "place": {"code": row.place, "name": row.place_name},
        "organisation": _party(row.organisation_id, row.organisation_name),
        "price_fen": row.price_fen,
        "outputs_g": row.outputs_g,
        "waste_g": row.waste_g,
        "flags": list(row.flags or ()),
    }


def _common(row: Any) -> dict[str, Any]:
    return {
        "code": row.code,
        "item_type": row.item_type,
        "stage": row.stage,
        "district": {"code": row.district, "name": row.district_name},
        "weight_g": row.weight_g,
    }


def _party(identifier: Any, name: str | None) -> dict[str, Any] | None:
    return None if identifier is None else {"id": identifier, "name": name}
