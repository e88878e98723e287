"""What every figure means, for everybody; and the figures that everybody may see."""

from datetime import date
from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.freshness import REFERENCE_SECONDS, kept_for
from api.oversight_view import PeriodView, PlaceView
from api.paging import listing
from api.permit import permit
from api.rates import OPEN_FIGURES, limited
from api.schema import Body, Pattern, RegionCode, View
from models.db import db
from models.open_figures import FIGURES, SMALLEST_GROUP, open_figures
from tradein import permissions
from tradein.figures import catalogue
from tradein.moment import day_of
from tradein.reading import readable, unit_of
from tradein.refusals.oversight import PeriodOpen
from tradein.span import ONE_DAY, Span, month_end, month_start

blp = Blueprint(
    "figures", __name__, url_prefix="/api/v1", description="指标定义与公开数据 · Definitions, open figures"
)


class DefinitionView(View):
    """A figure: names, formula, unit, basis and source. `readable` figures can be asked of the oversight routes."""

    key = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    formula_zh = fields.String(required=True)
    formula_en = fields.String(required=True)
    unit = fields.String(required=True)
    basis = fields.String(required=True, allow_none=True)
    cadence = fields.List(fields.String(), required=True)
    source = fields.String(required=True)
    note = fields.String(required=True)
    readable = fields.Boolean(required=True)


class OpenQuery(Body):
    """A region, and a month that is over; without one the last."""

    region = RegionCode(required=True)
    month = Pattern("20[0-9]{2}-(0[1-9]|1[0-2])", 7, load_default=None)


class OpenPartView(PlaceView):
    """Values by figure; null where a group is too small to be published."""

    values = fields.Dict(keys=fields.String(), values=fields.Integer(allow_none=True), required=True)


class OpenView(View):
    """A month's figures of a region and its parts. Units are those picked up there, weights in grams."""

    period = fields.Nested(PeriodView, required=True)
    figures = fields.List(fields.Nested(DefinitionView), required=True)
    smallest_group = fields.Integer(required=True)
    total = fields.Nested(OpenPartView, required=True)
    items = fields.List(fields.Nested(OpenPartView), required=True)


@blp.get("/figures")
@permit("tally", "read")
@kept_for(REFERENCE_SECONDS)
@blp.response(200, listing(DefinitionView))
def list_figures() -> dict[str, Any]:
    """The catalogue of figures: every number on a screen or in a report is one of these."""
    return {"items": [_definition(key) for key in catalogue()]}


@blp.get("/open-figures")
@permit("tally", "read")
@limited(OPEN_FIGURES)
@kept_for(REFERENCE_SECONDS)
@blp.arguments(OpenQuery, location="query")
@blp.response(200, OpenView)
def show_open_figures(query: dict[str, Any]) -> dict[str, Any]:
    """Totals for everybody by whole month. Groups smaller than five, and what would reveal them, are held back."""
    permissions.allow(None, "tally", "read", k_suppressed=True)
    month = _month(query["month"])
    found = open_figures(db.session(), query["region"], month)
    return {
        "period": month,
        "figures": [_definition(key) for key in FIGURES],
        "smallest_group": SMALLEST_GROUP,
        "total": _place(found.region.place, found.total),
        "items": [_place(place, values) for place, values in found.parts],
    }


def _definition(key: str) -> dict[str, Any]:
    one = catalogue()[key]
    answered = key in readable()
    named = {name: getattr(one, name) for name in DefinitionView().fields if hasattr(one, name)}
    return named | {"readable": answered, "unit": unit_of(key) if answered else one.unit}


def _month(text: str | None) -> Span:
    this_month = month_start(day_of(now()))
    first = month_start(this_month - ONE_DAY) if text is None else date.fromisoformat(f"{text}-01")
    if first >= this_month:
        raise PeriodOpen("month", month=f"{first:%Y-%m}")
    return Span(first, month_end(first))


def _place(place: Any, values: Any) -> dict[str, Any]:
    return {"code": place.code, "name": place.name, "level": place.level, "values": values}
