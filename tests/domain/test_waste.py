"""Waste codes, manifests and working days."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradein import waste
from tradein.working_days import add_working_days, or_weekdays, working_days_between

WORKDAY = or_weekdays(chinese_calendar.is_workday)
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("code", "hw"),
    [("900-045-49", "HW49"), ("900-219-08", "HW08"), ("900-023-29", "HW29"), ("900-008-10", "HW10")],
)
def test_the_class_is_the_last_pair(code, hw):
    assert waste.hw_class(code) == hw
    assert waste.known_waste_code(code, {code}) == code


@pytest.mark.parametrize(
    "code", ["", "900-045-00", "900-045-51", "900-45-49", "900045049", "９00-045-49", "900-045-49 "]
)
def test_malformed_waste_codes(code):
    with pytest.raises(waste.WasteCodeMalformed):
        waste.hw_class(code)


def test_a_code_outside_the_catalogue():
    with pytest.raises(waste.WasteCodeUnknown) as refused:
        waste.known_waste_code("900-044-49", {"900-045-49"}, "outputs.0.waste_code")
    assert "900-044-49" in refused.value.sentence("en")


def test_manifest_number():
    number = waste.manifest_number(" 2026 3715 000123 ", {"3715"}, TODAY)
    assert (number.year, number.province, number.city, number.serial) == (2026, "37", "15", "000123")
    assert str(number) == "20263715000123"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2026371500012", "format"),
        ("2026371500012X", "format"),
        ("20273715000123", "year"),
        ("20213715000123", "year"),
        ("20269915000123", "region"),
    ],
)
def test_manifest_refusals(text, fault):
    with pytest.raises(waste.ManifestMalformed) as refused:
        waste.manifest_number(text, {"3715"}, TODAY)
    assert refused.value.facts == {"fault": fault}


def test_the_confirmation_clock_knows_the_national_holiday():
    # 2026-09-30 is a Wednesday; 1–7 October are off, Saturday 10 October is worked.
    assert waste.confirm_by(date(2026, 9, 30), 5, WORKDAY) == date(2026, 10, 13)
    assert waste.confirm_by(date(2026, 9, 30), 10, WORKDAY) == date(2026, 10, 20)


def test_a_year_without_a_calendar_counts_weekdays():
    assert WORKDAY(date(2027, 1, 4))
    assert not WORKDAY(date(2027, 1, 3))
    assert add_working_days(date(2026, 12, 30), 3, WORKDAY) == date(2027, 1, 4)


@given(st.dates(date(2026, 1, 1), date(2026, 9, 1)), st.integers(0, 30))
@settings(max_examples=25)
def test_adding_and_counting_working_days_agree(start, count):
    end = add_working_days(start, count, WORKDAY)
    assert working_days_between(start, end, WORKDAY) == count
    assert count == 0 or WORKDAY(end)
    assert working_days_between(end, start - timedelta(days=1), WORKDAY) == 0
