"""Mass balance and the three official checks: exact at the edge of the tolerance, unknown never taken for zero."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import balance, packaged
from tradein.balance import Coefficient, Stock, Verdict, VideoSample, Weights
from tradein.tolerance import OFFICIAL_METHODS, Check, Tolerance


def allowed(check):
    row = next(row for row in packaged.rows("balance_tolerances.csv") if row["check"] == check)
    return Tolerance(check, int(row["permille"]), "test", "CN", verified=False)


WORK_ORDER = allowed(Check.WORK_ORDER)
COEFFICIENT = allowed(Check.MATERIAL_COEFFICIENT)
STOCK = allowed(Check.CLOSING_STOCK)
VIDEO = allowed(Check.VIDEO_DOCUMENT)


def test_the_methods_carry_the_regulators_names():
    assert [balance.METHOD_ZH[check] for check in OFFICIAL_METHODS] == [
        "物料系数法",
        "期末存货盘点法",
        "视频审核与书面审核核对法",
    ]
    assert balance.METHOD_SHORT_ZH[Check.VIDEO_DOCUMENT] == "视频与书面核对"


@pytest.mark.parametrize(
    ("outputs", "loss_g", "verdict"),
    [
        ([60_000, 38_000], 0, Verdict.WITHIN),
        ([60_000, 37_999], 0, Verdict.OUTSIDE),
        ([60_000, 37_999], 1, Verdict.WITHIN),
        ([102_000], 0, Verdict.WITHIN),
        ([102_001], 0, Verdict.OUTSIDE),
        ([100_000, None], 0, Verdict.UNKNOWN),
    ],
)
def test_a_work_order_balances_within_two_percent(outputs, loss_g, verdict):
    found = balance.mass_balance(Weights([45_000, 55_000], outputs, loss_g), WORK_ORDER)
    assert found.verdict is verdict
    assert found.allowed_g == 2_000
    assert found.unweighed == outputs.count(None)


def test_the_live_figures():
    found = balance.mass_balance(Weights([50_000, 50_000], [60_000], 500, 9_500), WORK_ORDER)
    assert (found.input_g, found.output_g, found.missing_g) == (100_000, 60_000, 30_000)
    assert (found.comparison.difference, found.comparison.permille) == (-30_000, -300)


@pytest.mark.parametrize(
    ("inputs", "outputs", "verdict"),
    [
        ([], [], Verdict.UNKNOWN),
        ([], [1], Verdict.OUTSIDE),
        ([None], [], Verdict.UNKNOWN),
        ([1], [], Verdict.OUTSIDE),
    ],
)
def test_nothing_and_out_of_nothing(inputs, outputs, verdict):
    found = balance.mass_balance(Weights(inputs, outputs), WORK_ORDER)
    assert found.verdict is verdict
    if not inputs:
        assert found.comparison.permille is None


GRAMS = st.lists(st.integers(0, 10**6), max_size=6)


@given(GRAMS, GRAMS, st.integers(0, 10**5))
@settings(max_examples=25)
def test_the_verdict_is_exact(inputs, outputs, loss_g):
    found = balance.mass_balance(Weights(inputs, outputs, loss_g), WORK_ORDER)
    assert found.missing_g == sum(inputs) - sum(outputs) - loss_g
    if sum(inputs) or sum(outputs) + loss_g:
        fits = abs(found.missing_g) * 1000 <= 20 * sum(inputs)
        assert (found.verdict is Verdict.WITHIN) == fits


FRIDGE = {
    "COMPRESSOR": Coefficient(7_500, 5_000, 11_000),
    "PUR_FOAM": Coefficient(5_000),
    "PCB": Coefficient(None),
}


def test_material_coefficient_counts_the_scarcest_key_output():
    found = balance.material_coefficient(
        10, {"COMPRESSOR": 75_000, "PUR_FOAM": 43_000, "PCB": 900}, FRIDGE, COEFFICIENT
    )
    rows = {row.comparison.key: row for row in found.rows}
    assert rows["COMPRESSOR"].implied_milliunits == 10_000
    assert rows["PUR_FOAM"].implied_milliunits == 8_600
    assert rows["PUR_FOAM"].comparison.permille == -140
    assert rows["PCB"].comparison.verdict is Verdict.NOT_COMPARED
    assert rows["COMPRESSOR"].in_range is True
    assert rows["PUR_FOAM"].in_range is None
    assert (found.compliant_units, found.countable_units, found.verdict) == (8, 8, Verdict.WITHIN)


@pytest.mark.parametrize(
    ("foam_g", "verdict", "compliant", "countable"),
    [
        (42_500, Verdict.WITHIN, 8, 8),
        (42_499, Verdict.OUTSIDE, 8, 8),
        (57_500, Verdict.WITHIN, 10, 10),
        (57_501, Verdict.OUTSIDE, 10, 10),
        (0, Verdict.OUTSIDE, 0, 0),
        (None, Verdict.UNKNOWN, None, None),
    ],
)
def test_fifteen_percent_either_way(foam_g, verdict, compliant, countable):
    masses = {"COMPRESSOR": 80_000, "PUR_FOAM": foam_g}
    found = balance.material_coefficient(10, masses, FRIDGE, COEFFICIENT)
    assert (found.verdict, found.compliant_units, found.countable_units) == (verdict, compliant, countable)


def test_more_than_declared_never_counts_and_a_wild_mass_leaves_the_range():
    found = balance.material_coefficient(10, {"COMPRESSOR": 120_000, "PUR_FOAM": 60_000}, FRIDGE, COEFFICIENT)
    assert (found.compliant_units, found.countable_units, found.verdict) == (12, 10, Verdict.OUTSIDE)
    assert found.rows[0].in_range is False


def test_without_any_coefficient_nothing_is_known():
    found = balance.material_coefficient(3, {"PCB": 1}, {"PCB": Coefficient(None)}, COEFFICIENT)
    assert (found.verdict, found.compliant_units, found.countable_units) == (Verdict.UNKNOWN, None, None)


def test_the_packaged_coefficients_fit_the_method():
    typical = {
        (row["item_type"], row["output_code"]): row["kg_typ"]
        for row in packaged.rows("key_outputs.csv")
        if row["kg_typ"]
    }
    assert float(typical["FRIDGE", "COMPRESSOR"]) == 7.5
    assert len(typical) >= 10


def test_closing_stock():
    stocks = [
        Stock("FRIDGE", 100, 50, 60, 90),
        Stock("copper", 1_000_000, 200_000, 200_000, 995_000),
        Stock("PCB", 1_000_000, 0, 0, 994_999),
    ]
    found = balance.closing_stock(stocks, STOCK)
    assert [row.verdict for row in found.rows] == [Verdict.WITHIN, Verdict.WITHIN, Verdict.OUTSIDE]
    assert found.rows[2].difference == -5_001
    assert found.verdict is Verdict.OUTSIDE


@pytest.mark.parametrize(
    ("stock", "verdict"),
    [
        (Stock("TV_CRT", 5, 0, 0, None), Verdict.UNKNOWN),
        (Stock("TV_CRT", 1, 0, 2, -1), Verdict.OUTSIDE),
        (Stock("TV_CRT", 5, 0, 0, 4), Verdict.OUTSIDE),
        (Stock("TV_CRT", 0, 0, 0, 0), Verdict.WITHIN),
    ],
)
def test_single_stocks(stock, verdict):
    found = balance.closing_stock([stock], STOCK)
    assert found.verdict is verdict
    if stock.counted is None:
        assert found.rows[0].difference is found.rows[0].permille is None


def test_video_and_documents_must_equal_the_work_order():
    same = VideoSample("WO1", 40, 40, 40)
    assert balance.video_document([same], VIDEO).verdict is Verdict.WITHIN
    assert balance.video_document([same, VideoSample("WO2", 40, None, 40)], VIDEO).verdict is Verdict.UNKNOWN
    found = balance.video_document([VideoSample("WO3", 40, 40, 41)], VIDEO)
    assert [(row.key, row.verdict) for row in found.rows] == [
        ("video:WO3", Verdict.WITHIN),
        ("ledger:WO3", Verdict.OUTSIDE),
    ]
    assert balance.video_document([], VIDEO).verdict is Verdict.UNKNOWN
