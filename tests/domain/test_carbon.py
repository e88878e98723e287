"""Avoided emissions: equal to the published table, honest about what is unknown, never of two methods."""

from dataclasses import replace

import pytest

from tradein import carbon, packaged
from tradein.reference_parsing import carbon_factors, item_types, refrigerants

NAMES = {("carbon_factor", row["key"]): row["name_zh"] for row in packaged.rows("carbon_factors.csv")}
FACTORS = {entry.key: entry.value for entry in carbon_factors(packaged.content("carbon_factors.csv"), NAMES)}
TYPES = {entry.key: entry.value for entry in item_types(packaged.content("item_types.csv"), {})}
GASES = {entry.key: entry.value for entry in refrigerants(packaged.content("refrigerants.csv"), {})}


@pytest.mark.parametrize("item_type", TYPES)
def test_the_default_weight_gives_the_published_figure(item_type):
    found = carbon.by_material(TYPES[item_type], FACTORS)
    published = TYPES[item_type].avoided_gco2e
    assert not found.weighed
    if published is None:
        assert found.gco2e is None
    else:
        assert found.gco2e == pytest.approx(published, abs=6)


def test_a_weighed_unit_counts_with_its_own_weight():
    found = carbon.by_material(TYPES["FRIDGE"], FACTORS, 90_000)
    assert found.weighed
    assert found.gco2e == pytest.approx(2 * carbon.by_material(TYPES["FRIDGE"], FACTORS).gco2e, abs=1)
    assert found.method is carbon.BOTTOM_UP


@pytest.mark.parametrize(
    ("item_type", "factors"),
    [
        (replace(TYPES["FRIDGE"], default_g=None), FACTORS),
        (TYPES["FREEZER"], FACTORS),
        (TYPES["FRIDGE"], {key: value for key, value in FACTORS.items() if key != "STEEL"}),
        (TYPES["FRIDGE"], FACTORS | {"STEEL": replace(FACTORS["STEEL"], avoided_g_per_kg=None)}),
        (TYPES["FRIDGE"], FACTORS | {"STEEL": replace(FACTORS["STEEL"], recovery_permille=None)}),
    ],
)
def test_what_is_unknown_is_not_zero(item_type, factors):
    assert carbon.by_material(item_type, factors).gco2e is None


def test_the_refrigerant_credit_stands_apart():
    assert carbon.refrigerant_credit(GASES["R22"], 590) == 1_038_400
    assert carbon.refrigerant_credit(GASES["R22"], 0) == 0
    assert carbon.refrigerant_credit(GASES["R22"], None) is None
    assert carbon.refrigerant_credit(replace(GASES["R22"], gwp100=None), 590) is None


def test_the_industry_estimate_is_another_method():
    assert carbon.by_industry_estimate(45_000).gco2e == 211_500
    assert carbon.by_industry_estimate(None).gco2e is None
    mixed = [carbon.by_industry_estimate(45_000), carbon.by_material(TYPES["FRIDGE"], FACTORS)]
    with pytest.raises(ValueError, match="never added"):
        carbon.total(mixed, carbon.BOTTOM_UP)


def test_a_total_says_what_it_could_not_see():
    units = [
        carbon.by_material(TYPES["FRIDGE"], FACTORS, 45_000),
        carbon.by_material(TYPES["FRIDGE"], FACTORS),
        carbon.by_material(TYPES["FREEZER"], FACTORS, 40_000),
    ]
    total = carbon.total(units, carbon.BOTTOM_UP)
    assert (total.units, total.unknown_units, total.default_weight_units) == (3, 1, 1)
    assert total.gco2e == pytest.approx(88_260, abs=12)
    assert carbon.total([], carbon.BOTTOM_UP).gco2e == 0
