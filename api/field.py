"""Fields that hold words: text, patterns, choices, flags, identifiers. Nothing is guessed or coerced."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from marshmallow import ValidationError, fields

from api.sentences import Said
from tradein.contact import holds_personal_number

T = TypeVar("T")

# C0 and C1 controls, zero-width space, line and paragraph separators, bidi overrides and isolates, BOM, specials.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]")
_CONTROL_BUT_NEWLINE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]"
)
_REGION = re.compile(r"[0-9]{2}[0-9A-Z]{4}")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def refuse(code: str, **facts: Any) -> ValidationError:
    """A field error with a code from `api.sentences`; for use in custom fields and `@validates`."""
    return ValidationError(Said(code, **facts))


class Strict(fields.Field[T]):
    """A field that reads one kind of value and refuses the rest. Subclasses give `read`, some `write`."""

    def read(self, value: Any) -> T:
        """The value a client sent, or a field error from `refuse`."""
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """The value as JSON holds it."""
        return value

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **_: Any) -> T:  # noqa: ARG002 - marshmallow's signature
        return self.read(value)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:  # noqa: ARG002 - as above
        return None if value is None else self.write(value)


class Text(Strict[str]):
    """Text of `low`…`high` code points after trimming; control and bidi-override characters are refused."""

    _refused = _CONTROL

    def __init__(self, high: int, *, low: int = 1, **options: Any) -> None:
        super().__init__(**options)
        self.low, self.high = low, high
        self.metadata = {"type": "string", "minLength": low, "maxLength": high, **self.metadata}

    def read(self, value: Any) -> str:
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
    """Words that may hold line breaks, and no phone or identity number: histories are never erased."""

    _refused = _CONTROL_BUT_NEWLINE

    def read(self, value: Any) -> str:
        text = super().read(value)
        if holds_personal_number(text):
            raise refuse("personal_number")
        return text


class Reason(Remark):
    """Why something was done, or not done: at least two characters, one of them a letter or a Han character."""

    def __init__(self, high: int, **options: Any) -> None:
        super().__init__(high, **{"low": 2, **options})

    def read(self, value: Any) -> str:
        text = super().read(value)
        if not any(map(str.isalpha, text)):
            raise refuse("no_words")
        return text


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

    def read(self, value: Any) -> str:
        text = super().read(value)
        if not self._pattern.fullmatch(text):
            raise refuse("wrong_format")
        return text


class RegionCode(Pattern):
    """A GB/T 2260 code, or the pseudo-code of a function zone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(_REGION.pattern, 6, **options)

    def read(self, value: Any) -> str:
        if type(value) is not str or not _REGION.fullmatch(value):
            raise refuse("not_region")
        return value


class Identifier(Strict[UUID]):
    """A UUID in its canonical text form."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "format": "uuid", **self.metadata}

    def read(self, value: Any) -> UUID:
        if type(value) is not str or not _UUID.fullmatch(value):
            raise refuse("not_identifier")
        return UUID(value)

    def write(self, value: Any) -> str:
        return str(value)


class Choice(Strict[str]):
    """One of a fixed set of words."""

    def __init__(self, choices: Iterable[str], **options: Any) -> None:
        super().__init__(**options)
        self.choices = tuple(str(choice) for choice in choices)
        # Where null is allowed it is one of the words, or the document contradicts itself.
        words = [*self.choices, None] if self.allow_none else list(self.choices)
        self.metadata = {"type": "string", "enum": words, **self.metadata}

    def read(self, value: Any) -> str:
        if type(value) is not str or value not in self.choices:
            raise refuse("not_a_choice", choices=", ".join(self.choices))
        return value


class Flag(Strict[bool]):
    """`true` or `false`, nothing that merely looks like it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "boolean", **self.metadata}

    def read(self, value: Any) -> bool:
        if type(value) is not bool:
            raise refuse("not_boolean")
        return value
