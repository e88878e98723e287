"""How long each kind of personal data is kept, and since when that holds: dated rows, never edited (PIPL 19)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from tradein import packaged


class RetentionPurpose(StrEnum):
    """What is kept for a time, each by its own clock."""

    BOOKING_CONTACT = "booking_contact"
    REVIEW_REMARK = "review_remark"
    REAL_NAME = "real_name"
    REAL_NAME_ASK = "real_name_ask"
    CONSENT = "consent"
    UNMASKING = "unmasking"
    WASTE_CONTACT = "waste_contact"
    CANCEL_REASON = "cancel_reason"
    PHOTO = "photo"
    PHOTO_EVIDENCE = "photo_evidence"
    PHOTO_PLANT = "photo_plant"
    APPLICATION_DOCUMENT = "application_document"
    APPLICATION_DOCUMENT_REFUSED = "application_document_refused"
    INVITATION = "invitation"
    AUDIT = "audit"
    """Gone by a function of the tables' owner (`models.audit_search`), never by a DELETE of the application's."""


@dataclass(frozen=True, slots=True)
class Term:
    """One dated row: how long after what."""

    purpose: RetentionPurpose
    zh: str
    after: str
    kept: timedelta
    valid_from: date
    source: str


@cache
def terms() -> tuple[Term, ...]:
    """Every row, oldest first. `ValueError` for a purpose that is not one of ours."""
    rows = [
        Term(
            RetentionPurpose(row["purpose"]),
            row["zh"],
            row["after"],
            timedelta(days=int(row["days"])),
            date.fromisoformat(row["valid_from"]),
            row["source"],
        )
        for row in packaged.rows("retention.csv")
    ]
    return tuple(sorted(rows, key=lambda term: term.valid_from))


def in_force(purpose: RetentionPurpose, day: date) -> Term:
    """The term that holds on a day. `LookupError` before the first row."""
    found = [term for term in terms() if term.purpose is purpose and term.valid_from <= day]
    if not found:
        raise LookupError(purpose)
    return found[-1]
