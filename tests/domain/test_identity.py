"""Documents are forgiven how they are typed, then held to their form; a reissued card is no second person."""

from datetime import date

import pytest

from tests.domain.people import DOCUMENTS, DOCUMENTS_REFUSED
from tradein import identity
from tradein.identity import DocumentKind
from tradein.resident_id import DocumentInvalid

TODAY = date(2026, 11, 21)
REGIONS = {"110105", "370102", "370202", "650101", "540102", "110103"}


def read(kind, text, country=None):
    return identity.parse(DocumentKind(kind), text, country, (REGIONS, TODAY))


@pytest.mark.parametrize(("kind", "country", "typed", "kept"), DOCUMENTS)
def test_documents_accepted(kind, country, typed, kept):
    document = read(kind, typed, country)
    assert (document.kind, document.number, document.country) == (kind, kept, country)
    assert kept not in repr(document)


@pytest.mark.parametrize(("kind", "country", "typed", "fault"), DOCUMENTS_REFUSED)
def test_documents_refused(kind, country, typed, fault):
    with pytest.raises(DocumentInvalid) as refused:
        read(kind, typed, country)
    assert refused.value.facts == {"fault": fault}
    assert refused.value.field in {"document.number", "document.country"}


def test_an_area_nobody_ever_had_is_refused():
    with pytest.raises(DocumentInvalid) as refused:
        identity.parse(DocumentKind.RESIDENT_ID, "11010519491231002X", None, (set(), TODAY))
    assert refused.value.facts == {"fault": "REGION"}


@pytest.mark.control("no_id_normalisation")
@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("resident_id", "110105491231002", "11010519491231002X"),
        ("resident_id", "11010519491231002x", "110105 19491231 002Ｘ"),
        ("hm_pass", "H0123456700", "h0123456701"),
        ("tw_pass", "01234567", "0123456701(B)"),
    ],
)
def test_two_numbers_of_one_person(kind, one, other):
    assert read(kind, one).person == read(kind, other).person


def test_numbers_of_different_documents_are_different_people():
    people = [
        read("tw_pass", "01234567").person,
        read("passport", "01234567", "USA").person,
        read("passport", "01234567", "GBR").person,
        read("hm_pass", "H01234567").person,
        read("hm_pass", "M01234567").person,
        read("foreign_permanent", "CAN110081080312").person,
    ]
    assert len(set(people)) == len(people)


@pytest.mark.parametrize(
    ("number", "young"),
    [("370102201511200016", True), ("11010519491231002X", False)],
)
def test_under_fourteen(number, young):
    assert identity.needs_guardian(read("resident_id", number), TODAY) is young


@pytest.mark.parametrize(
    ("today", "young"),
    [
        (date(2029, 11, 19), True),
        (date(2029, 11, 20), False),
        (date(2029, 12, 1), False),
        (date(2029, 1, 31), True),
    ],
)
def test_fourteen_on_the_birthday(today, young):
    document = identity.parse(DocumentKind.RESIDENT_ID, "370102201511200016", None, (REGIONS, TODAY))
    assert identity.needs_guardian(document, today) is young


def test_who_shows_no_birth_date_is_not_taken_for_a_child():
    assert not identity.needs_guardian(read("passport", "123456789", "USA"), TODAY)


@pytest.mark.parametrize(
    ("kind", "typed", "country", "person"),
    [
        ("resident_id", "11010519491231002x", None, "cn:11010519491231002X"),
        ("foreign_permanent", "CAN110081080312", None, "fp:CAN110081080312"),
        ("hm_pass", "H0123456701", None, "hm:H01234567"),
        ("tw_pass", "0123456701(B)", None, "tw:01234567"),
        ("passport", "EA1234567", "CHN", "pp:CHN:EA1234567"),
    ],
)
def test_the_key_of_a_person_never_changes(kind, typed, country, person):
    """It is indexed and stored; another form would make everybody a stranger."""
    assert read(kind, typed, country).person == person


def test_faults_name_their_field():
    for number, country, field in (
        ("AB12", "USA", "document.number"),
        ("123456789", None, "document.country"),
    ):
        with pytest.raises(DocumentInvalid) as refused:
            read("passport", number, country)
        assert refused.value.field == field


@pytest.mark.parametrize(("today", "young"), [(date(2029, 11, 20), False), (date(2029, 11, 19), True)])
def test_young_is_true_or_false(today, young):
    assert identity.needs_guardian(read("resident_id", "370102201511200016"), today) is young
