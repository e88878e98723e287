"""Officers and personal data: masked by default, in clear for a reason, on record, and told to the consumer."""

from collections.abc import Iterable
from typing import Any

import structlog
from marshmallow import ValidationError, fields
from sqlalchemy.orm import Session

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.order_view import OrderView, rows
from api.permit import permit
from api.personal_body import PersonSearchBody, UnmaskBody
from api.personal_view import ConsumerView, consumer_at, consumer_unmasked
from api.schema import Quantity, View, refuse
from api.transaction import in_transaction
from models.audit import aside
from models.db import db
from models.order import OrderContact, TradeOrder
from models.order_scope import find
from models.person_search import PersonSearch, Sought, orders_of, take_search
from models.real_name import RealName, verified
from models.sight_alarm import after_search, after_unmasking
from models.unmasking import Unmasking, Why, left_today, running, unmask
from tradein import contact, permissions
from tradein.actor import Actor
from tradein.masking import Level
from tradein.refusal import Forbidden
from tradein.unmasking import MOST_A_DAY, MOST_SEARCHES_A_DAY, NOTABLE, Notice, notice_of

blp = Blueprint("unmasking", __name__, url_prefix="/api/v1", description="个人信息查看 Seeing personal data")
log = structlog.get_logger(__name__)


class FoundView(View):
    """Bookings of the person looked for, masked; and how many searches of today are left."""

    items = fields.List(fields.Nested(OrderView), required=True)
    left_today = Quantity(MOST_SEARCHES_A_DAY, required=True)


@blp.get("/orders/<number>/consumer")
@permit("consumer_profile", "read")
@blp.response(200, ConsumerView)
def read_consumer(number: str) -> dict[str, Any]:
    """The consumer of a booking in reach: masked, or in clear while my unmasking of it lasts."""
    session, actor, moment = db.session(), current_actor(), now()
    order = find(session, actor, number)
    door, proved = _person(session, order)
    note(f"trade_order:{order.id}", consumers=[order.consumer_id])
    more = {"notice": _notice(order, door)} | _left(session, actor)
    look = running(session, actor, order.id, moment)
    if look is not None:
        return consumer_unmasked(door, proved) | {"until": look.until} | more
    grant = permissions.allow(actor, "consumer_profile", "read")[0]
    return consumer_at(Level(grant.pii), door, proved) | {"until": None} | more


def _notice(order: TradeOrder, door: OrderContact | None) -> Notice | None:
    return notice_of(order.consumer_id, door.phone if door else None)


def _left(session: Session, actor: Actor) -> dict[str, int | None]:
    """Told only to who may look in clear at all."""
    may = permissions.grants(actor, "pii_unmask", "read") and actor.account_id is not None
    return {"left_today": left_today(session, actor, now()) if may else None}


def _person(session: Session, order: TradeOrder) -> tuple[OrderContact | None, RealName | None]:
    proved = verified(session, order.consumer_id) if order.consumer_id else None
    return session.get(OrderContact, order.id), proved


@blp.post("/orders/<number>/unmask")
@permit("pii_unmask", "read")
@blp.arguments(UnmaskBody)
@blp.response(201, ConsumerView)
def unmask_order(body: dict[str, Any], number: str) -> dict[str, Any]:
    """See a booking's consumer in clear for 15 minutes, 20 times a day at most; they will see that I did, and why."""
    actor = current_actor()
    _person_who_looks(actor)
    why = Why(body["reason"], body["ticket"])

    def work(session: Session) -> tuple[Unmasking, dict[str, Any]]:
        order = find(session, actor, number)
        look = unmask(session, (actor, now()), order, why)
        door, proved = _person(session, order)
        notice = _notice(order, door)
        _allow(actor, body, [notice])
        note(f"trade_order:{order.id}", consumers=[order.consumer_id], reason=why.reason, ticket=why.ticket)
        after_unmasking(session, actor, look)
        shown = consumer_unmasked(door, proved) | {"until": look.until, "notice": notice}
        return look, shown | {"left_today": MOST_A_DAY - look.turn}

    look, answer = in_transaction(work)
    if look.turn >= NOTABLE:
        log.warning("unmask_volume", count=look.turn, role=actor.role, region=actor.region)
    return answer


@blp.post("/people/search")
@permit("pii_unmask", "read")
@blp.arguments(PersonSearchBody)
@blp.response(200, FoundView)
def search_person(body: dict[str, Any]) -> dict[str, Any]:
    """Bookings in reach whose contact has exactly this phone or name; masked as ever, the reason kept.

    20 times a day at most, counted apart from unmaskings and also when nobody is found.
    """
    actor = current_actor()
    _person_who_looks(actor)
    if (body["phone"] is None) == (body["name"] is None):
        raise ValidationError(
            {"phone": refuse("required" if body["phone"] is None else "not_with_others").messages}
        )
    sought = Sought(contact.mobile(body["phone"]) if body["phone"] else None, body["name"])

    made = in_transaction(lambda session: _counted(session, actor))

    def work(session: Session) -> list[dict[str, Any]]:
        found = list(orders_of(session, actor, sought))
        doors = [session.get(OrderContact, order.id) for order in found]
        _allow(actor, body, map(_notice, found, doors))
        note(
            *(f"trade_order:{order.id}" for order in found),
            consumers=[order.consumer_id for order in found],
            reason=body["reason"],
            ticket=body["ticket"],
        )
        return rows(session, actor, found, now())

    if made.turn >= NOTABLE:
        log.warning("search_volume", count=made.turn, role=actor.role, region=actor.region)
    return {"items": in_transaction(work), "left_today": MOST_SEARCHES_A_DAY - made.turn}


def _counted(session: Session, actor: Actor) -> PersonSearch:
    """Count a search before it is made: what comes of it, even a refusal, is an answer and has its own row."""
    aside(session)
    made = take_search(session, actor, now())
    after_search(session, actor, made)
    return made


def _person_who_looks(actor: Actor) -> None:
    if actor.account_id is None or actor.role == "consumer":
        raise Forbidden


def _allow(actor: Actor, body: dict[str, Any], told: Iterable[Notice | None]) -> None:
    """What the table demands of who looks; `told` says for each booking how its person hears of it."""
    seen_to = dict.fromkeys(("ticket", "time_box", "daily_quota", "logged"), True)
    notified = all(notice is not None for notice in told)
    permissions.allow(actor, "pii_unmask", "read", reason=body["reason"], notify_subject=notified, **seen_to)
