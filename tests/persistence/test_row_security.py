"""Row-level security by itself: who is not declared reaches nothing, who is reaches what is theirs and no more."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from api.embedded import APPLICATION
from models.every_table import metadata
from models.identity_link import linked_account
from models.officer_appointment import AppointmentProposal
from models.party import Device, Organisation, Site
from models.password_past import password_of
from models.phone_login import account_of
from models.privilege import NARROW
from models.row_policy import secure, unbound
from models.row_security import NETS, PUBLISHED, SYSTEM, declare
from models.scope import SCOPES, within
from models.second_factor import is_enrolled
from models.sight_alarm import SightAlarm
from models.sms import SmsMessage
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


def test_nobody_declared_reaches_nothing(session, connection, matrix):
    filled = [table for table in PROTECTED if ids(connection, table)]
    assert len(filled) > 12
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    reached = {table for table in PROTECTED if ids(connection, table)}
    # While nobody is known, the statement that finds out who asks reads accounts; their secrets it never does.
    assert reached == {"account"}
    assert (
        connection.scalar(text("SELECT has_column_privilege('account', 'password_hash', 'SELECT')")) is False
    )


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
    assert unbound(connection) == sorted({*PROTECTED, *PUBLISHED})
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    assert unbound(connection) == []


POLICIES = """
SELECT tablename || ' ' || policyname AS policy, roles::text, cmd, qual, with_check,
       obj_description(p.oid, 'pg_policy') AS mark
