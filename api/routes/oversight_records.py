"""Figures of a region that records answer, not counters: what stands open now, the price gap, avoided emissions."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.oversight_query import PeriodQuery, category_types, period
from api.oversight_view import NUMBER, AnswerView, heading
from api.permit import permit
from api.schema import View
from models.avoided import avoided_over
from models.db import db
from models.item_type import item_types
from models.oversight_records import price_gap_fen, standing
from models.territory import overseen
from tradein.carbon import Method
from tradein.figures import catalogue
from tradein.moment import day_of
from tradein.reading import basis_of

blp = Blueprint(
    "oversight-records",
    __name__,
    url_prefix="/api/v1/oversight",
    description="监管指标（按记录）· Figures counted from records",
)


class RecordFigureView(View):
    """A figure with its names, unit and the key of its definition (`/api/v1/figures`)."""

    key = fields.String(required=True)
    definition = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    unit = fields.String(required=True)
    value = fields.Raw(
        required=True,
        allow_none=True,
        metadata={**NUMBER, "description": "null when there is nothing to compute it from"},
    )


class MethodView(View):
    """How avoided emissions were computed: never shown without it."""

    key = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    edition = fields.String(required=True)
    source = fields.String(required=True)
    verified = fields.Boolean(required=True)


class AvoidedView(RecordFigureView):
    """Avoided emissions in whole grams of CO2e, with the method and with what could not be counted."""

    method = fields.Nested(MethodView, required=True)
    units = fields.Integer(required=True, metadata={"description": "units dismantled to standard"})
    unknown_units = fields.Integer(
        required=True,
        metadata={"description": "of these, of a type whose composition is unknown: not counted"},
    )
    unweighed = fields.Integer(
        required=True, metadata={"description": "units taken apart unweighed: their part is missing"}
    )


class RecordsView(AnswerView):
    """`standing` is how things stand at `as_of`; the price gap and the emissions are those of the period."""

    standing = fields.List(fields.Nested(RecordFigureView), required=True)
    price_gap = fields.Nested(RecordFigureView, required=True)
    avoided = fields.Nested(AvoidedView, required=True)


@blp.get("/<string:region>/records")
@permit("oversight", "read")
@blp.arguments(PeriodQuery, location="query")
@blp.response(200, RecordsView)
def show_records(query: dict[str, Any], region: str) -> dict[str, Any]:
    """What stands open now, the price gap and the avoided emissions of a period; a category narrows the emissions."""
    session = db.session()
    territory = overseen(session, current_actor(), region)
    asked = period(query)
    answer = heading(territory, asked, query)
    types = category_types(session, query["category"]) or tuple(sorted(item_types(session, now())))
    open_now = standing(session, territory.leaves, day_of(now()))
    spared = avoided_over(session, territory, asked.now, types, basis_of("avoided_co2e", query["basis"]))
    return answer | {
        "standing": [_figure(key, value) for key, value in open_now.items()],
        "price_gap": _figure("price_gap_fen", price_gap_fen(session, territory.leaves, asked.now)),
        "avoided": _figure("avoided_co2e", spared.total.gco2e)
        | {
            # Whole base units, like every number here: the catalogue shows kilograms.
            "unit": "gCO2e",
            "method": _method(spared.total.method),
            "units": spared.total.units,
            "unknown_units": spared.total.unknown_units,
            "unweighed": spared.unweighed,
        },
    }


def _figure(key: str, value: int | None) -> dict[str, Any]:
    definition = catalogue()[key]
    return {
        "key": key,
        "definition": key,
        "zh": definition.zh,
        "en": definition.en,
        "unit": definition.unit,
        "value": value,
    }


def _method(method: Method) -> dict[str, Any]:
    return {name: getattr(method, name) for name in Method.__slots__}
