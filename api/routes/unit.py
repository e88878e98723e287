"""Units: the list in one's scope, one unit, and its full trace."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.calendar import IS_WORKDAY
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Choice, Fen, Grams, Identifier, Instant, Pattern, Quantity, View
from api.transaction import in_transaction
from models.trace import Trace, find_unit, trace, units_in_scope
from models.unit import Unit
from tradein.lifecycle import Stage

blp = Blueprint(
    "units", __name__, url_prefix="/api/v1/units", description="旧机与全程追溯 · Units and their trace"
)


class UnitQuery(PageQuery):
    """Filters of the list."""

    stage = Choice([stage.value for stage in Stage])
    item_type = Pattern(r"[A-Z][A-Z0-9_]{1,39}", 40)


class UnitView(View):
    """A unit as it stands; nothing personal."""

    id = Identifier(required=True)
    code = fields.String(required=True)
    item_type = fields.String(required=True)
    district = fields.String(required=True)
    stage = Choice([stage.value for stage in Stage], required=True)
    on_hold = fields.Boolean(required=True)
    hold_reason = fields.String(allow_none=True)
    seq = Quantity(required=True)
    route = fields.String(allow_none=True)
    weight_g = Grams(allow_none=True)
    agreed_fen = Fen(allow_none=True)
    stage_since = Instant(required=True)
    last_event_time = Instant(required=True)
    created_at = Instant(required=True)


class OutputLine(View):
    """One material a unit became."""

    output_code = fields.String(required=True)
    mass_g = Grams(required=True)
    waste_code = fields.String(allow_none=True)


class TraceEventView(View):
    """One event: who, what, where, when it happened and when it was recorded, weights and oddities."""

    seq = Quantity(required=True)
    event_id = Identifier(required=True)
    code = fields.String(allow_none=True, metadata={"description": "the label code that was scanned"})
    step = fields.String(required=True)
    from_stage = fields.String(allow_none=True)
    to_stage = fields.String(required=True)
    event_time = Instant(required=True)
    record_time = Instant(required=True)
    organisation = fields.String(allow_none=True)
    organisation_id = Identifier(allow_none=True)
    site = fields.String(allow_none=True)
    site_name = fields.String(allow_none=True)
    place = fields.String(required=True)
    place_name = fields.String(allow_none=True)
    load = fields.String(allow_none=True)
    weight_g = Grams(allow_none=True)
    weight_change_g = fields.Integer(allow_none=True)
    price_fen = Fen(allow_none=True)
    reason = fields.String(allow_none=True)
    photos = fields.List(fields.String(), metadata={"description": "SHA-256 of each photo"})
    flags = fields.List(fields.String(), metadata={"description": "anomalies, marked in the chain itself"})
    overstayed_s = fields.Integer(allow_none=True)
    mass_gap_g = fields.Integer(
        allow_none=True,
        metadata={
            "description": "materials and documented losses beyond what went in, outside the tolerance"
        },
    )
    work_order = fields.String(allow_none=True)
    outputs = fields.List(fields.Nested(OutputLine))
    corrects_seq = fields.Integer(allow_none=True)
    declared_wrong = fields.Boolean()


class GapView(View):
    """A stay beyond its limit."""

    after_seq = Quantity(required=True)
    stage = fields.String(required=True)
    due_at = Instant(required=True)
    ended_at = Instant(allow_none=True)


class CodeView(View):
    """One of the unit's codes."""

    code = fields.String(required=True)
    state = fields.String(required=True)
    bound_at = Instant(allow_none=True)
    replaced_by = fields.String(allow_none=True)


class TraceView(View):
    """The full story; `view` is `own_leg` for a jurisdiction that only a leg passed through."""

    unit = fields.Nested(UnitView, required=True)
    holder = fields.String(allow_none=True)
    codes = fields.List(fields.Nested(CodeView))
    events = fields.List(fields.Nested(TraceEventView))
    gaps = fields.List(fields.Nested(GapView))
    anomalies = Quantity(
        required=True, metadata={"description": "oddities and gaps that are marked, each counted once"}
    )
    view = fields.String(required=True)


@blp.get("")
@permit("unit", "read")
@blp.arguments(UnitQuery, location="query")
@blp.response(200, listing(UnitView))
def list_units(query: Mapping[str, Any]) -> Any:
    """Units one may see, keyset-paged; filters are exact."""
    after, limit = query["after"], query["limit"]
    wanted = {name: query[name] for name in ("stage", "item_type") if name in query}
    rows = in_transaction(
        lambda session: units_in_scope(session, current_actor(), wanted, after[0] if after else None, limit)
    )
    return page(rows, limit, lambda unit: (unit.id,))


@blp.get("/<code>")
@permit("unit", "read")
@blp.response(200, UnitView)
def show_unit(code: str) -> Unit:
    """One unit by any of its codes."""
    return in_transaction(lambda session: find_unit(session, current_actor(), code)[0])


@blp.get("/<code>/trace")
@permit("unit", "read")
@blp.response(200, TraceView)
def show_trace(code: str) -> Trace:
    """Every event of a unit in order, with gaps and anomalies marked."""
    return in_transaction(lambda session: trace(session, current_actor(), code, (now(), IS_WORKDAY)))
