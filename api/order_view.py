"""How much of a booking a reader sees: chosen here from the permission table's level, never hidden in the browser."""

from datetime import datetime
from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.audit_trail import note
from api.personal_view import contact_at
from api.requote_view import RequoteView, requotes
from api.schema import Fen, Identifier, Instant, View
from api.slot_body import NamedView
from models.booking_review import review_of
from models.dispatch import dispatches_of
from models.order import TradeOrder
from models.order_card import OrderCard, card, cards, history_of, organisations
from tradein import contact, handover, permissions
from tradein.actor import Actor
from tradein.lifecycle import Stage
from tradein.masking import Level
from tradein.order import (
    OPEN_STATES,
    Consequence,
    OrderAction,
    OrderState,
    allowed_actions,
    cause_of,
    consequence,
    consequence_for_rest,
)

BOOKERS = frozenset({"consumer", "community_worker"})
AT_THE_DOOR = frozenset({None, Stage.BOOKED.value, Stage.VOID.value})
"""Stages of appliances that have not left the door."""


class OrderRegionView(View):
    code = fields.String(required=True)
    name = fields.String(required=True)


class OrderUnitView(View):
    """One appliance; `code` is its trace code, `price_fen` what stands now."""

    position = fields.Integer(required=True)
    item_type = fields.String(required=True)
    item_type_zh = fields.String(required=True)
    item_type_en = fields.String(required=True)
    quote_id = Identifier(required=True)
    code = fields.String(allow_none=True)
    stage = fields.String(allow_none=True)
    promised_fen = Fen(required=True)
    price_fen = Fen(required=True)


class OrderSummaryView(View):
    """A booking without anybody's personal data or codes; the answer to every change."""

    id = Identifier(required=True, attribute="order.id")
    number = fields.String(required=True, attribute="order.number")
    state = fields.String(required=True, attribute="order.state")
    region = fields.Nested(OrderRegionView, required=True)
    recycler = fields.Nested(NamedView, allow_none=True)
    slot_id = Identifier(allow_none=True, attribute="order.slot_id")
    slot_start = Instant(required=True, attribute="order.slot_start")
    slot_end = Instant(required=True, attribute="order.slot_end")
    accept_by = Instant(allow_none=True, attribute="order.accept_by")
    promised_fen = Fen(required=True, attribute="order.promised_fen")
    price_fen = Fen(required=True, attribute="order.price_fen")
    units = fields.List(fields.Nested(OrderUnitView), required=True)
    placed_at = Instant(required=True, attribute="order.placed_at")
    collected_at = Instant(allow_none=True, attribute="order.collected_at")
    cancelled_at = Instant(allow_none=True, attribute="order.cancelled_at")
    cancel_cause = fields.String(allow_none=True, attribute="order.cancel_cause")
    cancelled_late = fields.Boolean(allow_none=True, attribute="order.cancelled_late")


class OrderContactView(View):
    """Whom to ring and where; `masked` says whether this is all there is to see."""

    name = fields.String(required=True)
    phone = fields.String(required=True)
    address = fields.String(required=True)
    floor = fields.Integer(allow_none=True)
    lift = fields.Boolean(allow_none=True)
    masked = fields.Boolean(required=True)


class OrderCollectorView(View):
    id = Identifier(required=True)
    name = fields.String(required=True)
    phone = fields.String(allow_none=True, metadata={"description": "masked"})
    visit_start = Instant(allow_none=True)
    visit_end = Instant(allow_none=True)


class OrderView(OrderSummaryView):
    """A booking as its reader may see it."""

    contact = fields.Nested(OrderContactView, allow_none=True)
    collector = fields.Nested(OrderCollectorView, allow_none=True)


class OrderDispatchView(View):
    """One offer to a recycler and why it was this one."""

    recycler = fields.Nested(NamedView, required=True)
    state = fields.String(required=True)
    reason_zh = fields.String(required=True)
    reason_en = fields.String(required=True)
    offered_at = Instant(required=True)
    answered_at = Instant(allow_none=True)
    answer_reason = fields.String(allow_none=True)


