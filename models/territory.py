"""Territories: a node of the region tree with the reporting districts whose counters add up to its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from tradein import permissions
from tradein.actor import Actor
from tradein.permissions import TERRITORIAL
from tradein.refusal import Forbidden, NotFound

ALL = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """A node as it is shown."""

    code: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A node, what lies above it (province first, itself last) and the reporting districts it stands for."""

    place: Place
    path: tuple[Place, ...]
    leaves: tuple[str, ...]


UP = text("""
WITH RECURSIVE up AS (
  SELECT code, name, level, parent_code, 0 AS height FROM region WHERE code = :code
  UNION ALL
  SELECT r.code, r.name, r.level, r.parent_code, up.height + 1 FROM region r JOIN up ON r.code = up.parent_code
)
SELECT code, name, level,
       CASE WHEN height = 0 THEN ARRAY(
         SELECT leaf FROM region_closure WHERE ancestor = :code ORDER BY leaf) END AS leaves
  FROM up ORDER BY height DESC
""")

BELOW = text("""
SELECT r.code, r.name, r.level, array_agg(c.leaf ORDER BY c.leaf) AS leaves
  FROM region r JOIN region_closure c ON c.ancestor = r.code
 WHERE r.parent_code = :code
 GROUP BY r.code, r.name, r.level ORDER BY r.code
""")

DISTRICTS = text("""
SELECT r.code, r.name, r.level, ARRAY[r.code] AS leaves FROM region r
 WHERE r.code = ANY(CAST(:leaves AS text[])) ORDER BY r.code
""")


def overseen(session: Session, actor: Actor, code: str) -> Territory:
    """The node, if the actor answers for it or for one above it: one statement.

    Raises `Forbidden` for roles without a territory, `NotFound` for an unknown node and one outside theirs alike.
    """
    reach = {grant.scope for grant in permissions.grants(actor, "oversight", "read") if grant.view is None}
    if not reach & (TERRITORIAL | {ALL}):
        raise Forbidden
    found = territory(session, code)
    # An auditor's grant reaches everywhere, but the appointment names a territory.
    if actor.region not in {place.code for place in found.path}:
        raise NotFound("region")
    return found


def territory(session: Session, code: str) -> Territory:
    """The node with its path and districts; raises `NotFound`. One statement."""
    rows = session.execute(UP, {"code": code}).all()
    if not rows:
        raise NotFound("region")
    path = tuple(Place(row.code, row.name, row.level) for row in rows)
    return Territory(path[-1], path, tuple(rows[-1].leaves))


def parts(session: Session, whole: Territory) -> list[Territory]:
    """Its direct children, zones and cities without counties included; their districts are exactly the whole's.

    A city without counties that holds zones is a reporting district itself: what lies in no zone is a part of its own,
    under the city's code.
    """
    below = _territories(session.execute(BELOW, {"code": whole.place.code}).all(), whole)
    held = {leaf for part in below for leaf in part.leaves}
    own = tuple(leaf for leaf in whole.leaves if leaf not in held)
    if own and below:
        below.append(Territory(whole.place, whole.path, own))
    return below


def districts(session: Session, whole: Territory) -> list[Territory]:
    """Every reporting district under it, each a territory of its own."""
    return _territories(session.execute(DISTRICTS, {"leaves": list(whole.leaves)}).all(), whole)


def _territories(rows: Sequence[Any], whole: Territory) -> list[Territory]:
    return [
        Territory(place, (*whole.path, place), tuple(row.leaves))
        for row in rows
        for place in [Place(row.code, row.name, row.level)]
    ]


def groups(territories: Sequence[Territory]) -> Mapping[str, str]:
    """District → the code of the territory it counts for; the territories must not overlap."""
    return {leaf: found.place.code for found in territories for leaf in found.leaves}
