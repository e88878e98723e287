"""Closing a work order: explain, confirm, and the one function through which its units become materials."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.balance_tolerance import tolerance_at
from models.disassembly import disassemble
from models.dismantling import Dismantling, DismantlingNote, DismantlingUnit
from models.order_record import OrderRecord, record_of
from models.output import Cause, MovementKind, Place, produce
from models.party import Site
from models.unit import Unit
from models.work_order import locked, person, require_licence
from tradein.actor import Actor
from tradein.attribution import Part, attribute
from tradein.dismantling import (
    WorkOrderAction,
    WorkOrderState,
    judge_closing,
    judge_confirmation,
    judge_explanation,
    within,
)
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.output import REFRIGERANT
from tradein.recovery import zero_reason
from tradein.scan import Scan, ScanOutput
from tradein.tolerance import Check, Tolerance


def order_tolerance(session: Session, order: Dismantling, now: datetime) -> Tolerance:
    """The tolerance row that governs the order today."""
    return tolerance_at(session, Check.WORK_ORDER, order.region, day_of(now))


def explain(session: Session, actor: Actor, number: str, note: str, now: datetime) -> Dismantling:
    """Say why the balance is outside tolerance; speaks for the figures of this moment only."""
    order = locked(session, actor, number, WorkOrderAction.EXPLAIN)
    record = record_of(session, order)
    judge_explanation(record.figures, order_tolerance(session, order, now))
    session.add(
        DismantlingNote(
            dismantling_id=order.id,
            seq=len(record.notes) + 1,
            note=note,
            input_g=record.figures.input_g,
            output_g=record.figures.output_g,
            loss_g=record.figures.loss_g,
            noted_by=person(actor),
            noted_at=now,
        )
    )
    session.flush()
    return order


def confirm(session: Session, actor: Actor, number: str, now: datetime) -> Dismantling:
    """The second person's word on the last explanation.

    Raises `manager_needed`, `second_person_same`, `confirmation_stale`, `balance_unexplained`.
    """
    order = locked(session, actor, number, WorkOrderAction.CONFIRM)
    record = record_of(session, order)
    judge_confirmation(actor, record.deviation, record.figures)
    record.notes[-1].confirmed_by, record.notes[-1].confirmed_at = person(actor), now
    session.flush()
    return order


def close(session: Session, actor: Actor, number: str, now: datetime) -> Dismantling:
    """Close the order: one `disassembling` event per unit, materials into stock, figures frozen; all or nothing.

    Raises what `tradein.dismantling.judge_closing` names, `licence_expired`, and `unit_not_dismantled` when capture
    refuses a unit.
    """
    order = locked(session, actor, number, WorkOrderAction.CLOSE)
    site_code = session.scalars(select(Site.code).where(Site.id == order.site_id)).one()
    place = Place(order.site_id, site_code, order.organisation_id, order.region)
    require_licence(session, place, now)
    tolerance = order_tolerance(session, order, now)
    record = record_of(session, order)
    judge_closing(record.closing, tolerance)
    order.state = WorkOrderState.CLOSED.value
    order.ended_by, order.ended_at, order.ended_day = actor.account_id, now, day_of(now)
    figures = record.figures
    order.input_g, order.output_g, order.loss_g = figures.input_g, figures.output_g, figures.loss_g
    order.tolerance_permille = tolerance.permille
    session.flush()
    disassemble(session, actor, scans_for(record, place, tolerance, now), now)
    _into_stock(session, actor, record, place)
    return order


def touched_districts(session: Session, order: Dismantling) -> set[str]:
    """Whose figures a closed order changed: where its units were picked up, and the plant's own district."""
    query = (
        select(Unit.district)
        .join(DismantlingUnit, DismantlingUnit.unit_id == Unit.id)
        .where(DismantlingUnit.dismantling_id == order.id, DismantlingUnit.released_at.is_(None))
        .distinct()
    )
    return {order.region, *session.scalars(query)}


def scans_for(record: OrderRecord, place: Place, tolerance: Tolerance, now: datetime) -> list[Scan]:
    """One `disassembling` scan per unit with its share of every material; grams add up to what was weighed.

    The event id follows from order and unit, so that a repeated close repeats the same events.
    """
    shares = attribute(record.inputs, record.shared_parts)
    balanced = within(record.figures, tolerance)
    gap = {} if balanced else {"mass_gap_g": record.figures.difference_g}
    for entry in record.recoveries:
        if entry.unit is not None and entry.mass_g:
            shares[entry.unit].append(Part(REFRIGERANT, entry.mass_g))
    return [
        Scan(
            event_id=uuid5(record.order.id, str(unit.unit_id)),
            code=unit.code,
            step=Step.DISASSEMBLING,
            event_time=now,
            site=place.site_code,
            weight_g=unit.input_g,
            reason=_reason(record, unit.code, unit.input_g, shares[unit.code], tolerance),
            outputs=tuple(_merged(shares[unit.code])),
            facts={"work_order": record.order.number, "standard": bool(unit.standard), **gap},
        )
        for unit in record.units
    ]


def _merged(parts: Sequence[Part]) -> list[ScanOutput]:
    grams: dict[tuple[str, str | None], int] = {}
    for part in parts:
        material = part.output_code, part.waste_code
        grams[material] = grams.get(material, 0) + part.mass_g
    return [
        ScanOutput(output_code, mass_g, waste_code) for (output_code, waste_code), mass_g in grams.items()
    ]


def _reason(
    record: OrderRecord, code: str, input_g: int, parts: Sequence[Part], tolerance: Tolerance
) -> str | None:
    """What the single event must explain: no refrigerant, or a share that does not balance with this one unit.

    The order balances as a whole (or was explained and confirmed); a share may not, because losses are documented
    on the order and some materials come from some item types only.
    """
    said = []
    if not any(part.output_code == REFRIGERANT for part in parts):
        said += [zero_reason(record.recoveries, code)]
    if not tolerance.holds(input_g, sum(part.mass_g for part in parts)):
        losses = [loss.reason for loss in record.losses]
        said += [record.deviation.note if record.deviation else None, *losses]
        whole = within(record.figures, tolerance)
        said += [f"按工单 {record.order.number} 整体{'平衡' if whole else '差异经第二人确认'}"]
    return ";".join(reason for reason in said if reason)[:500] or None


def _into_stock(session: Session, actor: Actor, record: OrderRecord, place: Place) -> None:
    order = record.order
    if order.ended_at is None or order.ended_day is None:
        raise ValueError("the order is still open")
    cause = Cause(MovementKind.PRODUCED, actor, order.ended_at, order.ended_day, dismantling_id=order.id)
    produce(session, place, record.materials, cause)
