"""Finding a person's bookings by an exact phone or name: through the blind index, inside the reader's scope."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.order import OrderContact, TradeOrder
from models.personal_index import matches
from models.scope import scoped
from tradein.actor import Actor
from tradein.blind_index import Indexed

MOST = 50


class Sought(NamedTuple):
    """One of the two."""

    phone: str | None
    name: str | None


def orders_of(session: Session, actor: Actor, sought: Sought) -> Sequence[TradeOrder]:
    """The newest bookings in reach whose contact is exactly the one sought."""
    if sought.phone is not None:
        same = matches(OrderContact, "phone", Indexed.PHONE, sought.phone)
    else:
        same = matches(OrderContact, "name", Indexed.NAME, sought.name or "")
    query = scoped(actor, TradeOrder).where(TradeOrder.id.in_(select(OrderContact.order_id).where(same)))
    return session.scalars(query.order_by(TradeOrder.id.desc()).limit(MOST)).all()
