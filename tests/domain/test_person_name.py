"""Every name a person may bear is taken as typed and found again; what cannot be a name is refused in words."""

import unicodedata

import pytest

from tests.domain.people import MINORITY, NAMES, REFUSED, SEPARATORS
from tradein import contact, person_name
from tradein.blind_index import Indexed
from tradein.search_key import name_key, phone_key, search_key


@pytest.mark.control("isalpha_names")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_kept_as_typed(name):
    assert person_name.parse(f" {name} ") == name
    assert not person_name.is_odd(name)


def test_the_samples_are_many_and_long():
    assert len(NAMES) >= 55
    assert len(MINORITY[4]) == 50


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_a_name_is_refused_in_words(text):
    with pytest.raises(person_name.NameMalformed) as refused:
        person_name.parse(text, "contact.name")
    assert (refused.value.field, refused.value.code) == ("contact.name", "name_malformed")
    assert "·" in refused.value.sentence("zh")
    if len(text) > 1:
        assert text not in refused.value.sentence("zh")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "EMPTY"),
        ("·' -", "EMPTY"),
        ("\t\n", "EMPTY"),
        ("\u0301", "EMPTY"),
        ("张" * 101, "TOO_LONG"),
        ("张=", "TECHNICAL"),
        ("~", "TECHNICAL"),
    ],
)
def test_the_fault_is_named(text, fault):
    assert person_name.fault_of(text) == fault


@pytest.mark.parametrize(
    "sign", ["\ud800", "\u2028", "\u2029", "\u09f4", "\u2180", "\u2211", "\u20ac", "\u00a9", "\U0001fbff"]
)
def test_no_sign_of_any_technical_kind_is_part_of_a_name(sign):
    """Half a character, line ends, numbers and signs that no other width turns into digits, pictures."""
    assert person_name.fault_of(f"张{sign}") == "TECHNICAL"


@pytest.mark.parametrize("letter", ["\u01c5", "\u02b0", "\u0378"])
def test_a_letter_of_any_kind_is_a_name(letter):
    """A title-case pair, a raised letter, and one that is not encoded yet."""
    assert person_name.fault_of(letter) is None


def test_whose_name_is_meant_unless_said():
    with pytest.raises(person_name.NameMalformed) as refused:
        person_name.parse("")
    assert refused.value.field == "name"


def test_a_hundred_characters_are_a_name_and_count_by_code_point():
    assert person_name.fault_of("\U00020bb7" * 100) is None


@pytest.mark.parametrize("name", ["张三！", "张三（小）", "a_b", "O\u00b4Connor", "བསྟན་འཛིན", "张\U00033480"])
def test_what_is_merely_odd_is_marked_and_not_refused(name):
    assert person_name.parse(name) == name
    assert person_name.is_odd(name)


def test_what_is_refused_is_odd_too():
    assert person_name.is_odd("张~")


def test_joiners_of_persian_and_indic_names_are_kept():
    assert person_name.parse("علی\u200cرضا") == "علی\u200cرضا"
    assert not person_name.is_odd("علی\u200cرضا")


@pytest.mark.parametrize(
    ("point", "han"),
    [
        (0x3006, False),
        (0x3007, True),
        (0x3008, False),
        (0x33FF, False),
        (0x3400, True),
        (0x4DBF, True),
        (0x4DC0, False),
        (0x4DFF, False),
        (0x4E00, True),
        (0x9FFF, True),
        (0xA000, False),
        (0xF8FF, False),
        (0xF900, True),
        (0xFA0C, True),
        (0xFAFF, True),
        (0xFB00, False),
        (0x1FFFF, False),
        (0x20000, True),
        (0x2EE5F, True),
        (0x2EE60, False),
        (0x2F800, True),
        (0x2FA1F, True),
        (0x2FA20, False),
        (0x30000, True),
        (0x3347F, True),
        (0x33480, False),
        (0x41, False),
    ],
)
def test_hanzi_are_told_by_range(point, han):
    assert person_name.is_han(chr(point)) is han


@pytest.mark.parametrize("variant", SEPARATORS)
def test_separator_variants_are_one_name(variant):
    assert name_key(variant) == name_key("买买提·吐尔逊")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José Núñez", "Jose\u0301 Nu\u0301n\u0303ez"),
        ("ＪＯＨＮ", "john"),
        ("O'Connor", "O\u2019Connor"),
        ("欧阳\ufe00娜娜", "欧阳娜娜"),
        ("葛\U000e0100城", "葛城"),
        ("CHAN TAI MAN", "Chan  Tai Man"),
    ],
)
def test_ways_of_typing_are_one_name(one, other):
    assert name_key(one) == name_key(other)


def test_different_people_stay_different():
    keys = {name_key(unicodedata.normalize("NFC", name)) for name in NAMES}
    # Five separator variants, two apostrophes and two normal forms are the same people.
    assert len(keys) == len(NAMES) - len(SEPARATORS) - 2


@pytest.mark.parametrize(
    "typed", ["+86 138-1234-5678", "0086 13812345678", "138 1234 5678", "１３８１２３４５６７８"]
)
def test_ways_of_typing_are_one_phone(typed):
    assert phone_key(typed) == "13812345678"


def test_other_phones_keep_their_country():
    assert phone_key("+85291234567") == "+85291234567"
    assert phone_key("0635-8312345") == "06358312345"


@pytest.mark.parametrize("name", NAMES)
def test_names_survive_the_national_encoding_and_show_one_character(name):
    assert name.encode("gb18030").decode("gb18030") == name
    shown = contact.mask_name(name)
    assert shown == ("**" if len(name) == 1 else f"{name[0]}**")


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        (Indexed.PHONE, "+86 138 1234 5678", "13812345678"),
        (Indexed.NAME, "CHAN Tai Man", "chantaiman"),
        (Indexed.DOCUMENT, "pp:USA:123456789", "pp:USA:123456789"),
    ],
)
def test_each_kind_is_looked_up_by_its_own_form(kind, typed, key):
    assert search_key(kind, typed) == key
