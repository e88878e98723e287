"""Administrative divisions (GB/T 2260) as values: parsing, the tree, and which reporting districts lie under a node.

Facts and traps are in `tradein/data/regions/SOURCE.md`. A parent is always read from the table, never cut from
the code: municipalities and directly administered counties have no city above them.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# 839012 金门县 and 839013 连江县 repeat 350527 and 350122: only the Fujian codes are offered (SOURCE.md, trap 7).
REPEATED = frozenset({"839012", "839013"})

# Statistical practice numbers function zones 71–80 below the four digits of their city.
ZONE_SUFFIXES = range(71, 81)


class Level(StrEnum):
    """Levels of the jurisdiction tree. `zone` is a function zone (高新区, 经开区): it reports, but is no division."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Division:
    """One node. `leaf`: things happen here (county, zone, or city without counties). `selectable`: forms offer it."""

    code: str
    name: str
    level: Level
    parent_code: str | None
    leaf: bool
    selectable: bool = True
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FormerDivision:
    """A code no longer in use and what became of it; several `current_codes` mean the area was divided."""

    code: str
    name: str
    level: Level
    successors: tuple[str, ...]
    current_codes: tuple[str, ...]
    basis: str
    note: str | None

    @property
    def split(self) -> bool:
        """Whether a person has to choose among the successors."""
        return len(self.current_codes) > 1


def parse_divisions(text: str) -> tuple[Division, ...]:
    """`regions.csv`: a node nobody names as parent is a leaf, which covers cities without counties."""
    rows = list(csv.DictReader(io.StringIO(text)))
    parents = {row["parent_code"] for row in rows}
    return tuple(
        Division(
            code=row["code"],
            name=row["name"],
            level=Level(row["level"]),
            parent_code=row["parent_code"] or None,
            leaf=row["code"] not in parents,
            selectable=row["code"] not in REPEATED,
        )
        for row in rows
    )


def parse_zones(text: str) -> tuple[Division, ...]:
    """`zones.csv`: function zones, every one a leaf under its city."""
    return tuple(
        Division(row["code"], row["name"], Level.ZONE, row["parent_code"], leaf=True, note=_zone_note(row))
        for row in csv.DictReader(io.StringIO(text))
    )


def _zone_note(row: Mapping[str, str]) -> str:
    return f"{row['note']} ({row['source']})"


def parse_history(text: str) -> tuple[FormerDivision, ...]:
    """`region_history.csv`: lists in a cell are joined by `|`."""
    return tuple(
        FormerDivision(
            code=row["code"],
            name=row["name"],
            level=Level(row["level"]),
            successors=_many(row["successor"]),
            current_codes=_many(row["current_codes"]),
            basis=row["basis"],
            note=row["note"] or None,
        )
        for row in csv.DictReader(io.StringIO(text))
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def ancestry(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The node and everything above it, nearest first: `371502 → 371500 → 370000`. An unknown code gives `()`."""
    path: list[str] = []
    here: str | None = code
    while here is not None and here in parents:
        path.append(here)
        here = parents[here]
    return tuple(path)


@dataclass(frozen=True, slots=True)
class Areas:
    """Where an organisation may work: its city, which may hold function zones and reaches over all its districts."""

    parents: Mapping[str, str | None]
    levels: Mapping[str, str]
    with_cities: frozenset[str]
    """Provinces that have cities, and are therefore no municipality."""

    @classmethod
    def among(cls, nodes: Iterable[tuple[str, str | None, str]]) -> "Areas":
        """From code, parent and level of every node that matters."""
        known = list(nodes)
        held = frozenset(parent for _, parent, level in known if level == Level.CITY and parent is not None)
        parents = {code: parent for code, parent, _ in known}
        return cls(parents, {code: level for code, _, level in known}, held)

    def of(self, code: str) -> str:
        """The city of a place; a municipality as a whole; a county right below its province is an area of its own.

        What is registered with a whole province (or city) works in all of it.
        """
        path = ancestry(code, self.parents)
        city = next((node for node in path if self.levels[node] == Level.CITY), None)
        if city is not None or not path:
            return city or code
        return code if path[-1] in self.with_cities else path[-1]

    def serves(self, home: str, district: str) -> bool:
        """Whether a district lies in the area of an organisation registered at `home`."""
        return self.of(home) in ancestry(district, self.parents)


def closure(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Every (ancestor, leaf) pair, a leaf being its own ancestor: one join answers "all districts under X"."""
    nodes = list(divisions)
    parents = {node.code: node.parent_code for node in nodes}
    for node in nodes:
        if node.leaf:
            for ancestor in ancestry(node.code, parents):
                yield ancestor, node.code


def children(divisions: Iterable[Division]) -> Mapping[str | None, tuple[Division, ...]]:
    """Nodes by parent, in code order; provinces are under `None`."""
    below: dict[str | None, list[Division]] = defaultdict(list)
    for node in sorted(divisions, key=lambda node: node.code):
        below[node.parent_code].append(node)
    return {parent: tuple(nodes) for parent, nodes in below.items()}


def free_zone_code(parent_code: str, taken: Iterable[str]) -> str | None:
    """The next pseudo-code below a city, or None when 71–80 are all used, now or in history."""
    used = set(taken)
    codes = (f"{parent_code[:4]}{suffix}" for suffix in ZONE_SUFFIXES)
    return next((code for code in codes if code not in used), None)


def may_hold_zones(level: Level, *, has_cities: bool) -> bool:
    """Cities hold function zones; so do municipalities, which are provinces without city rows."""
    return level is Level.CITY or (level is Level.PROVINCE and not has_cities)
