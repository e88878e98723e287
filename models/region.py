"""Where things happen: the jurisdiction tree (GB/T 2260 and function zones), its history and its closure."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Select,
    Text,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base
from tradein import region
from tradein.refusals import region as refusals
from tradein.refusals.site import OutsideArea


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

    # Recounted from `region` as a whole, so foreign keys would only slow every import down.
    ancestor: Mapped[str] = mapped_column(Text, primary_key=True)
    leaf: Mapped[str] = mapped_column(Text, primary_key=True)


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
    if found is not None and found.valid_to is None:
        return found
    former = session.get(RegionHistory, code)
    if former is None and found is not None:
        raise refusals.RegionAbolished(field, region=code, name=found.name)
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


def areas(session: Session, *places: str) -> region.Areas:
    """The areas these places lie in, from two statements; capture keeps the whole tree in memory instead."""
    nodes = {node.code: node for place in places for node in path(session, place)}
    tops = [code for code, node in nodes.items() if node.parent_code is None]
    cities = select(Region).where(Region.parent_code.in_(tops), Region.level == region.Level.CITY.value)
    nodes |= {node.code: node for node in session.scalars(cities)}
    return region.Areas.among((node.code, node.parent_code, node.level) for node in nodes.values())


def require_served(session: Session, home: str, district: str, field: str = "region") -> None:
    """Raises `outside_area` unless the district lies in the area of an organisation registered at `home`."""
    known = areas(session, home, district)
    if not known.serves(home, district):
        raise OutsideArea(field, region=district, area=known.of(home))


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
