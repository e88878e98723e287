"""Where in a body the thing stands that made it unreadable: looked for only once it is known to be there.

The reader itself (`api.strict_json`) keeps no track of where it is, which would cost every body that is fine.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

LONGEST_NAME = 40
Fault = Callable[[str], str | None]
"""What is wrong with a literal or a text, in one word; None where nothing is."""


class Faults(NamedTuple):
    """What is asked of each kind of value."""

    number: Fault
    fraction: Fault
    text: Fault


class _Here(str):
    """Stands where something is wrong; its text is the reason."""

    __slots__ = ()


class _Twice(dict[str, Any]):
    """An object that names a key twice: the second time."""

    __slots__ = ("key",)
    key: str


def place_of(raw: bytes, reason: str, faults: Faults) -> str | None:
    """The path of the first thing wrong for this reason, as in `scans.0.weight_g`; None where it has none."""
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_keeping,
            parse_constant=lambda _: _Here("not_a_number"),
            parse_float=lambda literal: _marked(faults.fraction(literal)),
            parse_int=lambda literal: _marked(faults.number(literal)),
        )
        return next((path for path, wrong in _walk(value, faults.text) if wrong == reason), None)
    except (ValueError, RecursionError):
        return None


def _marked(wrong: str | None) -> _Here | None:
    return None if wrong is None else _Here(wrong)


def _keeping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = _Twice(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        found.key = next(key for key, _ in pairs if key in seen or seen.add(key))
        return found
    return dict(pairs)


def _walk(value: Any, text: Fault, path: str = "") -> Iterator[tuple[str, str]]:
    """Everything that is wrong, in the order of the body."""
    if isinstance(value, _Here):
        yield path, str(value)
    elif isinstance(value, str):
        yield from _said(path, text(value))
    elif isinstance(value, dict):
        yield from _walk_object(value, text, path)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _walk(inner, text, _below(path, str(position)))


def _walk_object(value: dict[str, Any], text: Fault, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, _Twice):
        yield _below(path, value.key), "duplicate_key"
    for key, inner in value.items():
        yield from _said(path, text(key))
        yield from _walk(inner, text, _below(path, key))


def _said(path: str, wrong: str | None) -> Iterator[tuple[str, str]]:
    if wrong is not None:
        yield path, wrong


def _below(path: str, name: str) -> str:
    # A name may be anything, and is told back: half a character cannot be, and a long one need not be.
    sayable = name[:LONGEST_NAME].encode("utf-8", "replace").decode("utf-8")
    return f"{path}.{sayable}" if path else sayable
