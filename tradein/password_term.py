"""How long a password holds before its owner must set another one: dated rows by role, never edited.

GB/T 22239-2019 8.1.4.1 a) asks for periodic change; its period is the operator's to choose. A role without a row
(consumers) has passwords that do not expire. A row counts from the day it came into force for passwords older than
that, so that introducing one stops nobody on that day; who is past it changes the password at the door and goes on.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from tradein import packaged
from tradein.moment import day_of, day_start


@dataclass(frozen=True, slots=True)
class PasswordTerm:
    """One dated row: so many days for a role."""

    role: str
    lasts: timedelta
    valid_from: date
    source: str


@cache
def terms() -> tuple[PasswordTerm, ...]:
    """Every row, oldest first."""
    rows = [
        PasswordTerm(
            row["role"],
            timedelta(days=int(row["days"])),
            date.fromisoformat(row["valid_from"]),
            row["source"],
        )
        for row in packaged.rows("password_terms.csv")
    ]
    return tuple(sorted(rows, key=lambda term: term.valid_from))


def term_of(role: str, day: date) -> PasswordTerm | None:
    """The term that holds for a role on a day; None where its passwords do not expire."""
    found = [term for term in terms() if term.role == role and term.valid_from <= day]
    return found[-1] if found else None


def expires_at(role: str, set_at: datetime, now: datetime) -> datetime | None:
    """When a password set at `set_at` must be changed, under the term in force now; None: never."""
    term = term_of(role, day_of(now))
    if term is None:
        return None
    return max(set_at, day_start(term.valid_from)) + term.lasts


def is_over(role: str, set_at: datetime, now: datetime) -> bool:
    """Whether the password must be changed before its owner may go on."""
    end = expires_at(role, set_at, now)
    return end is not None and end <= now
