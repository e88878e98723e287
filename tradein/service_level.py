"""Service levels: how long a unit may stay where it is, and who is told when it stays longer.

A limit is a dated row of `time_limits` per stage, in hours or working days; a later row or a province's own supersedes
it. A unit past its limit escalates by itself: recycler at once, district at twice, city at three times the limit.
`overdue` depends on nothing but its arguments, so the watchdog may run as often as it likes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from tradein.lifecycle import Stage
from tradein.moment import day_end, day_of
from tradein.reference import NATION, Row
from tradein.reference_values import TimeLimit
from tradein.working_days import IsWorkday, add_working_days


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
    source: str = "平台默认（参考值，非官方）"

    def __post_init__(self) -> None:
        if (self.hours is None) == (self.working_days is None):
            raise ValueError("a limit is in hours or in working days")

    def in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def stage_limits(rows: Iterable[Row[TimeLimit]]) -> tuple[Limit, ...]:
    """Limits of stages from the rows of `time_limits`, national and local ones; other keys are no stages.

    A local row stands in the unit it is set in; what it leaves empty the national row of its day says.
    """
    of_stages = [row for row in rows if row.header.key in set(Stage)]
    national = sorted(
        (row for row in of_stages if row.header.jurisdiction == NATION), key=lambda row: row.header.valid_from
    )
    return tuple(_limit(row, national) for row in of_stages)


def _limit(row: Row[TimeLimit], national: Sequence[Row[TimeLimit]]) -> Limit:
    header, here = row.header, row.value
    above = [
        one.value
        for one in national
        if one.header.key == header.key and one.header.valid_from <= header.valid_from
    ]
    base = above[-1] if above else here
    silent = here.hours is None and here.working_days is None
    days = base.working_days if silent else here.working_days
    return Limit(
        Stage(header.key),
        hours=None if days is not None else (base.hours if silent else here.hours),
        working_days=days,
        pattern=here.pattern,
        pattern_hours=base.pattern_hours if here.pattern_hours is None else here.pattern_hours,
        region=header.jurisdiction,
        valid_from=header.valid_from,
        valid_to=header.valid_to,
        verified=bool(header.verified),
        source=header.source,
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
