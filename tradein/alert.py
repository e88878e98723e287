"""Alerts about units that stay too long or did not arrive: what each says, when it is raised and when it rises.

Two kinds share one clock. A unit past its stage's limit is told to the recycler at once, to the district at twice and
to the city at three times the limit. A unit that its load arrived without is late the moment the load is closed; from
then on it rises in the steps of the same limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tradein.lifecycle import Stage
from tradein.moment import day_end, day_of
from tradein.reference import NATION
from tradein.service_level import Level, Limit, overdue
from tradein.working_days import IsWorkday, add_working_days


class AlertKind(StrEnum):
    """What is wrong."""

    SERVICE_LEVEL = "service_level"
    MISSING_IN_LOAD = "missing_in_load"
    PHOTO_REPEAT = "photo_repeat"
    PRICE_OUT_OF_RANGE = "price_out_of_range"


class AlertState(StrEnum):
    """Whether somebody looks at it."""

    NEW = "new"
    CLAIMED = "claimed"
    CLOSED = "closed"


class AlertAction(StrEnum):
    """One line of an alert's history."""

    RAISED = "raised"
    ESCALATED = "escalated"
    CLAIMED = "claimed"
    CLOSED = "closed"
    MOVED_ON = "moved_on"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit with the part of the country it speaks for: its own region, less those with their own limit."""

    kind: AlertKind
    limit: Limit
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """How late a unit is now, and when this answer changes next (None: it has reached the end)."""

    level: Level
    due_at: datetime
    recheck_at: datetime | None
    pattern: str | None


def rules(limits: Iterable[Limit], day: date) -> list[Rule]:
    """The rules in force on a day: of several limits for one stage and region, the one that came last."""
    latest: dict[tuple[Stage, str], Limit] = {}
    for limit in sorted(limits, key=lambda limit: limit.valid_from):
        if limit.in_force(day):
            latest[limit.stage, limit.region] = limit
    made = []
    for limit in latest.values():
        # Regions nest; whoever has a limit of their own is not under the nation's.
        others = frozenset(
            region
            for stage, region in latest
            if stage is limit.stage and limit.region == NATION and region != NATION
        )
        made.append(Rule(AlertKind.SERVICE_LEVEL, limit, others))
        if limit.stage is Stage.IN_TRANSIT and limit.hours is not None:
            made.append(Rule(AlertKind.MISSING_IN_LOAD, limit, others))
    return made


def late_before(rule: Rule, now: datetime, is_workday: IsWorkday) -> datetime:
    """Units whose clock began before this instant are late now, all others are in time."""
    if rule.kind is AlertKind.MISSING_IN_LOAD:
        return now
    limit = rule.limit
    if limit.working_days is None:
        return now - timedelta(hours=limit.hours or 0)
    # So many working days take at least as many days.
    day = day_of(now) - timedelta(days=limit.working_days)
    while day_end(add_working_days(day, limit.working_days, is_workday)) >= now:
        day -= timedelta(days=1)
    return day_end(day)


def stand(rule: Rule, since: datetime, now: datetime, is_workday: IsWorkday) -> Standing | None:
    """How late a unit is whose clock began at `since`; None while it is in time."""
    missing = rule.kind is AlertKind.MISSING_IN_LOAD
    begun = since - timedelta(hours=rule.limit.hours or 0) if missing else since
    found = overdue(rule.limit, begun, now, is_workday)
    if found is None:
        return None
    changes = [found.escalates_at]
    if rule.limit.pattern is not None and found.pattern is None:
        changes.append(begun + timedelta(hours=rule.limit.pattern_hours or 0))
    recheck_at = min((moment for moment in changes if moment is not None), default=None)
    return Standing(found.level, found.due_at, recheck_at, found.pattern)
