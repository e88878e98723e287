"""The one write path: read what a batch points to, decide, and write events, units, labels and tallies together."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy.orm import Session

from models import ledger_sql as sql
from models.db import new_id
from models.load_ledger import read_loads, write_loads
from models.pending_codec import actor_from, actor_to, scan_from, scan_to
from models.stale import Stale
from models.tally import SLOTS
from tradein.batch import Batch, Decisions, Knowledge, Waiting
from tradein.custody import Ground
from tradein.lifecycle import Stage, Step
from tradein.scan import Event, Known, LabelState, LoadState, OrderState, Outcome, Scan, UnitState, Verdict
from tradein.tally import add_up, cells_of

SEPARATOR = "\x1f"
_UNIT_AT = 6
_ORDER_AT = _UNIT_AT + len(sql.UNIT_COLUMNS)
_KNOWN_AT = _ORDER_AT + 4
_LOAD_AT = _KNOWN_AT + 6
_DEVICE_AT = _LOAD_AT + 6


def capture(session: Session, ground: Ground, scans: Sequence[Scan]) -> list[Verdict]:
    """Record a batch of scans; one verdict each, in the order sent. The caller holds the transaction.

    Raises `Stale` when a competing writer was faster; the caller's transaction is then tried again from the start.
    """
    decisions = weigh(session, ground, scans)
    write(session, decisions, ground.now)
    return verdicts_in_order(scans, decisions)


def weigh(session: Session, ground: Ground, scans: Sequence[Scan]) -> Decisions:
    """What a batch would do, without doing it."""
    known = read(session, scans)
    return Batch(known, ground, new_id).judge(scans)


def verdicts_in_order(scans: Sequence[Scan], decisions: Decisions) -> list[Verdict]:
    """One verdict a scan; the second copy of an event inside one batch is a duplicate of the first."""
    answered: set[UUID] = set()
    verdicts = []
    for scan in scans:
        verdict = decisions.verdicts[scan.event_id]
        if scan.event_id in answered and verdict.outcome is Outcome.APPLIED:
            verdict = verdict._replace(outcome=Outcome.DUPLICATE)
        answered.add(scan.event_id)
        verdicts.append(verdict)
    return verdicts


def cursor_of(session: Session) -> psycopg.Cursor[tuple[Any, ...]]:
    """The driver's cursor inside the session's transaction: the hot path pays for no statement it compiled before."""
    raw = session.connection().connection.driver_connection
    return cast("psycopg.Connection[tuple[Any, ...]]", raw).cursor(binary=True)


def read(session: Session, scans: Sequence[Scan]) -> Knowledge:
    """Everything the scans point to: one statement, three when earlier scans are waiting for these."""
    cursor = cursor_of(session)
    known = Knowledge()
    if _read_into(known, cursor, scans):
        asked = {"code": _codes(scans), "device": [scan.device for scan in scans if scan.device]}
        for _, body, actor in cursor.execute(sql.WAITING, asked).fetchall():
            known.waiting.append(Waiting(scan_from(body), actor_from(actor)))
        _read_into(known, cursor, [held.scan for held in known.waiting])
    read_loads(known, cursor, [*scans, *(held.scan for held in known.waiting)])
    return known


def _codes(scans: Sequence[Scan]) -> list[str]:
    return [scan.code for scan in scans] + [scan.replaces for scan in scans if scan.replaces]


def _read_into(known: Knowledge, cursor: psycopg.Cursor[tuple[Any, ...]], scans: Sequence[Scan]) -> bool:
    """Add what these scans point to; answers whether earlier scans wait for them."""
    others = [scan.replaces for scan in scans if scan.replaces]
    others += [one.code for scan in scans for one in scan.exceptions]
    blank: list[Any] = [None] * len(others)
    asked: dict[str, list[Any]] = {
        "code": [scan.code for scan in scans] + others,
        "event_id": [scan.event_id for scan in scans] + blank,
        "load": [scan.load for scan in scans] + blank,
        "device": [scan.device for scan in scans] + blank,
    }
    someone_waits = False
    for row in cursor.execute(sql.READ, asked).fetchall():
        someone_waits = someone_waits or row[-1]
        _know(known, row, asked["device"][row[0] - 1], asked["event_id"][row[0] - 1])
    return someone_waits


def _know(known: Knowledge, row: tuple[Any, ...], device: UUID | None, event_id: UUID | None) -> None:
    if row[1] is not None:
        known.labels[row[1]] = LabelState(row[1], row[2], row[3], row[4], row[5])
    if row[_UNIT_AT] is not None:
        unit = UnitState(*row[_UNIT_AT:_ORDER_AT])
        known.units[unit.id] = unit._replace(stage=Stage(unit.stage))
        if row[_ORDER_AT + 1] is not None and unit.order_id is not None:
            known.orders[unit.order_id] = OrderState(unit.order_id, *row[_ORDER_AT:_KNOWN_AT])
    if row[_KNOWN_AT] is not None and event_id is not None:
        unit_id, seq, to_stage, record_time, flags, fingerprint = row[_KNOWN_AT:_LOAD_AT]
        known.known[event_id] = Known(
            unit_id, seq, Stage(to_stage), record_time, tuple(flags or ()), fingerprint, row[1] or ""
        )
    if row[_LOAD_AT] is not None:
        known.loads[row[_LOAD_AT + 1]] = LoadState(*row[_LOAD_AT:_DEVICE_AT])
    if device is not None and row[_DEVICE_AT] is not None:
        known.device_next[device] = row[_DEVICE_AT]


def write(session: Session, made: Decisions, now: datetime) -> None:
    """Write what was decided, all or nothing; raises `Stale` when a unit or label moved since it was read."""
    cursor = cursor_of(session)
    if made.events:
        row = cursor.execute(sql.WRITE, _write_parameters(made, now)).fetchone()
        if row is None or not row[0]:
            raise Stale
        _write_outputs(cursor, made.events)
    write_loads(cursor, made)
    if made.pending:
        cursor.execute(sql.PEND, _pending_parameters(made, now))
    if made.settled:
        cursor.execute(sql.SETTLE, {"event_id": list(made.settled)})
    if made.device_next:
        asked = {"device_id": list(made.device_next), "next_seq": list(made.device_next.values())}
        cursor.execute(sql.DEVICES, asked)
    if made.wrong_codes:
        cursor.execute(sql.WRONG_CODES, {"order_id": made.wrong_codes})
    orders = {
        unit.order_id for unit in made.units.values() if unit.order_id and unit.stage is Stage.COLLECTED
    }
    if orders and any(event.step is Step.COLLECTING for event in made.events):
        cursor.execute(sql.COLLECTED_ORDERS, {"order_id": list(orders), "now": now})


def _write_parameters(made: Decisions, now: datetime) -> dict[str, Any]:
    units = sorted(made.units.values(), key=lambda unit: unit.id)
    asked: dict[str, Any] = {
        "now": now,
        "slot": random.randrange(SLOTS),  # noqa: S311 - spreads writers over rows, keeps no secret
        "u_seen": [made.seen_seq[unit.id] for unit in units],
        "l_code": list(made.bound),
        "l_unit": list(made.bound.values()),
        "r_old": list(made.replaced),
        "r_new": list(made.replaced.values()),
    }
    for name in ("id", *sql.MOVING_COLUMNS, *sql.BIRTH_COLUMNS):
        asked[f"u_{name}"] = [getattr(unit, name) for unit in units]
    asked["u_stage"] = [unit.stage.value for unit in units]
    asked |= _event_parameters(made.events)
    return asked | tally_parameters(made.events)


def _event_parameters(events: Sequence[Event]) -> dict[str, Any]:
    asked: dict[str, Any] = {
        f"e_{name}": [getattr(event, name) for event in events] for name in sql.EVENT_COLUMNS
    }
    asked["e_step"] = [event.step.value for event in events]
    asked["e_from_stage"] = [event.from_stage and event.from_stage.value for event in events]
    asked["e_to_stage"] = [event.to_stage.value for event in events]
    asked["e_photos"] = [SEPARATOR.join(event.photos) or None for event in events]
    asked["e_flags"] = [SEPARATOR.join(event.flags) or None for event in events]
    asked["e_facts"] = [Jsonb(dict(event.facts)) if event.facts else None for event in events]
    return asked


def tally_parameters(events: Sequence[Event]) -> dict[str, Any]:
    """The cells the events add to, as columns; an event that takes another back subtracts."""
    contributions = (
        (cell, amount.negative() if event.corrects_seq is not None else amount)
        for event in events
        for cell, amount in cells_of(event)
    )
    cells = add_up(contributions)
    columns: dict[str, Any] = {f"t_{name}": [getattr(cell, name) for cell in cells] for name in sql.TALLY_KEY}
    for name in sql.TALLY_SUMS:
        columns[f"t_{name}"] = [getattr(amount, name) for amount in cells.values()]
    return columns


def _write_outputs(cursor: psycopg.Cursor[tuple[Any, ...]], events: Sequence[Event]) -> None:
    lines = [(event, n, output) for event in events for n, output in enumerate(event.outputs)]
    if not lines:
        return
    columns: Mapping[str, list[Any]] = {
        "unit_id": [event.unit_id for event, _, _ in lines],
        "seq": [event.seq for event, _, _ in lines],
        "line": [n for _, n, _ in lines],
        "output_code": [output.output_code for _, _, output in lines],
        "mass_g": [output.mass_g for _, _, output in lines],
        "waste_code": [output.waste_code for _, _, output in lines],
    }
    cursor.execute(sql.OUTPUTS, columns)


def _pending_parameters(made: Decisions, now: datetime) -> dict[str, Any]:
    kept = list(made.pending.values())
    waits = [item.verdict.outcome is Outcome.HELD for item in kept]
    return {
        "now": now,
        "event_id": [item.scan.event_id for item in kept],
        "organisation_id": [item.actor.organisation_id for item in kept],
        "code": [item.scan.replaces or item.scan.code for item in kept],
        "device_id": [item.scan.device for item in kept],
        "device_seq": [item.scan.device_seq for item in kept],
        "body": [Jsonb(scan_to(item.scan, wait)) for item, wait in zip(kept, waits, strict=True)],
        "actor": [Jsonb(actor_to(item.actor)) for item in kept],
        "state": ["waiting" if wait else "conflict" for wait in waits],
        "refusal": [item.verdict.refusal for item in kept],
        "field": [item.verdict.field for item in kept],
        "facts": [Jsonb(dict(item.verdict.facts or {})) for item in kept],
    }
