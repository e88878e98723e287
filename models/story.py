"""A unit and its events as the values that rules are written in."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.unit import Event as EventRow
from models.unit import Unit, UnitOutput
from tradein.lifecycle import Stage, Step
from tradein.scan import Event, ScanOutput, UnitState


def unit_state(session: Session, unit_id: UUID) -> UnitState:
    """The unit's row as it is now, kept from others until the transaction ends: what follows is judged on all of it."""
    columns = [getattr(Unit, name) for name in UnitState._fields]
    query = select(*columns).where(Unit.id == unit_id).with_for_update(key_share=True)
    row = UnitState(*session.execute(query).one())
    return row._replace(stage=Stage(row.stage))


def story_of(session: Session, unit_id: UUID) -> list[Event]:
    """Every event of a unit, declarations included, in order of `seq`: two statements, whatever its length."""
    outputs: dict[int, list[ScanOutput]] = {}
    lines = select(UnitOutput).where(UnitOutput.unit_id == unit_id).order_by(UnitOutput.seq, UnitOutput.line)
    for line in session.scalars(lines):
        outputs.setdefault(line.seq, []).append(ScanOutput(line.output_code, line.mass_g, line.waste_code))
    names = [name for name in Event._fields if name != "outputs"]
    query = select(*(getattr(EventRow, name) for name in names)).where(EventRow.unit_id == unit_id)
    found = []
    for row in session.execute(query.order_by(EventRow.seq)):
        said = dict(zip(names, row, strict=True))
        said |= {
            "step": Step(said["step"]),
            "from_stage": Stage(said["from_stage"]) if said["from_stage"] else None,
            "to_stage": Stage(said["to_stage"]),
            "photos": tuple(said["photos"] or ()),
            "flags": tuple(said["flags"] or ()),
            "outputs": tuple(outputs.get(said["seq"], ())),
        }
        found.append(Event(**said))
    return found
