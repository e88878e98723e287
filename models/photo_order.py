"""The booking a photo belongs to: who may still send for it, and until when it is shown to whoever works on it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from models.order import TradeOrder
from models.order_scope import find
from models.photo import Photo
from models.scope import Condition
from tradein import permissions
from tradein.actor import Actor
from tradein.conditions import TASK_CLOSES_AFTER
from tradein.order_number import OrderNumberMalformed
from tradein.refusal import NotFound


class OrderOfUpload(NamedTuple):
    """The booking an upload names, and whether the work on it is over."""

    id: UUID | None
    done: bool


def order_of_upload(session: Session, actor: Actor, number: str | None, now: datetime) -> OrderOfUpload:
    """The booking in the actor's reach; raises `not_found`.

    Sending photos belongs to the job for as long as it is open (permissions: `task_open`): a phone that was without
    network delivers its scans first and its pictures after, when the booking is already collected.
    """
    if number is None:
        return OrderOfUpload(None, done=False)
    try:
        order = find(session, actor, number)
    except (NotFound, OrderNumberMalformed):
        raise NotFound("order") from None
    closed_at = order.closed_at()
    return OrderOfUpload(order.id, closed_at is not None and now - closed_at >= TASK_CLOSES_AFTER)


def consumers_of(session: Session, orders: Collection[UUID]) -> Sequence[UUID | None]:
    """Whose bookings these are, as far as the reader may see the bookings; one statement, none without bookings."""
    if not orders:
        return ()
    return session.scalars(select(TradeOrder.consumer_id).where(TradeOrder.id.in_(orders))).all()


def narrowed(actor: Actor, asked: Mapping[str, Any]) -> list[Condition]:
    """What a list of photos is narrowed to: the reader's filters, and open jobs for who sees photos only until done."""
    conditions: list[Condition] = []
    if asked.get("purpose"):
        conditions.append(Photo.purpose == asked["purpose"])
    if asked.get("order"):
        named = select(TradeOrder.id).where(TradeOrder.number == asked["order"])
        conditions.append(Photo.order_id.in_(named))
    if asked.get("sha256"):
        conditions.append(or_(Photo.sha256 == asked["sha256"], Photo.source_sha256 == asked["sha256"]))
    if only_until_done(actor):
        still_open = exists().where(
            TradeOrder.id == Photo.order_id,
            TradeOrder.collected_at.is_(None),
            TradeOrder.cancelled_at.is_(None),
        )
        conditions.append(or_(Photo.order_id.is_(None), still_open))
    return conditions


def only_until_done(actor: Actor) -> bool:
    """Whether every grant by which the actor reads photos ends with the job."""
    grants = permissions.grants(actor, "photo", "read")
    return bool(grants) and all("until_done" in grant.when for grant in grants)
