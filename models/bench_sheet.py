"""The sheet at the bench: one work order with its check-lists, steps, weighings and the live balance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from models import reference
from models.balance_tolerance import tolerance_at
from models.dismantling_list import Listed, work_order
from models.order_record import OrderRecord, record_of
from tradein.actor import Actor
from tradein.balance import MassBalance
from tradein.moment import day_of
from tradein.output import OutputKind, kinds_of
from tradein.recovery import Shortfall, shortfalls
from tradein.reference_values import RequiredPart
from tradein.tolerance import Check, Tolerance


class MaterialRow(NamedTuple):
    """Grams of one material so far, beside what as many whole units usually yield (None: no reference value)."""

    output_code: str
    waste_code: str | None
    mass_g: int
    typical_g: int | None


@dataclass(frozen=True)
class BenchSheet:
    """Everything a bench shows of its order."""

    listed: Listed
    record: OrderRecord
    tolerance: Tolerance
    checklists: Mapping[str, list[RequiredPart]]
    typical: Mapping[tuple[str, str], int]

    @property
    def balance(self) -> MassBalance:
        """The live mass balance."""
        return self.record.figures.balance(self.tolerance)

    @property
    def warnings(self) -> tuple[Shortfall, ...]:
        """Refrigerant below the expected minimum."""
        return shortfalls(self.record.recoveries, self.record.item_types)

    @property
    def materials(self) -> list[MaterialRow]:
        """What was weighed, by material."""
        return [
            MaterialRow(output_code, waste_code, mass_g, self._expected(output_code))
            for (output_code, waste_code), mass_g in sorted(self.record.materials.items(), key=str)
        ]

    def _expected(self, output_code: str) -> int | None:
        known = [self.typical.get((kind, output_code)) for kind in self.record.item_types.values()]
        grams = [typical_g for typical_g in known if typical_g is not None]
        return sum(grams) if grams else None

    @property
    def outputs(self) -> list[OutputKind]:
        """What this batch may yield, key outputs first."""
        kinds: dict[str, OutputKind] = {}
        for item_type in sorted(set(self.record.item_types.values())):
            kinds |= kinds_of(item_type)
        return sorted(kinds.values(), key=lambda kind: not kind.key)


def bench_sheet(session: Session, actor: Actor, number: str, now: datetime) -> BenchSheet:
    """Read an order in scope as its bench sees it; a fixed number of statements. Raises `not_found`."""
    listed = work_order(session, actor, number)
    order = listed.row
    day = order.ended_day or day_of(now)
    tolerance = tolerance_at(session, Check.WORK_ORDER, order.region, day)
    record = record_of(session, order)
    return BenchSheet(
        listed,
        record,
        tolerance,
        _checklists(session, order.region, day, record),
        _typical(session, order.region, day),
    )


def _checklists(
    session: Session, region: str, day: date, record: OrderRecord
) -> dict[str, list[RequiredPart]]:
    lists: dict[str, list[RequiredPart]] = {item_type: [] for item_type in record.item_types.values()}
    for fact in reference.facts(session, "required_parts", region, day).values():
        if fact.value.item_type in lists:
            lists[fact.value.item_type].append(fact.value)
    return {item_type: sorted(parts, key=lambda part: part.seq) for item_type, parts in lists.items()}


def _typical(session: Session, region: str, day: date) -> dict[tuple[str, str], int]:
    outputs = reference.facts(session, "key_outputs", region, day).values()
    return {
        (fact.value.item_type, fact.value.output_code): fact.value.typical_g
        for fact in outputs
        if fact.value.typical_g is not None
    }
