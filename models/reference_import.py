"""Loading the packaged reference data: versioned, repeatable, one statement a table.

A file already imported (same SHA-256) is skipped. A dated table keeps its old rows: a changed row is added from the
new edition's day on, a row the new edition no longer has ends the day before.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Table, select, text, update
from sqlalchemy.orm import Session

from models.bulk import upsert
from models.price import import_packaged_prices
from models.reference_row import rows_of
from models.reference_table import TABLES, ItemTypeRow, ReferenceEdition
from models.region import Region, RegionClosure, RegionHistory
from tradein import packaged, region
from tradein import reference_parsing as parsing
from tradein.reference import NATION, Row
from tradein.region import Level

PARSERS: Mapping[str, parsing.Parser] = {
    "item_types": parsing.item_types,
    "weee_categories": parsing.weee_categories,
    "balance_tolerances": parsing.balance_tolerances,
    "required_parts": partial(parsing.required_parts, scope=packaged.content("required_part_scope.csv")),
    "key_outputs": parsing.key_outputs,
    "hazardous_wastes": parsing.hazardous_wastes,
    "refrigerants": parsing.refrigerants,
    "carbon_factors": parsing.carbon_factors,
    "time_limits": parsing.time_limits,
    "kpis": parsing.kpis,
}


@dataclass(frozen=True, slots=True)
class Packaged:
    """One line of `editions.csv`: a file, its edition and where it comes from."""

    dataset: str
    file: str
    edition: str
    effective_from: date | None
    source_date: date
    source: str
    licence: str

    @property
    def text(self) -> str:
        return packaged.content(self.file)


def shipped() -> list[Packaged]:
    """The editions this version of the platform brings along, in the order they are loaded."""
    return [
        Packaged(
            dataset=row["dataset"],
            file=row["file"],
            edition=row["edition"],
            effective_from=date.fromisoformat(row["effective_from"]) if row["effective_from"] else None,
            source_date=date.fromisoformat(row["source_date"]),
            source=row["source"],
            licence=row["licence"],
        )
        for row in packaged.rows("editions.csv")
    ]


def import_all(session: Session, now: datetime) -> list[str]:
    """Load every packaged file that is new; returns one line of progress a file. Does not commit."""
    # Two processes starting at once would both import; the second waits and finds everything done.
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('tradein.reference_import'))"))
    return list(_import(session, now))


def import_regions(session: Session, now: datetime) -> list[str]:
    """Only the jurisdiction tree; a subset of `import_all`."""
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('tradein.reference_import'))"))
    return [_load(session, edition, now) for edition in shipped() if edition.dataset in REGIONAL]


def _import(session: Session, now: datetime) -> Iterator[str]:
    for edition in shipped():
        yield _load(session, edition, now)
    yield f"price_rules: {import_packaged_prices(session, now)} new rules"


def _load(session: Session, edition: Packaged, now: datetime) -> str:
    sha256 = hashlib.sha256(edition.text.encode()).digest()
    done = select(ReferenceEdition.revision).where(
        ReferenceEdition.dataset == edition.dataset, ReferenceEdition.sha256 == sha256
    )
    if session.scalar(done.limit(1)) is not None:
        return f"{edition.dataset}: {edition.edition}, already imported"
    loader = REGIONAL.get(edition.dataset, _load_dated)
    count = loader(session, edition, now)
    session.add(
        ReferenceEdition(
            dataset=edition.dataset,
            jurisdiction_code=NATION,
            edition=edition.edition,
            source=edition.source,
            source_date=edition.source_date,
            licence=edition.licence,
            sha256=sha256,
            row_count=count,
            imported_at=now,
        )
    )
    session.flush()
    return f"{edition.dataset}: {edition.edition}, {count} rows"


# --- The jurisdiction tree -------------------------------------------------------------------------------------------


def _load_divisions(session: Session, edition: Packaged, _now: datetime) -> int:
    divisions = region.parse_divisions(edition.text)
    upsert(session, _table(Region), [_division(node) for node in divisions])
    kept = {node.code for node in divisions}
    gone = select(Region.code).where(Region.level != Level.ZONE, Region.valid_to.is_(None))
    vanished = [code for code in session.scalars(gone) if code not in kept]
    if vanished:
        session.execute(update(Region).where(Region.code.in_(vanished)).values(valid_to=edition.source_date))
    _rebuild_closure(session)
    return len(divisions)


def _load_zones(session: Session, edition: Packaged, _now: datetime) -> int:
    zones = region.parse_zones(edition.text)
    upsert(session, _table(Region), [_division(node) for node in zones])
    _rebuild_closure(session)
    return len(zones)


def _load_history(session: Session, edition: Packaged, _now: datetime) -> int:
    former = region.parse_history(edition.text)
    upsert(session, _table(RegionHistory), [{**_plain(row), "split": row.split} for row in former])
    return len(former)


def _division(node: region.Division) -> dict[str, Any]:
    return {**_plain(node), "valid_to": None}


def _rebuild_closure(session: Session) -> None:
    """Recount which districts lie under which node; zones that officers added are in the table, hence kept."""
    columns = (Region.code, Region.name, Region.level, Region.parent_code, Region.leaf)
    nodes = [
        region.Division(code, name, Level(level), parent, leaf)
        for code, name, level, parent, leaf in session.execute(select(*columns))
    ]
    pairs = set(region.closure(nodes))
    known = {
        (ancestor, leaf)
        for ancestor, leaf in session.execute(select(RegionClosure.ancestor, RegionClosure.leaf))
    }
    if known - pairs:
        session.execute(text("DELETE FROM region_closure"))
        known = set()
    new = sorted(pairs - known)
    upsert(session, _table(RegionClosure), [{"ancestor": above, "leaf": leaf} for above, leaf in new])


def _note_permissions(_session: Session, edition: Packaged, _now: datetime) -> int:
    # Kept in no table: every process reads the file it came with. Which one since when is what auditors ask.
    return edition.text.count("\n    grants:\n")


Loader = Callable[[Session, Packaged, datetime], int]
REGIONAL: Mapping[str, Loader] = {
    "permissions": _note_permissions,
    "regions": _load_divisions,
    "region_history": _load_history,
    "zones": _load_zones,
}


# --- Dated tables ----------------------------------------------------------------------------------------------------


def _load_dated(session: Session, edition: Packaged, now: datetime) -> int:
    names = parsing.english(packaged.content("names_en.csv"))
    if edition.dataset == "item_types":
        kinds = parsing.item_type_names(edition.text, names)
        upsert(session, _table(ItemTypeRow), [_plain(kind) for kind in kinds])
    entries = list(PARSERS[edition.dataset](edition.text, names))
    latest = {row.header.key: row for row in rows_of(session, edition.dataset, places=[])}
    fresh = [_stored(edition, entry, latest.get(entry.key), now) for entry in entries]
    upsert(session, _table(TABLES[edition.dataset]), [row for row in fresh if row is not None])
    vanished = latest.keys() - {entry.key for entry in entries}
    if vanished:
        _end(session, edition, vanished)
    return len(entries)


def _stored(
    edition: Packaged, entry: parsing.Entry, before: Row[Any] | None, now: datetime
) -> dict[str, Any] | None:
    """The row to add, or None when the newest stored one says the same."""
    verified = sorted(entry.verified)
    if before and _same(before, entry):
        return None
    return {
        **_plain(entry.value),
        "key": entry.key,
        "jurisdiction_code": NATION,
        "valid_from": _first_day(edition, entry, before),
        "source": entry.source or edition.source,
        "edition": entry.edition or edition.edition,
        "verified": verified,
        "note": entry.note,
        "recorded_at": now.isoformat(),
    }


def _same(before: Row[Any], entry: parsing.Entry) -> bool:
    return _plain(before.value) == _plain(entry.value) and before.header.verified == entry.verified


def _plain(value: Any) -> dict[str, Any]:
    """A flat dataclass as a row; arrays come back from the database as lists, values hold tuples."""
    parts = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {name: list(part) if isinstance(part, tuple) else part for name, part in parts}


def _first_day(edition: Packaged, entry: parsing.Entry, before: Row[Any] | None) -> date:
    first = edition.effective_from or edition.source_date
    if before is None:
        return entry.effective_from or first
    if first <= before.header.valid_from:
        raise ValueError(f"{edition.file}: {entry.key} changed, so editions.csv needs a later effective_from")
    return first


def _end(session: Session, edition: Packaged, keys: set[str]) -> None:
    table = TABLES[edition.dataset]
    last_day = (edition.effective_from or edition.source_date) - timedelta(days=1)
    session.execute(
        update(table)
        .where(table.key.in_(keys), table.jurisdiction_code == NATION, table.valid_to.is_(None))
        .values(valid_to=last_day)
    )


def _table(model: type[Any]) -> Table:
    found: Table = model.__table__
    return found
