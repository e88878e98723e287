"""How far every role reaches in every table by row-level security alone: the matrix's rows, by whose they are.

`tests/data/policy_reach.csv` says how many rows of each relation somebody of the first corner reaches, as
`scope_reach.csv` says it for the application's scope: read and agreed to by people. Policies are laid anew by the test,
so that what is measured is what stands in `models.row_security` now. Without one table's policy the figures are others,
for each table by itself.
"""

import csv
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from api.embedded import APPLICATION
from models import row_policy
from models.every_table import metadata
from models.privilege import SECRETS
from models.row_security import NETS, PUBLISHED, SYSTEM, declare, opened
from models.waste_transfer import WasteTransfer
from tests.http.matrix_world import PEOPLE, _id, lay
from tradein import permissions

FILE = Path(__file__).parents[1] / "data/policy_reach.csv"
RELATIONS = ("home", "neighbour", "district", "city", "province")
# What is nobody's own is proved by itself (test_row_security.py).
BOUND = sorted(NETS.keys() - {"appointment_proposal", "sms_message"})
CAPTURE, BOOKING, TRACE = {"scan:create"}, {"order:create", "order:update"}, {"unit_trace:read"}
OPEN_TO = {
    "trade_order": CAPTURE | BOOKING,
    "order_log": CAPTURE | BOOKING,
    "unit": CAPTURE | BOOKING | TRACE,
    "label": CAPTURE | BOOKING | TRACE,
    "load": CAPTURE,
    "dismantling": CAPTURE,
    "alert": CAPTURE,
    "pending_scan": CAPTURE,
    "licence": CAPTURE | BOOKING | TRACE | {"slot:read"},
    "application": {"organisation:create"},
    "invitation": {"invitation:read", "invitation:create"},
    "device": CAPTURE,
    "sight_alarm": {"pii_unmask:read"},
}
"""What a route needs that must reach rows of others; everything else is closed to strangers."""
# What hangs on a row is open to whatever that row is open to.
OPEN_TO |= dict.fromkeys(("order_contact", "order_review", "requote"), OPEN_TO["trade_order"])
OPEN_TO |= dict.fromkeys(("application_document", "application_log"), OPEN_TO["application"])
OPEN_TO["photo"] = OPEN_TO["trade_order"]
CHANGED_BY = {"site": set(), "slot": CAPTURE | BOOKING, "slot_rule": set()}


@pytest.fixture
def matrix(session, connection, world):
    made = lay(session)
    session.commit()
    row_policy.secure(connection, APPLICATION)
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    return made


@pytest.fixture
def owners(session, matrix, connection):
    """Corner by the id of everything and everybody that rows name."""
    found = {}
    for corner in matrix.corners:
        found |= {place.id: corner for place in corner.places.values()}
        found |= {place.site_id: corner for place in corner.places.values()}
        found |= {person.account_id: corner for person in corner.people.values()}
        found |= {_id(corner, kind, turn): corner for kind in ("order", "unit") for turn in PEOPLE}
        found |= dict.fromkeys(corner.names.values(), corner)
    declare(connection, None, SYSTEM)
    for transfer_id, number in connection.execute(select(WasteTransfer.id, WasteTransfer.number)):
        if (
            corner := next((one for one in matrix.corners if one.names["transfer"] == number), None)
        ) is not None:
            found[transfer_id] = corner
    return found


def relation(owners, home, row):
    """How far from home a row lies; None for the small world's, which is there besides."""
    corner = next((owners[value] for value in row if _named(value) and value in owners), None)
    if corner is None:
        return None
    if corner is home:
        return "home"
    return ("province", "city", "district", "neighbour")[
        sum(place == here for place, here in zip(corner.region, home.region, strict=True))
    ]


def _named(value):
    return not isinstance(value, list | dict)


def reached(connection, owners, home, table):
    """`{relation: rows}` of what the declared one reaches of a table."""
    columns = [
        column for column in metadata().tables[table].columns if column.name not in SECRETS.get(table, ())
    ]
    rows = connection.execute(select(*columns))
    found = Counter(relation(owners, home, row) for row in rows)
    del found[None]
    return dict(found)


def people(matrix):
    """Everybody of the first corner, and over it."""
    found = {role: matrix.person(role, matrix.corners[0]) for role in permissions.table().roles}
    return {role: person for role, person in found.items() if person is not None}


def measured(connection, owners, matrix, tables):
    """`{(role, table): {relation: rows}}`; nothing reached, nothing said."""
    found = {}
    for role, person in people(matrix).items():
        declare(connection, person.actor, "probe:read")
        for table in tables:
            if counts := reached(connection, owners, matrix.corners[0], table):
                found[role, table] = counts
    return found


