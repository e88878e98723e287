"""Seeing a consumer's data in clear: why, for how long, how often, and what is refused.

The numbers are the permission table's (`defaults.unmask`). Every unmasking is on record in the transaction that grants
it, and the consumer sees afterwards who looked, when and why.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tradein.refusal import Refusal

LASTS = timedelta(minutes=15)
MOST_A_DAY = 20
SHORTEST_REASON = 10
MOST_SEARCHES_A_DAY = 20
"""Of searches for a person by phone or name, whether or not they find anybody: a count of their own."""
NOTABLE = 10
"""From this many on one day, the volume is reported: looking is an exception, not a way of working."""


class Notice(StrEnum):
    """How the person behind a booking hears that somebody looked."""

    SHOWN = "shown"
    """In their account, at once."""
    WAITS = "waits"
    """The booking is nobody's account yet: whoever proves its phone finds the look with the booking."""


def notice_of(consumer_id: UUID | None, phone: str | None) -> Notice | None:
    """How the person of a booking is told; None where nobody could ever be."""
    if consumer_id is not None:
        return Notice.SHOWN
    return Notice.WAITS if phone else None


class UnmaskQuotaUsed(Refusal):
    """Twenty unmaskings are made today; tomorrow there are more."""

    code = "unmask_quota_used"
    status = 429
    zh = "今日查看完整个人信息的次数（20次）已用完，请明日再试或请上级处理。"
    en = "Your 20 unmaskings of today are used. Try again tomorrow, or ask your superior."


class SearchQuotaUsed(Refusal):
    """Twenty people were looked for today; tomorrow there are more."""

    code = "search_quota_used"
    status = 429
    zh = "今日按手机号或姓名查人的次数（20次）已用完，请明日再试或请上级处理。"
    en = "Your 20 searches of today are used. Try again tomorrow, or ask your superior."


class NothingToUnmask(Refusal):
    """The contact details were erased or never given."""

    code = "nothing_to_unmask"
    status = 409
    zh = "该订单已没有个人信息可查看。"
    en = "This order holds no personal data any more."


def next_turn(made_today: int) -> int:
    """The number of the next unmasking of the day, from one. Raises `unmask_quota_used`."""
    if made_today >= MOST_A_DAY:
        raise UnmaskQuotaUsed
    return made_today + 1


def next_search(made_today: int) -> int:
    """The number of the next search of the day, from one. Raises `search_quota_used`."""
    if made_today >= MOST_SEARCHES_A_DAY:
        raise SearchQuotaUsed
    return made_today + 1


def runs(until: datetime, now: datetime) -> bool:
    """Whether an unmasking granted until then still shows anything."""
    return now < until
