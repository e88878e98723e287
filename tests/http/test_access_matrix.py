"""The access matrix: everybody asks every route for everything; nobody finds a foreign canary (G7).

Two nets are proved, each without the other: the application's own scope with row-level security off, and row-level
security with the application's scope gone.
"""

from collections import deque
from contextlib import contextmanager

import pytest

from models.row_security import NETS
from tests.faults.controls import unscoped_query
from tests.http.matrix_walk import NAMED, UNASKED, Findings, Walk, walk_through
from tests.http.matrix_world import lay

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
    assert not found.broken, "\n".join(sorted(set(found.broken))[:40])
    assert found.asked >= least


ONLY_ACTED_ON = frozenset({"account", "membership", "invitation"})
"""Named in routes that change them and in none that shows one."""
SLICE = frozenset({"own", "organisation", "province"})
FEW = frozenset(
    {"public", "consumer", "recycler_staff", "recycler_manager", "dismantler", "district_officer", "auditor"}
)


@pytest.mark.control("unscoped_query")
def test_the_applications_scope_alone_leaks_nothing(app, client, connection, matrix, monkeypatch):
    """The check-stage slice: reading routes, three relations."""
    walk = Walk(client, connection, matrix, matrix.corners[0], Findings())
    with scope_alone(app, monkeypatch):
        deque(walk_through(app, walk, ("GET",), SLICE, FEW), 0)
    _no_leak(walk.found, 500)
    assert walk.found.theirs >= NAMED.keys() - ONLY_ACTED_ON
    assert len(walk.found.opened) > 40


@pytest.mark.control("row_security_off")
def test_row_level_security_alone_leaks_nothing(app, client, connection, matrix, monkeypatch):
    """Without any scope in the application, what the database protects stays protected."""
    tables = frozenset(name for name, table in BOUND.items() if table in {*NETS, "audit"})
    walk = Walk(client, connection, matrix, matrix.corners[0], Findings(), tables)
    roles = frozenset({"consumer", "recycler_manager", "district_officer"})
    with database_alone(app, monkeypatch):
        deque(walk_through(app, walk, ("GET",), SLICE, roles), 0)
    assert not walk.found.leaks, "\n".join(sorted(set(walk.found.leaks))[:40])
    assert walk.found.asked > 200


@pytest.mark.long
@pytest.mark.parametrize("net", [scope_alone, both_nets])
@pytest.mark.parametrize(("corner", "turn"), [(0, 0), (-1, 1)])
def test_the_whole_matrix(app, client, connection, matrix, monkeypatch, record_property, corner, turn, net):
    """Every role × (method, route) × relation, from two corners; with the first net alone, and with both."""
    walk = Walk(client, connection, matrix, matrix.corners[corner], Findings(), turn=turn)
    with net(app, monkeypatch):
        deque(walk_through(app, walk), 0)
    record_property("asked", walk.found.asked)
    print(walk.found.asked, "asked,", len(walk.found.walked), "routes,", len(walk.found.opened), "opened")
    print(*sorted({*walk.found.leaks, *walk.found.oracles, *walk.found.broken})[:99], sep="\n")
    _no_leak(walk.found, 9_000)
    nobodys = NAMED.keys() - ONLY_ACTED_ON - walk.found.theirs
    assert not nobodys, "of what nobody was let at it is not proved that it is kept"
    served = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if not rule.rule.startswith("/demo") and rule.endpoint not in UNASKED
    }
    assert not (served & app.extensions["needs"].keys()) - walk.found.walked
