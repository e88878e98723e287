"""Row-level security by itself: who is not declared reaches nothing, who is reaches what is theirs and no more."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from api.embedded import APPLICATION
from models.every_table import metadata
from models.party import Device
from models.row_security import NETS, SYSTEM, declare, unbound
from models.scope import SCOPES, within
from models.unit import Unit
from tests.http.matrix_world import lay

PROTECTED = sorted({*NETS, "audit"})


@pytest.fixture
def matrix(session, world):
    made = lay(session)
    session.commit()
    return made


def as_application(connection, actor=None, purpose=""):
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    declare(connection, actor, purpose)


def ids(connection, table):
    key = next(iter(metadata().tables[table].primary_key.columns))
    return set(connection.scalars(select(key)))


def scoped_ids(session, model, actor):
    key = model.__mapper__.primary_key[0]
    return set(session.scalars(select(key).where(within(actor, model))))


def model_of(table):
    from models.db import Base

    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table.name == table)


@pytest.mark.control("row_security_off")
def test_nobody_declared_reaches_nothing(session, connection, matrix):
    filled = [table for table in PROTECTED if ids(connection, table)]
    assert len(filled) > 12
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    assert {table: ids(connection, table) for table in PROTECTED} == {table: set() for table in PROTECTED}


@pytest.mark.parametrize(
    ("role", "whole"),
    [
        ("consumer", False),
        ("recycler_staff", False),
        ("recycler_manager", False),
        ("warehouse", False),
        ("dismantler", False),
        ("district_officer", True),
        ("city_officer", True),
        ("province_officer", True),
        ("auditor", True),
    ],
)
def test_everybody_reaches_theirs_and_no_foreign_row(session, connection, matrix, role, whole):
    """The second net never hides what the first one shows, and catches what lies outside the own corner or place."""
    home = matrix.corners[0]
    actor = matrix.person(role, home).actor
    tables = [table for table in PROTECTED if table in SCOPES]
    wanted = {table: scoped_ids(session, model_of(table), actor) for table in tables}
    units = {unit.id: unit.district for unit in session.scalars(select(Unit))}
    as_application(connection, actor)
    reached = {table: ids(connection, table) for table in tables}
    hidden = {table for table in tables if not wanted[table] <= reached[table]}
    assert hidden == set()
    places = {units[key] for key in reached["unit"]}
    depth = {"district_officer": 2, "city_officer": 1}.get(role, 0)
    inside = {one.region[2] for one in matrix.corners if one.region[depth] == home.region[depth]}
    assert places == (inside if whole else {home.region[2]} if reached["unit"] else set())
    if not whole:
        assert reached["unit"] <= {key for key, place in units.items() if place == home.region[2]}


def test_a_foreign_row_can_be_neither_made_nor_changed(session, connection, matrix):
    mine, theirs = matrix.corners[0], matrix.corners[1]
    as_application(connection, mine.people["recycler_manager", 0].actor)
    changed = connection.execute(
        text("UPDATE device SET name = 'x' WHERE id = :id"), {"id": theirs.names["device"]}
    )
    assert changed.rowcount == 0
    row = {
        "organisation_id": theirs.places["recycler"].id,
        "name": "x",
        "enrolled_at": "2026-11-21T00:00:00Z",
    }
    with connection.begin_nested() as attempt:
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(Device.__table__.insert().values(row))
        attempt.rollback()


def test_what_a_route_must_reach_is_open_to_its_need_alone(session, connection, matrix):
    stranger = matrix.corners[-1].people["warehouse", 0].actor
    as_application(connection, stranger, "unit:read")
    assert matrix.corners[0].names["unit"] not in set(connection.scalars(text("SELECT code FROM unit")))
    declare(connection, stranger, "scan:create")
    assert matrix.corners[0].names["unit"] in set(connection.scalars(text("SELECT code FROM unit")))
    declare(connection, None, SYSTEM)
    assert len(ids(connection, "unit")) == 2 * len(matrix.corners)


def test_the_platforms_own_role_is_bound_and_the_owner_is_not(connection):
    assert unbound(connection) == PROTECTED
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    assert unbound(connection) == []


def test_the_trail_is_read_by_those_it_concerns(session, connection, matrix):
    home = matrix.corners[0]
    as_application(connection, home.people["warehouse", 0].actor)
    assert ids(connection, "audit") == set()
    declare(connection, home.people["recycler_manager", 0].actor, "")
    assert len(ids(connection, "audit")) == 1
