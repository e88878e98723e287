"""The walk through the matrix: everybody asks every route for what is their own, a neighbour's, and nobody's."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from os import urandom
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from marshmallow import fields

from api.permit import everybodys
from api.schema import Choice, Identifier, Instant, Number, Quantity
from tests.http.fuzz import PATH_NAMES
from tests.http.hostile import Target, schema_of, targets
from tests.http.matrix_rights import may_see
from tests.http.matrix_world import CANARY, Corner, Matrix
from tests.persistence.dismantling_ground import a_code
from tests.world import Person
from tradein import order_number, permissions
from tradein.codes import issue_load

RELATIONS = ("own", "colleague", "organisation", "district", "city", "province", "absent")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNASKED = frozenset({"oversight-stream.stream_changes", "obj.show_qr_png", "obj.show_qr_svg"})
"""A stream does not end; a symbol holds the code it was asked for."""
ABSENT = {
    "order": order_number.issue(date(2099, 12, 31), urandom),
    "work_order": "CJ209912319999",
    "transfer": "WT9999",
    "roll": 999_999,
    "load": issue_load(urandom),
    "unit": a_code(),
    "label": a_code(),
    "site": "NOSUCHSITE",
}
# Whose a thing is that has a name: as whose canary of which table.
NAMED = {
    **{
        kind: kind
        for kind in ("order", "unit", "load", "device", "key", "invitation", "application", "export")
    },
    **{kind: kind for kind in ("transfer", "alert", "correction", "pending", "photo", "roll", "site")},
    **{kind: kind for kind in ("label", "organisation")},
    "work_order": "bench",
    "membership": "member",
    "account": "member",
}
ACTED_ON = {"system_admin": frozenset({"account", "key"})}
"""What a role may end or reset everywhere, by the matrix; what it may not read: canaries of it stay leaks."""


@dataclass
class Findings:
    """What the walk found."""

    asked: int = 0
    leaks: list[str] = field(default_factory=list)
    oracles: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    opened: Counter[str] = field(default_factory=Counter)
    theirs: set[str] = field(default_factory=set)
    """Kinds of things that somebody was let at because they were theirs: a walk without them proves nothing."""
    walked: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class Walk:
    """One walk through the matrix from one corner, by the first or the second person of every role."""

    client: FlaskClient
    connection: Any
    matrix: Matrix
    home: Corner
    found: Findings
    tables: frozenset[str] | None = None
    turn: int = 0
    resources: frozenset[str] | None = None
    """What is asked for; everything if not given."""

    def ask(self, person: Person | None, target: Target, path: str, body: Any) -> tuple[int, str]:
        headers = {} if person is None else headers_of(person)
        headers |= {"Idempotency-Key": uuid4().hex}
        with self.connection.begin_nested() as attempt:
            reply = self.client.open(path, method=target.method, headers=headers, json=body)
            said = reply.get_data().decode("utf-8", "replace")
            attempt.rollback()
        self.found.asked += 1
        self.found.walked.add((target.endpoint, target.method))
        self._scan(person, target, path, said)
        if reply.status_code >= 500 and reply.status_code != 503:
            role = person.role if person else "public"
            self.found.broken.append(f"{role} {target.method} {path}: {reply.status_code}")
        return reply.status_code, said

    def _scan(self, person: Person | None, target: Target, path: str, said: str) -> None:
        for number, table, turn in set(CANARY.findall(said)):
            if self.tables is not None and table not in self.tables:
                continue
            whose = self.matrix.corners[int(number)]
            if not may_see(person, self.home, whose, (table, int(turn)), self.turn):
                role = person.role if person else "public"
                self.found.leaks.append(f"{role} {target.method} {path}: {table} of corner {number}")

    def names(self, kind: str) -> dict[str, Any]:
        """What things of a kind are called in each relation to home."""
        found = {
            relation: corner.names.get(f"{kind}{turn or ''}")
            for relation, (corner, turn) in self.related().items()
        }
        found["absent"] = ABSENT.get(kind, uuid4())
        return {relation: name for relation, name in found.items() if name is not None}

    def related(self) -> dict[str, tuple[Corner, int]]:
        """A corner in each relation to home, and whose turn's things there are asked for."""
        return {
            "own": (self.home, self.turn),
            "colleague": (self.home, 1 - self.turn),
            **{relation: (corner, 0) for relation, corner in self._apart().items()},
        }

    def opened(self, person: Person | None, target: Target, kind: str, relation: str) -> None:
        """Note that somebody was let at a thing by its name; a leak unless it is theirs to see."""
        self.found.opened[target.endpoint] += 1
        whose, turn = self.related()[relation]
        role = person.role if person else "public"
        # Of what a corner has only one, the second people have the first ones': it is their organisation's.
        shared = relation == "colleague" and f"{kind}{self.turn or ''}" not in self.home.names
        if relation == "own" or shared:
            self.found.theirs.add(kind)
        if kind not in NAMED or kind in ACTED_ON.get(role, ()) or everybodys(target.need):
            return
        if self.tables is not None and NAMED[kind] not in self.tables:
            return
        if not may_see(person, self.home, whose, (NAMED[kind], turn), self.turn):
            self.found.leaks.append(f"{role} {target.method} {target.path}: let at a {kind}, {relation}")

    def _apart(self) -> dict[str, Corner]:
        province, city, district = self.home.region
        apart = {
            "organisation": lambda one: one.region[2] == district and one is not self.home,
            "district": lambda one: one.region[1] == city and one.region[2] != district,
            "city": lambda one: one.region[0] == province and one.region[1] != city,
            "province": lambda one: one.region[0] != province,
        }
        return {name: next(filter(rule, self.matrix.corners)) for name, rule in apart.items()}


