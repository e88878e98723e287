"""Who may collect in a district: recyclers with a licence that holds today and windows still to come, for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from models.dispatch_candidate import RECYCLING
from models.party import Licence, Organisation, Site
from models.region import Region, under
from models.slot import Slot
from tradein.moment import day_of

MOST = 200
"""More recyclers than this do not serve one city; a list of them would help nobody choose."""


@dataclass(frozen=True, slots=True)
class Shop:
    """An open place of a recycler."""

    name: str
    kind: str
    region: str
    region_name: str


@dataclass(frozen=True, slots=True)
class Recycler:
    """A qualified recycler, its licence, and where to find it."""

    id: UUID
    name: str
    licence_no: str
    licence_valid_to: date
    region: str
    region_name: str
    next_start: datetime | None
    sites: Sequence[Shop]


def recyclers_of(session: Session, region: str, now: datetime) -> list[Recycler]:
    """The recyclers of a node and all below it, the soonest to come first; two statements."""
    day = day_of(now)
    soonest = (
        select(Slot.recycler_id, func.min(Slot.start_at).label("next_start"))
        .where(Slot.region_code.in_(under(region)), Slot.start_at > now, Slot.taken < Slot.capacity)
        .group_by(Slot.recycler_id)
        .subquery()
    )
    query = (
        select(Organisation, Region.name, Licence, soonest.c.next_start)
        .join(soonest, soonest.c.recycler_id == Organisation.id)
        .join(Region, Region.code == Organisation.region_code)
        .join(Licence, Licence.organisation_id == Organisation.id)
        .where(
            Organisation.state == "active",
            Licence.kind == RECYCLING,
            Licence.valid_from <= day,
            Licence.valid_to >= day,
        )
        # The licence that holds longest stands for a firm with several.
        .order_by(Organisation.id, Licence.valid_to.desc())
        .ext(distinct_on(Organisation.id))
        .limit(MOST)
    )
    rows = session.execute(query).all()
    shops = _shops(session, [firm.id for firm, *_ in rows])
    found = [
        Recycler(
            firm.id,
            firm.name,
            licence.number,
            licence.valid_to,
            firm.region_code,
            place,
            next_start,
            shops.get(firm.id, ()),
        )
        for firm, place, licence, next_start in rows
    ]
    return sorted(found, key=lambda one: (one.next_start or now, one.name))


def _shops(session: Session, firms: Sequence[UUID]) -> dict[UUID, list[Shop]]:
    query = (
        select(Site, Region.name)
        .join(Region, Region.code == Site.region_code)
        .where(Site.organisation_id.in_(firms), Site.closed_at.is_(None))
        .order_by(Site.code)
    )
    found: dict[UUID, list[Shop]] = {}
    for site, place in session.execute(query):
        found.setdefault(site.organisation_id, []).append(Shop(site.name, site.kind, site.region_code, place))
    return found
