"""Bookings: placing, reading, and what their consumers may do with them."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app
from sqlalchemy.orm import Session

from api.attempt import forgive_alone
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.on_behalf import ask, resident, word
from api.once import PARAMETERS, once
from api.order_body import (
    ConsumerCodeBody,
    OrderBody,
    OrderCancelBody,
    OrderQuery,
    OrderReviewBody,
    OrderWhenBody,
    booking_of,
    when_of,
)
from api.order_view import OrderDetailView, OrderSummaryView, OrderView, detail, rows
from api.paging import listing, page
from api.permit import permit
from api.routes.session import CodeView, code_sent
from api.stream import announce
from api.transaction import after_commit
from models.booking import book
from models.booking_review import review
from models.db import db
from models.order import TradeOrder
from models.order_card import OrderCard, card
from models.order_change import cancel, renew_code, reschedule
from models.order_scope import OrderFilter, find, find_locked, page_of_orders
from tradein.order import cause_of
from tradein.refusal import Refusal

blp = Blueprint("orders", __name__, url_prefix="/api/v1/orders", description="交旧订单 Pick-up bookings")


def handover_key() -> bytes:
    """The key of hand-over and consent codes."""
    return current_app.extensions["settings"].secret("handover").encode()  # type: ignore[no-any-return]


def figures_changed(session: Session, order: TradeOrder) -> None:
    """Tell the dashboards of the district, once it is durable."""
    district = order.region_code
    after_commit(session, lambda: announce({district}))


@blp.post("")
@permit("order", "create", "place")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderBody)
@blp.response(201, OrderSummaryView)
def create_order(body: dict[str, Any]) -> Response:
    """Book a pick-up: prices kept, a place taken, a recycler chosen and told why, every appliance labelled.

    A community worker's booking belongs to a consumer's account only with the code that consumer's phone got.
    """
    actor, wanted, given = current_actor(), booking_of(body, handover_key()), body["on_behalf_of"]
    said = word(actor, given["phone"], given["code"]) if given is not None else None

    def work(session: Session) -> OrderCard | Refusal:
        whose = resident(session, actor, said, now()) if said is not None else None
        if isinstance(whose, Refusal):
            return whose
        order = book(session, (actor, now()), replace(wanted, resident=whose))
        figures_changed(session, order)
        return card(session, order)

    reply = once(work, OrderSummaryView, 201)
    if said is not None:
        forgive_alone(said.counted)
    return reply


@blp.post("/consumer-code")
@permit("order", "create", "link")
@blp.arguments(ConsumerCodeBody)
@blp.response(202, CodeView)
def send_consumer_code(body: dict[str, Any]) -> dict[str, int]:
    """Text the resident I book for a code that says who books; told to me, it puts the booking into their account.

    The answer does not tell whether the phone has an account here.
    """
    ask(current_actor(), db.session(), body["phone"])
    return code_sent()


@blp.get("")
@permit("order", "read")
@blp.arguments(OrderQuery, location="query")
@blp.response(200, listing(OrderView))
def list_orders(query: dict[str, Any]) -> Any:
    """Bookings in reach, newest first."""
    session, actor = db.session(), current_actor()
    wanted = OrderFilter(query["state"], query["day"])
    orders = list(page_of_orders(session, actor, wanted, query["limit"], query["after"]))
    return page(rows(session, actor, orders, now()), query["limit"], key=lambda row: (row["order"].id,))


@blp.get("/<number>")
@permit("order", "read")
@blp.response(200, OrderDetailView)
def read_order(number: str) -> dict[str, Any]:
    """One booking with its story; the hand-over code is shown to its consumer alone."""
    session, actor = db.session(), current_actor()
    return detail(session, actor, find(session, actor, number), (now(), handover_key()))


@blp.post("/<number>/reschedule")
@permit("order", "update", "reschedule")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderWhenBody)
@blp.response(200, OrderSummaryView)
def reschedule_order(body: dict[str, Any], number: str) -> Response:
    """Move a booking to another window of its recycler; the old place is free again at once."""
    actor, wanted = current_actor(), when_of(body)

    def work(session: Session) -> OrderCard:
        order = find_locked(session, actor, number)
        reschedule(session, order, wanted, (actor, now()))
        return card(session, order)

    return once(work, OrderSummaryView)


@blp.post("/<number>/cancel")
@permit("order", "update", "cancel")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderCancelBody)
@blp.response(200, OrderSummaryView)
def cancel_order(body: dict[str, Any], number: str) -> Response:
    """End a booking; free until two hours before its window, later it is marked."""
    actor = current_actor()

    def work(session: Session) -> OrderCard:
        order = find_locked(session, actor, number)
        cancel(session, order, (cause_of(actor.role), body["reason"]), (actor, now()))
        figures_changed(session, order)
        return card(session, order)

    return once(work, OrderSummaryView)


@blp.post("/<number>/handover-code")
@permit("order", "update", "renew_code")
@blp.doc(**PARAMETERS)
@blp.response(200, OrderSummaryView)
def renew_handover_code(number: str) -> Response:
    """Make the hand-over code anew; read the booking to see it."""
    actor = current_actor()

    def work(session: Session) -> OrderCard:
        order = find_locked(session, actor, number)
        renew_code(session, order, (actor, now()), handover_key())
        return card(session, order)

    return once(work, OrderSummaryView)


@blp.post("/<number>/review")
@permit("order", "update", "review")
@blp.doc(**PARAMETERS)
@blp.arguments(OrderReviewBody)
@blp.response(200, OrderSummaryView)
def review_order(body: dict[str, Any], number: str) -> Response:
    """Rate a pick-up, once, after it was collected."""
    actor = current_actor()

    def work(session: Session) -> OrderCard:
        order = find_locked(session, actor, number)
        review(session, order, body["rating"], body["remark"], (actor, now()))
        return card(session, order)

    return once(work, OrderSummaryView)