def headers_of(person: Person) -> dict[str, str]:
    """How a person says who they are: a machine by its key, people by their session."""
    return person.key_headers() if person.role == "integration_client" else person.session_headers()


def kind_of(rule: str) -> str | None:
    """What kind of thing the first name in a route's rule names."""
    names = re.findall(r"<(?:[^:<>]+:)?(\w+)>", rule)
    if not names:
        return None
    name = names[0]
    if name in {"invitation_id", "application_id", "proposal_id", "export_id", "photo_id"}:
        return name.removesuffix("_id")
    where = rule.split(f"{name}>", maxsplit=1)[0]
    return next((kind for pattern, kind in PATH_NAMES if re.search(pattern, where + name)), None)


def rule_of(app: Any, target: Target) -> str:
    """The route's rule."""
    (rule,) = [rule.rule for rule in app.url_map.iter_rules(target.endpoint) if target.method in rule.methods]
    return str(rule)


def path_for(rule: str, name: object, second: object = 1) -> str:
    """The rule's address with `name` in the first place and `second` in any other."""
    return re.sub(r"<[^<>]+>", str(second), re.sub(r"<[^<>]+>", str(name), rule, count=1))


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
    rule = rule_of(app, target)
    kind = kind_of(rule)
    if kind is None or kind not in walk.home.names:
        yield "list", target.path
        return
    seconds = walk.names("document") if "document" in rule or "sha256" in rule else {}
    for relation, name in walk.names(kind).items():
        yield relation, path_for(rule, name, seconds.get(relation, 1))


def plain(said: str) -> Any:
    """A refusal without what differs by request: its number, and the name that was asked for."""
    try:
        body = json.loads(said)
    except ValueError:
        return said
    return {name: body.get(name) for name in ("code", "status", "detail", "errors")}


def _try(walk: Walk, app: Any, person: Person | None, target: Target, wanted: frozenset[str]) -> None:
    schema = schema_of(app, target, "json")
    body = _body(schema) if schema is not None and target.method != "GET" else None
    answers, kind = {}, kind_of(rule_of(app, target))
    for relation, path in _paths(app, target, walk):
        if relation in wanted or relation in {"list", "absent"}:
            answers[relation] = walk.ask(person, target, path, body)
            if answers[relation][0] in {401, 403} and relation in {"list", "absent"}:
                break
    absent = answers.pop("absent", None)
    for relation, (status, said) in answers.items():
        if status < 300 and kind is not None and relation != "list":
            walk.opened(person, target, kind, relation)
        elif status < 300:
            walk.found.opened[target.endpoint] += 1
        foreign = relation not in {"own", "list"} and absent is not None and status == 404
        if foreign and (absent[0] != 404 or plain(said) != plain(absent[1])):
            role = person.role if person else "public"
            walk.found.oracles.append(f"{role} {target.method} {target.path} {relation}: {said[:200]}")


def walk_through(
    app: Any,
    walk: Walk,
    methods: tuple[str, ...] = METHODS,
    relations: frozenset[str] = frozenset(RELATIONS),
    roles: frozenset[str] | None = None,
) -> Iterator[None]:
    """Everybody from one corner, every route, every relation; pauses after each route, so that one may stop early."""
    everybody = [
        (role, walk.matrix.person(role, walk.home, walk.turn))
        for role in permissions.table().roles
        if role != "public"
    ]
    for role, person in [("public", None), *everybody]:
        assert role == "public" or person is not None, role
        if roles is not None and role not in roles:
            continue
        for target in targets(app, *methods):
            if walk.resources is not None and target.need.resource not in walk.resources:
                continue
            if target.endpoint not in UNASKED and not target.path.startswith("/demo"):
                _try(walk, app, person, target, relations)
                yield
