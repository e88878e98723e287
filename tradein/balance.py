"""Mass balance and the regulator's three checks, under the names a regulator uses.

`Σ output + Δ stock + documented loss = Σ input` per work order, day and month; 物料系数法, 期末存货盘点法 and
视频审核与书面审核核对法 (审核工作指南). The arithmetic is the platform's own proposal (domain §2.7), tolerances and
coefficients are dated data that a province may override. Unknown is not zero: an unweighed mass makes a verdict
unknown instead of good or bad.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tradein.tolerance import Check, Tolerance

METHOD_ZH = {
    Check.MATERIAL_COEFFICIENT: "物料系数法",
    Check.CLOSING_STOCK: "期末存货盘点法",
    Check.VIDEO_DOCUMENT: "视频审核与书面审核核对法",
}
METHOD_SHORT_ZH = METHOD_ZH | {Check.VIDEO_DOCUMENT: "视频与书面核对"}


class Verdict(StrEnum):
    """What a comparison says."""

    WITHIN = "within"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"
    """Something was not weighed or not counted."""
    NOT_COMPARED = "not_compared"
    """There is no coefficient to compare with."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One expected quantity against one found, in the same unit; `permille` is signed, None without a base."""

    key: str
    expected: int | None
    found: int | None
    verdict: Verdict

    @property
    def difference(self) -> int | None:
        """Found beyond expected; negative while something is missing."""
        if self.expected is None or self.found is None:
            return None
        return self.found - self.expected

    @property
    def permille(self) -> int | None:
        """The difference in thousandths of what was expected."""
        difference = self.difference
        return round(1000 * difference / self.expected) if difference is not None and self.expected else None


def compare(key: str, expected: int | None, found: int | None, tolerance: Tolerance) -> Comparison:
    """Compare two quantities; either one may be unknown."""
    if expected is None or found is None:
        return Comparison(key, expected, found, Verdict.UNKNOWN)
    verdict = Verdict.WITHIN if tolerance.holds(expected, found) else Verdict.OUTSIDE
    return Comparison(key, expected, found, verdict)


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """One outside makes the whole outside, else one unknown makes it unknown; nothing compared is unknown too."""
    said = set(verdicts) - {Verdict.NOT_COMPARED}
    if Verdict.OUTSIDE in said:
        return Verdict.OUTSIDE
    return Verdict.WITHIN if said == {Verdict.WITHIN} else Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Weights:
    """What went in and came out, in grams; None is a unit or lot nobody weighed."""

    inputs: Sequence[int | None]
    outputs: Sequence[int | None]
    loss_g: int = 0
    stock_change_g: int = 0


@dataclass(frozen=True, slots=True)
class MassBalance:
    """The live balance of a work order, a day or a month. Sums hold what was weighed; `unweighed` counts the rest."""

    input_g: int
    output_g: int
    loss_g: int
    stock_change_g: int
    unweighed: int
    allowed_g: int
    comparison: Comparison

    @property
    def verdict(self) -> Verdict:
        return self.comparison.verdict

    @property
    def missing_g(self) -> int:
        """What is still to come out before the balance is exact; negative when more came out than went in."""
        return self.input_g - self.output_g - self.loss_g - self.stock_change_g


def mass_balance(weights: Weights, tolerance: Tolerance) -> MassBalance:
    """Σ output + Δ stock + loss against Σ input; unknown while anything is unweighed or nothing went in or out."""
    input_g, output_g = _known(weights.inputs), _known(weights.outputs)
    accounted = output_g + weights.loss_g + weights.stock_change_g
    unweighed = [*weights.inputs, *weights.outputs].count(None)
    compared = compare("mass", input_g, accounted, tolerance)
    if unweighed or not (input_g or accounted):
        compared = Comparison("mass", input_g, accounted, Verdict.UNKNOWN)
    allowed_g = tolerance.allowance(input_g)
    sums = (input_g, output_g, weights.loss_g, weights.stock_change_g)
    return MassBalance(*sums, unweighed, allowed_g, compared)


def _known(grams: Iterable[int | None]) -> int:
    return sum(mass for mass in grams if mass is not None)


