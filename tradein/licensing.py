"""Licences: which organisation needs which, who decides on it, when its end is announced and what it then stops.

Each row is dated and names its source; a later row supersedes an earlier one. What blocks, blocks by itself: capture
asks the plant's licence at every scan (`tradein.admission`), dispatch asks the recycler's before every offer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LicenceKind(StrEnum):
    """What a licence or filing permits."""

    DISMANTLING = "dismantling"
    RECYCLING = "recycling"
    HAZARDOUS_WASTE = "hazardous_waste"
    SECOND_HAND = "second_hand"
    TRANSPORT = "transport"


class LicenceStanding(StrEnum):
    """How a licence stands on a day."""

    NOT_YET = "not_yet"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"


class Stop(StrEnum):
    """What an ended licence stops. Work begun before is finished; nothing new begins."""

    NOTHING = "nothing"
    OFFERS = "offers"
    SCANS = "scans"


EXPIRED_NOTICE = -1
"""The threshold of the last notice: the day after the last valid one."""


@dataclass(frozen=True, slots=True)
class LicenceRule:
    """One requirement. `warn_days` before the last valid day a notice goes out, widest first."""

    organisation: str
    licence: LicenceKind
    stops: Stop
    source: str
    warn_days: tuple[int, ...] = (60, 30, 7)
    valid_from: date = date(2011, 1, 1)
    valid_to: date | None = None

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


RULES: tuple[LicenceRule, ...] = (
    LicenceRule(
        "dismantler",
        LicenceKind.DISMANTLING,
        Stop.SCANS,
        "废弃电器电子产品回收处理管理条例（国务院令第551号）第六条",
    ),
    LicenceRule(
        "dismantler",
        LicenceKind.HAZARDOUS_WASTE,
        Stop.NOTHING,
        "危险废物经营许可证管理办法；自行处置以外的环节由接收方持证",
    ),
    LicenceRule(
        "recycler",
        LicenceKind.RECYCLING,
        Stop.OFFERS,
        "再生资源回收管理办法（商务部令2019年第1号修正）备案要求",
    ),
    LicenceRule(
        "refurbisher",
        LicenceKind.SECOND_HAND,
        Stop.NOTHING,
        "旧电器电子产品流通管理办法（商务部令2013年第1号）：备案无固定期限，只提醒",
    ),
    LicenceRule("warehouse", LicenceKind.TRANSPORT, Stop.NOTHING, "道路运输条例；自有车辆运输时需要，只提醒"),
)

DECIDED_BY: Mapping[str, str] = {
    # 条例第六条: the environment authority of the city grants the qualification; commerce files the rest locally.
    "dismantler": "city",
    "recycler": "district",
    "warehouse": "district",
    "refurbisher": "district",
    "retailer": "district",
}
"""The lowest bureau that may decide on an organisation of a kind; those above it in its territory may, too."""

BUREAU_RANK: Mapping[str, int] = {
    "district_officer": 1,
    "city_officer": 2,
    "province_officer": 3,
    "district": 1,
    "city": 2,
    "province": 3,
}


DOCUMENT_REQUIRED = frozenset({LicenceKind.DISMANTLING, LicenceKind.HAZARDOUS_WASTE})
"""Licences that no bureau lets in unseen."""


def may_decide(role: str, organisation_kind: str) -> bool:
    """Whether a bureau of this role's level decides on organisations of this kind."""
    return BUREAU_RANK.get(role, 0) >= BUREAU_RANK[DECIDED_BY.get(organisation_kind, "province")]


def rules_on(day: date, rules: Iterable[LicenceRule] = RULES) -> dict[tuple[str, LicenceKind], LicenceRule]:
    """The rules in force on a day by organisation and licence kind: of several, the one that came last."""
    found = {}
    for rule in sorted(rules, key=lambda rule: rule.valid_from):
        if rule.in_force(day):
            found[rule.organisation, rule.licence] = rule
    return found


def warn_days(organisation: str, licence: str, day: date) -> tuple[int, ...]:
    """How many days before its end a licence is announced; the widest default for a kind nobody requires."""
    for (kind, what), rule in rules_on(day).items():
        if (kind, what.value) == (organisation, licence):
            return rule.warn_days
    return (30,)


def standing(valid_from: date, valid_to: date, day: date, warn: tuple[int, ...]) -> LicenceStanding:
    """How a licence stands on a day; both ends of its term are valid days."""
    if day < valid_from:
        return LicenceStanding.NOT_YET
    left = (valid_to - day).days
    if left < 0:
        return LicenceStanding.EXPIRED
    return LicenceStanding.EXPIRING if left <= max(warn, default=0) else LicenceStanding.VALID


def notice_due(valid_to: date, day: date, warn: tuple[int, ...]) -> int | None:
    """The tightest threshold that has been reached, `EXPIRED_NOTICE` after the end, None while the end is far.

    A job that slept for a month gives one notice, not three.
    """
    left = (valid_to - day).days
    if left < 0:
        return EXPIRED_NOTICE
    return min((days for days in warn if left <= days), default=None)
