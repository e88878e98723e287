"""What lies out of reach is answered as what is not there: not only in words, in work as well (G7).

How long an answer takes depends on what is asked of the database for it. So both are made to send the same statements,
in the same order and number, and no rows may come back for one that do not for the other; the clock is left out of it,
but for the long test, whose figures stand in docs/security.md.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter_ns
from typing import Any

import pytest
from sqlalchemy import Engine, event

from models.statement import Statement
from tests.http.hostile import targets
from tests.http.matrix_walk import Findings, Walk, kind_of, path_for, plain, rule_of
from tests.http.matrix_world import lay
from tradein import permissions

SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
ROUNDS = 200
MICROSECOND = 1_000
TOLD_ANYWAY = {
    # Whoever holds a label may ask `/obj/<code>`, which says whether it is known; a code is drawn at random.
    "units.show_unit",
    "units.show_trace",
    "unit_photos.list_unit_photos",
    "labels.print_one",
    # Known by 74 random bits alone.
    "photos.read_photo",
}
"""Row-level security looks at a row that exists, and for these it looks into further tables: a millisecond or two."""
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
            if person is not None and permissions.granted(role, need.resource, need.verb, need.action):
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


@pytest.mark.long
def test_neither_takes_longer(app, walk, record_property):
    """Requests taken in turns, for one person on each route; the quickest tenth, which a busy machine spares."""
    gaps = {}
    for _, person, target, *paths in pairs(app, walk):
        if target.endpoint in gaps or walk.ask(person, target, paths[0], None)[0] != 404:
            continue
        gaps[target.endpoint] = _gap(walk, person, target, paths)
    record_property("gaps", gaps)
    for endpoint, (absent, gap) in sorted(gaps.items(), key=lambda found: abs(found[1][1])):
        print(f"{endpoint:45} {absent:8.0f} µs  foreign − absent {gap:+7.0f} µs")
    print(f"{len(gaps)} routes, {2 * ROUNDS * len(gaps)} requests")
    assert not {
        endpoint: found
        for endpoint, found in gaps.items()
        if endpoint not in TOLD_ANYWAY and abs(found[1]) > max(found[0] / 10, 500)
    }


def _gap(walk, person, target, paths):
    """How long the absent one takes, and by how much the foreign one exceeds it; in microseconds."""
    taken = ([], [])
    for turn in range(2 * ROUNDS):
        # Foreign, absent, absent, foreign: neither always follows the other.
        which = (turn + turn // 2) % 2
        began = perf_counter_ns()
        walk.ask(person, target, paths[which], None)
        taken[which].append((perf_counter_ns() - began) / MICROSECOND)
    foreign, absent = (statistics.quantiles(times, n=10)[0] for times in taken)
    return absent, foreign - absent