class OrderHistoryView(View):
    action = fields.String(required=True)
    from_state = fields.String(allow_none=True)
    to_state = fields.String(required=True)
    at = Instant(required=True)
    role = fields.String(required=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    slot_start = Instant(required=True)
    reason = fields.String(allow_none=True)


class OrderHandoverView(View):
    """The code to show at the door, and whether wrong tries have locked it."""

    code = fields.String(required=True)
    locked = fields.Boolean(required=True)


class OrderConsequenceView(View):
    """What cancelling now would mean."""

    late = fields.Boolean(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)


class OrderReviewView(View):
    rating = fields.Integer(required=True)
    remark = fields.String(allow_none=True)
    written_at = Instant(required=True)


class OrderDetailView(OrderView):
    """A booking with its story."""

    dispatches = fields.List(fields.Nested(OrderDispatchView), required=True)
    requotes = fields.List(fields.Nested(RequoteView), required=True)
    history = fields.List(fields.Nested(OrderHistoryView), required=True)
    review = fields.Nested(OrderReviewView, allow_none=True)
    handover = fields.Nested(OrderHandoverView, allow_none=True)
    if_cancelled = fields.Nested(OrderConsequenceView, allow_none=True)
    actions = fields.List(
        fields.String(), required=True, metadata={"description": "what the reader may do now"}
    )


def rows(session: Session, actor: Actor, orders: list[TradeOrder], now: datetime) -> list[dict[str, Any]]:
    """Bookings of one page for `OrderView`."""
    return [_shown(one, actor, now) for one in cards(session, orders)]


def _shown(one: OrderCard, actor: Actor, now: datetime) -> dict[str, Any]:
    names = ("order", "region", "recycler", "units")
    kept = {name: getattr(one, name) for name in names}
    return kept | {"contact": _contact(one, actor, now), "collector": _collector(one)}


def _contact(one: OrderCard, actor: Actor, now: datetime) -> dict[str, Any] | None:
    grant = permissions.allow(actor, "order", "read", closed_at=one.order.closed_at(), now=now)[0]
    seen = contact_at(Level(grant.pii), one.contact)
    if seen is not None:
        note(f"trade_order:{one.order.id}", consumers=[one.order.consumer_id])
    return seen


def _collector(one: OrderCard) -> dict[str, Any] | None:
    who = one.collector
    if who is None:
        return None
    phone = contact.mask_phone(who.phone) if who.phone else None
    return {
        "id": who.id,
        "name": who.name,
        "phone": phone,
        "visit_start": who.visit_start,
        "visit_end": who.visit_end,
    }


def detail(
    session: Session, actor: Actor, order: TradeOrder, moment: tuple[datetime, bytes]
) -> dict[str, Any]:
    """One booking for `OrderDetailView`; `moment` is the present and the key of the hand-over codes."""
    now, key = moment
    state = OrderState(order.state)
    mine = actor.role in BOOKERS
    actions = [action.value for action in allowed_actions(state, actor.role)]
    may_cancel = OrderAction.CANCEL.value in actions
    shown = card(session, order)
    return _shown(shown, actor, now) | {
        "dispatches": _dispatches(session, order),
        "requotes": requotes(session, order, key if mine else None),
        "history": history_of(session, order),
        "review": review_of(session, order.id),
        "handover": _handover(order, key) if mine and state in OPEN_STATES else None,
        "if_cancelled": _if_cancelled(shown, actor, now) if may_cancel else None,
        "actions": actions,
    }


def _if_cancelled(one: OrderCard, actor: Actor, now: datetime) -> Consequence:
    cause = cause_of(actor.role)
    if any(unit.stage not in AT_THE_DOOR for unit in one.units):
        return consequence_for_rest(cause)
    return consequence(cause, one.order.slot_start, now)


def _handover(order: TradeOrder, key: bytes) -> dict[str, Any]:
    code = handover.code_for(key, order.id, order.handover_turn)
    return {"code": code, "locked": order.handover_tries >= handover.MAX_TRIES}


def _dispatches(session: Session, order: TradeOrder) -> list[dict[str, Any]]:
    offers = dispatches_of(session, order.id)
    firms = organisations(session, {one.recycler_id for one in offers})
    names = ("state", "reason_zh", "reason_en", "offered_at", "answered_at", "answer_reason")
    return [
        {"recycler": firms[one.recycler_id], **{name: getattr(one, name) for name in names}} for one in offers
    ]
