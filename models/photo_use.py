"""Which unit a photo was used for, and the same picture used for two: pattern F05, one old appliance collected twice.

Scans name photos by hash and may come before them. A job gathers what they name, so that capture itself pays nothing.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, Text, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.alert import Alert, AlertLog
from models.alert_handling import due_after
from models.db import Base, new_id
from models.order import TradeOrder
from models.photo import Photo, stored_as
from models.photo_order import only_until_done
from models.photo_repeat import PhotoRepeat, repeated
from models.region import under
from models.trace import find_unit
from models.unit import Event, Unit
from tradein import permissions
from tradein.actor import Actor
from tradein.alert import AlertAction, AlertKind, AlertState
from tradein.lifecycle import Step
from tradein.photo import NEAR, tells_nothing
from tradein.service_level import Level
from tradein.working_days import IsWorkday

BATCH = 2_000
LATE_COMMITS = timedelta(minutes=15)
PATTERN = "F05"
OWN_LEG = "own_leg"


class PhotoUse(Base):
    """An event names a photo. `photo_id` is empty until the photo itself has arrived."""

    __tablename__ = "photo_use"
    __table_args__ = (
        Index("ix_photo_use_sha256", "sha256"),
        Index("ix_photo_use_unit", "unit_id"),
        Index("ix_photo_use_photo", "photo_id"),
        Index("ix_photo_use_waiting", "sha256", postgresql_where=text("photo_id IS NULL")),
        Index("ix_photo_use_used_at", "used_at"),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    """As the event names it."""
    unit_id: Mapped[UUID]
    seq: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(Text)
    used_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """When the event was recorded."""
    photo_id: Mapped[UUID | None]


class _Pair(NamedTuple):
    unit_id: UUID
    seq: int
    sha256: str
    other_unit_id: UUID
    other_sha256: str
    distance: int


# Events recorded lately that name photos, each name once; late commits are why the look goes back a little.
_NAMED = text(
    """
    INSERT INTO photo_use (event_id, sha256, unit_id, seq, step, used_at)
    SELECT e.event_id, named.sha256, e.unit_id, e.seq, e.step, e.record_time
      FROM event e CROSS JOIN LATERAL unnest(e.photos) AS named(sha256)
     WHERE e.record_time > :since AND e.photos IS NOT NULL AND e.corrects_seq IS NULL
       AND NOT EXISTS (SELECT FROM photo_use u WHERE u.event_id = e.event_id AND u.sha256 = named.sha256)
     ORDER BY e.record_time LIMIT :limit
        ON CONFLICT DO NOTHING
    RETURNING event_id
    """
)
# The earliest upload of those bytes is the one that counts.
_ARRIVED = text(
    """
    UPDATE photo_use u SET photo_id = found.id
      FROM (SELECT w.event_id, w.sha256, (
                   SELECT p.id FROM photo p WHERE p.source_sha256 = w.sha256 OR p.sha256 = w.sha256
                    ORDER BY p.id LIMIT 1) AS id
              FROM photo_use w WHERE w.photo_id IS NULL) AS found
     WHERE u.event_id = found.event_id AND u.sha256 = found.sha256 AND found.id IS NOT NULL AND u.photo_id IS NULL
    RETURNING u.event_id
    """
)
# One picture may show two appliances of one booking; of two bookings it may not.
_SAME_NAME = text(
    """
    SELECT u.unit_id, u.seq, u.sha256, o.unit_id, o.sha256, 0
      FROM photo_use u JOIN photo_use o ON o.sha256 = u.sha256 AND o.unit_id <> u.unit_id
      JOIN unit a ON a.id = u.unit_id JOIN unit b ON b.id = o.unit_id
     WHERE u.event_id = ANY(:events) AND (o.used_at, o.event_id) < (u.used_at, u.event_id)
       AND (a.order_id IS NULL OR a.order_id IS DISTINCT FROM b.order_id)
     ORDER BY u.used_at, u.seq, o.used_at, o.seq LIMIT :limit
    """
)
_ALIKE = text(
    """
    SELECT u.unit_id, u.seq, u.sha256, o.unit_id, o.sha256,
           bit_count((mine.dhash # theirs.dhash)::bit(64))::int, mine.dhash,
           o.seq, (o.used_at, o.event_id) > (u.used_at, u.event_id)
      FROM photo_use u JOIN photo mine ON mine.id = u.photo_id
      JOIN photo theirs ON theirs.bands && mine.bands AND bit_count((mine.dhash # theirs.dhash)::bit(64)) <= :near
      JOIN photo_use o ON o.photo_id = theirs.id AND o.unit_id <> u.unit_id
      JOIN unit a ON a.id = u.unit_id JOIN unit b ON b.id = o.unit_id
     WHERE u.event_id = ANY(:events) AND o.sha256 <> u.sha256
       AND (a.order_id IS NULL OR a.order_id IS DISTINCT FROM b.order_id)
     ORDER BY u.used_at, u.seq, o.used_at, o.seq LIMIT :limit
    """
)


def gather(session: Session, now: datetime, is_workday: IsWorkday) -> int:
    """Note what events name, tie it to what has arrived, and compare what is new; how many repeats were found."""
    latest = session.scalar(select(func.max(PhotoUse.used_at)))
    since = latest - LATE_COMMITS if latest else datetime.min.replace(tzinfo=now.tzinfo)
    named = session.execute(_NAMED, {"since": since, "limit": BATCH}).scalars().all()
    arrived = session.execute(_ARRIVED).scalars().all()
    pairs = _pairs(session, [*named], [*arrived])
    return sum(_note(session, pair, now, is_workday) for pair in pairs)


def _pairs(session: Session, named: list[UUID], arrived: list[UUID]) -> list[_Pair]:
    same = session.execute(_SAME_NAME, {"events": named, "limit": BATCH}).all()
    alike = session.execute(_ALIKE, {"events": arrived, "near": NEAR, "limit": BATCH}).all()
    return [_Pair._make(row) for row in same] + [
        _later_first(_Pair._make(row[:6]), *row[7:]) for row in alike if not tells_nothing(row[6])
    ]


def _later_first(pair: _Pair, other_seq: int, other_later: bool) -> _Pair:  # noqa: FBT001 - as the database says it
    """Two pictures are one find, told of the unit that came second, whichever of them arrived first."""
    if not other_later:
        return pair
    return _Pair(pair.other_unit_id, other_seq, pair.other_sha256, pair.unit_id, pair.sha256, pair.distance)


def _note(session: Session, pair: _Pair, now: datetime, is_workday: IsWorkday) -> bool:
    fresh = insert(PhotoRepeat).values(id=new_id(), found_at=now, **pair._asdict())
    if session.execute(fresh.on_conflict_do_nothing().returning(PhotoRepeat.id)).first() is None:
        return False
    unit = session.get(Unit, pair.unit_id)
    if unit is not None:
        due_at = due_after(session, AlertKind.PHOTO_REPEAT, unit.district, now, is_workday)
        _alert(session, unit, pair, (now, due_at))
    return True


def _alert(session: Session, unit: Unit, pair: _Pair, times: tuple[datetime, datetime]) -> None:
    """Tell the district at once: a picture used twice is no matter of time. Who took it answers for it."""
    now, due_at = times
    event = session.get(Event, (unit.id, pair.seq))
    facts: dict[str, Any] = {
        "id": new_id(),
        "kind": AlertKind.PHOTO_REPEAT.value,
        "unit_id": unit.id,
        "order_id": unit.order_id,
        "load_id": unit.load_id,
        "stage": event.to_stage if event else unit.stage,
        "leg_seq": pair.seq,
        "level": Level.DISTRICT.value,
        "region": unit.district,
        "organisation_id": event.organisation_id if event else unit.holder_id,
        "since": now,
        "due_at": due_at,
        "recheck_at": due_at,
        "raised_at": now,
        "pattern": PATTERN,
        "state": AlertState.NEW.value,
    }
    raised = session.execute(
        insert(Alert).values(**facts).on_conflict_do_nothing(constraint="uq_alert_leg").returning(Alert.id)
    ).scalar()
    if raised is not None:
        session.add(
            AlertLog(
                id=new_id(),
                alert_id=raised,
                action=AlertAction.RAISED.value,
                level=Level.DISTRICT.value,
                at=now,
            )
        )
        session.flush()


class UnitPhoto(NamedTuple):
    """A photo as an event names it, and what has arrived of it."""

    named: str
    seq: int
    step: str
    photo: Photo | None
    repeated: bool
    order_id: UUID | None
    """The booking at whose door it was taken."""
    erased: bool
    """It had arrived, and its time is over or its person was forgotten."""


def photos_of_unit(session: Session, actor: Actor, code: str) -> list[UnitPhoto]:
    """What the events of a unit in the actor's reach name. Raises `not_found`.

    Who sees photos only until the job is done sees those of a unit until its booking is.
    """
    unit, view = find_unit(session, actor, code)
    if only_until_done(actor):
        order = session.get(TradeOrder, unit.order_id) if unit.order_id else None
        permissions.allow(actor, "photo", "read", done=order is not None and order.closed_at() is not None)
    query = select(Event.photos, Event.seq, Event.step).where(
        Event.unit_id == unit.id, Event.photos.is_not(None), Event.corrects_seq.is_(None)
    )
    if view == OWN_LEG:
        query = query.where(Event.place.in_(under(actor.region or "")))
    named = [
        (name, seq, step)
        for names, seq, step in session.execute(query.order_by(Event.seq))
        for name in names or ()
    ]
    kept = stored_as(session, [name for name, _, _ in named])
    twice = repeated(session, unit.id)
    arrived = _arrived(session, unit.id)
    door = {Step.COLLECTING.value: unit.order_id}
    return [
        UnitPhoto(
            name,
            seq,
            step,
            kept.get(name),
            name in twice,
            door.get(step),
            name in arrived and name not in kept,
        )
        for name, seq, step in named
    ]


def _arrived(session: Session, unit_id: UUID) -> set[str]:
    """The photos of a unit that had once arrived, as its events name them."""
    query = select(PhotoUse.sha256).where(PhotoUse.unit_id == unit_id, PhotoUse.photo_id.is_not(None))
    return set(session.scalars(query))
