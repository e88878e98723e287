"""Function zones (高新区, 经开区 …): reporting units that are no division of the state, added by officers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import region
from models.reference_table import ReferenceEdition
from models.region import Region, RegionClosure, RegionHistory
from tradein import moment
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals import region as refusals
from tradein.region import Level, free_zone_code, may_hold_zones


@dataclass(frozen=True, slots=True)
class NewZone:
    """A function zone as asked for; without a code the next free pseudo-code of the city is given."""

    name: str
    parent_code: str
    note: str
    code: str | None = None


def add_zone(session: Session, actor: Actor, zone: NewZone, now: datetime) -> Region:
    """Add a function zone under a city the actor answers for; it reports from now on.

    Raises `not_found` outside the actor's jurisdiction, `zone_parent`, `zone_taken`, `zone_codes_exhausted`.
    """
    parent = region.resolve(session, zone.parent_code, "parent_code")
    above = region.jurisdictions(session, parent.code)
    if actor.region not in above:
        raise NotFound("parent_code")
    # Two officers adding to one city at once would draw the same pseudo-code.
    session.execute(select(Region.code).where(Region.code == parent.code).with_for_update())
    siblings = region.children(session, parent.code)
    _check_parent(parent, siblings)
    code = _zone_code(session, zone, parent)
    twin = next((node for node in siblings if node.name == zone.name), None)
    if twin is not None:
        raise refusals.ZoneTaken("name", region=twin.code, name=twin.name)
    node = Region(**_zone_columns(zone, code, parent.code, moment.day_of(now)))
    _insert_zone(session, node, above)
    session.add(_edition(actor, node, now))
    session.flush()
    return node


def _zone_columns(zone: NewZone, code: str, parent: str, day: date) -> dict[str, object]:
    return {
        "code": code,
        "name": zone.name,
        "level": Level.ZONE,
        "parent_code": parent,
        "leaf": True,
        "selectable": True,
        "valid_from": day,
        "note": zone.note,
    }


def _insert_zone(session: Session, node: Region, above: Sequence[str]) -> None:
    session.add(node)
    try:
        session.flush()
    except IntegrityError as error:  # the same code was chosen under another city at this moment
        raise refusals.ZoneTaken("code", region=node.code, name=node.name) from error
    pairs = [{"ancestor": ancestor, "leaf": node.code} for ancestor in (*above, node.code)]
    session.execute(insert(RegionClosure), pairs)


def _edition(actor: Actor, node: Region, now: datetime) -> ReferenceEdition:
    """Recorded like an import: who added which node, and every process learns that its memory is old."""
    return ReferenceEdition(
        dataset="zones",
        jurisdiction_code=node.parent_code,
        edition=node.code,
        source=node.note,
        row_count=1,
        imported_at=now,
        imported_by=actor.account_id,
    )


def _check_parent(parent: Region, siblings: Sequence[Region]) -> None:
    has_cities = any(node.level == Level.CITY for node in siblings)
    if not may_hold_zones(Level(parent.level), has_cities=has_cities):
        raise refusals.ZoneParent("parent_code", region=parent.code, name=parent.name)


def _zone_code(session: Session, zone: NewZone, parent: Region) -> str:
    prefix = parent.code[:4]
    used = select(Region.code, Region.name).where(Region.code.startswith(prefix))
    once = select(RegionHistory.code, RegionHistory.name).where(RegionHistory.code.startswith(prefix))
    taken = {code: name for code, name in session.execute(used.union(once))}  # noqa: C416
    if zone.code is None:
        code = free_zone_code(parent.code, taken)
        if code is None:
            raise refusals.ZoneCodesExhausted("code", region=parent.code)
        return code
    if not zone.code.startswith(prefix):
        raise refusals.RegionUnknown("code", region=zone.code)
    if zone.code in taken:
        raise refusals.ZoneTaken("code", region=zone.code, name=taken[zone.code])
    return zone.code
