"""Searching the audit trail, by whom and how far; and letting old rows go without being able to delete any."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from api.embedded import APPLICATION
from models.audit import Act, Audit, Author, record
from models.audit_search import LEAST_KEPT, forget_old
from tradein.retention import RetentionPurpose, in_force

NOW = datetime.now(UTC)


def lay(session, world, role, number=0, at=NOW, **more):
    act = Act(action="probe.do", verb="update", resource="load", **more)
    return record(session, Author(at=at, actor=world.actor(role, number)), act)


@pytest.fixture
def trail(session, world):
    """A row of each of four people, in two cities."""
    made = {
        (role, number): lay(session, world, role, number, subjects=(f"load:{role}{number}",))
        for role in ("recycler_manager", "warehouse")
        for number in (0, 1)
    }
    session.commit()
    return made


def found(client, headers, **query):
    return [
        one["subjects"][0]
        for one in client.get("/api/v1/audit", query_string=query, headers=headers).json["items"]
    ]


@pytest.mark.control("unscoped_query")
@pytest.mark.parametrize(
    ("role", "number", "seen"),
    [
        ("recycler_manager", 0, {"load:recycler_manager0"}),
        ("district_officer", 0, {"load:recycler_manager0", "load:warehouse0"}),
        ("city_officer", 1, {"load:recycler_manager1", "load:warehouse1"}),
        ("auditor", 0, {f"load:{role}{n}" for role in ("recycler_manager", "warehouse") for n in (0, 1)}),
    ],
)
def test_everybody_searches_their_own_reach(client, trail, sign_in, role, number, seen):
    assert set(found(client, sign_in(role, number), action="probe.do")) == seen


@pytest.mark.parametrize("role", ["consumer", "recycler_staff", "warehouse", "dismantler", "system_admin"])
def test_others_may_not(client, sign_in, role):
    assert client.get("/api/v1/audit", headers=sign_in(role)).status_code == 403


def test_a_search_is_narrowed(client, session, world, trail, sign_in):
    auditor = sign_in("auditor")
    consumer = world.person("consumer").account_id
    lay(session, world, "district_officer", subjects=("unit:x",), consumers=frozenset({consumer}))
    session.commit()
    assert found(client, auditor, subject="load:warehouse1") == ["load:warehouse1"]
    assert found(client, auditor, consumer=str(consumer)) == ["unit:x"]
    assert found(client, auditor, account=str(world.person("warehouse").account_id)) == ["load:warehouse0"]
    assert found(client, auditor, since=(NOW + timedelta(hours=1)).isoformat()) == []
    assert len(found(client, auditor, role="warehouse", resource="load", verb="update")) == 2
    assert client.get("/api/v1/audit?verb=eat", headers=auditor).status_code == 422


def test_pages_follow_each_other(client, trail, sign_in):
    headers, path, seen = sign_in("auditor"), "/api/v1/audit?limit=1&action=probe.do", []
    while path:
        reply = client.get(path, headers=headers)
        seen += [one["id"] for one in reply.json["items"]]
        path = reply.headers.get("Link", "")[1:].partition(">")[0]
    assert seen == sorted((str(one) for one in trail.values()), reverse=True)


def test_old_rows_go_and_young_ones_stay(session, world):
    kept = in_force(RetentionPurpose.AUDIT, NOW.date()).kept
    assert kept >= LEAST_KEPT
    lay(session, world, "warehouse", at=NOW - kept - timedelta(days=1))
    young = lay(session, world, "warehouse", at=NOW - kept + timedelta(days=1))
    assert forget_old(session, NOW) == 1
    assert forget_old(session, NOW) == 0
    assert [row.id for row in session.query(Audit)] == [young]


def test_the_application_can_forget_what_is_old_and_delete_nothing(fresh_database, cluster):
    """Even whoever runs SQL of their own as the application cannot touch the last six months."""
    url = cluster.url(fresh_database.partition("@/")[2].partition("?")[0], APPLICATION)
    engine = create_engine(url)
    author = Author(at=NOW - timedelta(days=30), role="system")
    with Session(engine) as session:
        record(session, author, Act(action="probe.do", verb="update", resource="load"))
        session.commit()
        assert forget_old(session, NOW) == 0
        for statement in (
            "SELECT audit_forget(now() - interval '1 day', 10)",
            "DELETE FROM audit",
            "UPDATE audit SET role = 'public'",
            "TRUNCATE audit",
        ):
            with pytest.raises(DBAPIError):
                session.execute(text(statement))
            session.rollback()
    engine.dispose()


def test_a_row_says_in_both_languages_what_was_done(client, session, world, sign_in):
    """An operation by its name in the interface's document; what is none of it stays as it is."""
    author = Author(at=NOW, actor=world.actor("recycler_manager", 0))
    for action in ("session.send_code", "demo.sign_in_as", "watchdog"):
        record(session, author, Act(action=action, verb="create", resource="session"))
    session.commit()
    rows = client.get("/api/v1/audit?verb=create&resource=session", headers=sign_in("auditor")).json["items"]
    said = {one["action"]: (one["action_zh"], one["action_en"]) for one in rows}
    assert said["session.send_code"] == ("发送短信验证码", "Text a one-time code")
    assert said["demo.sign_in_as"] == ("演示环境一键登录", "One-click sign-in of the demo")
    assert said["watchdog"] == (None, None)
