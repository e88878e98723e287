"""The access matrix notices each hole by itself: one table's scope dropped, or one table's policy, and somebody sees.

`test_access_matrix` proves that nothing leaks; here it is proved that it would tell, for every table separately.
"""

import pytest
from sqlalchemy import text, true

from models import scope
from models.row_security import NETS
from models.scope import SCOPES
from tests.faults.controls import unscoped_query
from tests.http.matrix_walk import Findings, Walk, walk_through
from tests.http.matrix_world import lay
from tests.http.test_access_matrix import BOUND, scope_alone

UNMARKED = frozenset({"label", "licence", "licence_notice", "organisation", "sight_alarm", "slot"})
"""Tables of which the matrix lays no row with a canary, or which are shown with other rows alone."""
READ, CHANGED = ("GET",), ("POST", "PUT", "PATCH", "DELETE")


@pytest.fixture
def walk(client, connection, session, world):
    made = lay(session)
    session.commit()
    return Walk(client, connection, made, made.corners[0], Findings())


def _found(app, walk):
    """Walks until something leaks."""
    for methods in (READ, CHANGED):
        for _ in walk_through(app, walk, methods):
            if walk.found.leaks:
                return True
    return False


def _scope_dropped(monkeypatch, table):
    real = scope._reached
    monkeypatch.setattr(
        scope,
        "_reached",
        lambda reach, rules, model, actor: (
            true() if model.__tablename__ == table else real(reach, rules, model, actor)
        ),
    )


@pytest.mark.long
@pytest.mark.parametrize("table", sorted(SCOPES.keys() - UNMARKED))
def test_one_scope_dropped_is_noticed(app, walk, monkeypatch, table):
    """The application's scope alone, without one table's."""
    _scope_dropped(monkeypatch, table)
    with scope_alone(app, monkeypatch):
        assert _found(app, walk), f"nobody noticed in {walk.found.asked} requests"
    print(table, walk.found.asked, walk.found.leaks[0])


@pytest.mark.long
@pytest.mark.parametrize("canary", sorted(name for name, table in BOUND.items() if table in NETS))
def test_one_policy_dropped_is_noticed(app, walk, connection, monkeypatch, canary):
    """Row-level security alone, without one table's policy."""
    unscoped_query.sabotage(monkeypatch)
    connection.execute(text(f"ALTER TABLE {BOUND[canary]} DISABLE ROW LEVEL SECURITY"))
    walk.tables = frozenset({canary})
    assert _found(app, walk), f"nobody noticed in {walk.found.asked} requests"
    print(canary, walk.found.asked, walk.found.leaks[0])


def test_a_dropped_scope_is_noticed(app, walk, monkeypatch):
    """The check-stage sample of the above."""
    _scope_dropped(monkeypatch, "device")
    with scope_alone(app, monkeypatch):
        assert _found(app, walk)
