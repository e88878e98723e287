"""From a figure to the very rows it counts: events of a step in a period, or units at a stage on a day.

The same rules as the counters: an event that was taken back and the declaration that takes it back are no rows. Every
district is asked for one page through an index that has the order of the list, so a page costs districts × page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from models.recount import STANDARD
from tradein.lifecycle import TABLE, Stage, Step
from tradein.moment import day_end, day_start
from tradein.span import Span
from tradein.tally import ORIGIN, PLACE

LAST_UUID = UUID(int=2**128 - 1)
FIRST_UUID = UUID(int=0)

CONDITIONS = {
    None: "true",
    "unweighed": "e.weight_g IS NULL",
    "standard": STANDARD.replace("facts", "e.facts"),
    "material": "EXISTS (SELECT FROM unit_output o WHERE o.unit_id = e.unit_id AND o.seq = e.seq)",
    "waste": "EXISTS (SELECT FROM unit_output o WHERE o.unit_id = e.unit_id AND o.seq = e.seq AND o.waste_code <> '')",
}


@dataclass(frozen=True, slots=True)
class EventsWanted:
    """Events of a step over a span in these districts; `only` narrows to one of `CONDITIONS`."""

    leaves: tuple[str, ...]
    step: Step
    span: Span
    basis: str = ORIGIN
    only: str | None = None
    item_types: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class UnitsWanted:
    """Units at a stage in these districts at the end of a day; `day` None: now."""

    leaves: tuple[str, ...]
    stage: Stage
    day: date | None = None
    item_types: tuple[str, ...] | None = None


_STANDS = """e.corrects_seq IS NULL
     AND NOT EXISTS (SELECT FROM event c WHERE c.unit_id = e.unit_id AND c.corrects_seq = e.seq)"""
# The events of a place: those picked up there, found like the others, and those that came from elsewhere.
_WHERE = {
    ORIGIN: ("e.district = l.leaf",),
    PLACE: ("e.district = l.leaf AND e.place = l.leaf", "e.place = l.leaf AND e.place <> e.district"),
}
# A relabelling is a commissioning event of a unit that exists; it does not count as one.
_PAGE = f"""
  SELECT e.event_time, e.unit_id, e.seq FROM event e
   WHERE {{where}} AND e.step = :step AND e.event_time >= :since AND e.event_time < :until
     AND (e.event_time, e.unit_id, e.seq) < (:at, CAST(:unit AS uuid), CAST(:seq AS integer))
     AND {_STANDS} AND (e.step <> 'commissioning' OR e.from_stage IS NULL)
     AND (:every_type OR e.item_type = ANY(CAST(:item_types AS text[]))) AND {{only}}
   ORDER BY e.event_time DESC, e.unit_id DESC, e.seq DESC LIMIT :most"""  # noqa: S608 - our own constants

_EVENTS = """
WITH leaf AS MATERIALIZED (SELECT unnest(CAST(:leaves AS text[])) AS leaf), page AS MATERIALIZED (
  SELECT p.* FROM leaf l CROSS JOIN LATERAL ({pages}) p
   ORDER BY p.event_time DESC, p.unit_id DESC, p.seq DESC LIMIT :most
)
SELECT e.unit_id, e.seq, e.event_id, u.code, e.item_type, e.step, u.stage, e.district, r.name AS district_name,
       e.place, w.name AS place_name, e.event_time, e.record_time, e.organisation_id, o.name AS organisation_name,
       e.weight_g, e.price_fen, m.outputs_g, m.waste_g, e.flags, u.holder_id, h.name AS holder_name
  FROM page p JOIN event e USING (unit_id, seq) JOIN unit u ON u.id = e.unit_id
  LEFT JOIN region r ON r.code = e.district LEFT JOIN region w ON w.code = e.place
  LEFT JOIN organisation o ON o.id = e.organisation_id
  LEFT JOIN organisation h ON h.id = u.holder_id
  LEFT JOIN LATERAL (
    SELECT sum(mass_g)::bigint AS outputs_g, sum(mass_g) FILTER (WHERE waste_code <> '')::bigint AS waste_g
      FROM unit_output x WHERE x.unit_id = e.unit_id AND x.seq = e.seq) m ON true
 ORDER BY p.event_time DESC, p.unit_id DESC, p.seq DESC
