"""Every field of every body that can be sent: what is too long, of another kind, out of its calendar, or too many."""

import json
from collections import Counter
from typing import Any

import pytest
from marshmallow import fields

from api.field import Choice, Flag, Identifier, Pattern, Strict, Text
from api.schema import Day, Degrees, Quantity
from tests.http.hostile import (
    JSON,
    WRITES,
    aimed_with,
    callers,
    lists_of,
    merged,
    nothing_written,
    schema_of,
    targets,
)

NUL, SURROGATE = "a\x00b", "\ud800"
BIDI, ZERO_WIDTH = "a\u202eb", "a\u200bb"
LONG = "x" * 4_000
OTHER_KINDS = (7, 1.5, True, [], {}, ["a"], {"a": 1})
DAYS = (
    "2026-02-30",
    "1999-12-31",
    "2100-01-01",
    "2026-1-1",
    "0000-01-01",
    "2026-11-21T00:00:00Z",
    "２０２６-01-01",
    20261121,
)
DEGREES = (180.0001, -1e9, "36", True, [36])
NOT_FLAGS = ("true", 1, 0, "", "no", [])
NOT_UUIDS = ("1", "z" * 32, "{00000000-0000-0000-0000-000000000000}", 5, [])


def wrong_values(field: Any) -> tuple[Any, ...]:
    """What a field of this kind must not take."""
    if isinstance(field, Text):
        more = ("\t;--", "'; DROP TABLE unit;--") if isinstance(field, Pattern) else ()
        return (BIDI, ZERO_WIDTH, LONG, *OTHER_KINDS, *more)
    for kind, values in ((Day, DAYS), (Degrees, DEGREES), (Flag, NOT_FLAGS), (Identifier, NOT_UUIDS)):
        if isinstance(field, kind):
            return values
    if isinstance(field, Choice):
        return ("no such word", LONG, *OTHER_KINDS)
    return OTHER_KINDS[1:] if isinstance(field, Quantity) else OTHER_KINDS


def test_every_field_is_of_a_strict_kind(app):
    """A stock field converts and trims as it likes; free objects are read by the domain, entry by entry."""
    loose = {
        (target.endpoint, ".".join(map(str, path)))
        for target, _ in _bodies(app)
        for path, field, _ in aimed_with(schema_of(app, target, "json"), lambda _: ["x"])
        if not isinstance(field, Strict)
    }
    assert loose <= {
        ("orders.create_order", "units.0.answers.conditions"),
        ("quotes.create_quote", "answers.conditions"),
        ("reference.create_override", "values"),
        ("scans.capture_scans", "scans.0"),
    }


def _bodies(app):

    return [(target, None) for target in targets(app, *WRITES) if schema_of(app, target, "json")]


def test_every_field_refuses_what_is_not_its_kind(app, client, world):
    """All fields of a body are wrong at once, each in its next way, and every one of them is named."""
    wrong, seen = [], Counter()
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            for body, paths in _all_wrong(schema) if schema else ():
                seen[target.endpoint] += len(paths)
                reply = client.open(target.path, method=target.method, json=body, headers=headers)
                named = {error["field"] for error in (reply.json or {}).get("errors", [])}
                if reply.status_code != 422 or paths - named:
                    wrong.append((target.endpoint, reply.status_code, paths - named, str(body)[:200]))
    assert not wrong
    assert sum(seen.values()) > 1_500


def _all_wrong(schema):
    """Bodies in which every strict field is wrong, and the paths of these fields; as many as any field has ways."""
    rounds = {}
    for path, field, body in aimed_with(schema, wrong_values):
        if isinstance(field, Strict):
            rounds.setdefault(path, []).append(body)
    for number in range(max(map(len, rounds.values()), default=0)):
        bodies = [bodies[number % len(bodies)] for bodies in rounds.values()]
        yield merged(*bodies), {".".join(map(str, path)) for path in rounds}


@pytest.mark.parametrize("text", [NUL, SURROGATE])
def test_no_text_anywhere_holds_nul_or_half_a_character(app, client, world, text):
    wrong = []
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            if schema is None:
                continue
            for body in [*(body for _, _, body in aimed_with(schema, lambda _: [text])), {text: 1}]:
                raw = json.dumps(body)  # escapes what UTF-8 cannot say
                reply = client.open(
                    target.path, method=target.method, data=raw, headers=headers, content_type=JSON
                )
                if reply.status_code != 400:
                    wrong.append((target.endpoint, raw, reply.status_code))
    assert not wrong


def test_every_list_is_bounded(app, client, world):
    wrong, seen = [], 0
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            for path, most, body in lists_of(schema) if schema else ():
                seen += 1
                assert most is not None, f"{target.endpoint} takes any number of {path}"
                reply = client.open(target.path, method=target.method, json=body, headers=headers)
                named = [error["field"] for error in (reply.json or {}).get("errors", [])]
                if reply.status_code != 422 or not any(name.startswith(path) for name in named):
                    wrong.append((target.endpoint, path, reply.status_code, named))
    assert not wrong
    assert seen > 20


def test_every_body_is_bounded(app, client, world):
    wrong = []
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            if hasattr(app.view_functions[target.endpoint], "takes_file"):
                continue  # a limit of its own, in test_photo_corpus.py
            most = app.config[
                "MAX_CAPTURE_LENGTH" if target.endpoint == "scans.capture_scans" else "MAX_CONTENT_LENGTH"
            ]
            big = b'{"n":"' + b"x" * most + b'"}'
            reply = client.open(
                target.path, method=target.method, data=big, headers=headers, content_type=JSON
            )
            limit = f"{most >> 20} MB" if most >> 20 else f"{most >> 10} KB"
            said = (reply.status_code, reply.json["code"], limit in reply.json["detail"])
            if said != (413, "too_large", True):
                wrong.append((target.endpoint, reply.status_code))
    assert not wrong


def test_what_is_required_is_named(app, client, world):
    wrong = []
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            required = {
                field.data_key or name
                for name, field in (schema.load_fields if schema else {}).items()
                if field.required
            }
            if not required:
                continue
            reply = client.open(target.path, method=target.method, json={}, headers=headers)
            named = {error["field"] for error in reply.json.get("errors", [])}
            if reply.status_code != 422 or not required <= named:
                wrong.append((target.endpoint, reply.status_code, required - named))
    assert not wrong


def test_lists_of_something_else_are_named(app, client, world):
    """A list where an object is expected, an object or a word where a list is."""
    wrong = []
    with nothing_written():
        for target, headers in callers(app, world, *WRITES):
            schema = schema_of(app, target, "json")
            for name, field in (schema.load_fields if schema else {}).items():
                if not isinstance(field, fields.List | fields.Nested | fields.Dict):
                    continue
                for value in ("x", 7, True, [[]], [None], [[{}]], {"x": {}}):
                    body = {field.data_key or name: value}
                    reply = client.open(target.path, method=target.method, json=body, headers=headers)
                    if reply.status_code != 422:
                        wrong.append((target.endpoint, body, reply.status_code))
    assert not wrong
