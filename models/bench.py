"""What people note at the dismantling bench: checks, ticks, recovered refrigerant, weighings, losses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models import reference
from models.dismantling import (
    Dismantling,
    DismantlingLoss,
    DismantlingMissing,
    DismantlingRecovery,
    DismantlingTick,
    DismantlingUnit,
    DismantlingWeighing,
)
from models.dismantling_list import work_order
from models.party import Site
from models.series import next_number
from models.work_order import locked, on_order, person
from tradein.actor import Actor
from tradein.attribution import Part
from tradein.completeness import completeness
from tradein.dismantling import WorkOrderAction
from tradein.guided import GuidedStep, StepUnknown, judge_tick, steps_for
from tradein.moment import day_of
from tradein.output import REFRIGERANT, OutputUnknown, RefrigerantReasonMissing, judge_output, kinds_of
from tradein.recovery import Recovery, judge_recovery
from tradein.refusal import NotFound
from tradein.refusals.dismantling import RefrigerantRecordedApart, TareTooHeavy, WorkOrderEmpty

LABEL = "OT"
MOST_SEQ = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Inspection:
    """The completeness check of one unit: sequence numbers of the missing parts, and why they are missing."""

    code: str
    missing: tuple[int, ...]
    reason: str | None


def check_unit(
    session: Session, actor: Actor, number: str, inspection: Inspection, now: datetime
) -> Dismantling:
    """Record a completeness check; a later check replaces it while the order is open."""
    order = locked(session, actor, number, WorkOrderAction.CHECK)
    unit = on_order(session, order, inspection.code)
    parts = [
        fact.value for fact in reference.required_parts(session, unit.item_type, order.region, day_of(now))
    ]
    outcome = completeness(parts, inspection.missing, inspection.reason)
    mine = (DismantlingMissing.dismantling_id == order.id) & (DismantlingMissing.unit_id == unit.unit_id)
    session.execute(delete(DismantlingMissing).where(mine))
    session.add_all(
        DismantlingMissing(dismantling_id=order.id, unit_id=unit.unit_id, part=part.seq, name_zh=part.part_zh)
        for part in outcome.missing
    )
    unit.checked_by, unit.checked_at = actor.account_id, now
    unit.standard, unit.reason = outcome.standard, outcome.reason
    session.flush()
    return order


def item_types_of(session: Session, order: Dismantling) -> dict[str, str]:
    """Code → item type of the units on the order."""
    rows = session.execute(
        select(DismantlingUnit.code, DismantlingUnit.item_type)
        .where(DismantlingUnit.dismantling_id == order.id, DismantlingUnit.released_at.is_(None))
        .order_by(DismantlingUnit.code)
    )
    return dict(rows.all())


def tick_step(
    session: Session, actor: Actor, number: str, tick: tuple[str, str | None], now: datetime
) -> Dismantling:
    """Tick a guided step (`tick` is the step and the camera that saw it).

    Raises `dismantling_step_unknown`, `second_person_needed`, `dismantling_step_done`.
    """
    order = locked(session, actor, number, WorkOrderAction.TICK)
    code, camera = tick
    step = _step(order, code, item_types_of(session, order))
    mine = (DismantlingTick.dismantling_id == order.id) & (DismantlingTick.step == code)
    ticked_by = frozenset(session.scalars(select(DismantlingTick.account_id).where(mine)))
    judge_tick(step, ticked_by, person(actor))
    session.add(
        DismantlingTick(dismantling_id=order.id, step=code, account_id=person(actor), at=now, camera=camera)
    )
    session.flush()
    return order


def _step(order: Dismantling, code: str, item_types: dict[str, str]) -> GuidedStep:
    for step in steps_for(order.category_group, item_types.values()):
        if step.code == code:
            return step
    raise StepUnknown("step", step=code)


def recover(session: Session, actor: Actor, number: str, recovery: Recovery, now: datetime) -> Dismantling:
    """Record recovered refrigerant. Raises `refrigerant_not_applicable`, `refrigerant_reason_missing`."""
    order = locked(session, actor, number, WorkOrderAction.RECOVER)
    unit = on_order(session, order, recovery.unit) if recovery.unit is not None else None
    named = Recovery(unit.code if unit else None, recovery.refrigerant, recovery.mass_g, recovery.reason)
    judge_recovery(named, item_types_of(session, order))
    if recovery.mass_g == 0 and not recovery.reason:
        raise RefrigerantReasonMissing("reason")
    session.add(
        DismantlingRecovery(
            dismantling_id=order.id,
            seq=_next_seq(session, DismantlingRecovery, order.id),
            unit_id=unit.unit_id if unit else None,
            refrigerant=recovery.refrigerant,
            mass_g=recovery.mass_g,
            reason=recovery.reason,
            account_id=actor.account_id,
            at=now,
        )
    )
    session.flush()
    return order


@dataclass(frozen=True, slots=True)
class Weighing:
    """A container on the scale: gross and tare in grams; `scale` says whether a person typed the figure."""

    output_code: str
    gross_g: int
    tare_g: int
    waste_code: str | None
    scale: str


def weigh(session: Session, actor: Actor, number: str, weighing: Weighing, now: datetime) -> Dismantling:
    """Weigh one container of one output and give it a label number.

    Raises `tare_too_heavy`, `refrigerant_recorded_apart`, `output_unknown` and the waste code refusals.
    """
    order = locked(session, actor, number, WorkOrderAction.WEIGH)
    net_g = weighing.gross_g - weighing.tare_g
    if net_g <= 0:
        raise TareTooHeavy("tare_g", tare_g=weighing.tare_g, gross_g=weighing.gross_g)
    if weighing.output_code == REFRIGERANT:
        raise RefrigerantRecordedApart("output_code")
    part = Part(weighing.output_code, net_g, weighing.waste_code)
    _judge_on_order(part, item_types_of(session, order), now)
    site_code = session.scalars(select(Site.code).where(Site.id == order.site_id)).one()
    session.add(
        DismantlingWeighing(
            dismantling_id=order.id,
            seq=_next_seq(session, DismantlingWeighing, order.id),
            label=next_number(session, LABEL, (order.site_id, site_code), day_of(now)),
            output_code=weighing.output_code,
            waste_code=weighing.waste_code,
            gross_g=weighing.gross_g,
            tare_g=weighing.tare_g,
            net_g=net_g,
            scale=weighing.scale,
            account_id=actor.account_id,
            at=now,
        )
    )
    session.flush()
    return order


def _judge_on_order(part: Part, item_types: dict[str, str], now: datetime) -> None:
    if not item_types:
        raise WorkOrderEmpty
    bearers = [kind for kind in sorted(set(item_types.values())) if part.output_code in kinds_of(kind)]
    if not bearers:
        raise OutputUnknown(
            "output_code", item_type=sorted(set(item_types.values())), output_code=part.output_code
        )
    judge_output(bearers[0], part, day_of(now))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A weighing to take back, and why."""

    seq: int
    reason: str


