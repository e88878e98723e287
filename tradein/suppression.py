"""Which counts may be published: small groups are held back, and so is what would let one work them out.

Rule (permission table, `tally_min_group`): a group smaller than five is not published. A single hidden part could be
computed from the total and the others; so further parts are hidden, the smallest first, until at least two are and
they hold five or more between them. When that cannot be reached the total is hidden instead.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Visible(NamedTuple):
    """Whether the total may be shown, and the parts that may."""

    total: bool
    parts: frozenset[str]


def visible(parts: Mapping[str, int], smallest: int, *, total_may_show: bool = True) -> Visible:
    """What of a whole and its parts may be published; `total_may_show` is False when it is hidden one level up.

    Zero is no group and may be shown, unless everything is hidden with a hidden whole.
    """
    whole = sum(parts.values())
    if not total_may_show or 0 < whole < smallest:
        return Visible(total=False, parts=frozenset())
    hidden = {key for key, count in parts.items() if 0 < count < smallest}
    shown = sorted((count, key) for key, count in parts.items() if count >= smallest)
    while hidden and shown and not _safe(hidden, parts, smallest):
        hidden.add(shown.pop(0)[1])
    total = not hidden or _safe(hidden, parts, smallest)
    return Visible(total, frozenset(parts.keys() - hidden))


def _safe(hidden: set[str], parts: Mapping[str, int], smallest: int) -> bool:
    return len(hidden) > 1 and sum(parts[key] for key in hidden) >= smallest
