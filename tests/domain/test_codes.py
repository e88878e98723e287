"""Trace codes: the tables of the standard, every error class, and an outside oracle."""

import itertools
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_37_2

from tradein import codes

EXAMPLES = [
    ("7K3M9QXT4B2A", 12, "E"),
    ("000000000000", 0, "1"),
    ("0123456789AB", 13, "C"),
    ("ZZZZZZZZZZZZ", 24, "R"),
    ("XW7T5R2Q0P9N", 19, "0"),
]
PAYLOADS = st.text(codes.CROCKFORD, min_size=12, max_size=12)


def seeded(seed: int) -> Callable[[int], bytes]:
    return random.Random(seed).randbytes  # noqa: S311 - reproducible, not secret


LABELS = [codes.issue(seeded(seed)) for seed in range(40)]
LOADS = [codes.issue_load(seeded(seed)) for seed in range(40)]


@pytest.mark.parametrize(("payload", "rest", "check"), EXAMPLES)
def test_the_standards_table(payload, rest, check):
    assert codes.remainder(payload) == rest
    assert codes.check_character(payload) == check
    assert codes.valid(payload + check)


def test_running_remainders_of_the_first_example():
    text = "7K3M9QXT4B2A"
    assert [codes.remainder(text[: n + 1]) for n in range(12)] == [7, 34, 34, 16, 4, 34, 27, 9, 22, 18, 1, 12]


@pytest.mark.parametrize(("payload", "check"), [("000000000001", "*"), ("00000000000A", "I")])
def test_a_check_character_outside_the_alphabet_is_drawn_again(payload, check):
    assert codes.check_character(payload) == check
    draws = iter([payload, "7K3M9QXT4B2A"])
    code = codes.issue(lambda _count: bytes(codes.CROCKFORD.index(c) for c in next(draws)))
    assert code == "7K3M9QXT4B2AE"


@pytest.mark.parametrize("code", ["7K3M9QXT4B2AF", "7K3MQ9XT4B2AE", "7K39MQXT4B2AE", "0123456789BAC"])
def test_wrong_and_swapped_characters_are_refused(code):
    assert not codes.valid(code)
    with pytest.raises(codes.CodeCheckCharacter) as refused:
        codes.normalise(code, "scans.0.code")
    assert refused.value.field == "scans.0.code"


@pytest.mark.parametrize(
    "text",
    ["", "00000000000001", "7K3M9QXT4B2A", "7K3M9QXT4B2U0", "7K3M9QXT4B2*E", "7K3M9QXT4B2A盖", "A" * 500],
)
def test_malformed_codes_are_refused(text):
    assert not codes.valid(text)
    with pytest.raises(codes.CodeMalformed):
        codes.normalise(text)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("xw7t-5r2q-op9n-o", "XW7T5R2Q0P9N0"),
        (" 7k3m 9qxt 4b2a e ", "7K3M9QXT4B2AE"),
        ("７Ｋ３Ｍ９ＱＸＴ４Ｂ２ＡＥ", "7K3M9QXT4B2AE"),
        ("7K3M–9QXT—4B2A‑E", "7K3M9QXT4B2AE"),
        ("7K3M　9QXT　4B2A　E", "7K3M9QXT4B2AE"),
        ("oooo-oooo-oooo-i", "0000000000001"),
        ("OOOOOOOOOOOOl", "0000000000001"),
        ("https://yjhx.example/obj/7k3m9qxt4b2ae", "7K3M9QXT4B2AE"),
        ("https://yjhx.example/obj/7K3M9QXT4B2AE/?lang=en", "7K3M9QXT4B2AE"),
    ],
)
def test_forgiving_input(typed, code):
    assert codes.normalise(typed) == code
    assert codes.kind_of(typed) is codes.Kind.LABEL


@given(PAYLOADS)
@settings(max_examples=25)
def test_the_outside_oracle_agrees(payload):
    check = codes.check_character(payload)
    assert check == mod_37_2.calc_check_digit(payload)
    assert codes.valid(payload + check) == (check in codes.CROCKFORD)


@given(st.integers(0, 2**32), st.booleans())
@settings(max_examples=25)
def test_drawn_codes_survive_print_and_thumb(seed, lower):
    for draw, read in ((codes.issue, codes.normalise), (codes.issue_load, codes.normalise_load)):
        code = draw(seeded(seed))
        shown = codes.display(code)
        assert read(shown.lower() if lower else shown) == code
        assert read(code.replace("0", "O").replace("1", "I")) == code


def test_every_single_error_is_found():
    for code in LABELS + LOADS:
        fine = codes.valid if len(code) == codes.LABEL_LENGTH else codes.valid_load
        assert fine(code)
        for place, character in itertools.product(range(len(code)), codes.CROCKFORD):
            assert (character == code[place]) == fine(code[:place] + character + code[place + 1 :])


@pytest.mark.parametrize("gap", [1, 2])
def test_every_neighbour_and_jump_swap_is_found(gap):
    for code in LABELS + LOADS:
        fine = codes.valid if len(code) == codes.LABEL_LENGTH else codes.valid_load
        for place in range(len(code) - gap):
            swapped = list(code)
            swapped[place], swapped[place + gap] = swapped[place + gap], swapped[place]
            assert code[place] == code[place + gap] or not fine("".join(swapped))


def test_display_forms():
    assert codes.display("7K3M9QXT4B2AE") == "7K3M-9QXT-4B2A-E"
    assert codes.display(LOADS[0]).count("-") == 2


@pytest.mark.parametrize("load", LOADS[:5])
def test_labels_and_loads_are_never_confused(load):
    assert codes.kind_of(load) is codes.kind_of("1" + load[1:].lower()) is codes.Kind.LOAD
    assert codes.normalise_load("i" + load[1:]) == load
    with pytest.raises(codes.CodeMalformed):
        codes.normalise(load)
    with pytest.raises(codes.CodeMalformed):
        codes.normalise_load(LABELS[0])
    assert not codes.valid(load)
    assert not codes.valid_load(LABELS[0])


@pytest.mark.parametrize("text", ["", "L", "7K3M9QXT4B2", "LUUUUUUUUUUU", "20000000000A", "??"])
def test_other_texts_are_no_code(text):
    assert codes.kind_of(text) is None


def test_a_load_with_a_wrong_check_character_is_named():
    wrong = LOADS[0][:-1] + ("0" if LOADS[0][-1] != "0" else "2")
    with pytest.raises(codes.CodeCheckCharacter):
        codes.normalise_load(wrong, "load")
