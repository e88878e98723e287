"""Finding a person's bookings by an exact phone or name: through the blind index, in scope, and so often a day.

What was sought is kept nowhere; who sought is, because a search that finds nobody also tells something of a person.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, cast
from uuid import UUID

from sqlalchemy import (
    CursorResult,
    Date,
    DateTime,
    ForeignKey,
    SmallInteger,
    UniqueConstraint,
    delete,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.order import OrderContact, TradeOrder
from models.party import Account
from models.personal_index import matches
from models.scope import scoped
from tradein.actor import Actor
from tradein.blind_index import Indexed
from tradein.moment import day_of
from tradein.refusal import Forbidden
from tradein.unmasking import next_search

MOST = 50
KEPT = timedelta(days=30)
"""A little longer than what is usual is looked back on (`tradein.sight.USUAL_OVER`)."""


class PersonSearch(Base):
    """One search of one officer: that it was made, not for whom. Reason and ticket stand in its audit row."""

    __tablename__ = "person_search"
    # The quota is a number no two searches of a day can share, as with unmaskings.
    __table_args__ = (UniqueConstraint("account_id", "day", "turn", name="uq_person_search_turn"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    day: Mapped[date] = mapped_column(Date, index=True)
    turn: Mapped[int] = mapped_column(SmallInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def take_search(session: Session, actor: Actor, now: datetime) -> PersonSearch:
    """Count one search before it is made. Raises `search_quota_used`, `forbidden` for who is no person."""
    if actor.account_id is None:
        raise Forbidden
    # The account's own row is the lock: twenty at once still get twenty different numbers.
    session.execute(select(Account.id).where(Account.id == actor.account_id).with_for_update())
    today = (PersonSearch.account_id == actor.account_id, PersonSearch.day == day_of(now))
    made = session.scalar(select(func.max(PersonSearch.turn)).where(*today)) or 0
    row = PersonSearch(
        id=new_id(), account_id=actor.account_id, day=day_of(now), turn=next_search(made), at=now
    )
    session.add(row)
    session.flush()
    return row


def purge_searches(session: Session, before: datetime) -> int:
    """Forget who searched before that day; how many. The audit trail keeps them for its own term."""
    gone = session.execute(delete(PersonSearch).where(PersonSearch.day < day_of(before)))
    return cast("CursorResult[Any]", gone).rowcount


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
