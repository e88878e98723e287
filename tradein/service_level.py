"""Service levels: how long a unit may stay where it is, and who is told when it stays longer.

A limit is a dated row per stage, in hours or working days; a later row or a province's own supersedes it. A unit past
its limit escalates by itself: recycler at once, district at twice, city at three times the limit. `overdue` depends
on nothing but its arguments, so the watchdog may run as often as it likes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from tradein.lifecycle import Stage
from tradein.moment import day_end, day_of
from tradein.working_days import IsWorkday, add_working_days

NATION = "CN"


class Level(IntEnum):
    """Who is told; the number is also how many times the limit has passed."""

    RECYCLER = 1
    DISTRICT = 2
    CITY = 3


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a unit may stay in `stage`: `hours`, or `working_days` counted by the official calendar.

    `pattern` names the fraud pattern (`fraud_patterns.csv`) that a unit falls under once `pattern_hours` have passed;
    without `pattern_hours` it falls under it with the limit itself.
    """

    stage: Stage
    hours: int | None = None
    working_days: int | None = None
    pattern: str | None = None
    pattern_hours: int | None = None
    region: str = NATION
    valid_from: date = date(2011, 1, 1)
    valid_to: date | None = None
    verified: bool = False
    source: str = "平台默认(参考值,非官方)"

    def __post_init__(self) -> None:
        if (self.hours is None) == (self.working_days is None):
            raise ValueError("a limit is in hours or in working days")

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


LIMITS: tuple[Limit, ...] = (
    # Counted from the end of the booked slot.
    Limit(Stage.BOOKED, hours=24),
    Limit(Stage.COLLECTED, hours=72, pattern="F05", pattern_hours=7 * 24),
    Limit(Stage.IN_TRANSIT, hours=72),
    Limit(Stage.STORED, hours=30 * 24),
    Limit(
        Stage.RECEIVED,
        working_days=30,
        pattern="F17",
        verified=True,
        source="2010年以旧换新办法:原则上30个工作日内拆解",
    ),
    Limit(Stage.REFURBISHED, hours=180 * 24),
)


@dataclass(frozen=True, slots=True)
class Overdue:
    """A unit past its limit: whom to tell, since when, and the next step of the escalation."""

    stage: Stage
    level: Level
    due_at: datetime
    escalates_at: datetime | None
    pattern: str | None
    limit: Limit


def choose_limit(
    limits: Iterable[Limit], jurisdictions: Sequence[str], stage: Stage, day: date
) -> Limit | None:
    """The limit in force; `jurisdictions` runs from the narrowest to `CN`. None for a stage without one."""
    fitting = [
        limit
        for limit in limits
        if limit.stage is stage and limit.region in jurisdictions and limit.in_force(day)
    ]
    return max(
        fitting, key=lambda limit: (-jurisdictions.index(limit.region), limit.valid_from), default=None
    )


def due_at(limit: Limit, since: datetime, is_workday: IsWorkday, times: int = 1) -> datetime:
    """The instant after which a unit that entered the stage at `since` is late, for so many times the limit."""
    if limit.working_days is not None:
        return day_end(add_working_days(day_of(since), times * limit.working_days, is_workday))
    return since + timedelta(hours=times * (limit.hours or 0))


def overdue(limit: Limit, since: datetime, now: datetime, is_workday: IsWorkday) -> Overdue | None:
    """The highest level reached by `now`, or None while the unit is in time.

    `since` is when the unit entered its stage; for a booked unit the end of its slot.
    """
    dues = {level: due_at(limit, since, is_workday, level) for level in Level}
    reached = [level for level, due in dues.items() if now > due]
    if not reached:
        return None
    following = [due for level, due in dues.items() if level > reached[-1]]
    return Overdue(
        limit.stage,
        reached[-1],
        dues[Level.RECYCLER],
        following[0] if following else None,
        _pattern(limit, since, now),
        limit,
    )


def _pattern(limit: Limit, since: datetime, now: datetime) -> str | None:
    patient = timedelta(hours=limit.pattern_hours or 0)
    return limit.pattern if now > since + patient else None