def written():
    with FILE.open(encoding="utf-8", newline="") as file:
        return {
            (row["role"], row["table"]): {name: int(row[name]) for name in RELATIONS if row[name]}
            for row in csv.DictReader(file)
        }


def test_everybody_reaches_as_far_as_is_written(connection, matrix, owners):
    found = measured(connection, owners, matrix, BOUND)
    if not FILE.exists():
        with FILE.open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(("role", "table", *RELATIONS))
            lines.writerows(
                (*key, *(counts.get(name, "") for name in RELATIONS)) for key, counts in found.items()
            )
        pytest.fail("written anew: read it")
    assert found == written()
    assert {table for _, table in found} == set(BOUND), "of what nobody reaches nothing is proved"


def test_nobody_reaches_beyond_their_place_or_firm():
    """What the written figures may never say, whatever else changes."""
    depth = {"district_officer": 2, "city_officer": 3, "province_officer": 4, "auditor": 4, "system_admin": 4}
    for (role, table), counts in written().items():
        beyond = set(RELATIONS[depth.get(role, 0) + 1 :]) if role in depth else set(RELATIONS[1:])
        assert beyond.isdisjoint(counts), (role, table)


def test_every_net_is_of_a_resource_that_the_matrix_knows():
    """Policies do not ask for it; whoever reads a refusal or the matrix goes by it."""
    named = {net.scope.resource for net in (*NETS.values(), *PUBLISHED.values()) if net.scope is not None}
    assert named <= set(permissions.table().resources)


@contextmanager
def broken(connection, statement):
    """Without one table's net; whole again afterwards."""
    with connection.begin_nested() as attempt:
        connection.exec_driver_sql("RESET ROLE")
        connection.execute(text(statement))
        connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
        yield
        attempt.rollback()


@pytest.mark.long
def test_each_net_dropped_is_noticed(connection, matrix, owners):
    """A net off: somebody reaches a row of another province. A policy gone: nobody reaches their own."""
    whole = written()
    for table in BOUND:
        with broken(connection, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"):
            found = measured(connection, owners, matrix, [table])
            further = [key for key, counts in found.items() if "province" in counts and key not in whole]
            assert further, table
        policy = "tradein_all" if NETS[table].added_by is None else "tradein_select"
        with broken(connection, f"DROP POLICY {policy} ON {table}"):
            assert measured(connection, owners, matrix, [table]) == {}, table


def touched(connection, name, owner=None):
    """How many rows of a published table may be changed, of one owner if given."""
    table = metadata().tables[name]
    whose, what = (
        (table.c.organisation_id, table.c.name) if name == "site" else (table.c.recycler_id, table.c.capacity)
    )
    change = table.update().values({what: what})
    return connection.execute(change if owner is None else change.where(whose == owner)).rowcount


def test_each_net_of_what_is_published_is_noticed(connection, matrix, owners):
    """Read by all, changed by its own; with its policy gone by nobody, with the net off by anybody."""
    mine, theirs = (matrix.corners[number].places["recycler"].id for number in (0, -1))
    manager = matrix.corners[0].people["recycler_manager", 0].actor
    declare(connection, manager, "probe:update")

    def changed(table):
        return tuple(touched(connection, table, owner) > 0 for owner in (mine, theirs))

    for table in PUBLISHED:
        assert len(reached(connection, owners, matrix.corners[0], table)) == len(RELATIONS)
        assert changed(table) == (True, False), table
        with broken(connection, f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"):
            assert changed(table) == (True, True), table
        with broken(connection, f"DROP POLICY tradein_update ON {table}"):
            assert changed(table) == (False, False), table


def test_what_routes_must_reach_is_open_to_their_needs_alone(connection, matrix, owners):
    """A stranger of another province, table by table and need by need."""
    stranger = matrix.corners[-1].people["warehouse", 0].actor
    for need in sorted({*opened(), "probe:read"}):
        declare(connection, stranger, need)
        open_ = {table for table in BOUND if "home" in reached(connection, owners, matrix.corners[0], table)}
        assert open_ == {table for table, needs in OPEN_TO.items() if need in needs}, need
        for table, needs in CHANGED_BY.items():
            done = touched(connection, table)
            assert (done > 2 * len(PEOPLE)) is (need in needs), (table, need)
    declare(connection, None, SYSTEM)
    assert all("home" in reached(connection, owners, matrix.corners[0], table) for table in BOUND)
