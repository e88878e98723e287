"""The price tables as capture needs them: floors and best cases by item type and place, kept in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from tradein.price_range import PriceRange
from tradein.reference import NATION
from tradein.region import ancestry

_RANGES = text(
    """
    SELECT r.item_type, r.jurisdiction_code, r.organisation_id, r.valid_from, r.valid_to, r.floor_fen,
           r.base_fen + r.round_to_fen + coalesce((
             SELECT sum(greatest(best, 0)) FROM (
               SELECT max(CASE l.unit WHEN 'fen' THEN l.amount ELSE r.base_fen * l.amount / 1000 END) AS best
                 FROM price_line l WHERE l.rule_id = r.id AND l.kind = 'answer' GROUP BY l.key) each), 0)
      FROM price_rule r WHERE r.valid_to IS NULL OR r.valid_to >= :today
    """
)
"""The best case: the base price with the best answer to every question, rounded up. The first answers are often 0."""


class _Row(NamedTuple):
    item_type: str
    place: str
    organisation_id: UUID | None
    valid_from: date
    valid_to: date | None
    low_fen: int
    high_fen: int

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PriceRanges:
    """Every rule in force now or later. A published one starts tomorrow at the earliest, so that minutes are no age."""

    rows: Mapping[tuple[str, UUID | None], Sequence[_Row]]
    parents: Mapping[str, str | None]

    def span(self, item_type: str, district: str, day: date, organisation: UUID | None) -> PriceRange | None:
        """What the public table and the recycler's own allow together."""
        places = (*ancestry(district, self.parents), NATION)
        public = self._nearest((item_type, None), places, day)
        own = self._nearest((item_type, organisation), places, day) if organisation else None
        return public.wider(own) if public else own

    def _nearest(self, whose: tuple[str, UUID | None], places: Sequence[str], day: date) -> PriceRange | None:
        """The narrowest place first, there the latest start: as `models.price.price_row` chooses."""
        fitting = [row for row in self.rows.get(whose, ()) if row.place in places and row.in_force(day)]
        if not fitting:
            return None
        best = max(fitting, key=lambda row: (-places.index(row.place), row.valid_from))
        return PriceRange(best.low_fen, best.high_fen)


def read_ranges(session: Session, parents: Mapping[str, str | None], today: date) -> PriceRanges:
    """One statement."""
    return PriceRanges(_grouped(_Row(*row) for row in session.execute(_RANGES, {"today": today})), parents)


def _grouped(rows: Iterable[_Row]) -> dict[tuple[str, UUID | None], list[_Row]]:
    grouped: dict[tuple[str, UUID | None], list[_Row]] = {}
    for row in rows:
        grouped.setdefault((row.item_type, row.organisation_id), []).append(
            row._replace(high_fen=int(row.high_fen))
        )
    return grouped
