"""The three official checks run over stored events and movements; each result is stored with the tolerance it used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Text,
    Uuid,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import check_facts, reference
from models.balance_tolerance import tolerance_at
from models.db import Base, new_id
from models.output import Place
from models.work_order import plant
from tradein import dismantling_check as domain
from tradein.actor import Actor
from tradein.dismantling_check import Finding, Measure, Sample
from tradein.refusals.dismantling import CheckPeriodWrong, WorkOrderNotInPeriod
from tradein.tolerance import Check, Tolerance

_METHODS = "'material_coefficient', 'closing_stock', 'video_document'"
LONGEST_DAYS = 366


class DismantlingCheck(Base):
    """One check of one plant over a period, both days included."""

    __tablename__ = "dismantling_check"
    __table_args__ = (
        CheckConstraint(f"method IN ({_METHODS})", name="method"),
        CheckConstraint("verdict IN ('within', 'outside', 'not_judged')", name="verdict"),
        CheckConstraint("from_day <= to_day", name="period"),
        Index("ix_dismantling_check_organisation_id_id", "organisation_id", "id"),
        Index("ix_dismantling_check_region_id", "region", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    method: Mapped[str] = mapped_column(Text)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date] = mapped_column(Date)
    tolerance_permille: Mapped[int] = mapped_column(Integer)
    tolerance_source: Mapped[str] = mapped_column(Text)
    tolerance_jurisdiction: Mapped[str] = mapped_column(Text)
    tolerance_verified: Mapped[bool]
    verdict: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DismantlingCheckItem(Base):
    """One compared quantity of a check, in grams or units."""

    __tablename__ = "dismantling_check_item"

    check_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling_check.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    aspect: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    expected: Mapped[int | None] = mapped_column(BigInteger)
    found: Mapped[int | None] = mapped_column(BigInteger)
    opening: Mapped[int | None] = mapped_column(BigInteger)
    receipts: Mapped[int | None] = mapped_column(BigInteger)
    issues: Mapped[int | None] = mapped_column(BigInteger)
    implied_units: Mapped[int | None] = mapped_column(BigInteger)
    deviation_permille: Mapped[int | None] = mapped_column(BigInteger)
    verdict: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Counted:
    """A stock count: a material (output code, waste code) in grams, or an item type in units."""

    subject: str
    aspect: str
    measure: Measure
    quantity: int


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is to be checked, and what was counted or sampled for it."""

    method: Check
    site: str
    from_day: date
    to_day: date
    counted: Sequence[Counted] = ()
    samples: Sequence[Sample] = ()
    note: str | None = None


def run_check(session: Session, actor: Actor, inquiry: Inquiry, now: datetime) -> DismantlingCheck:
    """Run one official check of the actor's plant and store it.

    Raises `check_period_wrong`, `not_dismantling_site`, `work_order_not_in_period`.
    """
    if not 0 <= (inquiry.to_day - inquiry.from_day).days < LONGEST_DAYS:
        raise CheckPeriodWrong("to", days=LONGEST_DAYS)
    place = plant(session, actor, inquiry.site)
    tolerance = tolerance_at(session, inquiry.method, place.region, inquiry.to_day)
    findings = _METHOD[inquiry.method](session, place, inquiry, tolerance)
    check = DismantlingCheck(
        id=new_id(),
        method=inquiry.method.value,
        site_id=place.site_id,
        organisation_id=place.organisation_id,
        region=place.region,
        from_day=inquiry.from_day,
        to_day=inquiry.to_day,
        tolerance_permille=tolerance.permille,
        tolerance_source=tolerance.source,
        tolerance_jurisdiction=tolerance.jurisdiction,
        tolerance_verified=tolerance.verified,
        verdict=domain.verdict_of(findings).value,
        note=inquiry.note,
        created_by=actor.account_id,
        created_at=now,
    )
    session.add(check)
    session.flush()
    session.add_all(_item(check.id, seq, finding) for seq, finding in enumerate(findings, start=1))
    session.flush()
    return check


def _item(check_id: UUID, seq: int, finding: Finding) -> DismantlingCheckItem:
    return DismantlingCheckItem(
        check_id=check_id,
        seq=seq,
        subject=finding.subject,
        aspect=finding.aspect,
        measure=finding.measure.value,
        expected=finding.expected,
        found=finding.found,
        opening=finding.stock.opening if finding.stock else None,
        receipts=finding.stock.receipts if finding.stock else None,
        issues=finding.stock.issues if finding.stock else None,
        implied_units=finding.implied_units,
        deviation_permille=finding.deviation_permille,
        verdict=finding.verdict.value,
    )


def _by_coefficient(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    declared = check_facts.dismantled_units(session, place, (inquiry.from_day, inquiry.to_day))
    masses = check_facts.output_masses(session, place, (inquiry.from_day, inquiry.to_day))
    outputs = reference.facts(session, "key_outputs", place.region, inquiry.to_day)
    coefficients = {
        (fact.value.item_type, fact.value.output_code): fact.value.typical_g
        for fact in outputs.values()
        if fact.value.is_key
    }
    return domain.material_coefficient(declared, masses, coefficients, tolerance)


def _by_count(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    period = inquiry.from_day, inquiry.to_day
    book = check_facts.material_stock(session, place, period) | check_facts.unit_stock(session, place, period)
    counted: Mapping[tuple[str, str, Measure], int] = {
        (line.subject, line.aspect, line.measure): line.quantity for line in inquiry.counted
    }
    return domain.closing_stock(book, counted, tolerance)


def _by_sample(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    declared = check_facts.units_of_orders(session, place, (inquiry.from_day, inquiry.to_day))
    for sample in inquiry.samples:
        if sample.work_order not in declared:
            raise WorkOrderNotInPeriod("samples", work_order=sample.work_order)
    return domain.video_document(declared, inquiry.samples, tolerance)


_METHOD = {
    Check.MATERIAL_COEFFICIENT: _by_coefficient,
    Check.CLOSING_STOCK: _by_count,
    Check.VIDEO_DOCUMENT: _by_sample,
}


def items_of(session: Session, check_ids: Sequence[UUID]) -> dict[UUID, list[DismantlingCheckItem]]:
    """The compared quantities of several checks, one statement."""
    rows = session.scalars(
        select(DismantlingCheckItem)
        .where(DismantlingCheckItem.check_id.in_(check_ids))
        .order_by(DismantlingCheckItem.check_id, DismantlingCheckItem.seq)
    )
    found: dict[UUID, list[DismantlingCheckItem]] = {check_id: [] for check_id in check_ids}
    for row in rows:
        found[row.check_id].append(row)
    return found
