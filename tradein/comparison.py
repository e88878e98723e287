"""Comparing figures: shares, changes on an earlier period, and rankings that are fair to ties and to the unknown."""

from collections.abc import Mapping


def share_permille(part: int, whole: int) -> int | None:
    """`part` in thousandths of `whole`, rounded half up; None without a whole."""
    return (2000 * part + whole) // (2 * whole) if whole else None


def change_permille(value: int | None, before: int | None) -> int | None:
    """同比/环比: the change on an earlier value in thousandths; None when either is unknown or there was nothing."""
    if value is None or not before:
        return None
    return share_permille(value - before, before)


def ranking(values: Mapping[str, int | None]) -> list[tuple[int | None, str]]:
    """区县排名, the highest first: equals share a rank and the next one is skipped; unknown comes last, unranked."""
    known = sorted((-value, key) for key, value in values.items() if value is not None)
    first = {value: place for place, (value, _) in reversed(list(enumerate(known, 1)))}
    ranked: list[tuple[int | None, str]] = [(first[value], key) for value, key in known]
    return ranked + [(None, key) for key in sorted(values) if values[key] is None]
