"""Reference numbers: parsing, which row holds, and what a province may not set."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tradein import packaged
from tradein import reference_parsing as parsing
from tradein.output import kinds_of
from tradein.override import Override, check_override
from tradein.reference import DATASETS, SHARES, Header, Row, in_force
from tradein.reference_values import CarbonFactor, ItemTypeFact, RequiredPart
from tradein.refusal import REFUSALS

NAMES = parsing.english(packaged.content("names_en.csv"))
ITEMS = DATASETS["item_types"]
TODAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 22)


def entries(name):
    parser = getattr(parsing, name)
    return {entry.key: entry for entry in parser(packaged.content(f"{name}.csv"), NAMES)}


def parts():
    scope = packaged.content("required_part_scope.csv")
    return {e.key: e for e in parsing.required_parts(packaged.content("required_parts.csv"), NAMES, scope)}


def header(place="CN", start=date(2011, 1, 1), end=None, verified=()):
    return Header(
        "FRIDGE", place, start, end, "src", "2026", None if place == "CN" else "鲁1号", frozenset(verified)
    )


def national(verified=(), **numbers):
    fact = ItemTypeFact(default_g=45000, low_g=20000, high_g=110000, avoided_gco2e=44130)
    return Row(header(verified=verified), replace(fact, **numbers))


def local(start, end=None, place="370000", **numbers):
    return Row(header(place, start, end), ItemTypeFact(**numbers))


# --- Parsing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in DATASETS if name != "required_parts"])
def test_every_packaged_table_parses_with_unique_keys(name):
    rows = list(getattr(parsing, name)(packaged.content(f"{name}.csv"), NAMES))
    assert rows
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        assert row.verified <= set(DATASETS[name].value.__dataclass_fields__) | {"code"}


def test_kilograms_become_grams_and_unknown_stays_unknown():
    items = entries("item_types")
    assert items["MONITOR_LCD"].value.default_g == 5500
    assert items["PHONE_MOBILE"].value.avoided_gco2e == 154
    assert items["FREEZER"].value.steel_permille is None
    assert items["FREEZER"].verified == {"default_g"}


def test_item_types_have_two_names_and_a_class_of_the_catalogue_or_none():
    kinds = {kind.code: kind for kind in parsing.item_type_names(packaged.content("item_types.csv"), NAMES)}
    assert (kinds["FRIDGE"].name_zh, kinds["FRIDGE"].name_en) == ("电冰箱", "Refrigerator")
    assert kinds["LAPTOP"].data_bearing
    assert kinds["DISHWASHER"].weee_class is None
    assert {kind.weee_class for kind in kinds.values()} - {None} <= entries("weee_categories").keys()


def test_compositions_are_whole():
    for entry in entries("item_types").values():
        shares = [getattr(entry.value, share) for share in SHARES]
        assert shares == [None] * 8 or sum(shares) == 1000, entry.key


def test_limits_enclose_the_default():
    for entry in entries("item_types").values():
        assert entry.value.low_g < entry.value.default_g < entry.value.high_g


def test_a_finer_number_than_the_unit_is_an_error_of_the_file():
    with pytest.raises(ValueError, match="thousandth"):
        parsing.thousandths("0.0005")


def test_a_window_unit_needs_no_indoor_unit_and_a_plain_telephone_no_screen():
    found = parts()
    assert "AC_WINDOW/1" not in found
    assert "AC_SPLIT_SET/1" in found
    assert "PC_DESKTOP_HOST/4" not in found
    assert found["TELEPHONE/2"].value == RequiredPart(
        "TELEPHONE", 2, "屏", "Screen", "NOT_COUNTED_AS_STANDARD", mandatory=False
    )
    assert found["PHONE_MOBILE/2"].value.mandatory


def test_waste_codes_end_in_their_class():
    for code, entry in entries("hazardous_wastes").items():
        assert re.fullmatch(r"\d{3}-\d{3}-\d{2}", code)
        assert entry.value.hw_class == f"HW{code[-2:]}"
        assert entry.effective_from == date(2025, 1, 1)


def test_outputs_agree_with_the_table_the_dismantling_line_reads():
    for entry in entries("key_outputs").values():
        kind = kinds_of(entry.value.item_type)[entry.value.output_code]
        assert (kind.typical_g, kind.name_zh) == (entry.value.typical_g, entry.value.name_zh)


def test_carbon_factors_keep_their_own_source():
    factors = entries("carbon_factors")
    steel = factors["STEEL"]
    assert steel.value.avoided_g_per_kg == 1040
    assert steel.value.recovery_permille == 950
    assert "recovery_permille" not in steel.verified
    assert "memory" in factors["COPPER"].source
    assert isinstance(steel.value, CarbonFactor)


# --- Which row holds -------------------------------------------------------------------------------------------------


def test_a_local_number_covers_only_itself():
    rows = [national(), local(date(2026, 12, 1), default_g=48000)]
    before = in_force(ITEMS, rows, ["371502", "371500", "370000"], date(2026, 11, 30))
    after = in_force(ITEMS, rows, ["371502", "371500", "370000"], date(2026, 12, 1))
    elsewhere = in_force(ITEMS, rows, ["410000"], date(2026, 12, 1))
    assert (before.value.default_g, after.value.default_g, elsewhere.value.default_g) == (45000, 48000, 45000)
    assert after.value.low_g == 20000
    assert after.origins["default_g"].document_no == "鲁1号"
    assert after.origins["low_g"].jurisdiction == "CN"


def test_the_later_start_wins_and_the_old_row_stands_again_after_the_end():
    rows = [
        national(),
        local(date(2026, 12, 1), default_g=48000),
        local(date(2027, 1, 1), date(2027, 1, 31), default_g=50000),
    ]
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1)]
    assert [in_force(ITEMS, rows, ["370000"], day).value.default_g for day in days] == [
        48000, 50000, 50000, 48000
    ]  # fmt: skip


def test_the_nearer_jurisdiction_wins():
    rows = [national(), local(TOMORROW, default_g=1), local(TOMORROW, place="371500", default_g=2)]
    assert in_force(ITEMS, rows, ["371500", "370000"], TOMORROW).value.default_g == 2


def test_a_fact_verified_later_stands_against_an_older_local_number():
    rows = [national(verified=["default_g"]), local(TOMORROW, default_g=48000)]
    fact = in_force(ITEMS, rows, ["370000"], TOMORROW)
    assert fact.value.default_g == 45000
    assert fact.verified("default_g")
    assert not fact.verified("low_g")


def test_without_a_national_row_nothing_holds():
    assert in_force(ITEMS, [local(TOMORROW, default_g=1)], ["370000"], TOMORROW) is None
    assert in_force(ITEMS, [national()], [], date(2010, 12, 31)) is None


# --- What a province may set -----------------------------------------------------------------------------------------


def wish(start=TOMORROW, end=None, **values):
    return Override("FRIDGE", values, start, "鲁商字〔2026〕1号", end)


WHOLE = dict(zip(SHARES, (500, 30, 20, 230, 120, 50, 5, 45), strict=True))


@pytest.mark.parametrize(
    "asked",
    [
        wish(default_g=46000),
        wish(low_g=0),
        wish(avoided_gco2e=40000),
        wish(**WHOLE),
        wish(end=TOMORROW, default_g=46000),
    ],
)
def test_reference_values_may_be_set(asked):
    check_override(ITEMS, asked, [national()], "370000", TODAY)


@pytest.mark.parametrize(
    ("asked", "field", "code"),
    [
        (wish(), "values", "reference_number_unknown"),
        (wish(unu_g=1), "values.unu_g", "reference_number_unknown"),
        (wish(default_g=-1), "values.default_g", "reference_number_invalid"),
        (wish(default_g=True), "values.default_g", "reference_number_invalid"),
        (wish(default_g=45.5), "values.default_g", "reference_number_invalid"),
        (wish(default_g=None), "values.default_g", "reference_number_invalid"),
        (wish(default_g=1_000_001), "values.default_g", "reference_number_invalid"),
        (wish(TODAY, default_g=46000), "valid_from", "override_past"),
        (wish(end=TODAY, default_g=46000), "valid_to", "period_reversed"),
        (wish(default_g=19999), "values", "reference_limits_disordered"),
        (wish(high_g=44999), "values", "reference_limits_disordered"),
        (wish(steel_permille=500), "values", "reference_shares_incomplete"),
        (wish(**{**WHOLE, "steel_permille": 501}), "values", "reference_shares_incomplete"),
    ],
)
def test_refused(asked, field, code):
    with pytest.raises(REFUSALS[code]) as refused:
        check_override(ITEMS, asked, [national()], "370000", TODAY)
    assert refused.value.field == field


def test_a_verified_national_fact_stands():
    with pytest.raises(REFUSALS["reference_fact_verified"]) as refused:
        check_override(ITEMS, wish(default_g=46000), [national(verified=["default_g"])], "370000", TODAY)
    assert refused.value.field == "values.default_g"
    check_override(ITEMS, wish(low_g=21000), [national(verified=["default_g"])], "370000", TODAY)


def test_an_unknown_key_is_named():
    with pytest.raises(REFUSALS["reference_key_unknown"]):
        check_override(ITEMS, wish(default_g=46000), [], "370000", TODAY)


@pytest.mark.parametrize("name", ["hazardous_wastes", "weee_categories", "kpis"])
def test_national_catalogues_take_no_local_values(name):
    with pytest.raises(REFUSALS["dataset_national"]):
        check_override(DATASETS[name], wish(name_zh="x"), [], "370000", TODAY)


def test_flags_are_flags():
    row = Row(
        header(), RequiredPart("FRIDGE", 1, "箱体", "Cabinet", "NOT_COUNTED_AS_STANDARD", mandatory=True)
    )
    check_override(DATASETS["required_parts"], wish(mandatory=False), [row], "370000", TODAY)
    with pytest.raises(REFUSALS["reference_flag_invalid"]):
        check_override(DATASETS["required_parts"], wish(mandatory=0), [row], "370000", TODAY)


@pytest.mark.parametrize(
    ("other", "asked", "refused"),
    [
        # An open row is superseded by a later one: that is how a value changes.
        (local(date(2026, 1, 1), default_g=1), wish(default_g=46000), False),
        # A row with a stated end has promised its days.
        (local(date(2026, 1, 1), date(2026, 12, 31), default_g=1), wish(default_g=46000), True),
        (local(date(2026, 1, 1), date(2026, 11, 21), default_g=1), wish(default_g=46000), False),
        # A row ahead: the new one has to end before it.
        (local(date(2027, 1, 1), default_g=1), wish(default_g=46000), True),
        (local(date(2027, 1, 1), default_g=1), wish(end=date(2026, 12, 31), default_g=46000), False),
        (local(TOMORROW, default_g=1), wish(default_g=46000), True),
        # Other numbers, other provinces: no concern of this one.
        (local(date(2027, 1, 1), low_g=1), wish(default_g=46000), False),
        (local(date(2027, 1, 1), place="410000", default_g=1), wish(default_g=46000), False),
    ],
)
def test_overlaps(other, asked, refused):
    if not refused:
        check_override(ITEMS, asked, [national(), other], "370000", TODAY)
        return
    with pytest.raises(REFUSALS["override_overlap"]) as said:
        check_override(ITEMS, asked, [national(), other], "370000", TODAY)
    assert said.value.field == "valid_from"