@dataclass(frozen=True, slots=True)
class Coefficient:
    """What one complete unit yields of a key output, in grams (`key_outputs.csv`, 参考值,非官方)."""

    typical_g: int | None
    low_g: int | None = None
    high_g: int | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class ImpliedUnits:
    """How many units one key output speaks for, in thousandths of a unit; `in_range` looks at low and high (F21)."""

    comparison: Comparison
    implied_milliunits: int | None
    in_range: bool | None


@dataclass(frozen=True, slots=True)
class CoefficientCheck:
    """物料系数法 for one item type and period. `compliant_units` is the smallest implied number, None if unknown."""

    declared_units: int
    rows: tuple[ImpliedUnits, ...]
    compliant_units: int | None
    verdict: Verdict

    @property
    def countable_units(self) -> int | None:
        """Compliant units, never more than were declared."""
        if self.compliant_units is None:
            return None
        return min(self.declared_units, self.compliant_units)


def material_coefficient(
    declared_units: int,
    masses: Mapping[str, int | None],
    coefficients: Mapping[str, Coefficient],
    tolerance: Tolerance,
) -> CoefficientCheck:
    """`implied_units(k) = mass_k / coefficient_k`; compliant units are the minimum over the key outputs.

    A key output absent from `masses` or None was not weighed: its verdict, and with it the number of compliant
    units, is unknown. One without a coefficient is listed but not compared.
    """
    rows = tuple(
        _implied(code, declared_units, masses.get(code), coefficient, tolerance)
        for code, coefficient in sorted(coefficients.items())
    )
    compared = [row for row in rows if row.comparison.verdict is not Verdict.NOT_COMPARED]
    implied = [row.implied_milliunits for row in compared if row.implied_milliunits is not None]
    complete = bool(compared) and len(implied) == len(compared)
    verdict = overall(row.comparison.verdict for row in rows)
    return CoefficientCheck(declared_units, rows, min(implied) // 1000 if complete else None, verdict)


def _implied(
    code: str, units: int, mass_g: int | None, coefficient: Coefficient, tolerance: Tolerance
) -> ImpliedUnits:
    typical_g = coefficient.typical_g
    if not typical_g:
        return ImpliedUnits(Comparison(code, None, mass_g, Verdict.NOT_COMPARED), None, None)
    compared = compare(code, units * typical_g, mass_g, tolerance)
    if mass_g is None:
        return ImpliedUnits(compared, None, None)
    return ImpliedUnits(compared, 1000 * mass_g // typical_g, _in_range(units, mass_g, coefficient))


def _in_range(units: int, mass_g: int, coefficient: Coefficient) -> bool | None:
    low_g, high_g = coefficient.low_g, coefficient.high_g
    return None if low_g is None or high_g is None else units * low_g <= mass_g <= units * high_g


@dataclass(frozen=True, slots=True)
class Stock:
    """One item type or output over a period, in units or grams; `counted` is None until somebody counted."""

    key: str
    opening: int
    receipts: int
    issues: int
    counted: int | None


@dataclass(frozen=True, slots=True)
class StockCheck:
    """期末存货盘点法: opening + receipts − issues against the counted closing stock."""

    rows: tuple[Comparison, ...]
    verdict: Verdict


def closing_stock(stocks: Iterable[Stock], tolerance: Tolerance) -> StockCheck:
    """Compare every book stock with its count; a negative book stock can never be within."""
    rows = tuple(
        compare(stock.key, stock.opening + stock.receipts - stock.issues, stock.counted, tolerance)
        for stock in stocks
    )
    return StockCheck(rows, overall(row.verdict for row in rows))


@dataclass(frozen=True, slots=True)
class VideoSample:
    """Units of one work order as three witnesses have them; None is a witness nobody asked yet."""

    work_order: str
    work_order_units: int
    video_units: int | None
    ledger_units: int | None


@dataclass(frozen=True, slots=True)
class VideoCheck:
    """视频审核与书面审核核对法: `video:` and `ledger:` rows of every sample against the work order."""

    rows: tuple[Comparison, ...]
    verdict: Verdict


def video_document(samples: Iterable[VideoSample], tolerance: Tolerance) -> VideoCheck:
    """Compare the units on sampled video and in the ledgers with the work orders."""
    rows = tuple(
        compare(f"{witness}:{sample.work_order}", sample.work_order_units, units, tolerance)
        for sample in samples
        for witness, units in (("video", sample.video_units), ("ledger", sample.ledger_units))
    )
    return VideoCheck(rows, overall(row.verdict for row in rows))
