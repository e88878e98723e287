"""Photos: what they are taken for, which document kinds there are, and when two pictures are nearly the same."""

from collections.abc import Mapping
from enum import StrEnum


class Purpose(StrEnum):
    """What a photo shows, and at which step it was taken."""

    PICKUP = "pickup"
    REQUOTE = "requote"
    NAMEPLATE = "nameplate"
    RECEIVING = "receiving"
    INSPECTION = "inspection"
    DISMANTLING = "dismantling"
    REFURBISHING = "refurbishing"
    INVOICE = "invoice"


ACTIONS: Mapping[Purpose, str] = {Purpose.INVOICE: "attach_invoice"}
"""Actions of the permission table that narrow some roles to one purpose."""

BITS, BANDS = 64, 4
BAND_BITS = BITS // BANDS
NEAR = BANDS - 1
"""Two pictures whose hashes differ in at most so many of 64 bits show the same.

With four bands, three differing bits leave at least one band equal: candidates are found by an index, none is missed.
"""


def action_of(purpose: Purpose) -> str | None:
    """The named action an upload for this purpose is, where the permission table knows one."""
    return ACTIONS.get(purpose)


def bands(dhash: int) -> list[int]:
    """The four 16-bit parts of a signed 64-bit hash, each with its number in the upper half."""
    raw = dhash & (1 << BITS) - 1
    mask = (1 << BAND_BITS) - 1
    return [(number << BAND_BITS) | (raw >> number * BAND_BITS & mask) for number in range(BANDS)]


def distance(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return ((one ^ other) & (1 << BITS) - 1).bit_count()


def tells_nothing(dhash: int) -> bool:
    """Whether the hash is that of a plain surface: a lens cap looks like every other lens cap."""
    ones = (dhash & (1 << BITS) - 1).bit_count()
    return min(ones, BITS - ones) <= NEAR
