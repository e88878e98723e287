"""Resident identity numbers: GB 11643-1999 and the cards that borrow its check digit.

The validator is strict; forgiving belongs to `normalise`, which a form calls first. About 9 % of random
numbers pass the check digit, so passing proves nothing about a person.
"""

import unicodedata
from collections.abc import Container
from datetime import date
from enum import StrEnum

from tradein.refusal import Refusal

LENGTH = 18
OLDEST_AGE = 150
HMT_REGIONS = frozenset({"810000", "820000", "830000"})

_DIGITS = frozenset("0123456789")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


class DocType(StrEnum):
    """Which card carries the eighteen characters."""

    RESIDENT_ID = "RESIDENT_ID"
    HMT_PERMIT = "HMT_PERMIT"
    FOREIGN_PR = "FOREIGN_PR"


class Fault(StrEnum):
    """What is wrong, in the order in which it is looked for."""

    LENGTH = "LENGTH"
    FORMAT = "FORMAT"
    DATE = "DATE"
    FUTURE_DATE = "FUTURE_DATE"
    CHECK_DIGIT = "CHECK_DIGIT"
    REGION = "REGION"


class DocumentInvalid(Refusal):
    """Not a valid identity number; the fact `fault` says why. The number itself is never a fact."""

    code = "document_invalid"
    zh = "证件号码不正确（{fault}），请对照证件核对。"
    en = "This document number is not valid ({fault}). Compare it with the card."


def check_character(payload: str) -> str:
    """The eighteenth character, MOD 11-2 over the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(payload, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def birth_date(number: str) -> date | None:
    """Digits 7–14 as a date; None when there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def fault_of(
    number: str, regions: Container[str], today: date, document: DocType = DocType.RESIDENT_ID
) -> Fault | None:
    """The first thing wrong with `number`, exactly as given.

    `regions` holds every six-digit code ever in force: people keep the area they were registered in.
    """
    return (
        _fault_of_form(number, document)
        or _fault_of_birth(number, today)
        or _fault_of_end(number, regions, document)
    )


def _fault_of_form(number: str, document: DocType) -> Fault | None:
    if len(number) != LENGTH:
        return Fault.LENGTH
    if not _DIGITS.issuperset(number[:17]) or (number[17] != "X" and number[17] not in _DIGITS):
        return Fault.FORMAT
    if document is DocType.FOREIGN_PR and number[0] != "9":
        return Fault.FORMAT
    return None


def _fault_of_birth(number: str, today: date) -> Fault | None:
    born = birth_date(number)
    if born is None or born.year < today.year - OLDEST_AGE:
        return Fault.DATE
    return Fault.FUTURE_DATE if born > today else None


def _fault_of_end(number: str, regions: Container[str], document: DocType) -> Fault | None:
    if check_character(number[:17]) != number[17]:
        return Fault.CHECK_DIGIT
    if document is DocType.FOREIGN_PR:
        # The card of 2023 has its own leading segment (9 + province + country), layout unverified.
        return None
    known: Container[str] = HMT_REGIONS if document is DocType.HMT_PERMIT else regions
    return None if number[:6] in known else Fault.REGION


def normalise(text: str) -> str:
    """Full width to half width, blanks dropped, upper-case X; a 15-digit legacy number becomes 18 (19xx)."""
    number = "".join(unicodedata.normalize("NFKC", text).upper().split())
    if len(number) == 15 and _DIGITS.issuperset(number):
        longer = number[:6] + "19" + number[6:]
        return longer + check_character(longer)
    return number


def parse(text: str, regions: Container[str], today: date, document: DocType = DocType.RESIDENT_ID) -> str:
    """The number meant by a form's text; raises `document_invalid` with the fault."""
    number = normalise(text)
    fault = fault_of(number, regions, today, document)
    if fault is not None:
        raise DocumentInvalid("document_number", fault=str(fault))
    return number
