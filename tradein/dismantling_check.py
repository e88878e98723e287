"""The regulator's three checks of a dismantling plant, under exactly their names (domain §2.7).

物料系数法: masses of key outputs against declared units × coefficient. 期末存货盘点法: book closing stock against the
count. 视频审核与书面审核核对法: units on video and on paper against the work order. What cannot be judged says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tradein.tolerance import Tolerance

OutputOf = tuple[str, str]
"""Item type and output code."""


class Verdict(StrEnum):
    """What a check found; `not_judged` when there was nothing to compare with."""

    WITHIN = "within"
    OUTSIDE = "outside"
    NOT_JUDGED = "not_judged"


class Measure(StrEnum):
    """Unit of the compared quantities."""

    GRAM = "g"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Stock:
    """Opening + receipts − issues = book closing."""

    opening: int
    receipts: int
    issues: int

    @property
    def closing(self) -> int:
        return self.opening + self.receipts - self.issues


@dataclass(frozen=True, slots=True)
class Finding:
    """One compared quantity. `subject` is an item type, a lot's material or a work order."""

    subject: str
    aspect: str
    measure: Measure
    expected: int | None
    found: int | None
    verdict: Verdict
    implied_units: int | None = None
    stock: Stock | None = None

    @property
    def deviation_permille(self) -> int | None:
        """Signed deviation in thousandths of the expected quantity; None where there is none."""
        if not self.expected or self.found is None:
            return None
        return round(1000 * (self.found - self.expected) / self.expected)


def verdict_of(findings: Iterable[Finding]) -> Verdict:
    """Outside when any part is; not judged when no part could be."""
    verdicts = {finding.verdict for finding in findings}
    if Verdict.OUTSIDE in verdicts:
        return Verdict.OUTSIDE
    return Verdict.WITHIN if Verdict.WITHIN in verdicts else Verdict.NOT_JUDGED


def _judged(expected: int | None, found: int | None, tolerance: Tolerance) -> Verdict:
    if expected is None or found is None:
        return Verdict.NOT_JUDGED
    return Verdict.WITHIN if tolerance.holds(expected, found) else Verdict.OUTSIDE


def material_coefficient(
    declared: Mapping[str, int],
    masses: Mapping[OutputOf, int],
    coefficients: Mapping[OutputOf, int | None],
    tolerance: Tolerance,
) -> list[Finding]:
    """物料系数法: each key output's mass against declared units × grams per unit.

    `implied_units` = mass / coefficient, rounded down; the compliant number of an item type is the least of them.
    """
    findings = []
    for (item_type, output_code), coefficient in sorted(coefficients.items()):
        units = declared.get(item_type, 0)
        if units:
            mass_g = masses.get((item_type, output_code), 0)
            expected = units * coefficient if coefficient else None
            findings.append(
                Finding(
                    item_type,
                    output_code,
                    Measure.GRAM,
                    expected,
                    mass_g,
                    _judged(expected, mass_g, tolerance),
                    implied_units=mass_g // coefficient if coefficient else None,
                )
            )
    return findings


def compliant_units(findings: Iterable[Finding]) -> dict[str, int]:
    """Per item type the least number of units that any judged key output supports."""
    least: dict[str, int] = {}
    for finding in findings:
        if finding.implied_units is not None:
            least[finding.subject] = min(
                least.get(finding.subject, finding.implied_units), finding.implied_units
            )
    return least


def closing_stock(
    book: Mapping[tuple[str, str, Measure], Stock],
    counted: Mapping[tuple[str, str, Measure], int],
    tolerance: Tolerance,
) -> list[Finding]:
    """期末存货盘点法: what the books say is left against what was counted; what nobody counted is not judged."""
    findings = []
    for key in sorted(book.keys() | counted.keys()):
        subject, aspect, measure = key
        stock = book.get(key, Stock(0, 0, 0))
        found = counted.get(key)
        verdict = _judged(stock.closing, found, tolerance)
        findings.append(Finding(subject, aspect, measure, stock.closing, found, verdict, stock=stock))
    return findings


@dataclass(frozen=True, slots=True)
class Sample:
    """One sampled work order: units seen on video and units on its papers (None: not looked at)."""

    work_order: str
    video_units: int | None
    document_units: int | None


def video_document(
    declared: Mapping[str, int], samples: Iterable[Sample], tolerance: Tolerance
) -> list[Finding]:
    """视频审核与书面审核核对法: both counts against the units of the work order."""
    findings = []
    for sample in samples:
        expected = declared[sample.work_order]
        for aspect, found in (("video", sample.video_units), ("document", sample.document_units)):
            verdict = _judged(expected, found, tolerance)
            findings.append(Finding(sample.work_order, aspect, Measure.UNIT, expected, found, verdict))
    return findings
