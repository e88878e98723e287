"""Bookings from the recycler's side: taken on or refused, sent to a collector, re-quoted at the door."""

from collections.abc import Callable
from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.order_body import (
    OrderAssignBody,
    OrderReasonBody,
    RequoteBody,
    RequoteConsentBody,
    answer_of,
    assignment_of,
    wish_of,
)
from api.order_view import OrderSummaryView
from api.permit import permit
from api.requote_view import RequoteStandingView, standing
from api.routes.order import figures_changed, handover_key
from models.assignment import assign
from models.consent import give_consent
from models.db import db
from models.dispatch import NoRecycler, accept, offer, refuse
from models.order import TradeOrder
from models.order_card import OrderCard, card
from models.order_scope import find, find_locked
from models.requote import propose
from tradein import permissions
from tradein.refusal import Refusal

blp = Blueprint("order-tasks", __name__, url_prefix="/api/v1/orders", description="回收任务 Pick-up tasks")


def _change(number: str, change: Callable[[Session, TradeOrder], Refusal | None]) -> Response:
    """Lock the booking, change it, answer with it; the second time as the first."""
    actor = current_actor()

    def work(session: Session) -> OrderCard | Refusal:
        order = find_locked(session, actor, number)
        # A collector's job closes seven days after its end, for changes as for its contact.
        permissions.allow(actor, "order", "update", g.need.action, closed_at=order.closed_at(), now=now())
        refused = change(session, order)
        return refused or card(session, order)

    return once(work, OrderSummaryView)


@blp.post("/<number>/dispatch")
@permit("order", "update", "dispatch")
@blp.doc(**PARAMETERS)
@blp.response(200, OrderSummaryView)
def dispatch_order(number: str) -> Response:
    """Offer a waiting booking again: to the best recycler that has room now and has not said no."""
    by = (current_actor(), now())

    def change(session: Session, order: TradeOrder) -> None:
        if not offer(session, order, by):
            raise NoRecycler("slot")

    return _change(number, change)


@blp.post("/<number>/accept")
@permit("order", "update", "accept")
@blp.doc(**PARAMETERS)
@blp.response(200, OrderSummaryView)
def accept_order(number: str) -> Response:
    """Take a booking on."""
    by = (current_actor(), now())
    return _change(number, lambda session, order: accept(session, order, by))


@blp.post("/<number>/refuse")
@permit("order", "update", "refuse")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderReasonBody)
@blp.response(200, OrderSummaryView)
def refuse_order(body: dict[str, Any], number: str) -> Response:
    """Say no with a reason; the booking goes to the next recycler, or waits for a person."""
    by = (current_actor(), now())

    def change(session: Session, order: TradeOrder) -> None:
        refuse(session, order, by, body["reason"])

    return _change(number, change)


@blp.post("/<number>/assign")
@permit("order", "update", "assign")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderAssignBody)
@blp.response(200, OrderSummaryView)
def assign_order(body: dict[str, Any], number: str) -> Response:
    """Send one of my people; sending another one later is the same action."""
    by, wanted = (current_actor(), now()), assignment_of(body)

    def change(session: Session, order: TradeOrder) -> None:
        assign(session, order, wanted, by)

    return _change(number, change)


@blp.post("/<number>/requote")
@permit("order", "update", "requote")
@blp.doc(**PARAMETERS)
@blp.arguments(RequoteBody)
@blp.response(200, OrderSummaryView)
def requote_order(body: dict[str, Any], number: str) -> Response:
    """Put a new price for one appliance to the consumer; until they agree the promised one stands."""
    by, wish = (current_actor(), now()), wish_of(body)

    def change(session: Session, order: TradeOrder) -> None:
        propose(session, order, wish, by, handover_key())

    return _change(number, change)


@blp.get("/<number>/requote")
@permit("order", "update", "requote")
@blp.response(200, RequoteStandingView)
def follow_requote(number: str) -> dict[str, Any]:
    """How the latest price change stands. A collector's phone asks every few seconds while the consumer decides.

    It shows no name and no address, so that asking again and again is no look at anybody's data.
    """
    session, actor = db.session(), current_actor()
    return standing(session, find(session, actor, number))


@blp.post("/<number>/requote/consent")
@permit("order", "update", "consent")
@blp.doc(**PARAMETERS)
@blp.arguments(RequoteConsentBody)
@blp.response(200, OrderSummaryView)
def consent_to_requote(body: dict[str, Any], number: str) -> Response:
    """Answer a price change: by the consumer, or by the collector with the code on the consumer's screen."""
    by, answer = (current_actor(), now()), answer_of(body)

    def change(session: Session, order: TradeOrder) -> Refusal | None:
        figures_changed(session, order)
        return give_consent(session, order, answer, by, handover_key())

    return _change(number, change)
