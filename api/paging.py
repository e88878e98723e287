"""Keyset paging: a page ends in an opaque cursor that says where the next one begins. No offsets, no totals."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

import orjson
from flask import current_app, request
from marshmallow import fields

from api.blueprint import query_pairs
from api.schema import Body, Number, Strict, View, refuse

Row = TypeVar("Row")
Key = tuple[Any, ...]

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
_SEAL_LENGTH = 8
_TYPES: dict[str, Callable[[str], Any]] = {
    "i": int,
    "s": str,
    "u": UUID,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
}


class Cursor(Strict[Key]):
    """Where the previous page ended. It fits the list that issued it and no other; anything else is damaged."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.metadata = {"type": "string", "maxLength": 512, **self.metadata}

    def read(self, value: Any) -> Key:
        key = read_cursor(value, request.endpoint or "") if type(value) is str and len(value) <= 512 else None
        if key is None:
            raise refuse("damaged_cursor")
        return key


class PageQuery(Body):
    """`limit` and `cursor`; a list's own filters go into a subclass. Views read `query["after"]` (a tuple or None)."""

    limit = Number(MAX_LIMIT, low=1, load_default=DEFAULT_LIMIT)
    cursor = Cursor(attribute="after", load_default=None)


def listing(view: type[View]) -> View:
    """The schema `{"items": [view, …]}`."""
    # marshmallow warns about generated classes that share a name in the OpenAPI document, so each gets its own.
    members = {"items": fields.List(fields.Nested(view), required=True), "__module__": view.__module__}
    made: View = type(f"{view.__name__}List", (View,), members)()
    return made


def page(
    rows: Sequence[Row], limit: int, key: Callable[[Row], Key]
) -> tuple[dict[str, list[Row]], int, dict[str, str]]:
    """One page of `rows`, which the query fetched with `limit + 1`; the surplus row means that more follows.

    `key` gives the sort key of a row (str, int, UUID, datetime, date); it comes back as `query["after"]`.
    """
    shown = list(rows[:limit])
    headers = {}
    if len(rows) > limit:
        headers["Link"] = f'<{_address(key(shown[-1]))}>; rel="next"'
    return {"items": shown}, 200, headers


def _address(key: Key) -> str:
    kept = [(name, value) for name, value in query_pairs(request) if name != "cursor"]
    return f"{request.path}?{urlencode([*kept, ('cursor', write_cursor(key, request.endpoint or ''))])}"


def write_cursor(key: Key, endpoint: str) -> str:
    """`key` as opaque text, sealed to one list."""
    raw = orjson.dumps([_tagged(part) for part in key])
    return urlsafe_b64encode(_seal(raw, endpoint) + raw).decode().rstrip("=")


def read_cursor(text: str, endpoint: str) -> Key | None:
    """The key in a cursor, or None when it is damaged or belongs to another list."""
    try:
        sealed = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, Base64Error):
        return None
    raw = sealed[_SEAL_LENGTH:]
    if not hmac.compare_digest(sealed[:_SEAL_LENGTH], _seal(raw, endpoint)):
        return None
    return tuple(_TYPES[tag](value) for tag, value in orjson.loads(raw))


def _seal(raw: bytes, endpoint: str) -> bytes:
    # A cursor grants nothing, the query is scoped anyway; the seal keeps hand-made keys away from the SQL.
    key = current_app.config["CURSOR_KEY"]
    return hmac.digest(key, endpoint.encode() + b"\0" + raw, "sha256")[:_SEAL_LENGTH]


def _tagged(part: object) -> tuple[str, str]:
    match part:
        case datetime():
            return "t", part.isoformat()
        case date():
            return "d", part.isoformat()
        case UUID():
            return "u", str(part)
        case int():
            return "i", str(part)
    return "s", str(part)
