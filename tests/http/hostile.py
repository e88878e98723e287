"""Hostile inputs, and how to aim them at any route of the application."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NamedTuple
from uuid import uuid4

from flask import Flask
from marshmallow import Schema, fields
from marshmallow.validate import Length
from sqlalchemy import Engine, event

from api.permit import Need
from api.schema import Instant, Number, Quantity
from tests.world import World
from tradein import permissions

JSON = "application/json"
WRITES = ("POST", "PUT", "PATCH", "DELETE")


Path = tuple[str | int, ...]


class Target(NamedTuple):
    """One (endpoint, method) with a path that fits its rule."""

    endpoint: str
    method: str
    path: str
    need: Need


class Hostile(NamedTuple):
    """One input: the case number of the list, the raw body, what to expect."""

    case: int
    raw: bytes
    status: int


# Cases of the list that are decided before any schema is asked: they hurt every write route alike.
UNREADABLE = [
    Hostile(2, rb'{"n":"a\u0000b"}', 400),
    Hostile(3, rb'{"n":"\ud800"}', 400),
    Hostile(5, b'{"q":99999999999999999999999}', 400),
    Hostile(6, b'{"q":' + b"9" * 5000 + b"}", 400),
    Hostile(7, b"[" * 100_000, 400),
    Hostile(8, b'{"j":' + b"[" * 20_000 + b"]" * 20_000 + b"}", 400),
    Hostile(9, b'{"m":NaN}', 400),
    Hostile(10, b'{"m":Infinity}', 400),
    Hostile(11, b'{"j":{"a":NaN}}', 400),
    Hostile(12, rb'{"j":{"a":"\u0000"}}', 400),
    Hostile(13, b'{"m":1e400}', 400),
    Hostile(14, b'{"m":1e20}', 400),
    Hostile(15, b'{"n":"a","n":"b"}', 400),
    Hostile(19, '{"n":"张三"}'.encode("utf-16"), 400),
    Hostile(20, '{"n":"张三"}'.encode("gb18030"), 400),
    Hostile(21, b"null", 400),
    Hostile(22, b"[]", 400),
    Hostile(23, b"", 400),
]
UNKNOWN = Hostile(16, b'{"is_admin":true}', 422)

# Cases aimed at a kind of field.
WHOLE_NUMBERS = [
    (4, 3_000_000_000_000_000),
    (17, True),
    (18, "７"),
    (0, "7"),
    (0, 1.5),
    (0, -(2**62)),
    (0, [7]),
]
INSTANTS = [
    (24, "0000-01-01T00:00:00Z"),
    (25, "9999-12-31T23:59:59-14:00"),
    (0, "0001-01-01T00:00:00+14:00"),
    (0, "2026-02-30T00:00:00Z"),
    (0, "2026-11-21T10:00:00"),
    (0, "1999-12-31T23:59:59Z"),
    (0, 20261121),
]


def targets(app: Flask, *methods: str) -> Iterator[Target]:
    """Every route with one of the methods, its variables filled with values that fit but name nothing."""
    needs: dict[tuple[str, str], Need] = app.extensions["needs"]
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & set(methods)):
            if (rule.endpoint, method) not in needs:
                continue
            values = {name: _sample(converter) for name, converter in rule._converters.items()}
            with app.test_request_context():
                path = rule.build(values)[1]
            yield Target(rule.endpoint, method, path, needs[rule.endpoint, method])


def _sample(converter: Any) -> Any:
    kind = type(converter).__name__
    if kind == "UUIDConverter":
        return uuid4()
    if kind == "IntegerConverter":
        return 1
    if kind == "AnyConverter":
        return min(converter.items)
    length = re.fullmatch(r"\[\^/\]\{(\d+)\}", converter.regex)
    return "NOSUCHTHING00"[: int(length[1]) if length else None]


def schema_of(app: Flask, target: Target, location: str) -> Schema | None:
    """The schema a route declares for a location."""
    documented = getattr(app.view_functions[target.endpoint], "_apidoc", {}).get("arguments", {})
    for parameter in documented.get("parameters", []):
        if parameter["in"] == location:
            found = parameter["schema"]
            return found() if isinstance(found, type) else found
    return None


def aimed(schema: Schema) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """`(case, field path, body)` for every whole number and every instant anywhere in a body schema."""
    for path, field in _leaves(schema):
        if isinstance(field, Quantity) and not isinstance(field, Number):
            hostile = WHOLE_NUMBERS
        elif isinstance(field, Instant):
            hostile = INSTANTS
        else:
            continue
        for case, value in hostile:
            yield case, ".".join(map(str, path)), _wrapped(path, value)


def aimed_with(
    schema: Schema, values: Callable[[Any], Iterable[Any]]
) -> Iterator[tuple[Path, Any, dict[str, Any]]]:
    """`(path, field, body)` for every field anywhere in a body schema, with each of `values(field)` in it."""
    for path, field in _leaves(schema):
        for value in values(field):
            yield path, field, _wrapped(path, value)


def lists_of(schema: Schema, path: Path = ()) -> Iterator[tuple[str, int | None, dict[str, Any]]]:
    """`(path, most, body)` for every list anywhere in a body schema, with one entry too many in it."""
    for name, declared in schema.load_fields.items():
        field, here = declared, (*path, declared.data_key or name)
        if isinstance(field, fields.List):
            most = next((rule.max for rule in field.validators if isinstance(rule, Length)), None)
            yield ".".join(map(str, here)), most, _wrapped(here, [{}] * ((most or 0) + 1))
        while isinstance(field, fields.List):
            field, here = field.inner, (*here, 0)
        if isinstance(field, fields.Nested):
            yield from lists_of(field.schema, here)


def _leaves(schema: Schema, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    for name, declared in schema.load_fields.items():
        field, here = declared, (*path, declared.data_key or name)
        while isinstance(field, fields.List):
            field, here = field.inner, (*here, 0)
        if isinstance(field, fields.Nested):
            yield from _leaves(field.schema, here)
        else:
            yield here, field


def _wrapped(path: Path, value: Any) -> dict[str, Any]:
    for step in reversed(path):
        value = [value] if step == 0 else {step: value}
    return value


def merged(*bodies: Any) -> Any:
    """One body that says what all of them say."""
    if all(isinstance(body, dict) for body in bodies):
        names = {name: None for body in bodies for name in body}
        return {name: merged(*(body[name] for body in bodies if name in body)) for name in names}
    if all(isinstance(body, list) and len(body) == 1 for body in bodies):
        return [merged(*(body[0] for body in bodies))]
    return bodies[0]


def headers_for(world: World, need: Need) -> dict[str, str] | None:
    """What somebody carries who gets past a route's door; nothing for a public one, None if nobody in the world."""
    if permissions.grants(None, *need.asked):
        return {}
    for person in world.people.values():
        by_key = replace(person.actor, key_id=person.key_id, scopes=frozenset({"*"}), fresh_proof=False)
        if permissions.grants(by_key, *need.asked):
            return person.key_headers()
    # What asks for fresh proof, or for somebody signed in, is not for keys; the world's sessions are proved.
    for person in world.people.values():
        if permissions.grants(replace(person.actor, fresh_proof=True), *need.asked):
            return person.session_headers()
    return None


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fails when a statement that changes anything is sent."""
    sent = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        # Counting how fast somebody asks is no effect of what they asked, nor is the note that it was refused.
        counted = "rate_window" in statement or "INTO audit" in statement
        if not counted and statement.lstrip().upper().startswith(
            ("INSERT", "UPDATE", "DELETE", "WITH", "COPY")
        ):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert not sent


def callers(app: Flask, world: World, *methods: str) -> Iterator[tuple[Target, dict[str, str]]]:
    """Every route with one of the methods, and the headers of somebody who gets past its door."""
    for target in targets(app, *methods):
        headers = headers_for(world, target.need)
        assert headers is not None, f"nobody in the test world may {target.need} at {target.endpoint}"
        yield target, {**headers, "Idempotency-Key": "hostile-input-0001"}
