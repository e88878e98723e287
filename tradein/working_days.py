"""Working days: legal limits count them, and next year's official calendar appears only in late autumn.

The calendar arrives as a callable (`chinese_calendar.is_workday`), so nothing here knows a year.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

IsWorkday = Callable[[date], bool]
SATURDAY = 5


def or_weekdays(is_workday: IsWorkday) -> IsWorkday:
    """The official calendar where it is published; Monday to Friday for years it does not know yet.

    A limit that reaches into such a year is provisional and moves when the calendar is updated.
    """

    @cache
    def judge(day: date) -> bool:
        try:
            return is_workday(day)
        except NotImplementedError:
            return day.weekday() < SATURDAY

    return judge


def add_working_days(start: date, count: int, is_workday: IsWorkday) -> date:
    """The day on which the `count`-th working day after `start` falls; `start` itself does not count."""
    day = start
    left = count
    while left > 0:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day


def working_days_between(start: date, end: date, is_workday: IsWorkday) -> int:
    """How many working days lie after `start`, up to and including `end`; 0 when `end` is not later."""
    return sum(is_workday(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
