"""How long photos stay: those of a person's door go with the person, evidence stays for its own dated term.

What is kept of a photo beyond its row is a hash in the events, which nothing can be made from.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningInsert

from models.alert import Alert
from models.forgotten_object import forgetting
from models.order import TradeOrder
from models.party import Account
from models.photo import Photo
from models.requote import Requote
from models.unit import Unit
from tradein.alert import AlertState
from tradein.moment import day_of
from tradein.retention import RetentionPurpose, in_force

Condition = ColumnElement[bool]


class PhotosErased(NamedTuple):
    """How many photos went with a person, and how many stay as evidence."""

    gone: int
    kept: int


def erase_photos_of(session: Session, order_ids: list[UUID], now: datetime) -> PhotosErased:
    """Erase the photos of a person's bookings but those that are evidence (`photo_evidence`)."""
    before = now - in_force(RetentionPurpose.PHOTO_EVIDENCE, day_of(now)).kept
    of_theirs = Photo.order_id.in_(order_ids)
    evidence = Photo.order_id.in_(_evidence(before))
    total = select(func.count()).select_from(Photo)
    kept = session.scalar(total.where(of_theirs, evidence)) or 0
    gone = session.scalar(total.where(of_theirs, ~evidence)) or 0
    session.execute(forgetting(Photo, delete(Photo).where(of_theirs, ~evidence)))
    return PhotosErased(gone, kept)


def _ended() -> ColumnElement[datetime]:
    return func.coalesce(TradeOrder.collected_at, TradeOrder.cancelled_at)


def _contested() -> Condition:
    """Something about the booking is not settled: an appliance on hold, an alert nobody has closed."""
    held = exists().where(Unit.order_id == TradeOrder.id, Unit.on_hold)
    looked_into = exists().where(Alert.order_id == TradeOrder.id, Alert.state != AlertState.CLOSED.value)
    return or_(held, looked_into)


def _evidence(before: datetime) -> Select[UUID]:
    """Bookings whose photos prove something: contested ones, and price changes that may still be disputed."""
    disputable = and_(exists().where(Requote.order_id == TradeOrder.id), _ended() >= before)
    return select(TradeOrder.id).where(or_(_contested(), disputable))


def of_bookings(before: datetime) -> ReturningInsert[str]:
    """Photos of bookings that ended so long ago, nothing about them being contested."""
    over = select(TradeOrder.id).where(_ended() < before, ~_contested())
    return forgetting(Photo, delete(Photo).where(Photo.order_id.in_(over)))


def of_the_erased(before: datetime) -> ReturningInsert[str]:
    """Photos kept as evidence when their person was erased, once what they prove can be disputed no more."""
    # By a named column: an account is not the application's to read whole (`models.privilege.SECRETS`).
    erased = select(Account.id).where(Account.id == TradeOrder.consumer_id, Account.state == "closed")
    over = select(TradeOrder.id).where(erased.exists(), _ended() < before, ~_contested())
    return forgetting(Photo, delete(Photo).where(Photo.order_id.in_(over)))


def of_plants(before: datetime) -> ReturningInsert[str]:
    """Photos that belong to no booking: of gates, benches and name plates."""
    return forgetting(Photo, delete(Photo).where(Photo.order_id.is_(None), Photo.created_at < before))
