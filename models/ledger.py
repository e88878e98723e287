"""The one write path: read what a batch points to, decide, and write events, units, labels and tallies together."""

import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg import Error
from psycopg.types.json import Jsonb
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models import ledger_sql as sql
from models.db import new_id
from models.direct_stock import into_stock
from models.ground import with_sites
from models.knowledge import read
from models.ledger_trial import CAREFUL, COMPETING, Judge, Spoiled, Trial, broken_rule
from models.load_ledger import write_loads
from models.pending_codec import actor_to, scan_to
from models.stale import Stale
from models.statement import Cursor, as_json, cursor_of
from models.tally import SLOTS
from tradein.batch import Batch
from tradein.device_order import Number
from tradein.ground import Ground
from tradein.knowledge import Decisions, Pending, Waiting
from tradein.lifecycle import Stage, Step
from tradein.scan import Event, Outcome, Scan, Verdict
from tradein.tally import add_up, cells_of
from tradein.verdict import answers


def capture(session: Session, ground: Ground, scans: Sequence[Scan]) -> list[Verdict]:
    """Record a batch of scans; one verdict each, in the order sent. The caller holds the transaction.

    Raises `Stale` when a competing writer was faster; the caller's transaction is then tried again from the start.
    """
    return verdicts_in_order(scans, record(session, ground, [Waiting(scan, ground.actor) for scan in scans]))


def record(
    session: Session, ground: Ground, sent: Sequence[Waiting], unread: Sequence[Number] = ()
) -> Decisions:
    """Decide and write scans with their senders. `unread` are the numbers of scans that could not be read.

    Raises `Stale`, and `Spoiled` when a rule of the database was broken: the transaction is then tried again, scan by
    scan.
    """
    if session.info.get(CAREFUL):
        return record_apart(session, ground, sent, unread)
    made = weigh_sent(session, ground, sent, unread)
    write(session, made, ground.now)
    return made


def record_apart(
    session: Session, ground: Ground, sent: Sequence[Waiting], unread: Sequence[Number] = ()
) -> Decisions:
    """As `record`, behind savepoints: what breaks a rule of the database is set aside, the rest is written."""

    def attempt(items: Sequence[Waiting], judge: Judge) -> Decisions:
        made = weigh_sent(session, ground, items, unread, judge)
        write(session, made, ground.now)
        return made

    return Trial(session, attempt).write(sent)


def record_all(
    session: Session, ground: Ground, sent: Sequence[Waiting], may: Callable[[Decisions], bool]
) -> Decisions:
    """As `record`, but nothing unless `may` says so of what was decided; wrong hand-over codes count even then."""
    if session.info.get(CAREFUL):
        with session.begin_nested() as savepoint:
            made = record_apart(session, ground, sent)
            if may(made):
                return made
            savepoint.rollback()
    else:
        made = weigh_sent(session, ground, sent)
        if may(made):
            write(session, made, ground.now)
            return made
    write_tries(cursor_of(session), made)
    return made


def weigh(session: Session, ground: Ground, scans: Sequence[Scan]) -> Decisions:
    """What a batch would do, without doing it."""
    return weigh_sent(session, ground, [Waiting(scan, ground.actor) for scan in scans])


def weigh_sent(
    session: Session,
    ground: Ground,
    sent: Sequence[Waiting],
    unread: Sequence[Number] = (),
    judge: Judge = Batch,
) -> Decisions:
    """As `weigh`, for scans of several senders; the ground's actor is the one whose transaction it is."""
    known = read(session, [item.scan for item in sent], {device for device, _ in unread})
    if known.waiting:
        ground = with_sites(session, ground, (held.scan.site for held in known.waiting))
    return judge(known, ground, new_id).judge_sent(sent, unread)


verdicts_in_order = answers


def write(session: Session, made: Decisions, now: datetime) -> None:
    """Write what was decided, all or nothing; raises `Stale` when anything moved since it was read."""
    cursor = cursor_of(session)
    try:
        _write(cursor, made, now)
        into_stock(session, made.events)
    except COMPETING as error:
        raise Stale from error
    except (Error, DBAPIError) as error:
        rule = broken_rule(error)
        if rule is None:
            raise
        raise Spoiled(rule) from error