FROM pg_policies JOIN pg_policy p ON p.polname = policyname AND p.polrelid = CAST(tablename AS regclass)
ORDER BY policy
"""


def test_a_policy_that_is_not_as_it_should_be_is_laid_anew(connection):
    """On every table, whatever has become of it; what that gives is what migrations gave."""
    laid = connection.execute(text(POLICIES)).all()
    of_four = [table for table, net in NETS.items() if net.added_by is not None]
    assert len(laid) == len(PROTECTED) + 1 + 3 * len(of_four) + 4 * len(PUBLISHED)
    for row in laid:
        table, policy = row.policy.split()
        connection.exec_driver_sql(f"COMMENT ON POLICY {policy} ON {table} IS 'another one'")
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    secure(connection, APPLICATION)
    assert connection.execute(text(POLICIES)).all() == laid
    connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION}")
    assert unbound(connection) == []


def test_policies_that_stand_are_left_alone(connection):
    """Or every start of the platform would wait for everybody who reads."""
    numbers = text("SELECT array_agg(oid ORDER BY oid) FROM pg_policy")
    laid = connection.scalar(numbers)
    secure(connection, APPLICATION)
    assert connection.scalar(numbers) == laid


def test_the_trail_is_read_by_those_it_concerns(session, connection, matrix):
    home = matrix.corners[0]
    as_application(connection, home.people["warehouse", 0].actor)
    assert ids(connection, "audit") == set()
    declare(connection, home.people["recycler_manager", 0].actor, "")
    assert len(ids(connection, "audit")) == 1


def test_what_is_published_is_read_by_all_and_changed_by_its_own_alone(session, connection, matrix):
    mine, theirs = matrix.corners[0], matrix.corners[1]
    as_application(connection)
    assert len(ids(connection, "site")) > 1
    declare(connection, mine.people["recycler_manager", 0].actor, "organisation:update")
    for place, changed in ((mine.places["recycler"], 1), (theirs.places["recycler"], 0)):
        done = connection.execute(
            text("UPDATE site SET name = 'x' WHERE organisation_id = :id"), {"id": place.id}
        )
        assert done.rowcount == changed
    row = {
        "code": "X999",
        "name": "x",
        "kind": "recycler",
        "region_code": "371502",
        "id": theirs.places["recycler"].id,
        "organisation_id": theirs.places["recycler"].id,
    }
    with connection.begin_nested() as attempt:
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(Site.__table__.insert().values(row))
        attempt.rollback()


def test_alarms_are_read_by_the_bureau_told_and_raised_by_the_look(session, connection, matrix):
    home = matrix.corners[0]
    about = matrix.person("district_officer", home)
    told = session.scalars(
        select(Organisation.id).where(
            Organisation.region_code == home.region[1], Organisation.kind == "bureau"
        )
    ).first()
    facts = {
        "kind": "seen_many", "account_id": about.account_id, "role": about.role, "told_id": told,
        "day": date(2026, 11, 20), "count": 400, "raised_at": datetime(2026, 11, 20, tzinfo=UTC),
    }  # fmt: skip
    as_application(connection, about.actor, "organisation:update")
    with connection.begin_nested() as attempt:
        facts_of_another = facts | {"account_id": home.people["warehouse", 0].account_id}
        with pytest.raises(ProgrammingError, match="row-level security"):
            connection.execute(SightAlarm.__table__.insert().values(facts_of_another))
        attempt.rollback()
    declare(connection, about.actor, "pii_unmask:read")
    raised = connection.execute(SightAlarm.__table__.insert().values(facts)).inserted_primary_key[0]
    for person, seen in (
        (matrix.person("city_officer", home), True),
        (home.people["recycler_manager", 0], False),
    ):
        declare(connection, person.actor, "sight_alarm:read")
        assert (raised in ids(connection, "sight_alarm")) == seen, person.role


def test_what_is_nobodys_own_is_for_the_platform_or_for_administrators(session, connection, matrix):
    """The outbox, into which anybody may have something written; and an appointment that takes two."""
    home = matrix.corners[0]
    proposer, other = (matrix.person("system_admin", home, turn) for turn in (0, 1))
    bureau = session.scalars(select(Organisation.id).where(Organisation.kind == "bureau")).first()
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    written = SmsMessage(
        phone="13812345678", template="sign_in", state="waiting", attempts=0,
        next_at=moment, expires_at=moment, created_at=moment,
    )  # fmt: skip
    proposed = AppointmentProposal(
        bureau_id=bureau, display_name="张三", proposed_by=proposer.account_id,
        proposed_at=moment, expires_at=moment + timedelta(minutes=15),
    )  # fmt: skip
    for row in (written, proposed):
        as_application(connection, None if row is written else proposer.actor)
        session.add(row)
        session.flush()
    reached = {}
    for name, actor, purpose in (
        ("platform", None, SYSTEM),
        ("administrator", other.actor, "officer_appointment:create"),
        ("officer", matrix.person("province_officer", home).actor, "officer_appointment:create"),
        ("consumer", home.people["consumer", 0].actor, "session:create"),
        ("nobody", None, "session:create"),
    ):
        declare(connection, actor, purpose)
        reached[name] = {one for one in ("sms_message", "appointment_proposal") if ids(connection, one)}
    assert reached == {
        "platform": {"sms_message", "appointment_proposal"},
        "administrator": {"appointment_proposal"},
        "officer": set(), "consumer": set(), "nobody": set(),
    }  # fmt: skip


def test_a_secret_is_read_by_no_query_and_told_to_its_owner_alone(session, connection, matrix):
    mine, theirs = (matrix.corners[0].people["warehouse", turn] for turn in (0, 1))
    as_application(connection, mine.actor)
    for asked in ("SELECT password_hash FROM account", "TABLE account"):
        with connection.begin_nested() as attempt:
            with pytest.raises(ProgrammingError, match="permission denied"):
                connection.execute(text(asked))
            attempt.rollback()
    assert [password_of(session, one.account_id) for one in (mine, theirs)] == ["-", None]
    declare(connection, None, SYSTEM)
    assert password_of(session, theirs.account_id) == "-"


def test_a_narrow_look_up_answers_for_one_key_and_says_no_more(session, connection, matrix):
    """A phone, a subject, a document: whose it is, whoever asks. Not a page of them, and nobody else may call it."""
    home = matrix.corners[-1]
    theirs = home.people["consumer", 0].account_id
    stranger = matrix.corners[0].people["warehouse", 0].actor
    as_application(connection, stranger)
    assert account_of(session, f"139{home.number:08d}") == (theirs, "active")
    assert account_of(session, "13999999999") is None
    assert (
        linked_account(session, "https://x", str(home.number)).id
        == home.people["recycler_staff", 0].account_id
    )
    assert is_enrolled(session, theirs) is False
    many = text("SELECT count(*) FROM account_by_phone(:many)")
    assert connection.scalar(many, {"many": [bytes([at]) for at in range(3)]}) == 0
    definers = text(
        "SELECT proname, array_to_string(proconfig, ','), has_function_privilege('public', oid, 'EXECUTE')"
        " FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
    )
    found = {name: (path, public) for name, path, public in connection.execute(definers)}
    assert found.keys() == {one.partition("(")[0] for one in NARROW}
    assert all(path.startswith("search_path=pg_catalog") and not public for path, public in found.values())


def test_a_need_that_opens_bookings_opens_nobodys_papers(session, connection, matrix):
    """Booking and capture reach every booking; who was verified, only those who reach one of theirs by relation."""
    stranger = matrix.corners[-1].people["recycler_staff", 0].actor
    for need in ("scan:create", "order:create", "order:update", "pii_unmask:read"):
        as_application(connection, stranger, need)
        seen = set(connection.scalars(text("SELECT account_id FROM real_name")))
        assert seen == {matrix.corners[-1].people["consumer", 0].account_id}, need
    booked = text("SELECT count(*) FROM trade_order")
    declare(connection, stranger, "scan:create")
    assert connection.scalar(booked) == 2 * len(matrix.corners)


def test_an_account_is_reached_by_those_who_work_with_it(session, connection, matrix):
    """Colleagues, officers above, and whoever waits for a collector: not whoever collects somewhere else."""
    home, far = matrix.corners[0], matrix.corners[-1]
    collector = home.people["recycler_staff", 0].account_id

    def reaches(person):
        as_application(connection, person.actor, "organisation:update")
        return collector in ids(connection, "account")

    assert reaches(home.people["consumer", 0]), "their collector comes"
    assert not reaches(home.people["consumer", 1]), "another's collector"
    assert reaches(home.people["recycler_manager", 0])
    assert not reaches(far.people["recycler_manager", 0])
    assert reaches(matrix.person("district_officer", home))
    assert not reaches(matrix.person("district_officer", far))
    assert reaches(matrix.person("system_admin", far)), "helps everybody who cannot sign in"
    locked = text("UPDATE account SET state = 'locked' WHERE id = :id")
    as_application(connection, far.people["recycler_manager", 0].actor, "organisation:update")
    assert connection.execute(locked, {"id": collector}).rowcount == 0
