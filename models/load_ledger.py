"""Loads on the write path: what a load scanned as a whole carries, and what happened to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from models import ledger_sql as sql
from models.stale import Stale
from models.statement import Cursor
from tradein.codes import LOAD_LENGTH
from tradein.knowledge import Decisions, Knowledge
from tradein.lifecycle import Stage, Step
from tradein.load_scan import load_verdict
from tradein.refusals.load_scan import TooManyLoads
from tradein.scan import LabelState, LoadEvent, LoadState, Outcome, Scan, UnitState

MAX_UNITS = 2000
"""How many units the loads of one batch may carry together."""
SEPARATOR = "\x1f"
BOARDING = frozenset({Step.LOADING, Step.UNLOADING})
_LOAD_WIDTH = len(LoadState._fields)
_UNIT_END = _LOAD_WIDTH + len(UnitState._fields)


def read_loads(known: Knowledge, cursor: Cursor, scans: Sequence[Scan]) -> bool:
    """Add the loads these scans name as their object, the units aboard, and their events recorded before.

    Answers whether kept scans wait for a load or a unit aboard.
    """
    whole = [scan for scan in scans if len(scan.code) == LOAD_LENGTH]
    if not whole:
        return False
    codes = list({scan.code for scan in whole})
    rows = sql.LOADS.run(cursor, {"code": codes, "limit": MAX_UNITS + 1}).fetchall()
    if len(rows) > MAX_UNITS:
        raise TooManyLoads("scans")
    for row in rows:
        known.learn_load(LoadState(*row[:_LOAD_WIDTH]))
        if row[_LOAD_WIDTH] is not None:
            unit = UnitState(*row[_LOAD_WIDTH:_UNIT_END])
            known.units.setdefault(unit.id, unit._replace(stage=Stage(unit.stage)))
            code, state, organisation_id = row[_UNIT_END:-1]
            known.labels.setdefault(code, LabelState(code, state, organisation_id, unit.id, None))
    asked = {"event_id": [scan.event_id for scan in whole]}
    for *columns, code in sql.LOAD_EVENTS.run(cursor, asked).fetchall():
        event = LoadEvent(*columns)
        event = event._replace(step=Step(event.step), flags=tuple(event.flags or ()))
        known.known_loads[event.event_id] = (
            load_verdict(event, code, Outcome.DUPLICATE),
            event.fingerprint,
        )
    return any(row[-1] for row in rows)


def write_loads(cursor: Cursor, made: Decisions) -> None:
    """Append the loads' own events and move the loads; raises `Stale` when one was not as it was read."""
    _hold_open(cursor, made)
    if not made.load_events:
        return
    if sql.MOVE_LOADS.run(cursor, _moves(made)).rowcount != len(made.loads):
        raise Stale
    seen = {unit_id for aboard in made.aboard.values() for unit_id in aboard} | made.units.keys()
    asked = {"load_id": list(made.loads), "unit_id": list(seen)}
    if sql.BOARDED_UNSEEN.run(cursor, asked).fetchone() != (0,):
        raise Stale
    columns: dict[str, list[Any]] = {
        name: [getattr(event, name) for event in made.load_events] for name in LoadEvent._fields
    }
    columns["step"] = [event.step.value for event in made.load_events]
    columns["exceptions"] = [Jsonb(list(event.exceptions)) for event in made.load_events]
    columns["flags"] = [SEPARATOR.join(event.flags) or None for event in made.load_events]
    sql.APPEND_LOADS.run(cursor, columns)


def _hold_open(cursor: Cursor, made: Decisions) -> None:
    """Nobody ships a load between a unit's going aboard and our commit."""
    touched = {event.load_id for event in made.events if event.step in BOARDING and event.load_id is not None}
    touched -= made.loads.keys()
    if touched and sql.STILL_OPEN.run(cursor, {"load_id": list(touched)}).fetchone() != (len(touched),):
        raise Stale


def _moves(made: Decisions) -> dict[str, list[Any]]:
    """One row a load, whatever happened to it in this batch."""
    times: dict[UUID, dict[Step, datetime]] = {}
    for event in made.load_events:
        times.setdefault(event.load_id, {})[event.step] = event.event_time
    listed = {event.load_id: event.listed for event in reversed(made.load_events)}
    return {
        "id": list(times),
        "seen": [made.seen_load[load_id] for load_id in times],
        "state": [made.loads[load_id].state for load_id in times],
        "listed": [listed[load_id] for load_id in times],
        "shipped_at": [at.get(Step.SHIPPING) for at in times.values()],
        "arrived_at": [at.get(Step.ARRIVING) for at in times.values()],
        "closed_at": [at.get(Step.RECEIVING) for at in times.values()],
    }
