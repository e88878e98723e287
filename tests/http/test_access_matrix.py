"""The access matrix: everybody asks every route for everything; nobody finds a foreign canary (G7).

Two nets are proved, each without the other: the application's own scope with row-level security off, and row-level
security with the application's scope gone.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from os import urandom
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from marshmallow import fields

from api.schema import Choice, Identifier, Instant, Number, Quantity
from models.row_security import NETS
from tests.faults.controls import unscoped_query
from tests.http.fuzz import PATH_NAMES
from tests.http.hostile import Target, schema_of, targets
from tests.http.matrix_world import CANARY, Corner, Matrix, lay, may_see
from tests.persistence.dismantling_ground import a_code
from tests.world import Person
from tradein import permissions
from tradein.codes import issue_load

RELATIONS = ("own", "organisation", "district", "city", "province", "absent")
UNASKED = frozenset({"oversight-stream.stream_changes", "obj.show_qr_png", "obj.show_qr_svg"})
"""A stream does not end; a symbol holds the code it was asked for."""
ABSENT = {
    "order": "JD20991231AAAAAAA",
    "work_order": "CJ209912319999",
    "transfer": "WT9999",
    "roll": 999_999,
    "load": issue_load(urandom),
    "unit": a_code(),
    "label": a_code(),
    "site": "NOSUCHSITE",
}
# Canaries of these tables are kept by row-level security as well as by the application.
BOUND = {
    "contact": "order_contact",
    "unit": "unit",
    "load": "load",
    "bench": "dismantling",
    "check": "dismantling_check",
    "shipment": "output_shipment",
    "transfer": "waste_transfer",
    "alert": "alert",
    "correction": "correction",
    "pending": "pending_scan",
    "licence": "licence",
    "device": "device",
    "application": "application",
    "audit": "audit",
}


@dataclass
class Findings:
    """What the walk found."""

    asked: int = 0
    leaks: list[str] = field(default_factory=list)
    oracles: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)


@dataclass
class Walk:
    """One walk through the matrix from one corner."""

    client: FlaskClient
    connection: Any
    matrix: Matrix
    home: Corner
    found: Findings
    tables: frozenset[str] | None = None

    def ask(self, person: Person | None, target: Target, path: str, body: Any) -> tuple[int, str]:
        headers = {} if person is None else _headers(person)
        headers |= {"Idempotency-Key": uuid4().hex}
        with self.connection.begin_nested() as attempt:
            reply = self.client.open(path, method=target.method, headers=headers, json=body)
            said = reply.get_data().decode("utf-8", "replace")
            attempt.rollback()
        self.found.asked += 1
        self._scan(person, target, path, said)
        return reply.status_code, said

    def _scan(self, person: Person | None, target: Target, path: str, said: str) -> None:
        for number, table, turn in set(CANARY.findall(said)):
            if self.tables is not None and table not in self.tables:
                continue
            whose = self.matrix.corners[int(number)]
            if not may_see(person, self.home, whose, table, int(turn)):
                role = person.role if person else "public"
                self.found.leaks.append(f"{role} {target.method} {path}: {table} of corner {number}")

    def relations(self) -> dict[str, Corner]:
        """A corner in each relation to home."""
        province, city, district = self.home.region
        apart = {
            "organisation": lambda one: one.region[2] == district and one is not self.home,
            "district": lambda one: one.region[1] == city and one.region[2] != district,
            "city": lambda one: one.region[0] == province and one.region[1] != city,
            "province": lambda one: one.region[0] != province,
        }
        found = {name: next(filter(rule, self.matrix.corners)) for name, rule in apart.items()}
        return {"own": self.home, **found}


def _headers(person: Person) -> dict[str, str]:
    return person.key_headers() if person.role == "integration_client" else person.session_headers()


def _kind(rule: str) -> str | None:
    names = re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule)
    if not names:
        return None
    name = names[0]
    if name in {"invitation_id", "application_id", "proposal_id"}:
        return name.removesuffix("_id")
    where = rule.split(f"{name}>", maxsplit=1)[0]
    return next((kind for pattern, kind in PATH_NAMES if re.search(pattern, where + name)), None)


def _body(schema: Any) -> dict[str, Any]:
    """The least that a body schema might take."""
    return {
        declared.data_key or name: _value(declared)
        for name, declared in schema.load_fields.items()
        if declared.required
    }


def _value(declared: Any) -> Any:
    if isinstance(declared, fields.List):
        return [_value(declared.inner)]
    if isinstance(declared, fields.Nested):
        return _body(declared.schema)
    for kind, value in (
        (Identifier, str(uuid4())),
        (Instant, datetime.now(UTC).isoformat()),
        (Number, 1),
        (Quantity, 1),
        (fields.Boolean, True),
    ):
        if isinstance(declared, kind):
            return value
    if isinstance(declared, Choice):
        return next(iter(declared.validate.choices), "x") if hasattr(declared.validate, "choices") else "x"
    return "核对之后按规定处理的说明"


def _paths(app: Any, target: Target, walk: Walk) -> Iterator[tuple[str, str]]:
    """The route's address for each relation; once where it names nothing of anybody's."""
    (rule,) = [rule.rule for rule in app.url_map.iter_rules(target.endpoint) if target.method in rule.methods]
    kind = _kind(rule)
    if kind is None or kind not in walk.home.names:
        yield "list", target.path
        return
    names = {relation: corner.names[kind] for relation, corner in walk.relations().items()}
    names["absent"] = ABSENT.get(kind, uuid4())
    for relation, name in names.items():
        first = re.sub(r"<[^<>]+>", str(name), rule, count=1)
        yield relation, re.sub(r"<[^<>]+>", "1", first)


def _plain(said: str) -> Any:
    """A refusal without what differs by request: its number, and the name that was asked for."""
    try:
        body = json.loads(said)
    except ValueError:
        return said
    return {name: body.get(name) for name in ("code", "status", "detail", "errors")}


def _try(walk: Walk, app: Any, person: Person | None, target: Target, wanted: frozenset[str]) -> None:
    schema = schema_of(app, target, "json")
    body = _body(schema) if schema is not None and target.method != "GET" else None
    answers = {}
    for relation, path in _paths(app, target, walk):
        if relation in wanted or relation in {"list", "absent"}:
            answers[relation] = walk.ask(person, target, path, body)
            if answers[relation][0] in {401, 403} and relation in {"list", "absent"}:
                break
    absent = answers.pop("absent", None)
    for relation, (status, said) in answers.items():
        if status < 300:
            walk.found.opened[target.endpoint] += 1
        foreign = relation not in {"own", "list"} and absent is not None and status == 404
        if foreign and (absent[0] != 404 or _plain(said) != _plain(absent[1])):
            role = person.role if person else "public"
            walk.found.oracles.append(f"{role} {target.method} {target.path} {relation}: {said[:200]}")


def walk_through(
    app: Any,
    walk: Walk,
    methods: tuple[str, ...],
    relations: frozenset[str],
    roles: frozenset[str] | None = None,
) -> Findings:
    """Everybody from one corner, every route, every relation."""
    everybody = [
        (role, walk.matrix.person(role, walk.home)) for role in permissions.table().roles if role != "public"
    ]
    for role, person in [("public", None), *everybody]:
        if roles is not None and role not in roles:
            continue
        for target in targets(app, *methods):
            if target.endpoint not in UNASKED and not target.path.startswith("/demo"):
                _try(walk, app, person, target, relations)
    return walk.found


@pytest.fixture
def matrix(session, world):
    """The matrix, laid within the test's transaction."""
    made = lay(session)
    session.commit()
    return made


