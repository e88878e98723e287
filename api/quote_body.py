"""What is said and shown about prices: an owner's answers in, an itemised quote out."""

from typing import Any

from marshmallow import fields, validate

from api.schema import Body, Fen, Identifier, Instant, Quantity, RegionCode, Text, View
from tradein.pricing import MOST_FLOORS, OLDEST_YEARS, Answers

MOST_ANSWERS = 20
MOST_PARTS = 30


class QuoteAnswersBody(Body):
    """The owner's answers; ask `/quotes/questions` what to ask. `floors_carried` is 0 where there is a lift."""

    age_years = Quantity(OLDEST_YEARS, required=True)
    conditions = fields.Dict(
        keys=Text(40), values=Text(40), required=True, validate=validate.Length(max=MOST_ANSWERS)
    )
    missing_parts = fields.List(
        Quantity(99, low=1), load_default=list, validate=validate.Length(max=MOST_PARTS)
    )
    floors_carried = Quantity(MOST_FLOORS, load_default=0)


def answers_of(body: dict[str, Any]) -> Answers:
    """The answers as the pricing rule takes them."""
    parts = frozenset(body["missing_parts"])
    return Answers(body["age_years"], body["conditions"], parts, body["floors_carried"])


class QuoteBody(Body):
    """What is to be priced and where; with `recycler`, by that recycler's own prices where it has any."""

    region = RegionCode(required=True)
    item_type = Text(40, required=True)
    answers = fields.Nested(QuoteAnswersBody, required=True)
    recycler = Identifier(load_default=None, allow_none=True)


class QuoteLineView(View):
    """One line: signed fen, and the arithmetic behind it."""

    code = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    amount_fen = fields.Integer(required=True)
    reason = fields.String(required=True)


class QuoteAnswerView(View):
    question = fields.String(required=True)
    answer = fields.String(required=True)


class QuoteView(View):
    """An itemised quote. The price is promised until `valid_until`, whatever the table says by then."""

    id = Identifier(required=True)
    region = fields.String(required=True, attribute="region_code")
    item_type = fields.String(required=True)
    recycler_id = Identifier(allow_none=True)
    age_years = fields.Integer(required=True)
    floors_carried = fields.Integer(required=True)
    answers = fields.List(fields.Nested(QuoteAnswerView), required=True)
    lines = fields.List(fields.Nested(QuoteLineView), required=True)
    total_fen = Fen(required=True)
    floor_fen = Fen(required=True)
    verified = fields.Boolean(required=True, metadata={"description": "false: reference price, not official"})
    source = fields.String(required=True)
    created_at = Instant(required=True)
    valid_until = Instant(required=True)


class QuoteChoiceView(View):
    key = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class QuoteQuestionView(QuoteChoiceView):
    choices = fields.List(fields.Nested(QuoteChoiceView), required=True)


class QuotePartView(View):
    """A part whose absence changes the price; its number goes into `missing_parts`."""

    seq = fields.Integer(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class QuoteQuestionsView(View):
    """What to ask before a quote, in the order to ask it."""

    item_type = fields.String(required=True)
    questions = fields.List(fields.Nested(QuoteQuestionView), required=True)
    parts = fields.List(fields.Nested(QuotePartView), required=True)
