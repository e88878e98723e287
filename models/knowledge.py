"""Reading what a batch is judged on: one statement for its scans, a few more when loads or kept scans come into it."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models import ledger_sql as sql
from models.load_ledger import read_loads
from models.pending_codec import actor_from, scan_from
from models.repeat import learn_earlier
from models.statement import Cursor, as_json, cursor_of
from models.work_order_ground import open_orders, takes_apart
from tradein.codes import LOAD_LENGTH
from tradein.knowledge import Knowledge, Waiting
from tradein.lifecycle import Stage
from tradein.refusals.load_scan import TooManyLoads
from tradein.scan import DeviceState, Kept, Known, LabelState, LoadState, OrderState, Scan, UnitState

ROUNDS = 4
"""How far a release is followed: a load's receipt frees its units, whose own next steps may wait in turn.

What waits beyond that is found by the next scan or the sweep."""
MOST_WAITING = 5000
_UNIT_AT = 6
_ORDER_AT = _UNIT_AT + len(sql.UNIT_COLUMNS)
_KNOWN_AT = _ORDER_AT + 5
_LOAD_AT = _KNOWN_AT + 6
_ABOARD_AT = _LOAD_AT + len(LoadState._fields)
_DEVICE_AT = _ABOARD_AT + len(LoadState._fields)
_SPENT_AT = _DEVICE_AT + len(DeviceState._fields)
_KEPT_AT = _SPENT_AT + 1


def read(session: Session, scans: Sequence[Scan], devices: Collection[UUID] = ()) -> Knowledge:
    """Everything the scans point to, and the kept scans that may be due because of them.

    `devices` are those of scans that could not be read: their numbers count, too.
    """
    cursor = cursor_of(session)
    known = Knowledge()
    fresh = list(scans)
    someone_waits = _read_into(known, cursor, fresh, devices) | read_loads(known, cursor, fresh)
    for _ in range(ROUNDS):
        fresh = _waiting(known, cursor, fresh, devices) if someone_waits else []
        if not fresh:
            break
        someone_waits = _read_into(known, cursor, fresh) | _read_released_loads(known, cursor, fresh)
    learn_earlier(known, cursor, [*scans, *(held.scan for held in known.waiting)])
    if takes_apart(scans) or takes_apart(held.scan for held in known.waiting):
        known.benches = open_orders(cursor, list(known.units))
    return known


def _read_released_loads(known: Knowledge, cursor: Cursor, scans: Sequence[Scan]) -> bool:
    """As `read_loads`; kept loads that are too much for this batch go on waiting for the sweep."""
    try:
        return read_loads(known, cursor, scans)
    except TooManyLoads:
        known.waiting = [held for held in known.waiting if len(held.scan.code) != LOAD_LENGTH]
        return False


def _waiting(
    known: Knowledge, cursor: Cursor, scans: Sequence[Scan], devices: Collection[UUID]
) -> list[Scan]:
    asked = {
        "known": [held.scan.event_id for held in known.waiting],
        "code": [code for scan in scans for code in (scan.code, scan.replaces, scan.load) if code],
        "unit": list(known.units),
        "device": [*devices, *(scan.device for scan in scans if scan.device)],
        "limit": MOST_WAITING,
    }
    found = [
        Waiting(scan_from(body), actor_from(actor))
        for _, body, actor in sql.WAITING.run(cursor, asked).fetchall()
    ]
    known.waiting += found
    return [held.scan for held in found]


def _read_into(
    known: Knowledge, cursor: Cursor, scans: Sequence[Scan], devices: Collection[UUID] = ()
) -> bool:
    """Add what these scans point to; answers whether earlier scans wait for them."""
    if not scans and not devices:
        return False
    others = [scan.replaces for scan in scans if scan.replaces]
    others += [one.code for scan in scans for one in scan.exceptions]
    asked: list[dict[str, Any]] = [
        {
            "n": place,
            "code": scan.code,
            "event_id": scan.event_id,
            "load": scan.load,
            "device": scan.device,
            "device_seq": scan.device_seq,
        }
        for place, scan in enumerate(scans)
    ]
    asked += [{"n": place, "code": code} for place, code in enumerate(others, len(scans))]
    numbered = dict(enumerate(devices, len(asked)))
    asked += [{"n": place, "device": device} for place, device in numbered.items()]
    someone_waits = False
    for row in sql.READ.run(cursor, {"asked": as_json(asked)}).fetchall():
        someone_waits = someone_waits or row[-1]
        place = row[0]
        _know_unit(known, row)
        if place < len(scans):
            _know_scan(known, row, scans[place])
        elif place in numbered:
            _know_device(known, row, numbered[place])
    return someone_waits


def _know_unit(known: Knowledge, row: tuple[Any, ...]) -> None:
    if row[1] is not None:
        known.labels.setdefault(row[1], LabelState(*row[1:_UNIT_AT]))
    if row[_UNIT_AT] is not None:
        unit = UnitState(*row[_UNIT_AT:_ORDER_AT])
        known.units.setdefault(unit.id, unit._replace(stage=Stage(unit.stage)))
        if row[_ORDER_AT + 1] is not None and unit.order_id is not None:
            known.orders.setdefault(unit.order_id, OrderState(unit.order_id, *row[_ORDER_AT:_KNOWN_AT]))
    for begin in (_LOAD_AT, _ABOARD_AT):
        if row[begin] is not None:
            known.learn_load(LoadState(*row[begin : begin + len(LoadState._fields)]))


def _know_scan(known: Knowledge, row: tuple[Any, ...], scan: Scan) -> None:
    if row[_KNOWN_AT] is not None:
        unit_id, seq, to_stage, record_time, flags, fingerprint = row[_KNOWN_AT:_LOAD_AT]
        before = Known(unit_id, seq, Stage(to_stage), record_time, tuple(flags or ()), fingerprint, scan.code)
        known.known[scan.event_id] = before
    if scan.device is not None and row[_DEVICE_AT] is not None:
        _know_device(known, row, scan.device)
        if row[_SPENT_AT] is not None and scan.device_seq is not None:
            known.spent[scan.device, scan.device_seq] = row[_SPENT_AT]
    if row[_KEPT_AT] is not None:
        known.kept[scan.event_id] = Kept(*row[_KEPT_AT:-1])


def _know_device(known: Knowledge, row: tuple[Any, ...], device: UUID) -> None:
    if row[_DEVICE_AT] is not None:
        known.devices.setdefault(device, DeviceState(*row[_DEVICE_AT:_SPENT_AT]))
