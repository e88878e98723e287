"""Unified social credit codes of organisations: GB 32100-2015, with the GB 11714 check digit inside.

Layout: 1 registry department, 1 entity type, 6 region, 9 organisation code (8 + check), 1 check. The region
segment is not judged: function zones and city-level codes occur. Codes may begin with a letter (`N…`).
"""

import unicodedata
from enum import StrEnum

from tradein.refusal import Refusal

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_VALUE = {character: int(character, 36) for character in ALPHABET}


class Fault(StrEnum):
    """What is wrong, in the order in which it is looked for."""

    LENGTH = "LENGTH"
    ALPHABET = "ALPHABET"
    ORG_CHECK_DIGIT = "ORG_CHECK_DIGIT"
    CHECK_DIGIT = "CHECK_DIGIT"


class CreditCodeInvalid(Refusal):
    """Not a unified social credit code; the fact `fault` says why."""

    code = "credit_code_invalid"
    zh = "统一社会信用代码不正确（{fault}），请对照营业执照核对18位代码。"
    en = "Not a valid unified social credit code ({fault}). Compare the 18 characters with the licence."


def organisation_check(body: str) -> str:
    """The ninth character of a GB 11714 organisation code, from its first eight."""
    total = sum(
        _ORGANISATION_VALUE[character] * weight
        for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def check_character(payload: str) -> str:
    """The eighteenth character, from the first seventeen (GB 32100-2015, weights 3^i mod 31)."""
    total = sum(_VALUE[character] * weight for character, weight in zip(payload, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def fault_of(code: str) -> Fault | None:
    """The first thing wrong with `code`, exactly as given: lower case is outside the alphabet."""
    if len(code) != LENGTH:
        return Fault.LENGTH
    if not _VALUE.keys() >= set(code):
        return Fault.ALPHABET
    if organisation_check(code[8:16]) != code[16]:
        return Fault.ORG_CHECK_DIGIT
    return None if check_character(code[:17]) == code[17] else Fault.CHECK_DIGIT


def normalise(text: str, field: str | None = "credit_code") -> str:
    """The credit code meant by a form's text: full width, lower case and blanks are forgiven."""
    code = "".join(unicodedata.normalize("NFKC", text).upper().split())
    fault = fault_of(code)
    if fault is not None:
        raise CreditCodeInvalid(field, fault=str(fault))
    return code


def make(prefix: str, body: str) -> str:
    """A synthetic code for fixtures and demos: 8 leading characters, 8 of the organisation code, both checks.

    `make("91371500", "MADEM101")`. Never use a real company's code in a demo.
    """
    payload = prefix + body + organisation_check(body)
    return payload + check_character(payload)
