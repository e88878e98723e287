"""Every change and every sight of personal data leaves an audit row in its own transaction (G18)."""

import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask import g
from sqlalchemy import select, text

from api.audit_trail import EVENTS_ARE_THE_RECORD, note
from api.transaction import in_transaction
from models.audit import Audit
from models.job_run import claim
from models.order import TradeOrder
from tests.http.hostile import targets

ROOT = Path(__file__).resolve().parents[2]


def rows(session):
    session.expire_all()
    return session.scalars(select(Audit).order_by(Audit.id)).all()


def changing(app):
    return [
        target
        for target in targets(app, "GET", "POST", "PUT", "PATCH", "DELETE")
        if target.need.verb != "read"
        and (target.need.resource, target.need.verb) not in EVENTS_ARE_THE_RECORD
    ]


def within_request(app, target, work):
    """Run `work` as the unit of work of a request to the target."""
    with app.test_request_context(target.path, method=target.method):
        g.need, g.request_id = target.need, "r-1"
        return in_transaction(work)


def test_every_changing_route_leaves_a_row(app, session):
    """Generated over the routes: whatever commits in their name is audited in their name."""
    wanted = changing(app)
    for number, target in enumerate(wanted):
        within_request(
            app, target, lambda session, n=number: claim(session, "probe", str(n), datetime.now(UTC))
        )
    assert [row.action for row in rows(session)] == [target.endpoint for target in wanted]
    assert len(wanted) > 50


@pytest.mark.control("audit_after_commit")
def test_the_row_is_of_the_effects_own_transaction(client, session, world, sign_in):
    reply = client.post("/api/v1/devices", json={"name": "枪 1"}, headers=sign_in("recycler_manager"))
    assert reply.status_code == 201
    made = "SELECT xmin::text FROM device WHERE id = CAST(:id AS uuid)"
    written = "SELECT xmin::text FROM audit"
    assert session.scalar(text(made), {"id": reply.json["id"]}) == session.scalar(text(written))


def test_what_is_rolled_back_leaves_none(app, session):
    target = changing(app)[0]

    def fail(session):
        claim(session, "probe", "x", datetime.now(UTC))
        raise LookupError

    with pytest.raises(LookupError):
        within_request(app, target, fail)
    assert rows(session) == []


def test_a_transaction_that_changed_nothing_leaves_none(fresh_app):
    target = changing(fresh_app)[0]
    within_request(fresh_app, target, lambda session: session.scalar(select(1)))
    with fresh_app.app_context():
        assert in_transaction(lambda session: session.scalars(select(Audit.id)).all()) == []


def test_only_the_seam_commits():
    """A second place that commits would be a second place to forget the audit."""
    allowed = {"transaction.py", "audit_trail.py", "migration.py", "permit.py", "rates.py"}
    found = {
        path.name
        for room in ("api", "models")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"\.commit\(\)", path.read_text("utf-8")) and not {"demo", "cli"} & set(path.parts)
    }
    assert found <= allowed


def test_a_row_says_who_and_what(app, client, session, world, sign_in):
    person = world.person("recycler_manager")
    reply = client.post("/api/v1/devices", json={"name": "枪 1"}, headers=sign_in("recycler_manager"))
    assert reply.status_code == 201
    (row,) = rows(session)
    assert (row.account_id, row.organisation_id) == (person.account_id, person.organisation.id)
    assert (row.role, row.membership_id, row.key_id) == (person.role, person.membership_id, None)
    assert (row.action, row.verb, row.resource) == ("devices.create_device", "create", "organisation")
    assert row.subjects == [f"device:{reply.json['id']}"]
    assert (row.outcome, str(row.address), row.request_id) == (
        "done",
        "127.0.0.1",
        reply.headers["X-Request-ID"],
    )
    assert row.session_ref
    assert person.token not in row.session_ref


def test_what_a_route_notes_is_kept(app, session):
    consumer = uuid4()

    def work(session):
        note("unit:1", consumers=[consumer, None], reason="核对投诉编号内容", ticket="T-1", field="phone")
        return claim(session, "probe", "noted", datetime.now(UTC))

    within_request(app, changing(app)[0], work)
    (row,) = rows(session)
    assert (row.reason, row.ticket, row.consumers) == ("核对投诉编号内容", "T-1", [consumer])
    assert row.facts["field"] == "phone"
    assert "unit:1" in row.subjects


def test_sights_of_personal_data_are_rows(client, session, told_world, sign_in):
    """One row a request, with everything it showed and whose it was."""
    orders = {row.id: row.consumer_id for row in session.scalars(select(TradeOrder))}
    before = len(rows(session))
    shown = client.get("/api/v1/orders", headers=sign_in("district_officer")).json["items"]
    (row,) = rows(session)[before:]
    assert shown
    assert (row.action, row.verb) == ("orders.list_orders", "read")
    assert {f"trade_order:{one['id']}" for one in shown} <= set(row.subjects)
    assert set(row.consumers) == {
        orders[key] for key in orders if str(key) in {one["id"] for one in shown}
    } - {None}
    assert client.get("/api/v1/loads", headers=sign_in("warehouse")).status_code == 200
    assert len(rows(session)) == before + 1
    _each_change_of_the_lives_was_audited(client, session)


def _each_change_of_the_lives_was_audited(client, session):
    actions = {row.action for row in rows(session) if row.verb != "read"}
    assert {"orders.create_order", "order-tasks.assign_order", "loads.create_load"} <= actions
    assert {"dismantlings.close_work_order", "waste_transfers.issue_transfer"} <= actions
    assert "scans.capture_scans" not in actions


def test_no_row_holds_what_somebody_typed(client, session, world):
    client.post("/api/v1/session", json={"account": "13912345678", "password": "wrong-password-1"})
    assert all("13912345678" not in str(vars(row)) for row in rows(session))
