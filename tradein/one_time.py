"""One-time codes by text message: how they are made up, how often one may be asked for, how often it may be tried.

A code is derived from its id under a key, and only a keyed digest of it is stored, bound to what it is for: neither a
reader of the database nor somebody who mixes up purposes can use one. 6 digits, at most 5 tries and 10 codes a day:
who guesses a day long against one phone hits with a chance of 1 in 20,000.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DIGITS = 6
TRIES = 5
LIFETIME = timedelta(minutes=5)
HANDED_LIFETIME = timedelta(hours=24)
"""Of a code that a person hands to a colleague who has lost theirs."""
LIMITS = ((timedelta(minutes=1), 1), (timedelta(hours=1), 5), (timedelta(days=1), 10))
"""So many codes to one phone within so long; all of them hold."""
LONGEST_WINDOW = max(window for window, _ in LIMITS)

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""30 signs that are not mistaken for one another when read out."""
HANDED_LENGTH = 10
_SPACING = re.compile(r"[\s\-·]")


class Purpose(StrEnum):
    """What a code proves. A code for one purpose is worthless for any other."""

    SIGN_IN = "sign_in"
    REAUTH = "reauth"
    CHANGE_PHONE = "change_phone"
    ACT_ON_BEHALF = "act_on_behalf"
    ENROLMENT = "enrolment"
    RECOVERY = "recovery"


TEXTED = (Purpose.SIGN_IN, Purpose.REAUTH, Purpose.CHANGE_PHONE)
"""Texted to whoever asks. A code to act on behalf goes only where a signed-in proxy asks, others are handed over."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What a code is bound to: its purpose, whom it was given to, and where it matters which request."""

    purpose: Purpose
    subject: bytes
    request: str = ""


def code_of(key: bytes, code_id: str) -> str:
    """The six digits of a code, from its id: they need not be stored to be sent."""
    number = int.from_bytes(hmac.digest(key, f"code {code_id}".encode(), hashlib.sha256)[:8], "big")
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def digest_of(key: bytes, bound: Bound, code: str) -> bytes:
    """What is stored of a code."""
    said = b"\0".join((bound.purpose.encode(), bound.subject, bound.request.encode(), code.encode()))
    return hmac.digest(key, b"digest\0" + said, hashlib.sha256)


def recovery_digest(key: bytes, account_id: str, code: str) -> bytes:
    """What is stored of a recovery code."""
    return hmac.digest(key, f"recovery {account_id} {code}".encode(), hashlib.sha256)


def normalised(code: str) -> str:
    """A code as typed in its one form: full width and lower case are forgiven, and so are blanks and hyphens."""
    return _SPACING.sub("", unicodedata.normalize("NFKC", code)).upper()


def wait_before_next(sent: Sequence[datetime], now: datetime) -> timedelta:
    """How long until one more code may go to a phone that got codes at these moments; zero for at once."""
    waits = [timedelta(0)]
    for window, most in LIMITS:
        inside = sorted(moment for moment in sent if now - moment < window)
        if len(inside) >= most:
            waits.append(inside[-most] + window - now)
    return max(waits)
