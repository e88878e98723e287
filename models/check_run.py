"""Running one of the three official checks over what events and movements say, and storing what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from models import check_facts, reference
from models.balance_tolerance import tolerance_at
from models.db import new_id
from models.dismantling_check import DismantlingCheck, DismantlingCheckItem
from models.output import Place
from models.work_order import plant
from tradein import balance
from tradein.actor import Actor
from tradein.balance import Coefficient, Comparison, Stock, VideoSample
from tradein.refusals.dismantling import CheckPeriodWrong, WorkOrderNotInPeriod
from tradein.tolerance import Check, Tolerance

LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Counted:
    """A stock count: an output (with its waste code) in grams, or an item type in units."""

    kept: check_facts.Kept
    quantity: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled work order: units seen on video and units on its papers; None is a witness nobody asked yet."""

    work_order: str
    video_units: int | None
    document_units: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One compared quantity with what belongs beside it."""

    subject: str
    aspect: str
    measure: str
    comparison: Comparison
    stock: Stock | None = None
    implied_units: int | None = None


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

    Raises `check_period_wrong`, `not_dismantling_site`, `tolerance_unknown`, `work_order_not_in_period`.
    """
    if not 0 <= (inquiry.to_day - inquiry.from_day).days < LONGEST_DAYS:
        raise CheckPeriodWrong("to", days=LONGEST_DAYS)
    place = plant(session, actor, inquiry.site)
    tolerance = tolerance_at(session, inquiry.method, place.region, inquiry.to_day, "to")
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
        verdict=balance.overall(finding.comparison.verdict for finding in findings).value,
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
        measure=finding.measure,
        expected=finding.comparison.expected,
        found=finding.comparison.found,
        opening=finding.stock.opening if finding.stock else None,
        receipts=finding.stock.receipts if finding.stock else None,
        issues=finding.stock.issues if finding.stock else None,
        implied_units=finding.implied_units,
        deviation_permille=finding.comparison.permille,
        verdict=finding.comparison.verdict.value,
    )


def _by_coefficient(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    period = inquiry.from_day, inquiry.to_day
    declared = check_facts.dismantled_units(session, place, period)
    masses = check_facts.output_masses(session, place, period)
    coefficients = _coefficients(session, place, inquiry)
    findings: list[Finding] = []
    for item_type, units in sorted(declared.items()):
        weighed = {output: mass_g for (kind, output), mass_g in masses.items() if kind == item_type}
        check = balance.material_coefficient(units, weighed, coefficients.get(item_type, {}), tolerance)
        findings += (
            Finding(
                item_type,
                row.comparison.key,
                check_facts.GRAM,
                row.comparison,
                implied_units=None if row.implied_milliunits is None else row.implied_milliunits // 1000,
            )
            for row in check.rows
        )
        # The number an auditor would accept; it repeats the verdict of its rows.
        whole = Comparison("", units, check.compliant_units, check.verdict)
        findings.append(Finding(item_type, "", check_facts.UNIT, whole, implied_units=check.compliant_units))
    return findings


def _coefficients(session: Session, place: Place, inquiry: Inquiry) -> dict[str, dict[str, Coefficient]]:
    found: dict[str, dict[str, Coefficient]] = {}
    for fact in reference.facts(session, "key_outputs", place.region, inquiry.to_day).values():
        output = fact.value
        if output.is_key:
            coefficient = Coefficient(
                output.typical_g, output.low_g, output.high_g, verified=fact.verified("typical_g")
            )
            found.setdefault(output.item_type, {})[output.output_code] = coefficient
    return found


def _by_count(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    period = inquiry.from_day, inquiry.to_day
    book = check_facts.material_stock(session, place, period) | check_facts.unit_stock(session, place, period)
    counted = {line.kept: line.quantity for line in inquiry.counted}
    kept = sorted(book.keys() | counted.keys())
    stocks = [Stock("/".join(key), *book.get(key, (0, 0, 0)), counted.get(key)) for key in kept]
    rows = balance.closing_stock(stocks, tolerance).rows
    return [Finding(*key, row, stock=stock) for key, row, stock in zip(kept, rows, stocks, strict=True)]


def _by_sample(session: Session, place: Place, inquiry: Inquiry, tolerance: Tolerance) -> list[Finding]:
    declared = check_facts.units_of_orders(session, place, (inquiry.from_day, inquiry.to_day))
    for sample in inquiry.samples:
        if sample.work_order not in declared:
            raise WorkOrderNotInPeriod("samples", work_order=sample.work_order)
    samples = [
        VideoSample(sample.work_order, declared[sample.work_order], sample.video_units, sample.document_units)
        for sample in inquiry.samples
    ]
    rows = balance.video_document(samples, tolerance).rows
    return [
        Finding(order, witness, check_facts.UNIT, row)
        for row in rows
        for witness, order in [row.key.split(":")]
    ]


_METHOD = {
    Check.MATERIAL_COEFFICIENT: _by_coefficient,
    Check.CLOSING_STOCK: _by_count,
    Check.VIDEO_DOCUMENT: _by_sample,
}