def withdraw(session: Session, actor: Actor, number: str, slip: Withdrawal, now: datetime) -> Dismantling:
    """Take a weighing back; its row and label number stay. Raises `not_found`."""
    order = locked(session, actor, number, WorkOrderAction.WITHDRAW)
    # Beyond int4 there is no such row, and PostgreSQL would not even be asked.
    known = slip.seq <= MOST_SEQ
    weighing = session.get(DismantlingWeighing, (order.id, slip.seq)) if known else None
    if weighing is None or weighing.withdrawn_at is not None:
        raise NotFound
    weighing.withdrawn_at, weighing.withdrawn_by = now, actor.account_id
    weighing.withdrawn_reason = slip.reason
    session.flush()
    return order


def print_output(session: Session, actor: Actor, number: str, seq: int) -> tuple[Dismantling, str, int]:
    """Count a print of a container's label, on a closed order, too; answers order, label and which print it was.

    A second label for one box is how a box appears twice: every print counts. Raises `not_found`.
    """
    order: Dismantling = work_order(session, actor, number).row
    weighing = (
        session.get(DismantlingWeighing, (order.id, seq), with_for_update=True) if seq <= MOST_SEQ else None
    )
    if weighing is None or weighing.withdrawn_at is not None:
        raise NotFound
    weighing.prints += 1
    session.flush()
    return order, weighing.label, weighing.prints


def note_loss(
    session: Session, actor: Actor, number: str, loss: tuple[int, str], now: datetime
) -> Dismantling:
    """Document a loss (`loss` is grams and reason): drained water, dust, foam gas."""
    order = locked(session, actor, number, WorkOrderAction.LOSE)
    mass_g, reason = loss
    session.add(
        DismantlingLoss(
            dismantling_id=order.id,
            seq=_next_seq(session, DismantlingLoss, order.id),
            mass_g=mass_g,
            reason=reason,
            account_id=actor.account_id,
            at=now,
        )
    )
    session.flush()
    return order


def _next_seq(session: Session, table: Any, order_id: UUID) -> int:
    # The order's row is locked by every writer, so the count cannot move under us.
    return (session.scalar(select(func.max(table.seq)).where(table.dismantling_id == order_id)) or 0) + 1
