"""What clients say about bookings."""

from datetime import timedelta
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from api.paging import PageQuery
from api.personal_body import PersonName
from api.quote_body import QuoteAnswersBody, answers_of
from api.schema import (
    Body,
    Choice,
    Day,
    Fen,
    Flag,
    Identifier,
    Instant,
    Pattern,
    Quantity,
    RegionCode,
    Remark,
    Text,
    refuse,
)
from models.assignment import Assignment
from models.booking import Booking, Wanted, WhenWanted, Where
from models.requote import Answer, Wish
from tradein.order import ConsentDecision, OrderState, RequoteReason

MOST_UNITS = 20
MOST_PHOTOS = 12
HASH = r"[0-9a-f]{64}"
SHORTEST_VISIT, LONGEST_VISIT = 10, 120


class OrderContactBody(Body):
    """The door: district, street address, whom to ring, and how far to carry."""

    region = RegionCode(required=True)
    address = Text(200, low=2, required=True)
    name = PersonName(required=True)
    phone = Text(24, required=True)
    floor = Quantity(200, low=-5, load_default=None, allow_none=True)
    lift = Flag(load_default=None, allow_none=True)


class OrderUnitBody(Body):
    """One appliance: the id of a quote to be kept, or what to price."""

    quote = Identifier(load_default=None)
    item_type = Text(40, load_default=None)
    answers = fields.Nested(QuoteAnswersBody, load_default=None)

    @validates_schema
    def check(self, data: dict[str, Any], **_: Any) -> None:
        """A quote, or a type with its answers; not both, not half."""
        described = (data["item_type"] is not None, data["answers"] is not None)
        if data["quote"] is not None and any(described):
            raise ValidationError({"quote": refuse("not_with_others").messages})
        if data["quote"] is None and not all(described):
            missing = "item_type" if described[1] else "answers" if described[0] else "quote"
            raise ValidationError({missing: refuse("required").messages})


class OrderWhenBody(Body):
    """A particular recycler's window (`slot`), or any recycler's that begins then (`slot_start`)."""

    slot = Identifier(load_default=None)
    slot_start = Instant(load_default=None)

    @validates_schema
    def check_when(self, data: dict[str, Any], **_: Any) -> None:
        """One of the two."""
        if data["slot"] is None and data["slot_start"] is None:
            raise ValidationError({"slot": refuse("required").messages})
        if data["slot"] is not None and data["slot_start"] is not None:
            raise ValidationError({"slot_start": refuse("not_with_others").messages})


class OnBehalfBody(Body):
    """Whose account a community worker books for: their phone, and the code it got (`consumer-code`)."""

    phone = Text(24, required=True)
    code = Text(16, required=True)


class ConsumerCodeBody(Body):
    """Which resident's phone to text a code to."""

    phone = Text(24, required=True)


class OrderBody(OrderWhenBody):
    """A booking of one or more appliances at one door."""

    contact = fields.Nested(OrderContactBody, required=True)
    units = fields.List(
        fields.Nested(OrderUnitBody), required=True, validate=validate.Length(min=1, max=MOST_UNITS)
    )
    on_behalf_of = fields.Nested(OnBehalfBody, load_default=None, allow_none=True)
    notice_sha256 = Pattern(HASH, 64, load_default=None)


def booking_of(body: dict[str, Any], handover_key: bytes) -> Booking:
    """The body as the booking it asks for; whose it is is not decided by what is typed."""
    return Booking(
        where=Where(**body["contact"]),
        when=when_of(body),
        units=[_wanted(unit) for unit in body["units"]],
        notice_sha256=body["notice_sha256"],
        handover_key=handover_key,
    )


def when_of(body: dict[str, Any]) -> WhenWanted:
    """The window asked for."""
    return WhenWanted(body["slot"], body["slot_start"])


def _wanted(unit: dict[str, Any]) -> Wanted:
    answers = answers_of(unit["answers"]) if unit["answers"] is not None else None
    return Wanted(unit["quote"], unit["item_type"], answers)


class OrderReasonBody(Body):
    """Why."""

    reason = Remark(500, low=2, required=True)


class OrderCancelBody(Body):
    """Why, if one cares to say."""

    reason = Remark(500, load_default=None)


class OrderAssignBody(Body):
    """Who goes; without a time, into the first gap the collector has within the window."""

    collector = Identifier(required=True)
    visit_start = Instant(load_default=None)
    visit_minutes = Quantity(LONGEST_VISIT, low=SHORTEST_VISIT, load_default=30)


def assignment_of(body: dict[str, Any]) -> Assignment:
    """The body as the assignment it asks for."""
    return Assignment(body["collector"], body["visit_start"], timedelta(minutes=body["visit_minutes"]))


class RequoteBody(Body):
    """A new price for one appliance, with its reason and at least one photo (SHA-256, hexadecimal)."""

    position = Quantity(MOST_UNITS, low=1, required=True)
    reason = Choice([reason.value for reason in RequoteReason], required=True)
    price_fen = Fen(required=True)
    photos = fields.List(Pattern(HASH, 64), required=True, validate=validate.Length(max=MOST_PHOTOS))
    note = Remark(500, load_default=None)


def wish_of(body: dict[str, Any]) -> Wish:
    """The body as the price change it asks for."""
    photos = tuple(dict.fromkeys(body["photos"]))
    return Wish(body["position"], RequoteReason(body["reason"]), body["price_fen"], photos, body["note"])


class RequoteConsentBody(Body):
    """The consumer's answer; a collector passes it on with the six digits on the consumer's screen."""

    decision = Choice([decision.value for decision in ConsentDecision], required=True)
    code = Pattern(r"[0-9]{6}", 6, load_default=None)


def answer_of(body: dict[str, Any]) -> Answer:
    """The body as the answer it gives."""
    return Answer(ConsentDecision(body["decision"]), body["code"])


class OrderReviewBody(Body):
    rating = Quantity(5, low=1, required=True)
    remark = Remark(1000, load_default=None)


class OrderQuery(PageQuery):
    """Narrowed to a state, and to the day (Asia/Shanghai) of the pick-up window."""

    state = Choice([state.value for state in OrderState], load_default=None)
    day = Day(load_default=None)
