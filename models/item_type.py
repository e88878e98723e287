"""Item types as capture needs them: remembered per process, looked up without touching the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.reference_row import revision, rows_of
from models.reference_table import ItemTypeRow
from models.region import Region
from tradein.reference import DATASETS, Row, in_force
from tradein.reference_values import ItemType, ItemTypeFact
from tradein.region import ancestry

# A local value starts tomorrow at the earliest, so a look every few seconds is never late.
LOOK_EVERY = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit weighs if nobody weighed it, and what is plausible if somebody did; grams."""

    default_g: int
    low_g: int
    high_g: int


class ItemTypes(Mapping[str, ItemType]):
    """All item types by code with the national weights; `weights` gives those of a place and day."""

    def __init__(
        self,
        types: Mapping[str, ItemType],
        rows: Mapping[str, list[Row[ItemTypeFact]]],
        parents: Mapping[str, str | None],
    ) -> None:
        self._types, self._rows, self._parents = types, rows, parents
        self._known: dict[tuple[str, str, date], Weights] = {}

    def __getitem__(self, code: str) -> ItemType:
        return self._types[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)

    def weights(self, code: str, place: str, day: date) -> Weights:
        """Weights of an item type in the jurisdiction of a region on a day. KeyError for an unknown code."""
        known = self._known.get((code, place, day))
        if known is None:
            known = self._work_out(code, place, day)
            if len(self._known) > 10_000:  # a few years of days times districts
                self._known.clear()
            self._known[code, place, day] = known
        return known

    def bears_data(self, code: str) -> bool:
        """Whether units of an item type may hold their owner's data; an unknown code bears none."""
        known = self._types.get(code)
        return known is not None and known.data_bearing

    def _work_out(self, code: str, place: str, day: date) -> Weights:
        national = self._types[code]
        fact = in_force(DATASETS["item_types"], self._rows.get(code, []), ancestry(place, self._parents), day)
        value: Any = fact.value if fact else national
        return Weights(
            value.default_g or national.default_g,
            value.low_g or national.low_g,
            value.high_g or national.high_g,
        )


@dataclass(frozen=True, slots=True)
class _Remembered:
    revision: int
    looked_at: datetime | None
    types: ItemTypes


_remembered: WeakKeyDictionary[Engine, _Remembered] = WeakKeyDictionary()


def item_types(session: Session, now: datetime | None = None) -> ItemTypes:
    """All item types; read again only when reference data changed, which costs one tiny query to learn.

    With `now` even that query is made at most every five seconds: the hot path's way to call it.
    """
    engine = session.get_bind().engine
    known = _remembered.get(engine)
    if known and now and known.looked_at and timedelta(0) <= now - known.looked_at < LOOK_EVERY:
        return known.types
    current = revision(session)
    types = known.types if known and known.revision == current else _read(session)
    if types:  # an empty database is about to be filled: remember nothing
        _remembered[engine] = _Remembered(current, now, types)
    return types


def _read(session: Session) -> ItemTypes:
    types = {
        row.code: ItemType(
            row.code,
            row.name_zh,
            row.name_en,
            row.weee_class,
            row.data_bearing,
            row.refrigerant_bearing,
            row.default_g,
            row.low_g,
            row.high_g,
        )
        for row in session.scalars(select(ItemTypeRow).order_by(ItemTypeRow.code))
    }
    rows: dict[str, list[Row[ItemTypeFact]]] = {}
    for row in rows_of(session, "item_types"):
        rows.setdefault(row.header.key, []).append(row)
    parents = {code: parent for code, parent in session.execute(select(Region.code, Region.parent_code))}  # noqa: C416
    return ItemTypes(types, rows, parents)
