"""Who could take a booking: the recyclers that offer a window in its district at its time."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.order import TradeOrder
from models.party import Licence, Organisation
from models.region import Region, path
from models.slot import Slot
from tradein.dispatch import Candidate, Pickup
from tradein.moment import day_end, day_of, day_start

RECYCLING = "recycling"
"""The licence (备案) a recycler needs to be offered a booking."""


def _city(nodes: Sequence[Region]) -> str:
    """The city of a region's path; a place without a city above it (directly administered county) is its own."""
    cities = [node.code for node in nodes if node.level == "city"]
    return cities[-1] if cities else (nodes[-1].code if nodes else "")


def pickup_of(
    session: Session, order: TradeOrder, slots: Mapping[UUID, Slot], declined: frozenset[UUID]
) -> Pickup:
    """Where and when, as the dispatch rule asks for it."""
    nodes = path(session, order.region_code)
    return Pickup(
        district=order.region_code,
        city=_city(nodes),
        day=day_of(order.slot_start),
        # By opening a window here, a recycler of the province has declared that it serves this district.
        neighbours=_cities_of_province(session, nodes[0].code, slots) if nodes else frozenset(),
        declined_by=declined,
    )


def _cities_of_province(session: Session, province: str, slots: Mapping[UUID, Slot]) -> frozenset[str]:
    if not slots:
        return frozenset()
    return frozenset(session.scalars(select(Region.code).where(Region.parent_code == province)))


def candidates(session: Session, order: TradeOrder, slots: Mapping[UUID, Slot]) -> list[Candidate]:
    """The recyclers behind these windows, with their licence and how much of the day is taken."""
    if not slots:
        return []
    day = day_of(order.slot_start)
    parent = aliased(Region)
    licence = (
        select(func.max(Licence.valid_to))
        .where(
            Licence.organisation_id == Organisation.id, Licence.kind == RECYCLING, Licence.valid_from <= day
        )
        .scalar_subquery()
    )
    query = (
        select(Organisation.id, Organisation.name, Region.code, Region.level, parent.code, licence)
        .join(Region, Region.code == Organisation.region_code)
        .outerjoin(parent, parent.code == Region.parent_code)
        .where(Organisation.id.in_(list(slots)), Organisation.state == "active")
    )
    loads = _loads(session, list(slots), day)
    return [
        Candidate(
            organisation_id=organisation,
            name=name,
            district=district,
            city=district if level == "city" or above is None else above,
            open_orders=loads[organisation][0],
            daily_capacity=loads[organisation][1],
            licence_valid_to=valid_to,
        )
        for organisation, name, district, level, above, valid_to in session.execute(query)
    ]


def _loads(session: Session, recyclers: Sequence[UUID], day: date) -> Mapping[UUID, tuple[int, int]]:
    """Places taken and offered by each recycler on a day, over all its districts."""
    query = (
        select(Slot.recycler_id, func.sum(Slot.taken), func.sum(Slot.capacity))
        .where(Slot.recycler_id.in_(recyclers), Slot.start_at >= day_start(day), Slot.start_at < day_end(day))
        .group_by(Slot.recycler_id)
    )
    return {recycler: (int(taken), int(capacity)) for recycler, taken, capacity in session.execute(query)}