"""

_UNITS = """
WITH leaf AS MATERIALIZED (SELECT unnest(CAST(:leaves AS text[])) AS leaf), page AS MATERIALIZED (
  SELECT p.id FROM leaf l CROSS JOIN LATERAL ({pages}) p ORDER BY p.id LIMIT :most
)
SELECT u.id, u.code, u.item_type, u.stage, u.on_hold, u.district, r.name AS district_name, u.weight_g,
       u.holder_id, o.name AS holder_name, s.code AS site, u.stage_since, u.last_event_time, u.created_at
  FROM page p JOIN unit u USING (id)
  LEFT JOIN region r ON r.code = u.district
  LEFT JOIN organisation o ON o.id = u.holder_id
  LEFT JOIN site s ON s.id = u.site_id
 ORDER BY u.id
"""
_NOW = """
  SELECT u.id FROM unit u
   WHERE u.district = l.leaf AND u.stage = :stage AND u.id > :after
     AND (:every_type OR u.item_type = ANY(CAST(:item_types AS text[])))
   ORDER BY u.id LIMIT :most"""
# Who stood there on a day of the past either still does, or has left since through one of the steps that lead away.
_THEN = """
  SELECT c.id FROM (
    SELECT u.id FROM unit u WHERE u.district = l.leaf AND u.stage = :stage AND u.id > :after
    UNION
    SELECT e.unit_id FROM event e
     WHERE e.district = l.leaf AND e.step = ANY(CAST(:leaving AS text[])) AND e.event_time >= :until
       AND e.from_stage = :stage AND e.unit_id > :after
  ) c JOIN unit u USING (id) CROSS JOIN LATERAL (
    SELECT sum((CASE WHEN e.corrects_seq IS NULL THEN 1 ELSE -1 END)
               * ((e.to_stage = :stage)::integer - coalesce((e.from_stage = :stage)::integer, 0))) AS n
      FROM event e WHERE e.unit_id = c.id AND e.event_time < :until AND e.from_stage IS DISTINCT FROM e.to_stage) t
   WHERE t.n <> 0 AND (:every_type OR u.item_type = ANY(CAST(:item_types AS text[])))
   ORDER BY c.id LIMIT :most"""
UNITS_NOW = text(_UNITS.format(pages=_NOW))
UNITS_THEN = text(_UNITS.format(pages=_THEN))
EVENTS = {
    (basis, only): text(
        _EVENTS.format(
            pages=" UNION ALL ".join(f"({_PAGE.format(where=where, only=condition)})" for where in wheres)
        )
    )
    for basis, wheres in _WHERE.items()
    for only, condition in CONDITIONS.items()
}

EventKey = tuple[datetime, UUID, int]


def events_behind(session: Session, wanted: EventsWanted, after: EventKey | None, most: int) -> Sequence[Any]:
    """At most `most` events, the latest first, following the one with key (event time, unit, seq). One statement."""
    since, until = day_start(wanted.span.first), day_end(wanted.span.last)
    at, unit, seq = after or (until, LAST_UUID, 0)
    asked = {
        "leaves": list(wanted.leaves),
        "step": wanted.step.value,
        "since": since,
        "until": until,
        "at": at,
        "unit": unit,
        "seq": seq,
        "most": most,
    }
    return session.execute(EVENTS[wanted.basis, wanted.only], asked | _types(wanted.item_types)).all()


def units_behind(session: Session, wanted: UnitsWanted, after: UUID | None, most: int) -> Sequence[Any]:
    """At most `most` units in the order of their birth, following the one with this id. One statement."""
    asked: dict[str, Any] = {
        "leaves": list(wanted.leaves),
        "stage": wanted.stage.value,
        "after": after or FIRST_UUID,
        "most": most,
    } | _types(wanted.item_types)
    if wanted.day is None:
        return session.execute(UNITS_NOW, asked).all()
    leaving = [
        step.value
        for (stage, step), moves in TABLE.items()
        if stage is wanted.stage and _leaves(stage, moves)
    ]
    asked |= {"until": day_end(wanted.day), "leaving": leaving}
    return session.execute(UNITS_THEN, asked).all()


def _leaves(stage: Stage, moves: Sequence[Any]) -> bool:
    return any(move.to is not stage for move in moves)


def _types(item_types: tuple[str, ...] | None) -> dict[str, Any]:
    return {"every_type": item_types is None, "item_types": list(item_types or ())}
