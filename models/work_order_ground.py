"""Where capture meets work orders: units on an open one are taken apart by closing it, never by a scan of their own."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from models.statement import Cursor, Statement
from tradein.dismantling import WorkOrderState
from tradein.lifecycle import Step
from tradein.scan import Scan, work_order_of

_OPEN = Statement(f"""
SELECT x.unit_id, d.number FROM dismantling_unit x JOIN dismantling d ON d.id = x.dismantling_id
 WHERE x.unit_id = ANY(%(unit_id)b::uuid[]) AND x.released_at IS NULL AND d.state = '{WorkOrderState.OPEN}'
""")  # noqa: S608 - our own word


def takes_apart(scans: Iterable[Scan]) -> bool:
    """Whether a scan takes a unit apart on its own word. Only such batches pay for looking at work orders."""
    return any(scan.step is Step.DISASSEMBLING and work_order_of(scan) is None for scan in scans)


def open_orders(cursor: Cursor, units: Sequence[UUID]) -> dict[UUID, str]:
    """Units on open work orders, with the orders' numbers. One statement."""
    return dict(_OPEN.run(cursor, {"unit_id": units}).fetchall())
