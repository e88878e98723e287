"""Schema bases and the fields of routes. Strict on the way in: nothing is guessed, rounded or coerced."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from marshmallow import RAISE, Schema, fields

from api.field import (
    Choice,
    Code,
    Flag,
    Identifier,
    Pattern,
    Reason,
    RegionCode,
    Remark,
    Strict,
    Text,
    refuse,
)

__all__ = [
    "Body",
    "Choice",
    "Code",
    "Day",
    "Degrees",
    "Fen",
    "Flag",
    "Grams",
    "Identifier",
    "Instant",
    "NamedView",
    "Number",
    "Pattern",
    "Quantity",
    "Reason",
    "RegionCode",
    "Remark",
    "Strict",
    "Text",
    "View",
    "refuse",
]

MAX_INT4 = 2**31 - 1
MAX_FEN = 10**12
MAX_GRAMS = 10**9
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,10}")


class Body(Schema):
    """What a client sends; unknown fields are refused."""

    class Meta:
        unknown = RAISE


class View(Schema):
    """What we answer."""


class NamedView(View):
    """Something by id (or code) and name."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class Quantity(Strict[int]):
    """A whole number within bounds. `true`, `"7"`, `"７"` and `7.0` are not whole numbers here."""

    def __init__(self, high: int = MAX_INT4, *, low: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high = low, high
        self.metadata = {"type": "integer", "minimum": low, "maximum": high, **self.metadata}

    def read(self, value: Any) -> int:
        if type(value) is not int:
            raise refuse("not_integer")
        if not self.low <= value <= self.high:
            raise refuse("out_of_range", low=self.low, high=self.high)
        return value


class Grams(Quantity):
    """Weight in grams, at most 1,000 t."""

    def __init__(self, high: int = MAX_GRAMS, *, low: int = 0, **options: Any) -> None:
        super().__init__(high, low=low, **options)


class Fen(Quantity):
    """Money in fen, 0…10¹²."""

    def __init__(self, high: int = MAX_FEN, *, low: int = 0, **options: Any) -> None:
        super().__init__(high, low=low, **options)


class Number(Quantity):
    """A whole number in a query string: one to ten ASCII digits."""

    def read(self, value: Any) -> int:
        if type(value) is not str or not _NUMBER.fullmatch(value):
            raise refuse("out_of_range", low=self.low, high=self.high)
        return super().read(int(value))


class Degrees(Strict[int]):
    """A coordinate in degrees, kept as whole millionths (`*_e6`); `bound` is 90 or 180."""

    def __init__(self, bound: int, **options: Any) -> None:
        super().__init__(**options)
        self.bound = bound
        self.metadata = {"type": "number", "minimum": -bound, "maximum": bound, **self.metadata}

    def read(self, value: Any) -> int:
        if type(value) is not int and type(value) is not Decimal:
            raise refuse("not_number")
        if not -self.bound <= value <= self.bound:
            raise refuse("out_of_range", low=-self.bound, high=self.bound)
        return int((Decimal(value) * 1_000_000).to_integral_value())

    def write(self, value: int) -> float:
        return value / 1_000_000


class Instant(Strict[datetime]):
    """RFC 3339 with offset, from 2000 to 2100, delivered in UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "date-time", **self.metadata}

    def read(self, value: Any) -> datetime:
        if type(value) is not str or not _INSTANT.fullmatch(value):
            raise refuse("not_instant")
        try:
            instant = datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):  # no such day, or beyond the calendar once in UTC
            raise refuse("not_instant") from None
        if not EARLIEST <= instant < LATEST:
            raise refuse("out_of_range", low=EARLIEST.isoformat(), high=LATEST.isoformat())
        return instant

    def write(self, value: datetime) -> str:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Day(Strict[date]):
    """A calendar day `YYYY-MM-DD`, from 2000 to 2100."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "date", **self.metadata}

    def read(self, value: Any) -> date:
        if type(value) is not str or not _DAY.fullmatch(value):
            raise refuse("not_day")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refuse("not_day") from None
        if not EARLIEST.date() <= day < LATEST.date():
            raise refuse("out_of_range", low=EARLIEST.date().isoformat(), high=LATEST.date().isoformat())
        return day

    def write(self, value: date) -> str:
        return value.isoformat()
