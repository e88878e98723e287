"""What people are told, and what they agree to: dated texts, known by the hash of their words.

A pick-up is a contract: it needs what it needs (PIPL 13(2)), and whoever books is told what that is (17). That is a
notice, which nobody consents to or takes back. What goes beyond it is asked for (14, 29): a consent.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tradein import packaged
from tradein.refusal import Refusal


class ConsentPurpose(StrEnum):
    """What a consent is for; each is asked for separately (PIPL 14, 29)."""

    REAL_NAME = "real_name"
    MINOR = "minor"


class NoticePurpose(StrEnum):
    """What people are told before they do it (PIPL 17); there is nothing to agree to."""

    BOOKING = "booking"


Purpose = ConsentPurpose | NoticePurpose


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One edition of one text. `digest` is the SHA-256 of the Chinese words, a line feed, and the English words."""

    purpose: Purpose
    valid_from: date
    zh: str
    en: str
    digest: str


class ConsentNeeded(Refusal):
    """Nothing was agreed to, or only to earlier words; `purpose` and `text_sha256` say what to show."""

    code = "consent_needed"
    status = 409
    zh = "请先阅读并同意“{purpose}”的个人信息使用说明。"
    en = "Please read and agree to the information for “{purpose}” first."


class ConsentTextChanged(Refusal):
    """The words agreed to, or shown, are not those in force."""

    code = "consent_text_changed"
    status = 409
    zh = "说明文本已更新，请重新阅读后再同意。"
    en = "The text has changed. Please read it again before you agree."


@cache
def editions() -> tuple[ConsentText, ...]:
    """Every text ever published, oldest first."""
    document = packaged.document("consent_texts.yaml")
    texts = [_text(row, ConsentPurpose) for row in document["texts"]]
    texts += [_text(row, NoticePurpose) for row in document["notices"]]
    return tuple(sorted(texts, key=lambda text: text.valid_from))


def _text(row: Mapping[str, object], kind: Callable[[str], Purpose]) -> ConsentText:
    zh, en, since = str(row["zh"]), str(row["en"]), row["valid_from"]
    if not isinstance(since, date):
        raise TypeError("valid_from is a date")
    digest = hashlib.sha256(f"{zh}\n{en}".encode()).hexdigest()
    return ConsentText(kind(str(row["purpose"])), since, zh, en, digest)


def in_force(purpose: Purpose, day: date) -> ConsentText:
    """The words to show on a day. `LookupError` before the first edition."""
    found = [text for text in editions() if text.purpose is purpose and text.valid_from <= day]
    if not found:
        raise LookupError(purpose)
    return found[-1]


def notice_to(digest: str | None, day: date) -> str | None:
    """The hash of the notice that holds for a booking, None before the first one; `digest` is of the words shown.

    Raises `consent_text_changed` when those were other words.
    """
    words = [text for text in editions() if text.purpose is NoticePurpose.BOOKING and text.valid_from <= day]
    standing = words[-1].digest if words else None
    if digest is not None and digest != standing:
        raise ConsentTextChanged("notice_sha256")
    return standing
