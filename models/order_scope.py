"""One booking within an actor's scope, and the list of them; the scope itself is `models.scope`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from models.order import TradeOrder
from models.scope import scoped
from tradein import order_number
from tradein.actor import Actor
from tradein.moment import day_end, day_start
from tradein.refusal import NotFound


def find(session: Session, actor: Actor, number: str) -> TradeOrder:
    """One booking by its number; out of scope and absent answer alike."""
    return _one(session, scoped(actor, TradeOrder), number)


def find_locked(session: Session, actor: Actor, number: str) -> TradeOrder:
    """As `find`, with the row locked: whoever decides on its state decides on the current one (H12, H15)."""
    query = scoped(actor, TradeOrder).with_for_update().execution_options(populate_existing=True)
    return _one(session, query, number)


def _one(session: Session, query: Select[TradeOrder], number: str) -> TradeOrder:
    found = session.scalar(query.where(TradeOrder.number == order_number.normalise(number)))
    if found is None:
        raise NotFound("number")
    return found


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What a list is narrowed to: a state, the day of the pick-up window (Asia/Shanghai)."""

    state: str | None = None
    day: date | None = None


def page_of_orders(
    session: Session, actor: Actor, wanted: OrderFilter, limit: int, after: tuple[UUID] | None
) -> Sequence[TradeOrder]:
    """One row more than `limit` of the actor's bookings, newest first; identifiers are ordered by time."""
    query = scoped(actor, TradeOrder)
    if wanted.state is not None:
        query = query.where(TradeOrder.state == wanted.state)
    if wanted.day is not None:
        query = query.where(
            TradeOrder.slot_start >= day_start(wanted.day), TradeOrder.slot_start < day_end(wanted.day)
        )
    if after is not None:
        query = query.where(TradeOrder.id < after[0])
    return session.scalars(query.order_by(TradeOrder.id.desc()).limit(limit + 1)).all()
