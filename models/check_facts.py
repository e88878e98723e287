"""What the official checks compare, read from events and movements of one plant over a period of days."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from models.dismantling import Dismantling, DismantlingUnit
from models.output import OutputLot, OutputMovement, Place
from models.unit import Event, Unit, UnitOutput
from tradein.dismantling import WorkOrderState
from tradein.lifecycle import Stage, Step
from tradein.moment import day_end, day_start

Period = tuple[date, date]
OutputOf = tuple[str, str]
"""Item type and output code."""
GRAM = "g"
UNIT = "unit"
Kept = tuple[str, str, str]
"""What is kept in stock: an output code with its waste code in grams, or an item type in units."""
Book = dict[Kept, tuple[int, int, int]]
"""Opening, receipts and issues."""
NO_WASTE_CODE = ""


def _standing(place: Place, step: Step) -> ColumnElement[bool]:
    """Events of a step at the plant that no correction has taken back; reached through the plant's own units."""
    later = aliased(Event)
    corrected = exists().where(later.unit_id == Event.unit_id, later.corrects_seq == Event.seq)
    return and_(
        Unit.holder_id == place.organisation_id,
        Unit.stage.in_([Stage.RECEIVED.value, Stage.DISMANTLED.value]),
        Event.unit_id == Unit.id,
        Event.site_id == place.site_id,
        Event.step == step.value,
        Event.corrects_seq.is_(None),
        ~corrected,
    )


def _during(period: Period) -> ColumnElement[bool]:
    return and_(Event.event_time >= day_start(period[0]), Event.event_time < day_end(period[1]))


def dismantled_units(session: Session, place: Place, period: Period) -> dict[str, int]:
    """Units the plant declares as dismantled in the period, by item type."""
    query = (
        select(Event.item_type, func.count())
        .where(_standing(place, Step.DISASSEMBLING), _during(period))
        .group_by(Event.item_type)
    )
    return dict(session.execute(query).all())


def output_masses(session: Session, place: Place, period: Period) -> dict[OutputOf, int]:
    """Grams attributed to those units, by item type and output."""
    query = (
        select(Event.item_type, UnitOutput.output_code, func.sum(UnitOutput.mass_g))
        .join(Unit, Unit.id == Event.unit_id)
        .join(UnitOutput, and_(UnitOutput.unit_id == Event.unit_id, UnitOutput.seq == Event.seq))
        .where(_standing(place, Step.DISASSEMBLING), _during(period))
        .group_by(Event.item_type, UnitOutput.output_code)
    )
    return {(item_type, output_code): int(grams) for item_type, output_code, grams in session.execute(query)}


def material_stock(session: Session, place: Place, period: Period) -> Book:
    """Opening, receipts and issues of each material in grams; `aspect` is the waste code."""
    before = OutputMovement.day < period[0]
    within = OutputMovement.day.between(*period)
    grams = OutputMovement.mass_g
    query = (
        select(
            OutputLot.output_code,
            func.coalesce(OutputLot.waste_code, NO_WASTE_CODE),
            func.coalesce(func.sum(case((before, grams))), 0),
            func.coalesce(func.sum(case((within & (grams > 0), grams))), 0),
            func.coalesce(func.sum(case((within & (grams < 0), -grams))), 0),
        )
        .join(OutputLot, OutputLot.id == OutputMovement.lot_id)
        .where(OutputMovement.site_id == place.site_id, OutputMovement.day <= period[1])
        .group_by(OutputLot.output_code, OutputLot.waste_code)
    )
    return {
        (output_code, waste_code, GRAM): (int(opening), int(receipts), int(issues))
        for output_code, waste_code, opening, receipts, issues in session.execute(query)
    }


def unit_stock(session: Session, place: Place, period: Period) -> Book:
    """Opening, received and dismantled units of each item type; `aspect` is empty."""
    received = _counts(session, place, Step.RECEIVING, period)
    dismantled = _counts(session, place, Step.DISASSEMBLING, period)
    book: Book = {}
    for item_type in received.keys() | dismantled.keys():
        before_in, during_in = received.get(item_type, (0, 0))
        before_out, during_out = dismantled.get(item_type, (0, 0))
        book[item_type, NO_WASTE_CODE, UNIT] = (before_in - before_out, during_in, during_out)
    return book


def _counts(session: Session, place: Place, step: Step, period: Period) -> dict[str, tuple[int, int]]:
    before = Event.event_time < day_start(period[0])
    query = (
        select(
            Event.item_type,
            func.count().filter(before),
            func.count().filter(_during(period)),
        )
        .where(_standing(place, step), Event.event_time < day_end(period[1]))
        .group_by(Event.item_type)
    )
    return {item_type: (earlier, during) for item_type, earlier, during in session.execute(query)}


def units_of_orders(session: Session, place: Place, period: Period) -> dict[str, int]:
    """Units of each work order closed in the period, by its number."""
    query = (
        select(Dismantling.number, func.count())
        .join(DismantlingUnit, DismantlingUnit.dismantling_id == Dismantling.id)
        .where(
            Dismantling.site_id == place.site_id,
            Dismantling.state == WorkOrderState.CLOSED.value,
            Dismantling.ended_day.between(*period),
            DismantlingUnit.released_at.is_(None),
        )
        .group_by(Dismantling.number)
    )
    return dict(session.execute(query).all())
