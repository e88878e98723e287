"""Schemathesis in this process: as real people, about things that exist, every request undone after it.

Generated requests alone would be turned away at the door or name nothing. `Front` stands before the application and
gives each one a credential, and three in four the names of things that exist. What it does depends on nothing but the
request, so that a failure comes again.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zlib import crc32

import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import AcceptedNegativeData
from schemathesis.engine import Status, events, from_schema
from sqlalchemy import Connection, event
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule

from api import clock
from api.openapi import document
from tests.http.populated import Names
from tests.world import Person, World
from tradein import permissions

# What a path part names, by the beginning of the path; the first that fits.
PATH_NAMES = (
    (r"/orders/.*number", "order"),
    (r"/dismantlings/.*number", "work_order"),
    (r"/dismantlings/.*seq", "seq"),
    (r"/waste-transfers/.*number", "transfer"),
    (r"/rolls/.*number", "roll"),
    (r"/labels/.*code", "label"),
    (r"/loads/.*code", "load"),
    (r"/sites/.*code", "site"),
    (r"/item-types/.*code", "item_type"),
    (r"/regions/.*code", "region"),
    (r"/obj/.*code", "label"),
    (r".*code", "unit"),
    (r".*region", "region"),
    (r".*dataset", "dataset"),
    (r".*quote_id", "quote"),
    (r".*organisation_id", "organisation"),
    (r".*membership_id", "membership"),
    (r".*key_id", "key"),
    (r".*device_id", "device"),
    (r".*alert_id", "alert"),
    (r".*correction_id", "correction"),
    (r".*event_id", "pending"),
    (r".*account_id", "account"),
    (r".*session_id", "login_session"),
    (r".*link_id", "identity_link"),
)
# What a field of a body or a query names.
FIELD_NAMES = {
    **{
        name: name
        for name in (
            "slot",
            "quote",
            "device",
            "membership",
            "collector",
            "lot",
            "load",
            "unit",
            "work_order",
        )
    },
    **{
        name: name
        for name in ("item_type", "output_code", "waste_code", "refrigerant", "site", "region", "dataset")
    },
    "origin": "site",
    "destination": "site",
    "receiver_region": "region",
    "parent_code": "region",
    "parent": "region",
    "recycler": "organisation",
    "organisation": "organisation",
    "code": "unit",
    "event_id": "event",
    "replaces": "label",
    "photos": "photo",
}
MEDDLED = "X-Meddled"
MOMENTS = frozenset({"event_time", "sent_at", "start", "slot_start"})


@dataclass
class Front:
    """A WSGI application before ours: credentials, names, and a savepoint around every request."""

    app: Flask
    connection: Connection
    world: World
    names: Names
    only: tuple[str, ...] = ()
    seen: Counter[int] = field(default_factory=Counter)
    half_written: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        # Without a network between, nobody unpacks what was packed for it.
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        die = crc32(
            f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}".encode() + body
        )
        meddled = self._rewrite(environ, body, die)
        status: list[str] = []

        def begin(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            status.append(line)
            return start_response(line, [*headers, *meddled], *rest)

        with written(self.connection) as kept:
            answer = self.app(environ, begin)
            whole = b"".join(answer)
        code = int(status[0].split()[0])
        self.seen[code] += 1
        if code >= 400 and (left := kept - MAY_COUNT):
            self.half_written.append(
                f"{code} {environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {sorted(left)}"
            )
        return [whole]

    def _rewrite(self, environ: dict[str, Any], body: bytes, die: int) -> list[tuple[str, str]]:
        """Sign the request and name things in it; the headers that tell of the latter."""
        try:
            rule, values = self.app.url_map.bind("").match(
                environ["PATH_INFO"].encode("latin-1").decode("utf-8"),
                environ["REQUEST_METHOD"],
                return_rule=True,
            )
        except (HTTPException, UnicodeDecodeError):
            rule, values = None, {}
        if rule is not None:
            self._sign(environ, rule, die)
        if rule is not None and die % 4:
            environ["PATH_INFO"] = quote_path(self._path(rule, values, die))
            environ["QUERY_STRING"] = self._query(environ["QUERY_STRING"], die)
            body = self._body(body, die)
        environ["wsgi.input"] = BytesIO(body)
        environ["CONTENT_LENGTH"] = str(len(body))
        environ.pop("RAW_URI", None)
        environ.pop("REQUEST_URI", None)
        return [(MEDDLED, "true")] if rule is not None and die % 4 else []

    def _sign(self, environ: dict[str, Any], rule: Rule, die: int) -> None:
        need = self.app.extensions["needs"].get((rule.endpoint, environ["REQUEST_METHOD"]))
        if need is None:
            return
        asked = need.asked
        people = [
            person
            for (role, number), person in self.world.people.items()
            if permissions.granted(role, *asked) and (number == 0 or die % 8 == 1) and self._chosen(role)
        ]
        if people and die % 64:
            person = people[die // 64 % len(people)]
            seated = person.role == "consumer" or permissions.in_person(need.resource, need.verb)
            environ.update(by_session(person) if seated else by_key(person))

    def _chosen(self, role: str) -> bool:
        return not self.only or role in self.only

    def _path(self, rule: Rule, values: dict[str, Any], die: int) -> str:
        path = rule.rule
        for at, (name, value) in enumerate(sorted(values.items())):
            kind = next(
                (kind for pattern, kind in PATH_NAMES if re.search(pattern, path.split(name)[0] + name)), ""
            )
            pool = self.names.get(kind) or [value]
            path = re.sub(rf"<(?:[^:<>]+:)?{name}>", lambda _: str(pool[(die >> at) % len(pool)]), path)  # noqa: B023
        return path

    def _query(self, query: str, die: int) -> str:
        pairs = parse_qsl(query, keep_blank_values=True)
        if len(pairs) != query.count("=") or not any(name in FIELD_NAMES for name, _ in pairs):
            return query
        return urlencode([(name, self._named(name, value, die)) for name, value in pairs])

    def _body(self, body: bytes, die: int) -> bytes:
        try:
            said = json.loads(body)
        except ValueError:
            return body
        return (
            json.dumps(self._filled(said, "", die), ensure_ascii=True).encode()
            if type(said) is dict
            else body
        )

    def _filled(self, value: Any, name: str, die: int) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(inner, key, die) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._filled(inner, name, die + at) for at, inner in enumerate(value)]
        return self._named(name, value, die) if isinstance(value, str) else value

    def _named(self, name: str, value: str, die: int) -> str:
        if name in MOMENTS:
            return clock.now().isoformat()
        pool = self.names.get(FIELD_NAMES.get(name, ""), ())
        return str(pool[die % len(pool)]) if pool else value


def quote_path(path: str) -> str:
    """A path as WSGI carries it."""
    return path.encode("utf-8").decode("latin-1")


def by_key(person: Person) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {person.api_key}"}


def by_session(person: Person) -> dict[str, str]:
    said = person.session_headers()
    return {
        "HTTP_COOKIE": said["Cookie"],
        "HTTP_ORIGIN": said["Origin"],
        "HTTP_X_CSRF_TOKEN": said["X-CSRF-Token"],
        "HTTP_HOST": "localhost",
    }


# A refused request may count: tries at a code, attempts to sign in or register, wrong hand-over codes, looks at a
# code not yet in use.
MAY_COUNT = frozenset(
    {"sign_in_failure", "trade_order", "label_view", "audit", "rate_window", "one_time_code"}
)
WRITES = re.compile(r"\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(?!SET\b|SKIP\b)(\w+)", re.IGNORECASE)


@contextmanager
def written(connection: Connection) -> Iterator[set[str]]:
    """The tables of which something stays when the block ends; and then it is undone, too."""
    layers: list[set[str]] = [set()]

    def begin(*_: Any) -> None:
        layers.append(set())

    def release(*_: Any) -> None:
        done = layers.pop()
        layers[-1] |= done

    def undo(*_: Any) -> None:
        layers.pop()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        layers[-1].update(WRITES.findall(statement))

    listeners = (
        ("savepoint", begin),
        ("release_savepoint", release),
        ("rollback_savepoint", undo),
        ("before_cursor_execute", note),
    )
    around = connection.begin_nested()
    for name, listener in listeners:
        event.listen(connection, name, listener)
    try:
        yield (kept := layers[0])
    finally:
        for name, listener in listeners:
            event.remove(connection, name, listener)
        around.rollback()
    assert len(layers) == 1, kept


@dataclass
class Findings:
    """What a run has found: failures by operation, and how much was asked."""

    cases: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
    "missing_required_header",
    "unsupported_method",
    "allow_header_conformance",
    "negative_data_rejection",
)


@dataclass(frozen=True)
class Part:
    """One of several parts of the operations, so that they can be asked side by side."""

    number: int
    of: int

    def holds(self, label: str) -> bool:
        return crc32(label.encode()) % self.of == self.number


def explore(front: Front, part: Part, *, examples: int, phases: Iterable[str], skip: str) -> Findings:
    """Let Schemathesis ask a part of the document of `front`'s application, without paths that match `skip`."""
    config = SchemathesisConfig.from_dict(
        {
            "seed": 20261121,
            "cache": {"enabled": False},
            "warnings": False,
            "checks": {"enabled": False, **{name: {"enabled": True} for name in CHECKS}},
            "generation": {"max-examples": examples, "deterministic": True, "no-shrink": True},
            "phases": {
                **{
                    phase: {"enabled": phase in phases}
                    for phase in ("examples", "coverage", "fuzzing", "stateful")
                }
            },
        }
    )
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document(front.app))), config=config)
    schema.app = front
    schema = schema.exclude(path_regex=skip).include(lambda context: part.holds(context.operation.label))
    schema.hook("filter_failure")(_is_ours)
    return _gathered(from_schema(schema).execute())


