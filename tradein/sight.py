"""How much of other people's data somebody looks at in a day, and from when that is told to who answers for them.

Looking is an exception for officers and daily work for collectors, so each is compared with what is usual for the
same person, above a floor below which nothing is told. PIPL 51 and 54 ask for control and audit of access.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tradein import permissions
from tradein.unmasking import MOST_A_DAY, MOST_SEARCHES_A_DAY, NOTABLE

USUAL_OVER = timedelta(days=28)
FAR_ABOVE = 3
"""Times the usual."""
FEW_UNMASKED = 5
"""Below this an unmasking or a search is never told, however unusual."""
MANY_IN_CLEAR, MANY_MASKED = 60, 300
"""Different people seen in a day: by roles that see bookings in clear, and by those that see them masked."""
FULL = "full"


class SightKind(StrEnum):
    """What was noticed."""

    UNMASKED_MANY = "unmasked_many"
    UNMASK_CAP = "unmask_cap"
    SEARCHED_MANY = "searched_many"
    SEARCH_CAP = "search_cap"
    SEEN_MANY = "seen_many"


@dataclass(frozen=True, slots=True)
class Noticed:
    """What was noticed of one person on one day: how many, and how many are usual (None: nothing to compare with)."""

    kind: SightKind
    day: date
    count: int
    usual: int | None


def usual_of(days: Sequence[int]) -> int | None:
    """The mean of the days on which there was anything, rounded up; None without any."""
    return -(-sum(days) // len(days)) if days else None


def of_unmasking(day: date, count: int, before: Sequence[int]) -> list[Noticed]:
    """What the `count`th unmasking of a day gives to tell; `before` are the counts of earlier days."""
    cap = SightKind.UNMASK_CAP if count >= MOST_A_DAY else None
    return _of_turns(day, count, before, (SightKind.UNMASKED_MANY, cap))


def of_searches(day: date, count: int, before: Sequence[int]) -> list[Noticed]:
    """As `of_unmasking`, of the `count`th search for a person; one that finds nobody tells something, too."""
    cap = SightKind.SEARCH_CAP if count >= MOST_SEARCHES_A_DAY else None
    return _of_turns(day, count, before, (SightKind.SEARCHED_MANY, cap))


def _of_turns(
    day: date, count: int, before: Sequence[int], kinds: tuple[SightKind, SightKind | None]
) -> list[Noticed]:
    many, cap = kinds
    usual = usual_of(before)
    found = []
    if count >= NOTABLE or (count >= FEW_UNMASKED and is_far_above(count, usual)):
        found.append(Noticed(many, day, count, usual))
    if cap is not None:
        found.append(Noticed(cap, day, count, usual))
    return found


def is_far_above(count: int, usual: int | None) -> bool:
    """Whether a count is far above the usual; without anything to compare with it is not."""
    return usual is not None and count > FAR_ABOVE * usual


def floor_of(role: str) -> int:
    """How many different people this role may see on a day before anything is told."""
    in_clear = any(grant.pii == FULL for grant in permissions.granted(role, "order", "read"))
    return MANY_IN_CLEAR if in_clear else MANY_MASKED


def of_sights(role: str, day: date, count: int, before: Sequence[int]) -> Noticed | None:
    """What a day's looks give to tell: above the floor, and far above the usual where there is one."""
    usual = usual_of(before)
    if count < floor_of(role) or not (usual is None or is_far_above(count, usual)):
        return None
    return Noticed(SightKind.SEEN_MANY, day, count, usual)
