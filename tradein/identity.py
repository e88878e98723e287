"""Identity documents: what is forgiven at the edge, what must then hold, and which person a number names.

No code may assume eighteen digits. Three steps: `normalise` forgives how it was typed, the validators are strict, and
`Document.person` is what two numbers of the same person share, so that a reissued card or an old 15-digit number is
no second person. A check digit proves nothing about a person: that is asked of the provider (`tradein.real_name`).
"""

import re
import unicodedata
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tradein import resident_id
from tradein.resident_id import DocType, DocumentInvalid, Fault, birth_date

GUARDIAN_UNTIL = 14
"""Below this age a guardian's consent is needed (PIPL 28, 31)."""

_COUNTRY = re.compile(r"[A-Z]{3}")
_FIRST_PERMANENT = re.compile(r"[A-Z]{3}[0-9]{12}")
_HM_PASS = re.compile(r"([HM][0-9]{8})(?:[0-9]{2})?")
_TW_PASS = re.compile(r"([0-9]{8})(?:[0-9]{2}[A-Z])?")
_PASSPORT = re.compile(r"[A-Z0-9]{5,17}")


class DocumentKind(StrEnum):
    """Documents a person may prove their name with."""

    RESIDENT_ID = "resident_id"
    HMT_RESIDENCE = "hmt_residence"
    FOREIGN_PERMANENT = "foreign_permanent"
    HM_PASS = "hm_pass"  # noqa: S105 - a travel document
    TW_PASS = "tw_pass"  # noqa: S105 - a travel document
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Document:
    """A valid document. `person` is the key of whoever holds it; `born` only where the number says so."""

    kind: DocumentKind
    number: str = field(repr=False)
    person: str = field(repr=False)
    country: str | None = None
    born: date | None = field(default=None, repr=False)


def normalise(kind: DocumentKind, text: str) -> str:
    """The number as printed: half width, upper case, no blanks or brackets; 15 digits of a resident become 18."""
    bare = "".join(unicodedata.normalize("NFKC", text).upper().split())
    if kind is DocumentKind.TW_PASS:
        return bare.replace("(", "").replace(")", "")
    return resident_id.normalise(bare) if kind is DocumentKind.RESIDENT_ID else bare


def parse(kind: DocumentKind, text: str, country: str | None, known: tuple[Container[str], date]) -> Document:
    """The document meant by a form's text. `known` holds every region code ever in force, and the day.

    Raises `document_invalid` with the fault, on `document.number` or `document.country`.
    """
    number = normalise(kind, text)
    if kind in _EIGHTEEN and not _is_first_permanent(kind, number):
        return _eighteen(kind, number, known)
    return _OTHERS[kind](number, country)


_EIGHTEEN = {
    DocumentKind.RESIDENT_ID: DocType.RESIDENT_ID,
    DocumentKind.HMT_RESIDENCE: DocType.HMT_PERMIT,
    DocumentKind.FOREIGN_PERMANENT: DocType.FOREIGN_PR,
}


def _is_first_permanent(kind: DocumentKind, number: str) -> bool:
    return kind is DocumentKind.FOREIGN_PERMANENT and _FIRST_PERMANENT.fullmatch(number) is not None


def _eighteen(kind: DocumentKind, number: str, known: tuple[Container[str], date]) -> Document:
    fault = resident_id.fault_of(number, *known, _EIGHTEEN[kind])
    if fault is not None:
        raise DocumentInvalid("document.number", fault=fault.value)
    return Document(kind, number, f"cn:{number}", born=birth_date(number))


def _permanent(number: str, _: str | None) -> Document:
    return Document(DocumentKind.FOREIGN_PERMANENT, number, f"fp:{number}")


def _hm_pass(number: str, _: str | None) -> Document:
    # The two digits after the lifelong number count reissues.
    return Document(DocumentKind.HM_PASS, number, f"hm:{_lifelong(_HM_PASS, number)}")


def _tw_pass(number: str, _: str | None) -> Document:
    return Document(DocumentKind.TW_PASS, number, f"tw:{_lifelong(_TW_PASS, number)}")


def _lifelong(form: re.Pattern[str], number: str) -> str:
    found = form.fullmatch(number)
    if found is None:
        raise DocumentInvalid("document.number", fault=Fault.FORMAT.value)
    return found[1]


def _passport(number: str, country: str | None) -> Document:
    if _PASSPORT.fullmatch(number) is None:
        raise DocumentInvalid("document.number", fault=Fault.FORMAT.value)
    if country is None or _COUNTRY.fullmatch(country) is None:
        raise DocumentInvalid("document.country", fault=Fault.FORMAT.value)
    return Document(DocumentKind.PASSPORT, number, f"pp:{country}:{number}", country)


_OTHERS: dict[DocumentKind, Callable[[str, str | None], Document]] = {
    DocumentKind.FOREIGN_PERMANENT: _permanent,
    DocumentKind.HM_PASS: _hm_pass,
    DocumentKind.TW_PASS: _tw_pass,
    DocumentKind.PASSPORT: _passport,
}


def needs_guardian(document: Document, today: date) -> bool:
    """Whether its holder is under fourteen, by calendar date (summers 1986 to 1991 had another clock)."""
    born = document.born
    if born is None:
        return False
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_birthday else 1) < GUARDIAN_UNTIL