def _write(cursor: Cursor, made: Decisions, now: datetime) -> None:
    if made.events:
        row = sql.WRITE.run(cursor, _write_parameters(made, now)).fetchone()
        if row is None or not row[0]:
            raise Stale
        _write_outputs(cursor, made.events)
    write_loads(cursor, made)
    if made.pending:
        sql.PEND.run(cursor, _pending_parameters(made, now))
    if made.settled:
        sql.SETTLE.run(cursor, {"event_id": list(made.settled)})
    _write_devices(cursor, made)
    write_tries(cursor, made)
    orders = {
        unit.order_id for unit in made.units.values() if unit.order_id and unit.stage is Stage.COLLECTED
    }
    if orders and any(event.step is Step.COLLECTING for event in made.events):
        sql.COLLECTED_ORDERS.run(cursor, {"order_id": list(orders), "now": now})


def _write_devices(cursor: Cursor, made: Decisions) -> None:
    if not made.devices:
        return
    asked = {
        "device_id": list(made.devices),
        "seen": [seen for seen, _ in made.devices.values()],
        "next_seq": [due for _, due in made.devices.values()],
    }
    row = sql.DEVICES.run(cursor, asked).fetchone()
    if row is None or row[0] != len(made.devices):
        raise Stale


def write_tries(cursor: Cursor, made: Decisions) -> None:
    """Count wrong hand-over codes; on its own for a batch that is refused as a whole, so that guessing counts."""
    if not made.tries:
        return
    asked = {
        "order_id": sorted(made.tries),
        "seen": [made.tries[order_id][0] for order_id in sorted(made.tries)],
        "tries": [made.tries[order_id][1] for order_id in sorted(made.tries)],
    }
    if sql.TRIES.run(cursor, asked).rowcount != len(made.tries):
        raise Stale


def _write_parameters(made: Decisions, now: datetime) -> dict[str, Any]:
    units = sorted(made.units.values(), key=lambda unit: unit.id)
    labels = [(code, unit_id, made.replaced.get(code)) for code, unit_id in made.bound.items()]
    replaced = [(old, new) for old, new in made.replaced.items() if old not in made.bound]
    return {
        "now": now,
        "slot": random.randrange(SLOTS),  # noqa: S311 - spreads writers over rows, keeps no secret
        "units": as_json([{**unit._asdict(), "seen": made.seen_seq[unit.id]} for unit in units]),
        "labels": as_json([dict(zip(("code", "unit_id", "new_code"), one, strict=True)) for one in labels]),
        "replaced": as_json([dict(zip(("old_code", "new_code"), one, strict=True)) for one in replaced]),
        "events": as_json([event_row(event) for event in made.events]),
        "cells": as_json(tally_rows(made.events)),
    }


def event_row(event: Event) -> dict[str, Any]:
    """An event as the columns of its row."""
    row = event._asdict()
    del row["outputs"]
    row["photos"] = event.photos or None
    row["flags"] = event.flags or None
    row["fingerprint"] = f"\\x{event.fingerprint.hex()}"
    return row


def tally_rows(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The cells the events add to; an event that takes another back subtracts."""
    contributions = (
        (cell, amount.negative() if event.corrects_seq is not None else amount)
        for event in events
        for cell, amount in cells_of(event)
    )
    return [{**cell._asdict(), **amount._asdict()} for cell, amount in add_up(contributions).items()]


def _write_outputs(cursor: Cursor, events: Sequence[Event]) -> None:
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
    sql.OUTPUTS.run(cursor, columns)


def _pending_parameters(made: Decisions, now: datetime) -> dict[str, Any]:
    kept = list(made.pending.values())
    waits = [item.verdict.outcome is Outcome.HELD for item in kept]
    return {
        "now": now,
        "event_id": [item.scan.event_id for item in kept],
        "organisation_id": [item.actor.organisation_id for item in kept],
        "account_id": [item.actor.account_id for item in kept],
        "code": [item.scan.replaces or item.scan.code for item in kept],
        "unit_id": [item.unit_id for item in kept],
        "device_id": [item.scan.device for item in kept],
        "device_seq": [item.scan.device_seq for item in kept],
        "body": [Jsonb(scan_to(_kept_scan(item))) for item in kept],
        "actor": [Jsonb(actor_to(item.actor)) for item in kept],
        "state": ["waiting" if wait else "conflict" for wait in waits],
        "refusal": [item.verdict.refusal for item in kept],
        "field": [item.verdict.field for item in kept],
        "facts": [Jsonb(dict(item.verdict.facts or {})) for item in kept],
    }


def _kept_scan(item: Pending) -> Scan:
    """The scan as it is kept: its hand-over code only while it may still be needed."""
    waits = item.verdict.outcome is Outcome.HELD
    return item.scan if waits else item.scan._replace(handover_code=None)