@contextmanager
def scope_alone(app, monkeypatch):
    """Row-level security off: every request runs as the owner of the tables."""
    monkeypatch.setitem(app.extensions, "bound", ("SELECT 1",))
    yield


@contextmanager
def database_alone(_app, monkeypatch):
    """The application's own scope gone: what it forgets, the database keeps."""
    unscoped_query.sabotage(monkeypatch)
    yield


@contextmanager
def both_nets(_app, _monkeypatch):
    """As it is served."""
    yield


def _no_leak(found: Findings, least: int) -> None:
    assert not found.leaks, f"{len(found.leaks)} leaks\n" + "\n".join(sorted(set(found.leaks))[:40])
    assert not found.oracles, f"{len(found.oracles)} tell foreign from absent\n" + "\n".join(
        found.oracles[:20]
    )
    assert found.asked >= least


SLICE = frozenset({"own", "organisation", "province"})
FEW = frozenset(
    {"public", "consumer", "recycler_staff", "recycler_manager", "dismantler", "district_officer", "auditor"}
)


@pytest.mark.control("unscoped_query")
def test_the_applications_scope_alone_leaks_nothing(app, client, connection, matrix, monkeypatch):
    """The check-stage slice: reading routes, three relations."""
    walk = Walk(client, connection, matrix, matrix.corners[0], Findings())
    with scope_alone(app, monkeypatch):
        found = walk_through(app, walk, ("GET",), SLICE, FEW)
    _no_leak(found, 500)
    assert len(found.opened) > 40


@pytest.mark.control("row_security_off")
def test_row_level_security_alone_leaks_nothing(app, client, connection, matrix, monkeypatch):
    """Without any scope in the application, what the database protects stays protected."""
    tables = frozenset(name for name, table in BOUND.items() if table in {*NETS, "audit"})
    walk = Walk(client, connection, matrix, matrix.corners[0], Findings(), tables)
    roles = frozenset({"consumer", "recycler_manager", "district_officer"})
    with database_alone(app, monkeypatch):
        found = walk_through(app, walk, ("GET",), SLICE, roles)
    assert not found.leaks, "\n".join(sorted(set(found.leaks))[:40])
    assert found.asked > 200


@pytest.mark.long
@pytest.mark.parametrize("corner", [0, -1])
@pytest.mark.parametrize("net", [scope_alone, both_nets])
def test_the_whole_matrix(app, client, connection, matrix, monkeypatch, corner, net):
    """Every role × (method, route) × relation, from two corners; with the first net alone, and with both."""
    walk = Walk(client, connection, matrix, matrix.corners[corner], Findings())
    with net(app, monkeypatch):
        found = walk_through(app, walk, ("GET", "POST", "PUT", "PATCH", "DELETE"), frozenset(RELATIONS))
    _no_leak(found, 4_000)
