"""Where things happen: the jurisdiction tree (GB/T 2260 and function zones), its history and its closure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Select,
    Text,
    exists,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base
from tradein import moment, region
from tradein.actor import Actor
from tradein.refusal import NotFound
from tradein.refusals import region as refusals
from tradein.region import Level


class Region(Base):
    """One node of the tree. `leaf` nodes are the reporting districts: counties, zones, cities without counties.

    `valid_from` is empty for divisions: the source has no dates of change. `valid_to` is set when a later edition no
    longer lists the code; the row stays because records refer to it.
    """

    __tablename__ = "region"
    __table_args__ = (
        CheckConstraint("level IN ('province', 'city', 'county', 'zone')", name="level_known"),
        CheckConstraint("(parent_code IS NULL) = (level = 'province')", name="province_is_root"),
        Index("ix_region_parent_code", "parent_code", "code"),
    )

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    parent_code: Mapped[str | None] = mapped_column(Text, ForeignKey("region.code"))
    leaf: Mapped[bool]
    selectable: Mapped[bool]
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)


class RegionClosure(Base):
    """Every reporting district under every node, itself included: districts of a province in one join."""

    __tablename__ = "region_closure"
    __table_args__ = (Index("ix_region_closure_leaf", "leaf", "ancestor"),)

    ancestor: Mapped[str] = mapped_column(Text, ForeignKey("region.code"), primary_key=True)
    leaf: Mapped[str] = mapped_column(Text, ForeignKey("region.code"), primary_key=True)


class RegionHistory(Base):
    """A code no longer in use; identity documents and old records still carry it."""

    __tablename__ = "region_history"
    __table_args__ = (Index("ix_region_history_current_codes", "current_codes", postgresql_using="gin"),)

    code: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    level: Mapped[str] = mapped_column(Text)
    successors: Mapped[list[str]] = mapped_column(ARRAY(Text))
    current_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    split: Mapped[bool]
    basis: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)


def resolve(session: Session, code: str, field: str = "region") -> Region:
    """The node a code means today; an abolished code with one successor gives the successor.

    710000, the code of 台湾省 in GB/T 2260, is such a row and gives 830000.
    Raises `region_unknown`, `region_abolished` or `region_split` (with candidates) on `field`.
    """
    found = session.get(Region, code)
    if found is not None:
        return found
    former = session.get(RegionHistory, code)
    if former is None:
        raise refusals.RegionUnknown(field, region=code)
    if len(former.current_codes) == 1:
        return session.get_one(Region, former.current_codes[0])
    raise _refused(session, former, field)


def _refused(session: Session, former: RegionHistory, field: str) -> Exception:
    if not former.split:
        return refusals.RegionAbolished(field, region=former.code, name=former.name)
    rows = session.execute(
        select(Region.code, Region.name).where(Region.code.in_(former.current_codes)).order_by(Region.code)
    )
    candidates = [{"code": code, "name": name} for code, name in rows]
    return refusals.RegionSplit(field, region=former.code, name=former.name, candidates=candidates)


def resolve_district(session: Session, code: str, field: str = "region") -> Region:
    """As `resolve`, for something that happens at a place: raises `region_not_district` unless it is a leaf."""
    found = resolve(session, code, field)
    if not found.leaf:
        raise refusals.RegionNotDistrict(field, region=found.code, name=found.name)
    return found


def leaves_under(session: Session, code: str) -> list[str]:
    """Codes of the reporting districts under a node, itself if it is one."""
    return list(session.scalars(under(code).order_by(RegionClosure.leaf)))


def under(code: str) -> Select[str]:
    """The same as a select, for `column.in_(under(code))`."""
    return select(RegionClosure.leaf).where(RegionClosure.ancestor == code)


def covers(session: Session, ancestor: str, leaf: str) -> bool:
    """Whether a reporting district lies under (or is) a node."""
    return session.scalar(
        select(exists().where(RegionClosure.ancestor == ancestor, RegionClosure.leaf == leaf))
    )  # type: ignore[return-value]


def children(session: Session, code: str | None) -> list[Region]:
    """Direct children in code order, zones last by their codes; provinces for None."""
    parent = Region.parent_code.is_(None) if code is None else Region.parent_code == code
    return list(
        session.scalars(select(Region).where(parent, Region.valid_to.is_(None)).order_by(Region.code))
    )


def path(session: Session, code: str) -> list[Region]:
    """Province → … → the node itself; empty for an unknown code."""
    up = select(Region.code, Region.parent_code).where(Region.code == code).cte("up", recursive=True)
    up = up.union_all(select(Region.code, Region.parent_code).join(up, Region.code == up.c.parent_code))
    nodes = {node.code: node for node in session.scalars(select(Region).join(up, up.c.code == Region.code))}
    parents = {node.code: node.parent_code for node in nodes.values()}
    return [nodes[step] for step in reversed(region.ancestry(code, parents))]


def jurisdictions(session: Session, code: str) -> list[str]:
    """The node and all above it, nearest first: whose local values count at this place."""
    return [node.code for node in reversed(path(session, code))]


def former_names(session: Session, code: str) -> list[RegionHistory]:
    """Abolished codes that lead to this one, whole or in part; the former meaning of a re-used code included."""
    leads_here = or_(RegionHistory.current_codes.contains([code]), RegionHistory.code == code)
    return list(session.scalars(select(RegionHistory).where(leads_here).order_by(RegionHistory.code)))


def search(session: Session, text: str, parent: str | None, limit: int) -> list[Region]:
    """Selectable regions whose name contains, or whose code starts with, `text`; below `parent` if given."""
    wanted = or_(Region.name.contains(text, autoescape=True), Region.code.startswith(text, autoescape=True))
    query = select(Region).where(wanted, Region.selectable, Region.valid_to.is_(None))
    if parent is not None:
        below = select(Region.code).where(Region.parent_code == parent)
        query = query.where(or_(Region.parent_code == parent, Region.parent_code.in_(below)))
    # Names that begin with the text first, then larger places: 聊城 finds the city before its zones.
    rank = func.strpos(Region.name, text) != 1
    return list(session.scalars(query.order_by(rank, func.length(Region.name), Region.code).limit(limit)))


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
    parent = resolve(session, zone.parent_code, "parent_code")
    above = jurisdictions(session, parent.code)
    if actor.region not in above:
        raise NotFound("parent_code")
    # Two officers adding to one city at once would draw the same pseudo-code.
    session.execute(select(Region.code).where(Region.code == parent.code).with_for_update())
    siblings = children(session, parent.code)
    _check_parent(parent, siblings)
    code = _zone_code(session, zone, parent)
    twin = next((node for node in siblings if node.name == zone.name), None)
    if twin is not None:
        raise refusals.ZoneTaken("name", region=twin.code, name=twin.name)
    return _insert_zone(session, Region(**_zone_columns(zone, code, parent.code, moment.day_of(now))), above)


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


def _insert_zone(session: Session, node: Region, above: Sequence[str]) -> Region:
    session.add(node)
    try:
        session.flush()
    except IntegrityError as error:  # the same code was chosen under another city at this moment
        raise refusals.ZoneTaken("code", region=node.code, name=node.name) from error
    pairs = [{"ancestor": ancestor, "leaf": node.code} for ancestor in (*above, node.code)]
    session.execute(insert(RegionClosure), pairs)
    return node


def _check_parent(parent: Region, siblings: Sequence[Region]) -> None:
    has_cities = any(node.level == Level.CITY for node in siblings)
    if not region.may_hold_zones(Level(parent.level), has_cities=has_cities):
        raise refusals.ZoneParent("parent_code", region=parent.code, name=parent.name)


def _zone_code(session: Session, zone: NewZone, parent: Region) -> str:
    prefix = parent.code[:4]
    used = select(Region.code, Region.name).where(Region.code.startswith(prefix))
    once = select(RegionHistory.code, RegionHistory.name).where(RegionHistory.code.startswith(prefix))
    taken = {code: name for code, name in session.execute(used.union(once))}  # noqa: C416
    if zone.code is None:
        code = region.free_zone_code(parent.code, taken)
        if code is None:
            raise refusals.ZoneCodesExhausted("code", region=parent.code)
        return code
    if not zone.code.startswith(prefix):
        raise refusals.RegionUnknown("code", region=zone.code)
    if zone.code in taken:
        raise refusals.ZoneTaken("code", region=zone.code, name=taken[zone.code])
    return zone.code