def _is_ours(_context: Any, failure: Any, _case: Any, response: Any) -> bool:
    """A wrong name that was replaced by a right one before it reached us is rightly accepted."""
    return not isinstance(failure, AcceptedNegativeData) or MEDDLED.lower() not in response.headers


def _gathered(stream: Iterable[events.EngineEvent]) -> Findings:
    found = Findings()
    for happened in stream:
        if isinstance(happened, events.ScenarioFinished):
            found.cases += len(happened.recorder.cases)
            for case_id, checks in happened.recorder.checks.items():
                for check in checks:
                    if check.status == Status.FAILURE:
                        found.failures.setdefault(*_told(happened, case_id, check))
        elif isinstance(happened, events.NonFatalError | events.FatalError):
            found.errors.append(
                f"{getattr(happened, 'label', '')} {getattr(happened, 'info', '')} {happened}"
            )
    return found


def _told(happened: events.ScenarioFinished, case_id: str, check: Any) -> tuple[str, str]:
    failure = check.failure_info.failure
    asked = happened.recorder.interactions[case_id]
    said = asked.response.content[:600].decode("utf-8", "replace") if asked.response else ""
    key = f"{happened.recorder.label} {failure.title}"
    return key, f"{failure.message}\n{check.failure_info.code_sample}\n{said}"
