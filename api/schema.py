"""Schema bases and the fields every route shares. Strict on the way in: nothing is guessed, rounded or coerced."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from marshmallow import RAISE, Schema, ValidationError, fields

from api.sentences import Said

MAX_INT4 = 2**31 - 1
MAX_FEN = 10**12
MAX_GRAMS = 10**9
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)

# C0 and C1 controls, zero-width space, line and paragraph separators, bidi overrides and isolates, BOM, specials.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]")
_CONTROL_BUT_NEWLINE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_REGION = re.compile(r"[0-9]{2}[0-9A-Z]{4}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_NUMBER = re.compile(r"[0-9]{1,10}")


class Body(Schema):
    """What a client sends; unknown fields are refused."""

    class Meta:
        unknown = RAISE


class View(Schema):
    """What we answer."""


def refuse(code: str, **facts: Any) -> ValidationError:
    """A field error with a code from `api.sentences`; for use in custom fields and `@validates`."""
    return ValidationError(Said(code, **facts))


class Text(fields.Field[str]):
    """Text of `low`…`high` code points after trimming; control and bidi-override characters are refused."""

    _refused = _CONTROL

    def __init__(self, high: int, *, low: int = 1, **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high = low, high
        self.metadata = {"type": "string", "minLength": low, "maxLength": high, **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if type(value) is not str:
            raise refuse("not_text")
        text = value.strip()
        if len(text) > self.high:
            raise refuse("too_long", high=self.high)
        if len(text) < self.low:
            raise refuse("too_short", low=self.low)
        if self._refused.search(text):
            raise refuse("control_character")
        return text


class Remark(Text):
    """Text that may hold line breaks."""

    _refused = _CONTROL_BUT_NEWLINE


class Code(Text):
    """A label code as typed or scanned: case, hyphens and look-alikes are forgiven later, by the domain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(64, **options)


class Pattern(Text):
    """Text that matches a regular expression in full."""

    def __init__(self, pattern: str, high: int = 64, **options: Any) -> None:
        super().__init__(high, **options)
        self._pattern = re.compile(pattern)
        self.metadata = {**self.metadata, "pattern": f"^{pattern}$"}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        if not self._pattern.fullmatch(text):
            raise refuse("wrong_format")
        return text


class Quantity(fields.Field[int]):
    """A whole number within bounds. `true`, `"7"`, `"７"` and `7.0` are not whole numbers here."""

    def __init__(self, high: int = MAX_INT4, *, low: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high = low, high
        self.metadata = {"type": "integer", "minimum": low, "maximum": high, **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
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

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        if type(value) is not str or not _NUMBER.fullmatch(value):
            raise refuse("out_of_range", low=self.low, high=self.high)
        return super()._deserialize(int(value), attr, data)


class Degrees(fields.Field[int]):
    """A coordinate in degrees, kept as whole millionths (`*_e6`); `bound` is 90 or 180."""

    def __init__(self, bound: int, **options: Any) -> None:
        super().__init__(**options)
        self.bound = bound
        self.metadata = {"type": "number", "minimum": -bound, "maximum": bound, **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> int:
        if type(value) is not int and type(value) is not Decimal:
            raise refuse("not_number")
        if not -self.bound <= value <= self.bound:
            raise refuse("out_of_range", low=-self.bound, high=self.bound)
        return int((Decimal(value) * 1_000_000).to_integral_value())

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> float | None:
        return None if value is None else value / 1_000_000


class Flag(fields.Field[bool]):
    """`true` or `false`, nothing that merely looks like it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "boolean", **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> bool:
        if type(value) is not bool:
            raise refuse("not_boolean")
        return value


class Choice(fields.Field[str]):
    """One of a fixed set of words."""

    def __init__(self, choices: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.choices = tuple(str(choice) for choice in choices)
        self.metadata = {"type": "string", "enum": list(self.choices), **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if type(value) is not str or value not in self.choices:
            raise refuse("not_a_choice", choices=", ".join(self.choices))
        return value


class Instant(fields.Field[datetime]):
    """RFC 3339 with offset, from 2000 to 2100, delivered in UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "date-time", **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> datetime:
        if type(value) is not str or not _INSTANT.fullmatch(value):
            raise refuse("not_instant")
        try:
            instant = datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):  # no such day, or beyond the calendar once in UTC
            raise refuse("not_instant") from None
        if not EARLIEST <= instant < LATEST:
            raise refuse("out_of_range", low=EARLIEST.isoformat(), high=LATEST.isoformat())
        return instant

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


class Day(fields.Field[date]):
    """A calendar day `YYYY-MM-DD`, from 2000 to 2100."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "date", **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> date:
        if type(value) is not str or not _DAY.fullmatch(value):
            raise refuse("not_day")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise refuse("not_day") from None
        if not EARLIEST.date() <= day < LATEST.date():
            raise refuse("out_of_range", low=EARLIEST.date().isoformat(), high=LATEST.date().isoformat())
        return day

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else value.isoformat()


class RegionCode(Pattern):
    """A GB/T 2260 code, or the pseudo-code of a function zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(_REGION.pattern, 6, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> str:
        if type(value) is not str or not _REGION.fullmatch(value):
            raise refuse("not_region")
        return value


class Identifier(fields.Field[UUID]):
    """A UUID in its canonical text form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "uuid", **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> UUID:
        if type(value) is not str or not _UUID.fullmatch(value):
            raise refuse("not_identifier")
        return UUID(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> str | None:
        return None if value is None else str(value)
