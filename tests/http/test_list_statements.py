"""A list costs the same number of statements whatever its length."""

import re
from itertools import product

import pytest
from sqlalchemy import Engine, event

from tests.http.fuzz import PATH_NAMES
from tests.http.hostile import schema_of, targets
from tests.http.populated import names
from tests.http.populated_later import leave_papers
from tradein import permissions

SHORT, LONG = 1, 200
# What some lists want to be told before they answer.
ASKED = {
    "oversight-units.list_units": ["&step=commissioning", "&stage=booked", "&figure=recovered_units"],
    "slots.list_slots": ["&region=371502"],
}


@pytest.fixture
def known(session, told_world):
    leave_papers(session, told_world)
    return names(session)


def _paged(app):
    for target in targets(app, "GET"):
        schema = schema_of(app, target, "query")
        if schema is not None and {"limit", "cursor"} <= schema.load_fields.keys():
            yield target


def _statements(client, address, headers):
    sent = []
    # How fast somebody asks is counted in lumps: no request of this test completes one.
    client.application.extensions["counters"].forget()

    def note(_connection, _cursor, statement, *_rest):
        if not statement.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        reply = client.get(address, headers=headers)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert reply.status_code in {200, 403, 404}, (address, reply.get_data(as_text=True))
    return reply.json.get("items", []), sent


def _addresses(app, target, known):
    """The list's address under every name it may be asked for."""
    (rule,) = [rule for rule in app.url_map.iter_rules(target.endpoint) if target.method in rule.methods]
    if not rule.arguments:
        return [target.path]
    (name,) = rule.arguments
    kind = next(kind for pattern, kind in PATH_NAMES if re.search(pattern, rule.rule.split("<")[0] + name))
    return [re.sub(r"<[^>]+>", str(value), rule.rule) for value in known[kind]]


def _readers(world, need):
    """Everybody of the first organisations whom the table lets near."""
    return [
        person
        for (role, number), person in world.people.items()
        if number == 0 and permissions.granted(role, *need.asked)
    ]


def _headers(person, need):
    """What is one's own, or for people alone, is asked for in person, everything else by key."""
    own = need.resource in {"credential", "own_data"}
    return (
        person.session_headers()
        if own or permissions.in_person(need.resource, need.verb)
        else person.key_headers()
    )


@pytest.mark.control("query_per_row")
def test_every_list(app, client, world, known):
    wrong, short = [], []
    for target in _paged(app):
        most = 0
        asked = ASKED.get(target.endpoint, [""])
        addresses = [(path, more) for path in _addresses(app, target, known) for more in asked]
        for (path, more), person in product(addresses, _readers(world, target.need)):
            headers = _headers(person, target.need)
            rows, many = _statements(client, f"{path}?limit={LONG}{more}", headers)
            most = max(most, len(rows))
            if len(rows) > SHORT:
                _, few = _statements(client, f"{path}?limit={SHORT}{more}", headers)
                if len(few) != len(many):
                    wrong.append((person.role, path, len(few), len(many), [sql[:200] for sql in many]))
        if most <= SHORT:
            short.append((target.path, most))
    assert not wrong
    assert not short, "lists too short to prove anything"
