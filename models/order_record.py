"""Everything noted on one work order, read in a fixed number of statements; what closing decides on and pages show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.dismantling import (
    Dismantling,
    DismantlingLoss,
    DismantlingMissing,
    DismantlingNote,
    DismantlingRecovery,
    DismantlingTick,
    DismantlingUnit,
    DismantlingWeighing,
)
from models.output import Material
from tradein.attribution import Input, Part
from tradein.dismantling import Closing, Deviation, Figures, refrigerant_pending
from tradein.guided import GuidedStep, pending, steps_for
from tradein.output import REFRIGERANT
from tradein.recovery import Recovery


@dataclass(frozen=True)
class OrderRecord:
    """A work order with its rows; withdrawn weighings and released units are kept apart from what counts."""

    order: Dismantling
    units: Sequence[DismantlingUnit]
    missing: Sequence[DismantlingMissing]
    ticks: Sequence[DismantlingTick]
    recovered: Sequence[DismantlingRecovery]
    weighings: Sequence[DismantlingWeighing]
    losses: Sequence[DismantlingLoss]
    notes: Sequence[DismantlingNote]

    @cached_property
    def item_types(self) -> dict[str, str]:
        """Code → item type."""
        return {unit.code: unit.item_type for unit in self.units}

    @cached_property
    def steps(self) -> tuple[GuidedStep, ...]:
        """The guided steps this batch must go through."""
        return steps_for(self.order.category_group, self.item_types.values())

    @cached_property
    def ticked_by(self) -> dict[str, frozenset[UUID]]:
        """Step → people who ticked it."""
        people: dict[str, frozenset[UUID]] = {}
        for tick in self.ticks:
            people[tick.step] = people.get(tick.step, frozenset()) | {tick.account_id}
        return people

    @cached_property
    def valid_weighings(self) -> list[DismantlingWeighing]:
        """Weighings that were not withdrawn."""
        return [weighing for weighing in self.weighings if weighing.withdrawn_at is None]

    @cached_property
    def recoveries(self) -> list[Recovery]:
        """Refrigerant entries by unit code."""
        codes = {unit.unit_id: unit.code for unit in self.units}
        return [
            Recovery(codes.get(row.unit_id) if row.unit_id else None, row.refrigerant, row.mass_g, row.reason)
            for row in self.recovered
        ]

    @cached_property
    def materials(self) -> dict[Material, int]:
        """Grams per output and waste code, recovered refrigerant included."""
        grams: Counter[Material] = Counter()
        for weighing in self.valid_weighings:
            grams[weighing.output_code, weighing.waste_code] += weighing.net_g
        for row in self.recovered:
            if row.mass_g:
                grams[REFRIGERANT, None] += row.mass_g
        return dict(grams)

    @cached_property
    def figures(self) -> Figures:
        """The mass balance as it stands."""
        return Figures(
            sum(unit.input_g for unit in self.units),
            sum(self.materials.values()),
            sum(loss.mass_g for loss in self.losses),
        )

    @cached_property
    def deviation(self) -> Deviation | None:
        """The last explanation."""
        if not self.notes:
            return None
        note = self.notes[-1]
        figures = Figures(note.input_g, note.output_g, note.loss_g)
        return Deviation(figures, note.note, note.noted_by, note.confirmed_by)

    @cached_property
    def inputs(self) -> list[Input]:
        """The units as the allotment needs them."""
        return [Input(unit.code, unit.item_type, unit.input_g) for unit in self.units]

    @cached_property
    def closing(self) -> Closing:
        """What the decision to close depends on."""
        return Closing(
            unchecked=[unit.code for unit in self.units if unit.standard is None],
            units=len(self.units),
            pending_steps=pending(self.steps, self.ticked_by),
            weighings=len(self.valid_weighings),
            refrigerant_pending=refrigerant_pending(
                self.item_types, frozenset(entry.unit for entry in self.recoveries)
            ),
            figures=self.figures,
            deviation=self.deviation,
        )

    @cached_property
    def shared_parts(self) -> list[Part]:
        """Materials to be shared among the units; what was recovered from one unit alone is not among them."""
        alone = sum(entry.mass_g for entry in self.recoveries if entry.unit is not None)
        parts = []
        for (output_code, waste_code), mass_g in sorted(self.materials.items(), key=str):
            shared = mass_g - alone if output_code == REFRIGERANT else mass_g
            if shared:
                parts.append(Part(output_code, shared, waste_code))
        return parts


def record_of(session: Session, order: Dismantling) -> OrderRecord:
    """Read an order's rows: seven statements whatever its size."""
    units = session.scalars(
        select(DismantlingUnit)
        .where(DismantlingUnit.dismantling_id == order.id, DismantlingUnit.released_at.is_(None))
        .order_by(DismantlingUnit.unit_id)
    ).all()
    return OrderRecord(
        order,
        units,
        missing=_rows(session, order, DismantlingMissing, "part"),
        ticks=_rows(session, order, DismantlingTick, "at"),
        recovered=_rows(session, order, DismantlingRecovery, "seq"),
        weighings=_rows(session, order, DismantlingWeighing, "seq"),
        losses=_rows(session, order, DismantlingLoss, "seq"),
        notes=_rows(session, order, DismantlingNote, "seq"),
    )


def _rows(session: Session, order: Dismantling, table: Any, by: str) -> Sequence[Any]:
    query = select(table).where(table.dismantling_id == order.id).order_by(getattr(table, by))
    return session.scalars(query).all()
