"""Seeded chance: the same seed and the same day draw the same city.

Every stream is seeded by what it is for and its day, so that one more pick-up in September changes nothing in October.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from random import Random
from typing import TypeVar
from uuid import UUID

from tradein.moment import day_start

SEED = "聊城 2026"

T = TypeVar("T")


class Chance(Random):
    """A stream of chance with the draws a simulated city needs."""

    @classmethod
    def of(cls, *purpose: object) -> "Chance":
        """The stream of this purpose: `Chance.of("pickups", day)`."""
        digest = sha256("/".join([SEED, *map(str, purpose)]).encode()).digest()
        return cls(int.from_bytes(digest[:8], "big"))

    def happens(self, percent: float) -> bool:
        """Whether something of this likelihood happens."""
        return self.random() * 100 < percent

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, likelier the heavier it is."""
        return self.choices(list(weights), list(weights.values()))[0]

    def id(self) -> UUID:
        """An identifier as a device would draw it."""
        return UUID(bytes=self.randbytes(16), version=4)

    def photo(self) -> str:
        """The SHA-256 of a picture nobody has taken."""
        return self.randbytes(32).hex()

    def at(self, day: date, earliest: float, latest: float) -> datetime:
        """An instant of the day between two hours, Asia/Shanghai."""
        return at(day, self.uniform(earliest, latest))

    def around(self, value: int, percent: float) -> int:
        """`value`, off by at most so many percent."""
        return round(value * (1 + self.uniform(-percent, percent) / 100))

    def some(self, among: Sequence[T], percent: float) -> list[T]:
        """Those of a sequence to which something of this likelihood happens."""
        return [one for one in among if self.happens(percent)]


def at(day: date, hour: float) -> datetime:
    """The instant of a Shanghai day at so many hours, in whole seconds."""
    return day_start(day) + timedelta(seconds=round(hour * 3600))
