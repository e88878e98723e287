"""What an alert is based on, as facts: the photos of the two units, or the price and what the table allowed.

Nothing of it is kept with the alert: the events, the price tables and the comparison of photos say it whenever it is
read. A unit, and with it its code and photos, is shown to those who may read its story.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import region
from models.alert import Alert
from models.party import Organisation
from models.photo_repeat import PhotoRepeat
from models.photo_use import PhotoUse, UnitPhoto, photos_of_unit
from models.price_range import read_ranges
from models.region import Region
from models.unit import Event, Unit
from tradein import permissions
from tradein.actor import Actor
from tradein.alert import AlertKind
from tradein.moment import day_of
from tradein.refusal import NotFound

MOST = 6
"""A picture used for more units is told by as many of them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two photos: of which unit, taken at which step, when and where, and by whom.

    Out of the reader's reach it says no more than where and when, so that they know whom to ask.
    """

    in_reach: bool
    code: str | None
    item_type: str | None
    organisation: str | None
    step: str
    at: datetime
    place: str
    place_name: str | None
    photo: UnitPhoto | None


@dataclass(frozen=True, slots=True)
class PhotoPair:
    """Two photos of two units, and how alike they are; `same_file` to the byte, else so many of 64 bits differ."""

    mine: Side
    other: Side
    same_file: bool
    differing_bits: int


class PricePaid(NamedTuple):
    """What was paid, and from where to where the table went on that day; None where it says nothing any more."""

    paid_fen: int
    low_fen: int | None
    high_fen: int | None


class _Use(NamedTuple):
    """An event that names a photo, with the names of who and where."""

    unit_id: UUID
    sha256: str
    event: Event
    organisation: str | None
    place_name: str | None


class _Story(NamedTuple):
    """A unit whose story the reader may read, with its photos by name and event."""

    code: str
    item_type: str
    photos: Mapping[tuple[str, int], UnitPhoto]


def photo_pairs(session: Session, actor: Actor, alert: Alert) -> list[PhotoPair]:
    """The photos a `photo_repeat` alert is about, oldest find first, at most `MOST`; none for other kinds."""
    if alert.kind != AlertKind.PHOTO_REPEAT:
        return []
    found = session.scalars(
        select(PhotoRepeat)
        .where(PhotoRepeat.unit_id == alert.unit_id, PhotoRepeat.seq == alert.leg_seq)
        .order_by(PhotoRepeat.id)
        .limit(MOST)
    ).all()
    units = {alert.unit_id, *(one.other_unit_id for one in found)}
    stories = {unit_id: _story(session, actor, unit_id) for unit_id in units} if found else {}
    uses = _uses(session, found)
    return [
        PhotoPair(
            _side(uses[one.unit_id, one.sha256], stories[one.unit_id]),
            _side(uses[one.other_unit_id, one.other_sha256], stories[one.other_unit_id]),
            one.sha256 == one.other_sha256,
            one.distance,
        )
        for one in found
    ]


def _uses(session: Session, found: Sequence[PhotoRepeat]) -> dict[tuple[UUID, str], _Use]:
    """The first event of each unit that names the photo."""
    named = {(one.unit_id, one.sha256) for one in found} | {
        (one.other_unit_id, one.other_sha256) for one in found
    }
    query = (
        select(PhotoUse.unit_id, PhotoUse.sha256, Event, Organisation.name, Region.name)
        .join(Event, (Event.unit_id == PhotoUse.unit_id) & (Event.seq == PhotoUse.seq))
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Region, Region.code == Event.place)
        .where(
            PhotoUse.unit_id.in_({unit_id for unit_id, _ in named}),
            PhotoUse.sha256.in_({sha for _, sha in named}),
        )
        .order_by(PhotoUse.seq.desc())
    )
    return {(use.unit_id, use.sha256): use for use in (_Use(*row) for row in session.execute(query))}


def _side(use: _Use, story: _Story | None) -> Side:
    event = use.event
    return Side(
        story is not None,
        story.code if story else None,
        story.item_type if story else None,
        use.organisation if story else None,
        event.step,
        event.event_time,
        event.place,
        use.place_name,
        story.photos.get((use.sha256, event.seq)) if story else None,
    )


def _story(session: Session, actor: Actor, unit_id: UUID) -> _Story | None:
    unit = session.get(Unit, unit_id)
    if unit is None or not permissions.grants(actor, "photo", "read"):
        return None
    try:
        photos = photos_of_unit(session, actor, unit.code)
    except NotFound:
        return None
    return _Story(unit.code, unit.item_type, {(one.named, one.seq): one for one in photos})


def price_paid(session: Session, alert: Alert) -> PricePaid | None:
    """What a `price_out_of_range` alert is about; None for other kinds."""
    event = session.get(Event, (alert.unit_id, alert.leg_seq))
    if alert.kind != AlertKind.PRICE_OUT_OF_RANGE or event is None or event.price_fen is None:
        return None
    day = day_of(event.record_time)
    parents = region.areas(session, event.district).parents
    span = read_ranges(session, parents, day).span(
        event.item_type, event.district, day, event.organisation_id
    )
    return PricePaid(event.price_fen, *(span or (None, None)))
