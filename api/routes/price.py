"""Dated price tables: what a place or a recycler pays, superseded by later tables and never edited."""

from typing import Any

from marshmallow import fields, validate
from sqlalchemy.orm import Session

from api.audit_trail import configured, note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Day, Fen, Identifier, Instant, Quantity, RegionCode, Text, View
from api.transaction import in_transaction
from models.db import db
from models.price import PriceRow, page_of_prices
from models.price_change import PriceWish, publish_price, superseded
from tradein.price_rule import Adjustment, Unit

blp = Blueprint("prices", __name__, url_prefix="/api/v1/prices", description="回收价格表 Price tables")

MOST_FEN = 10_000_000
"""100,000 yuan: no old appliance is worth more, and a slip of three digits is caught."""
NUMBERS = ("base_fen", "floor_fen", "round_to_fen", "yearly_permille", "age_cap_permille", "carry_fen")


class AnswerPriceBody(Body):
    """What one answer changes: signed fen, or thousandths of the base price."""

    question = Text(40, required=True)
    answer = Text(40, required=True)
    unit = Choice([unit.value for unit in Unit], required=True)
    amount = Quantity(MOST_FEN, low=-MOST_FEN, required=True)


class PartPriceBody(Body):
    """What a missing part takes off."""

    seq = Quantity(99, low=1, required=True)
    unit = Choice([unit.value for unit in Unit], required=True)
    amount = Quantity(0, low=-MOST_FEN, required=True)


class PriceBody(Body):
    """A price from a day on, tomorrow at the earliest; what is not named stays as it is now."""

    region = RegionCode(required=True)
    item_type = Text(40, required=True)
    valid_from = Day(required=True)
    document_no = Text(100, required=True)
    base_fen = Fen(MOST_FEN)
    floor_fen = Fen(MOST_FEN)
    round_to_fen = Quantity(10_000, low=1)
    yearly_permille = Quantity(1000)
    age_cap_permille = Quantity(1000)
    carry_fen = Fen(MOST_FEN)
    answers = fields.List(
        fields.Nested(AnswerPriceBody), load_default=list, validate=validate.Length(max=100)
    )
    parts = fields.List(fields.Nested(PartPriceBody), load_default=list, validate=validate.Length(max=30))


class PriceLineView(View):
    kind = fields.String(required=True)
    key = fields.String(required=True)
    answer = fields.String(required=True)
    unit = fields.String(required=True)
    amount = fields.Integer(required=True)
    name_zh = fields.String(required=True)
    name_en = fields.String(required=True)


class PriceView(View):
    """One published rule; with `organisation_id`, that recycler's own."""

    id = Identifier(required=True)
    item_type = fields.String(required=True)
    jurisdiction = fields.String(required=True, attribute="jurisdiction_code")
    organisation_id = Identifier(allow_none=True)
    valid_from = Day(required=True)
    valid_to = Day(allow_none=True)
    base_fen = Fen(required=True)
    floor_fen = Fen(required=True)
    round_to_fen = fields.Integer(required=True)
    yearly_permille = fields.Integer(required=True)
    age_cap_permille = fields.Integer(required=True)
    carry_fen = Fen(required=True)
    verified = fields.Boolean(required=True)
    source = fields.String(required=True)
    recorded_at = Instant(required=True)
    lines = fields.List(fields.Nested(PriceLineView), required=True)


@blp.get("")
@permit("price", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(PriceView))
def list_prices(query: dict[str, Any]) -> Any:
    """Published rules, newest first: the public ones, and my own firm's."""
    rows = page_of_prices(db.session(), current_actor(), query["limit"], query["after"])
    return page(rows, query["limit"], key=lambda row: (row.id,))


@blp.post("")
@permit("price", "create")
@blp.arguments(PriceBody)
@blp.response(201, PriceView)
def create_price(body: dict[str, Any]) -> PriceRow:
    """Publish a price for my jurisdiction, or for my own firm; promises already given are kept."""
    actor, wish = current_actor(), _wish_of(body)

    def work(session: Session) -> PriceRow:
        made = publish_price(session, actor, wish, now())
        _tell(session, made)
        return made

    return in_transaction(work)


def _tell(session: Session, made: PriceRow) -> None:
    note(f"price_rule:{made.id}", f"item_type:{made.item_type}", f"region:{made.jurisdiction_code}")
    note(valid_from=made.valid_from.isoformat())
    was = superseded(session, made)
    changes = [
        {"name": one, "before": getattr(was, one, None), "after": getattr(made, one)} for one in NUMBERS
    ]
    configured(session, *({"table": "price_rule", **one} for one in changes if one["before"] != one["after"]))


def _wish_of(body: dict[str, Any]) -> PriceWish:
    return PriceWish(
        region=body["region"],
        item_type=body["item_type"],
        valid_from=body["valid_from"],
        document_no=body["document_no"],
        numbers={name: body[name] for name in NUMBERS if name in body},
        answers={(one["question"], one["answer"]): _adjustment(one) for one in body["answers"]},
        parts={one["seq"]: _adjustment(one) for one in body["parts"]},
    )


def _adjustment(one: dict[str, Any]) -> Adjustment:
    return Adjustment(Unit(one["unit"]), one["amount"])
