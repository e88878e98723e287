"""Pick-up windows: when they are, which a rule yields, and where a collector still has room in one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from tradein.moment import SHANGHAI
from tradein.refusal import Refusal

WINDOW = timedelta(hours=2)
BOOK_AHEAD_DAYS = 30
"""Windows are offered at most this many days ahead."""
VISIT = timedelta(minutes=30)
"""How long one pick-up keeps a collector, unless the manager says otherwise."""
EARLIEST_HOUR, LATEST_HOUR = 6, 20
"""Nobody rings before 06:00, and the last window ends at 22:00, Asia/Shanghai."""


class Interval(NamedTuple):
    """A half-open span of time [start, end), aware instants."""

    start: datetime
    end: datetime


class WindowOff(Refusal):
    """A window must begin on the full hour, in the working day, in the future and not too far ahead."""

    code = "slot_window_off"
    zh = "时段须为整点开始、{earliest}:00 至 {latest}:00 之间，且在今后 {days} 天之内。"
    en = "A window starts on the hour between {earliest}:00 and {latest}:00, within the next {days} days."


@dataclass(frozen=True, slots=True)
class Timetable:
    """A recycler's weekly rule: on these weekdays (Monday = 1) windows begin at these hours."""

    weekdays: frozenset[int]
    hours: tuple[int, ...]


def window(start: datetime, now: datetime) -> Interval:
    """The two-hour window that begins at `start`; refused unless it can be offered."""
    local = start.astimezone(SHANGHAI)
    on_the_hour = local.time().replace(hour=0) == time(0)
    in_the_day = EARLIEST_HOUR <= local.hour <= LATEST_HOUR
    soon_enough = now < start <= now + timedelta(days=BOOK_AHEAD_DAYS + 1)
    if not (on_the_hour and in_the_day and soon_enough):
        raise WindowOff("start", earliest=EARLIEST_HOUR, latest=LATEST_HOUR, days=BOOK_AHEAD_DAYS)
    return Interval(start, start + WINDOW)


def windows(timetable: Timetable, first: date, last: date) -> Iterator[Interval]:
    """Every window the rule yields from `first` to `last`, both included, in order."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if day.isoweekday() not in timetable.weekdays:
            continue
        for hour in sorted(timetable.hours):
            start = datetime.combine(day, time(hour), tzinfo=SHANGHAI)
            yield Interval(start, start + WINDOW)


def first_gap(whole: Interval, busy: Iterable[Interval], visit: timedelta) -> Interval | None:
    """The earliest `visit` inside `whole` that meets none of the `busy` spans, or None when the window is full."""
    start = whole.start
    for span in sorted(busy):
        if span.start - start >= visit:
            break
        start = max(start, span.end)
    return Interval(start, start + visit) if start + visit <= whole.end else None
