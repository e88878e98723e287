"""Checking that a name and a document belong together: the port, what its answers mean, and when not to ask.

A provider costs money, is slow and fails. Its failure is never a match. Answers are kept for as long as each kind may
be trusted; a daily cap bounds the cost; after failures in a row nobody is asked for a while (circuit breaker), then one
call tries. Calls are counted before they are made, so that parallel requests cannot exceed the cap.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from tradein.identity import Document
from tradein.refusal import Refusal

TIME_OUT = timedelta(seconds=3)
"""What one answer may take, from the first byte sent to the last received."""


class Outcome(StrEnum):
    """What is known about a name and a document. Only `MATCH` is a proof."""

    MATCH = "match"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    UNSUPPORTED_DOCUMENT = "unsupported_document"
    PROVIDER_ERROR = "provider_error"


KEPT: dict[Outcome, timedelta] = {
    Outcome.MATCH: timedelta(days=365),
    # A register is corrected in days; asking again within one costs money and helps whoever guesses.
    Outcome.MISMATCH: timedelta(days=1),
    Outcome.NOT_FOUND: timedelta(days=1),
    Outcome.UNSUPPORTED_DOCUMENT: timedelta(days=30),
    Outcome.PROVIDER_ERROR: timedelta(0),
}


@dataclass(frozen=True, slots=True)
class Question:
    """What a provider is asked; `id` recognises the answer and makes a repetition free."""

    id: UUID
    name: str = field(repr=False)
    document: Document = field(repr=False)


class Provider(Protocol):
    """Who can tell. Answers within `TIME_OUT` and raises nothing: whatever goes wrong is `PROVIDER_ERROR`."""

    def ask(self, question: Question) -> Outcome:
        """What is known about the name and the document."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How often a provider was asked today, and how it has been lately."""

    calls: int = 0
    failures: int = 0
    open_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """When not to ask."""

    daily_cap: int
    failures: int = 5
    rest: timedelta = timedelta(seconds=60)


class RealNameUnavailable(Refusal):
    """The provider rests after failures, or the day's calls are used up; nothing was recorded."""

    code = "real_name_unavailable"
    status = 503
    zh = "实名核验服务暂时不可用，请稍后再试；未实名不影响预约回收。"
    en = "Real-name checks are not available right now; please try later. Bookings do not need one."


class DocumentTaken(Refusal):
    """The same person is verified in another account already."""

    code = "document_taken"
    status = 409
    zh = "该证件已在其他账号完成实名。如为本人账号，请登录原账号或联系客服合并。"
    en = (
        "This document is verified in another account. If it is yours, sign in there or ask us to merge them."
    )


class GuardianNeeded(Refusal):
    """The holder is under fourteen (PIPL 31): a guardian must agree."""

    code = "guardian_needed"
    zh = "未满14周岁，请由监护人先完成本人实名，并用监护人的账号为孩子办理。"
    en = "Under fourteen: a guardian must be verified first and do this for the child from their own account."


class AlreadyVerified(Refusal):
    """This account belongs to a verified person; another name would be another person."""

    code = "already_verified"
    status = 409
    zh = "本账号已完成实名。更正请先申请撤销。"
    en = "This account is verified. To correct it, withdraw the verification first."


class TooManyChecks(Refusal):
    """Five checks a day and account: whoever needs more is guessing."""

    code = "too_many_checks"
    status = 429
    zh = "今日核验次数已达上限（5次），请核对姓名和证件号码后明日再试。"
    en = "Five checks a day are all there is. Compare name and number with the document and try tomorrow."


def admit(meter: Meter, policy: Policy, now: datetime) -> Meter:
    """The meter with one more call counted. Raises `real_name_unavailable`.

    While the breaker is open nobody passes; the first caller after its rest does, and closes the door behind them
    until they have an answer.
    """
    if meter.calls >= policy.daily_cap:
        raise RealNameUnavailable(retry_after=3600)
    if meter.open_until is not None:
        if now < meter.open_until:
            raise RealNameUnavailable(retry_after=int((meter.open_until - now).total_seconds()) + 1)
        return replace(meter, calls=meter.calls + 1, open_until=now + policy.rest)
    return replace(meter, calls=meter.calls + 1)


def learn(meter: Meter, policy: Policy, outcome: Outcome, now: datetime) -> Meter:
    """The meter after an answer: any real answer closes the breaker, failures in a row open it."""
    if outcome is not Outcome.PROVIDER_ERROR:
        return replace(meter, failures=0, open_until=None)
    failures = meter.failures + 1
    rests = failures >= policy.failures
    return replace(meter, failures=failures, open_until=now + policy.rest if rests else meter.open_until)


def fresh(outcome: Outcome, asked_at: datetime, now: datetime) -> bool:
    """Whether an earlier answer still stands, so that nobody need be asked."""
    kept = KEPT[outcome]
    # Asked first, because clocks of two machines differ: a failure is never remembered, not even for a moment.
    return kept > timedelta(0) and now - asked_at < kept
