"""Item types: what they weigh and consist of, what a complete unit has, and what comes out of it."""

from typing import Any

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.freshness import REFERENCE_SECONDS, kept_for
from api.paging import listing
from api.permit import permit
from api.reference_view import SourcedView, numbers, numbers_field, sourced
from api.schema import Body, Day, RegionCode, View
from models import item_type, reference, region
from models.db import db
from tradein.moment import day_of
from tradein.refusal import NotFound

blp = Blueprint(
    "item_types", __name__, url_prefix="/api/v1/item-types", description="品类参考数据 Item types"
)


class ItemTypeView(View):
    """An item type with the numbers that hold at the place and day asked for."""

    code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    weee_class = fields.String(required=True, allow_none=True)
    data_bearing = fields.Boolean(required=True)
    refrigerant_bearing = fields.Boolean(required=True)
    numbers = numbers_field()


class WeeeCategoryView(SourcedView):
    """Its class in the processing catalogue."""

    code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    definition_zh = fields.String(required=True)


class RequiredPartView(SourcedView):
    """A part a complete unit has."""

    seq = fields.Integer(required=True)
    part_zh = fields.String(required=True)
    part_en = fields.String(required=True)
    mandatory = fields.Boolean(required=True)
    if_missing = fields.String(required=True)


class KeyOutputView(View):
    """An expected output of one unit."""

    output_code = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    is_key = fields.Boolean(required=True)
    waste_code = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)
    numbers = numbers_field()


class RefrigerantView(View):
    """A refrigerant or blowing agent that may be inside."""

    code = fields.String(required=True)
    family = fields.String(required=True)
    role = fields.String(required=True)
    numbers = numbers_field()


class HazardousWasteView(SourcedView):
    """A waste code of 国家危险废物名录."""

    code = fields.String(required=True)
    hw_class = fields.String(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)
    hazard = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)


class ItemTypePageView(ItemTypeView):
    """Everything known about an item type. `note` says how the weights came about."""

    note = fields.String(required=True, allow_none=True)
    weee_category = fields.Nested(WeeeCategoryView, required=True, allow_none=True)
    required_parts = fields.List(fields.Nested(RequiredPartView), required=True)
    key_outputs = fields.List(fields.Nested(KeyOutputView), required=True)
    refrigerants = fields.List(fields.Nested(RefrigerantView), required=True)
    hazardous_wastes = fields.List(fields.Nested(HazardousWasteView), required=True)


class PlaceQuery(Body):
    """Where and when: a province's own numbers count below it. Default: the nation, today."""

    region = RegionCode(load_default=None)
    day = Day(load_default=None)


@blp.get("")
@permit("item_type", "read")
@kept_for(REFERENCE_SECONDS)
@blp.arguments(PlaceQuery, location="query")
@blp.response(200, listing(ItemTypeView))
def list_item_types(query: dict[str, Any]) -> dict[str, Any]:
    """All item types with weights and composition."""
    session = db.session()
    place, day = _where(query)
    facts = reference.facts(session, "item_types", place, day)
    kinds = item_type.item_types(session)
    return {"items": [_named(kinds[code], fact) for code, fact in facts.items() if code in kinds]}


@blp.get("/<string:code>")
@permit("item_type", "read")
@kept_for(REFERENCE_SECONDS)
@blp.arguments(PlaceQuery, location="query")
@blp.response(200, ItemTypePageView)
def show_item_type(query: dict[str, Any], code: str) -> dict[str, Any]:
    """One item type with its check-list, outputs, refrigerants and waste codes."""
    session = db.session()
    place, day = _where(query)
    fact = reference.item_type_for(session, code, place, day)
    kind = item_type.item_types(session).get(code)
    if fact is None or kind is None:
        raise NotFound
    outputs = reference.key_outputs(session, code, place, day)
    wastes = reference.hazardous_wastes(session, day)
    listed = sorted(
        {output.value.waste_code for output in outputs if output.value.waste_code} & wastes.keys()
    )
    categories = reference.facts(session, "weee_categories", place, day, key=kind.weee_class or "")
    return {
        **_named(kind, fact),
        "note": fact.base.note,
        "weee_category": next((_category(category) for category in categories.values()), None),
        "required_parts": [_part(part) for part in reference.required_parts(session, code, place, day)],
        "key_outputs": [_output(output) for output in outputs],
        "refrigerants": [_gas(gas) for gas in reference.refrigerants(session, code, place, day)],
        "hazardous_wastes": [waste(wastes[waste_code]) for waste_code in listed],
    }


def _where(query: dict[str, Any]) -> tuple[str | None, Any]:
    place = region.resolve(db.session(), query["region"]).code if query["region"] else None
    return place, query["day"] or day_of(now())


def _named(kind: Any, fact: Any) -> dict[str, Any]:
    named = ("code", "name_zh", "name_en", "weee_class", "data_bearing", "refrigerant_bearing")
    return {name: getattr(kind, name) for name in named} | {"numbers": numbers("item_types", fact)}


def _category(fact: Any) -> dict[str, Any]:
    return {
        "code": fact.key,
        **_words(fact, "name_zh", "name_en", "definition_zh"),
        **sourced(fact, "definition_zh"),
    }


def _part(fact: Any) -> dict[str, Any]:
    words = _words(fact, "seq", "part_zh", "part_en", "mandatory", "if_missing")
    return words | sourced(fact, "mandatory")


def _output(fact: Any) -> dict[str, Any]:
    words = _words(fact, "output_code", "name_zh", "name_en", "is_key", "waste_code")
    return words | {"note": fact.base.note, "numbers": numbers("key_outputs", fact)}


def _gas(fact: Any) -> dict[str, Any]:
    return {"code": fact.key, **_words(fact, "family", "role"), "numbers": numbers("refrigerants", fact)}


def waste(fact: Any) -> dict[str, Any]:
    """A hazardous waste for `HazardousWasteView`; verified speaks of the code, the wording may still differ."""
    words = _words(fact, "hw_class", "name_zh", "name_en", "hazard")
    return {"code": fact.key, **words, "note": fact.base.note, **sourced(fact, "code")}


def _words(fact: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(fact.value, name) for name in names}
