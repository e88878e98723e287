"""Bookings somebody else made for a person, found by the phone that person proves to hold.

A community worker or an integration books with the resident's phone; who that is, nobody knows until the phone is
proved by a texted code. From then on the bookings are that person's: seen, copied, cancelled and erased like their
own (PIPL 44, 45, 47), and so are the looks at them.

Numbers are handed on by operators, after resting for 90 days at least (电信服务规范 2005, unverified). So a booking
younger than that was made for whoever holds the number today; an older one is given only to whoever has proved the
very name it was made for.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.order import OrderContact, TradeOrder
from models.personal_index import matches
from models.real_name import verified
from models.row_security import declare, purpose_of
from models.session import CONSUMER
from tradein.actor import Actor
from tradein.blind_index import Indexed
from tradein.search_key import name_key

NUMBERS_REST = timedelta(days=90)
CHANGING_ORDERS = "order:update"


def adopt(session: Session, account_id: UUID, phone: str, now: datetime) -> list[UUID]:
    """Give an account the bookings made for the phone it has just proved; which ones. Never one that is somebody's.

    The last thing of its transaction: from here on the database takes what is asked as asked by this person.
    """
    asked_for = purpose_of(session)
    person = Actor(account_id=account_id, organisation_id=None, organisation_kind=None, role=CONSUMER)
    # Whoever signs in is nobody yet, and what is nobody's is hidden from everybody: opened for these statements alone.
    declare(session.connection(), person, CHANGING_ORDERS)
    theirs = _made_for(session, account_id, phone, now)
    if theirs:
        given = update(TradeOrder).where(TradeOrder.id.in_(theirs)).values(consumer_id=account_id)
        session.execute(given.execution_options(synchronize_session=False))
    declare(session.connection(), person, asked_for)
    return theirs


def _made_for(session: Session, account_id: UUID, phone: str, now: datetime) -> list[UUID]:
    rows = session.execute(
        select(TradeOrder.id, TradeOrder.placed_at, OrderContact)
        .join(OrderContact, OrderContact.order_id == TradeOrder.id)
        .where(TradeOrder.consumer_id.is_(None), matches(OrderContact, "phone", Indexed.PHONE, phone))
        .order_by(TradeOrder.id)
        .with_for_update(of=TradeOrder)
    ).all()
    proved = verified(session, account_id) if rows else None
    name = name_key(proved.name) if proved is not None else None
    return [
        order_id
        for order_id, placed_at, door in rows
        if now - placed_at < NUMBERS_REST or (name is not None and name_key(door.name or "") == name)
    ]
