"""Oversight figures: defined once, computed without rounding, unknown kept apart from zero."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import packaged
from tradein.comparison import change_permille, ranking, share_permille
from tradein.figures import catalogue
from tradein.lifecycle import Stage, Step
from tradein.period import by_material, by_stage, from_tallies
from tradein.tally import ORIGIN, PLACE, Amount

MEASURES = {step.value for step in Step} | {f"stage.{stage.value}" for stage in Stage} | {"standard"}


def test_every_figure_is_fully_defined():
    for key, figure in catalogue().items():
        assert figure.key == key
        assert all((figure.zh, figure.en, figure.formula_zh, figure.formula_en, figure.unit, figure.source))
        assert figure.basis in (None, ORIGIN, PLACE)
        assert set(figure.cadence) <= {"day", "week", "month", "year"}
        assert all(measure in MEASURES or measure in ("output.", "waste.") for measure in figure.measures)


def test_figures_of_the_indicator_list_keep_its_name_and_cadence():
    kpis = {row["key"]: row for row in packaged.rows("kpis.csv")}
    listed = {key: figure for key, figure in catalogue().items() if figure.source == "kpis.csv"}
    assert listed.keys() >= {
        "recovered_units",
        "recovered_tonnes",
        "dismantled_units",
        "dismantle_rate",
        "materials_kg",
        "avoided_co2e",
    }
    for key, figure in listed.items():
        assert figure.zh == kpis[key]["name_zh"]
        assert "|".join(figure.cadence) == kpis[key]["cadence"]


def test_every_stage_has_a_figure():
    assert {f"stage.{stage.value}" for stage in Stage} <= catalogue().keys()


SUMS = {
    "commissioning": Amount(12, 0, 12),
    "collecting": Amount(10, 380_000, 1, 123_400),
    "disassembling": Amount(5, 200_000),
    "standard": Amount(4, 160_000),
    "output.STEEL": Amount(5, 100_000),
    "output.COPPER": Amount(5, 8_000),
    "output.PCB": Amount(5, 8_000),
    "waste.900-045-49": Amount(5, 8_000),
    "stage.stored": Amount(3),
}


def test_a_periods_figures():
    assert from_tallies(SUMS) == {
        "booked_units": 12,
        "recovered_units": 10,
        "recovered_g": 380_000,
        "unweighed_units": 1,
        "unweighed_share": 100,
        "paid_fen": 123_400,
        "disassembled_units": 5,
        "dismantled_units": 4,
        "dismantle_rate": 400,
        "weight_in_g": 200_000,
        "weight_in_unweighed": 0,
        "weight_out_g": 116_000,
        "weight_gap_g": 84_000,
        "hazardous_g": 8_000,
    }
    assert list(by_material(SUMS)) == ["STEEL", "COPPER", "PCB"]
    assert by_stage(SUMS)[Stage.STORED] == 3
    assert by_stage(SUMS)[Stage.BOOKED] == 0


def test_nothing_recovered_has_no_rate_and_an_unweighed_unit_no_gap():
    empty = from_tallies({})
    assert empty["recovered_units"] == 0
    assert empty["dismantle_rate"] is empty["unweighed_share"] is None
    assert from_tallies({"disassembling": Amount(2, 30_000, 1)})["weight_gap_g"] is None


@pytest.mark.parametrize(
    ("value", "before", "change"),
    [
        (110, 100, 100),
        (90, 100, -100),
        (0, 100, -1000),
        (1, 3, -667),
        (5, 0, None),
        (None, 5, None),
        (5, None, None),
    ],
)
def test_change(value, before, change):
    assert change_permille(value, before) == change


def test_ranking_is_fair_to_ties_and_to_the_unknown():
    assert ranking({"c": 5, "a": 7, "b": 7, "e": None, "d": 1}) == [
        (1, "a"),
        (1, "b"),
        (3, "c"),
        (4, "d"),
        (None, "e"),
    ]


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.none() | st.integers(0, 5), max_size=12))
@settings(max_examples=25)
def test_a_rank_is_one_more_than_those_who_did_better(values):
    ranked = ranking(values)
    assert sorted(key for _, key in ranked) == sorted(values)
    for place, key in ranked:
        value = values[key]
        better = (
            sum(other is not None and other > value for other in values.values()) if value is not None else 0
        )
        assert place == (None if value is None else better + 1)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
@settings(max_examples=25)
def test_shares_round_to_the_nearest_permille(part, whole):
    assert abs(share_permille(part, whole) * whole - 1000 * part) * 2 <= whole
