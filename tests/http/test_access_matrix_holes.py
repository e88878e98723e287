"""The access matrix notices each hole by itself: one table's scope dropped, or one table's policy, and somebody sees.

`test_access_matrix` proves that nothing leaks; here it is proved that it would tell, for every table separately. One
world serves all tables: what a hole lets through is rolled back with the hole. Routes about the table's own resource
are asked first, all others only if nobody noticed.
"""

from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text, true

from models import scope
from models.row_security import NETS
from models.scope import SCOPES
from tests.faults.controls import unscoped_query
from tests.http.matrix_walk import Findings, Walk, walk_through
from tests.http.matrix_world import lay
from tests.http.test_access_matrix import BOUND, scope_alone

UNASKED = frozenset({"licence", "slot"})
"""Tables whose scope no query of the application asks: it makes their policy, which is dropped below."""
UNSEEN = frozenset({"alert", "licence"})
"""An alert is shown with its unit, whose policy hides it still; the marked licence is on a page that no walk opens.

tests/persistence/test_policies.py drops them by themselves.
"""
READ, CHANGED = ("GET",), ("POST", "PUT", "PATCH", "DELETE")
WORDS = {"licence_notice": {"organisation"}, "unit": {"unit", "unit_trace", "hold"}}
"""What routes about a table are called besides the table's own resource."""


@pytest.fixture
def walk(client, connection, session, world):
    made = lay(session)
    session.commit()
    return Walk(client, connection, made, made.corners[0], Findings())


def _found(app, walk, first):
    """Walks until something leaks; the first leak, if any."""
    for resources, methods in ((first, READ), (first, CHANGED), (None, READ), (None, CHANGED)):
        for _ in walk_through(app, replace(walk, resources=resources), methods):
            if walk.found.leaks:
                return walk.found.leaks[0]
    return None


@contextmanager
def _hole(walk, monkeypatch):
    """What is broken inside is whole again outside, in the application and in the database."""
    with monkeypatch.context() as patch, walk.connection.begin_nested() as attempt:
        yield patch
        attempt.rollback()


def _drop_scope(patch, table):
    real = scope._reached
    patch.setattr(
        scope,
        "_reached",
        lambda reach, rules, model, actor: (
            true() if model.__tablename__ == table else real(reach, rules, model, actor)
        ),
    )


def _about(table):
    return frozenset({SCOPES[table].resource, *WORDS.get(table, ())})


def _scope_dropped(app, walk, monkeypatch, table):
    with _hole(walk, monkeypatch) as patch, scope_alone(app, patch):
        _drop_scope(patch, table)
        return _found(app, walk, _about(table))


def _each(walk, tables, found):
    """Which of the tables nobody noticed; says of the others who did, and after how many requests."""
    missed = []
    for table in sorted(tables):
        trial = replace(walk, found=Findings())
        leak = found(trial, table)
        print(table, trial.found.asked, leak)
        if leak is None:
            missed.append(table)
    return missed


@pytest.mark.long
def test_each_scope_dropped_is_noticed(app, walk, monkeypatch):
    """The application's scope alone, without one table's."""
    tables = SCOPES.keys() - UNASKED
    assert _each(walk, tables, lambda trial, table: _scope_dropped(app, trial, monkeypatch, table)) == []


@pytest.mark.long
def test_each_policy_dropped_is_noticed(app, walk, monkeypatch):
    """Row-level security alone, without one table's policy; for every table: tests/persistence/test_policies.py."""

    def found(trial, canary):
        with _hole(trial, monkeypatch) as patch:
            unscoped_query.sabotage(patch)
            trial.connection.execute(text(f"ALTER TABLE {BOUND[canary]} DISABLE ROW LEVEL SECURITY"))
            shown = replace(trial, tables=frozenset({canary}))
            table = BOUND[canary]
            return _found(app, shown, _about(table) if table in SCOPES else frozenset({"order"}))

    assert _each(walk, {name for name, table in BOUND.items() if table in NETS} - UNSEEN, found) == []


def test_a_dropped_scope_is_noticed(app, walk, monkeypatch):
    """The check-stage sample of the above."""
    assert _scope_dropped(app, walk, monkeypatch, "device") is not None


def test_nobody_asks_for_what_is_left_out(app, walk, monkeypatch):
    """If a query starts to ask the scope of a table left out above, it must be dropped above, too."""
    asked = set()
    real = scope.SCOPES

    class Noted(dict):
        def __getitem__(self, table):
            asked.add(table)
            return real[table]

    with monkeypatch.context() as patch:
        patch.setattr(scope, "SCOPES", Noted(real))
        roles = frozenset({"recycler_manager", "district_officer"})
        for _ in walk_through(app, walk, READ, frozenset({"own"}), roles):
            pass
    assert asked
    assert asked.isdisjoint(UNASKED)
