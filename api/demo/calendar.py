"""When people trade in: growth, weekdays, holidays, sales days, and what each season throws out."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

DAYS = 91
"""Three months of history, the day of loading not counted."""
UNITS_A_DAY = 14
WEEK = (0.85, 0.82, 0.86, 0.9, 1.0, 1.36, 1.3)
"""Monday to Sunday: pick-ups happen when people are at home."""
GROWTH = 0.45
"""How much more is traded in at the end of the history than at its beginning."""
COLD, HOT = frozenset({11, 12, 1, 2}), frozenset({6, 7, 8, 9})

MIX: Mapping[str, float] = {
    "FRIDGE": 22,
    "WASHER_PULSATOR": 13,
    "WASHER_DRUM": 11,
    "TV_FPD": 15,
    "TV_CRT": 5,
    "AC_SPLIT_SET": 14,
    "AC_WINDOW": 1,
    "FREEZER": 3,
    "RANGE_HOOD": 4,
    "WATER_HEATER_ELECTRIC": 4,
    "WATER_HEATER_GAS": 2,
    "LAPTOP": 3,
    "PC_DESKTOP_HOST": 2,
    "MONITOR_LCD": 2,
    "PRINTER": 1,
    "MICROWAVE": 1,
    "PHONE_MOBILE": 1,
}


def history(today: date) -> Iterator[date]:
    """Every day of the history, then today."""
    for past in range(DAYS, -1, -1):
        yield today - timedelta(days=past)


def demand(day: date, today: date) -> float:
    """How many appliances are traded in on a day, on average."""
    grown = 1 - GROWTH * (today - day).days / DAYS / 2
    return UNITS_A_DAY * grown * WEEK[day.weekday()] * _occasion(day)


def _occasion(day: date) -> float:
    """National Day, Double Eleven and June 18 sell new appliances, and the old ones leave with their delivery."""
    when = (day.month, day.day)
    if (10, 1) <= when <= (10, 3) or (11, 11) <= when <= (11, 14):
        return 1.75
    if (10, 4) <= when <= (10, 8) or (11, 5) <= when <= (11, 18) or (6, 14) <= when <= (6, 22):
        return 1.3
    if (1, 25) <= when <= (2, 10):  # people cleaning house before the Spring Festival, then nobody at work
        return 1.25 if when < (2, 5) else 0.5
    return 1.0


def mix(day: date) -> dict[str, float]:
    """Weights of item types in the season of a day."""
    weights = dict(MIX)
    if day.month in HOT:
        weights["AC_SPLIT_SET"] *= 1.8
        weights["FRIDGE"] *= 1.25
    if day.month in COLD:
        weights["AC_SPLIT_SET"] *= 0.6
        weights["WATER_HEATER_ELECTRIC"] *= 1.7
        weights["WATER_HEATER_GAS"] *= 1.6
        weights["RANGE_HOOD"] *= 1.4
    return weights
