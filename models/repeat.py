"""What units have behind them in the stage they are in: read where a scan may be saying the same thing again."""

from collections.abc import Iterator

from models.statement import Cursor, Statement
from tradein.codes import LOAD_LENGTH
from tradein.knowledge import Knowledge
from tradein.lifecycle import Stage, Step
from tradein.repeat import STEPS, may_be_again
from tradein.scan import Known, Scan, UnitState

_STEPS = ", ".join(f"'{step}'" for step in sorted(STEPS))
BEHIND = Statement(f"""
SELECT p.unit_id, p.seq, p.to_stage, p.record_time, p.flags, p.fingerprint, p.step
  FROM unnest(%(unit_id)b::uuid[]) AS q(id) CROSS JOIN LATERAL (
       SELECT e.* FROM event e WHERE e.unit_id = q.id AND e.step IN ({_STEPS}) AND e.from_stage = e.to_stage
          AND e.corrects_seq IS NULL AND NOT EXISTS (
              SELECT FROM event c WHERE c.unit_id = q.id AND (c.corrects_seq = e.seq
                  OR (c.seq > e.seq AND c.corrects_seq IS NULL AND c.from_stage IS DISTINCT FROM c.to_stage)))) p
 ORDER BY p.seq
""")  # noqa: S608 - our own words
"""Events that stand, since the unit came to its stage."""


def learn_earlier(known: Knowledge, cursor: Cursor, scans: list[Scan]) -> None:
    """Add what these scans may repeat. No statement where nothing can be a repetition, which is the rule."""
    units = {unit.id: unit.code for scan in scans for unit in _aimed(known, scan)}
    if not units:
        return
    for unit_id, seq, stage, at, flags, fingerprint, step in BEHIND.run(
        cursor, {"unit_id": list(units)}
    ).fetchall():
        first = Known(unit_id, seq, Stage(stage), at, tuple(flags or ()), fingerprint, units[unit_id])
        known.earlier[unit_id, Step(step)] = first


def _aimed(known: Knowledge, scan: Scan) -> Iterator[UnitState]:
    if len(scan.code) != LOAD_LENGTH:
        unit = known.unit_of(scan.code)
        if unit is not None and scan.event_id not in known.known and may_be_again(scan.step, unit):
            yield unit
    elif scan.step is not Step.SHIPPING and (load := known.loads.get(scan.code)) is not None:
        # Units that arrived, or were turned away, on their own.
        yield from (unit for unit in known.units.values() if unit.load_id == load.id)
