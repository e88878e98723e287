"""Credit codes, identity numbers, GTIN and IMEI against the vectors of the field."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import ean, luhn

from tradein import credit_code, numbers, resident_id
from tradein.resident_id import DocType

DATA = Path(__file__).parent.parent / "data"
TODAY = date(2026, 11, 21)


def vectors(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CREDIT_CODES = vectors("uscc_vectors.csv")
DOCUMENTS = vectors("id_vectors.csv")
REGIONS = {row["region_code"] for row in DOCUMENTS if row["region_code"]} | {
    "650101",
    "540102",
    "370102",
    "110103",
}


@pytest.mark.parametrize("row", CREDIT_CODES, ids=lambda row: row["uscc"] or "empty")
def test_credit_code_vectors(row):
    assert (credit_code.fault_of(row["uscc"]) or "") == row["expected_error"]


@pytest.mark.parametrize(
    "row", [row for row in CREDIT_CODES if row["valid"] == "1"], ids=lambda row: row["uscc"]
)
def test_credit_codes_are_forgiven_their_form_only(row):
    code = row["uscc"]
    assert credit_code.normalise(f" {code[:8].lower()} {code[8:]} ") == code
    with pytest.raises(credit_code.CreditCodeInvalid) as refused:
        credit_code.normalise(code[:-1], "organisation.credit_code")
    assert refused.value.facts == {"fault": "LENGTH"}
    assert refused.value.field == "organisation.credit_code"


@given(
    st.text(credit_code.ALPHABET, min_size=8, max_size=8),
    st.text(credit_code.ALPHABET, min_size=8, max_size=8),
)
@settings(max_examples=25)
def test_made_codes_are_valid(prefix, body):
    code = credit_code.make(prefix, body)
    assert credit_code.fault_of(code) is None


def test_made_codes_equal_the_published_synthetic_ones():
    assert credit_code.make("91370100", "MADEM001") == "91370100MADEM00118"
    assert credit_code.make("N2370102", "MF1ABCD2") == "N2370102MF1ABCD284"


@pytest.mark.parametrize("row", DOCUMENTS, ids=lambda row: row["id_number"] or "empty")
def test_document_vectors(row):
    fault = resident_id.fault_of(row["id_number"], REGIONS, TODAY, DocType(row["doc_type"]))
    assert (fault or "") == row["expected_error"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("11010519491231002x", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("110105 19491231 002X", "11010519491231002X"),
        ("110105491231002", "11010519491231002X"),
        ("650101199206180048", "650101199206180048"),
        ("540102198501010056", "540102198501010056"),
        ("370102201511200016", "370102201511200016"),
        ("11010319850101001X", "11010319850101001X"),
    ],
)
def test_accepted_documents(typed, number):
    assert resident_id.parse(typed, REGIONS, TODAY) == number


@pytest.mark.parametrize("number", ["911124198108030024", "932682198501010017"])
def test_accepted_foreign_cards(number):
    assert resident_id.fault_of(number, REGIONS, TODAY, DocType.FOREIGN_PR) is None
    assert resident_id.fault_of(number, REGIONS, TODAY) == "REGION"


@pytest.mark.parametrize(
    ("number", "document", "fault"),
    [
        ("110105203012310018", DocType.RESIDENT_ID, "FUTURE_DATE"),
        ("370102199003070016", DocType.FOREIGN_PR, "FORMAT"),
        ("370102199003070016", DocType.HMT_PERMIT, "REGION"),
        ("370102187003070015", DocType.RESIDENT_ID, "DATE"),
    ],
)
def test_refused_documents(number, document, fault):
    with pytest.raises(resident_id.DocumentInvalid) as refused:
        resident_id.parse(number, REGIONS, TODAY, document)
    assert refused.value.facts == {"fault": fault}
    assert number not in refused.value.sentence("zh")


@given(st.text("0123456789", min_size=12, max_size=12))
@settings(max_examples=25)
def test_gtin_agrees_with_the_outside_oracle(payload):
    number = payload + ean.calc_check_digit(payload)
    assert numbers.gtin13(f" {number[:6]}-{number[6:]}") == number
    assert not numbers.valid_gtin13(number[:-1] + str((int(number[-1]) + 1) % 10))


@given(st.text("0123456789", min_size=14, max_size=14))
@settings(max_examples=25)
def test_imei_agrees_with_the_outside_oracle(payload):
    number = payload + luhn.calc_check_digit(payload)
    assert numbers.imei(number) == number
    assert not numbers.valid_imei(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_published_examples_and_refusals():
    assert numbers.gtin13("6901234567892") == "6901234567892"
    assert numbers.imei("356938035643809") == "356938035643809"
    with pytest.raises(numbers.Gtin13Invalid):
        numbers.gtin13("690123456789٢")
    with pytest.raises(numbers.ImeiInvalid):
        numbers.imei("35693803564380")
