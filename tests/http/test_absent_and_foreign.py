"""What lies out of reach is answered as what is not there: not only in words, in work as well (G7).

How long an answer takes depends on what is asked of the database for it. So both are made to send the same statements,
in the same order and number, and no rows may come back for one that do not for the other. What the database does for
them still differs, so both are answered on a beat (`api.beat`); the clock is left to the long test, whose figures stand
in docs/security.md.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter, perf_counter_ns, sleep
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from api import stream
from api.embedded import APPLICATION
from api.settings import Settings
from models.db import db
from models.statement import Statement
from tests.http.hostile import targets
from tests.http.matrix_walk import Findings, Walk, headers_of, kind_of, path_for, plain, rule_of
from tests.http.matrix_world import lay
from tradein import permissions

SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
ROUNDS = 60
MICROSECOND = 1_000
LARGEST_US = 500
"""Between two moments that are meant to be one: what a clock and a wake-up scatter by."""
BEAT_MS = 250
"""Longer than any answer here takes, so that being late is no excuse."""
RELATION = "province"
"""Foreign to everybody but auditors of everything and administrators."""


@pytest.fixture
def walk(app, client, connection, session, world):
    made = lay(session)
    session.commit()
    return Walk(client, connection, made, made.corners[0], Findings())


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is sent to the database, and how many rows come back for it."""
    seen: list[str] = []

    def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(SAVEPOINTS):
            seen.append(f"{' '.join(statement.split())} -> {cursor.rowcount}")

    def noted(statement: Statement, cursor: Any, given: Any) -> Any:
        answer = run(statement, cursor, given)
        seen.append(f"{' '.join(statement.sql.split())} -> {cursor.rowcount}")
        return answer

    run = Statement.run
    event.listen(Engine, "after_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Statement, "run", noted)
        try:
            yield seen
        finally:
            event.remove(Engine, "after_cursor_execute", note)


def pairs(app, walk):
    """`(role, person, route, foreign path, absent path)` for each route that reads by name, and each who may read."""
    for target in targets(app, "GET"):
        rule = rule_of(app, target)
        kind = kind_of(rule)
        if kind is None or kind not in walk.home.names or kind == "region":
            continue
        names = walk.names(kind)
        for role in permissions.table().roles:
            person = walk.matrix.person(role, walk.home)
            need = target.need
            if person is not None and permissions.granted(role, *need.asked):
                yield (
                    role,
                    person,
                    target,
                    path_for(rule, names[RELATION]),
                    path_for(rule, names["absent"]),
                )


def _asked(walk, person, target, path):
    with statements() as sent:
        status, said = walk.ask(person, target, path, None)
    return status, plain(said), sent


def test_the_same_is_asked_of_the_database(app, walk):
    """Statement by statement, for every route that reads by name and everybody who may use it."""
    compared, told = set(), []
    for role, person, target, foreign, absent in pairs(app, walk):
        there, nowhere = (_asked(walk, person, target, path) for path in (foreign, absent))
        if there[0] != 404:
            continue
        compared.add(target.endpoint)
        if there != nowhere:
            told.append(f"{role} {target.path}:\n  foreign {there}\n  absent  {nowhere}")
    assert not told, f"{len(told)} differ\n" + "\n".join(told[:10])
    assert len(compared) > 20, sorted(compared)


@pytest.mark.control("answers_when_ready")
def test_what_is_not_found_is_answered_on_the_beat(app, walk, monkeypatch):
    """And nobody waits for it with a transaction open."""
    slow = app.extensions["settings"].model_copy(update={"not_found_beat_ms": BEAT_MS})
    monkeypatch.setitem(app.extensions, "settings", slow)
    waited = []

    def note(seconds: float) -> None:
        waited.append((seconds, db.session().in_transaction()))
        sleep(seconds)

    monkeypatch.setattr("api.beat.sleep", note)
    _, person, target, *paths = next(
        found for found in pairs(app, walk) if found[2].endpoint == "units.show_unit"
    )
    for path in paths:
        began = perf_counter()
        assert walk.ask(person, target, path, None)[0] == 404
        assert perf_counter() - began >= BEAT_MS / 1000
    assert [open_ for _, open_ in waited] == [False, False]


@pytest.fixture
def served(cluster, fresh_database, fresh_engine, settings, world):
    """The application as it is served: its own role, a pool, a transaction a request, and the beat."""
    from api.app import create_app

    url = cluster.url(fresh_database.partition("@/")[2].partition("?")[0], APPLICATION)
    given = {
        "database_url": SecretStr(url),
        "not_found_beat_ms": Settings.model_fields["not_found_beat_ms"].default,
    }
    app = create_app(settings.model_copy(update=given))
    with Session(fresh_engine) as session:
        made = lay(session)
        session.commit()
    yield app, Walk(app.test_client(use_cookies=False), None, made, made.corners[0], Findings())
    stream.stop(app)
    for engine in db._app_engines[app].values():
        engine.dispose()


@pytest.mark.long
@pytest.mark.control("answers_when_ready")
def test_neither_takes_longer(served, record_property):
    """Requests taken in turns, for one person on each route; the quickest tenth, which a busy machine spares."""
    app, walk = served
    gaps = {}
    for _, person, target, *paths in pairs(app, walk):
        app.extensions["counters"].forget()  # so much of one person would be a crowd
        if target.endpoint not in gaps and _status(walk, person, target, paths[0]) == 404:
            gaps[target.endpoint] = _gap(walk, person, target, paths)
    record_property("gaps", gaps)
    for endpoint, (absent, gap) in sorted(gaps.items(), key=lambda found: abs(found[1][1])):
        print(f"{endpoint:45} {absent:8.0f} µs  foreign − absent {gap:+7.0f} µs")
    print(f"{len(gaps)} routes, {2 * ROUNDS * len(gaps)} requests")
    assert len(gaps) > 20, sorted(gaps)
    assert not {endpoint: found for endpoint, found in gaps.items() if abs(found[1]) > LARGEST_US}


def _status(walk, person, target, path):
    return walk.client.open(path, method=target.method, headers=headers_of(person)).status_code


def _gap(walk, person, target, paths):
    """How long the absent one takes, and by how much the foreign one exceeds it; in microseconds."""
    taken = ([], [])
    for turn in range(2 * ROUNDS):
        # Foreign, absent, absent, foreign: neither always follows the other.
        which = (turn + turn // 2) % 2
        began = perf_counter_ns()
        assert _status(walk, person, target, paths[which]) == 404
        taken[which].append((perf_counter_ns() - began) / MICROSECOND)
    foreign, absent = (statistics.quantiles(times, n=10)[0] for times in taken)
    return absent, foreign - absent
