"""Every change and every sight of personal data leaves an audit row in its own transaction (G18)."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import g
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api import refusal_trail
from api.audit_trail import EVENTS_ARE_THE_RECORD, note
from api.transaction import in_transaction
from models.audit import Audit
from models.job_run import claim
from models.order import TradeOrder
from tests.http.hostile import targets
from tests.http.people import Caller
from tests.http.proving import PHONE, arrived, wrong
from tests.http.test_parties import application
from tests.world import PASSWORD

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
    allowed = {
        "transaction.py",
        "audit_trail.py",
        "migration.py",
        "permit.py",
        "rates.py",
        "refusal_trail.py",
    }
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


# ---- Refusals -------------------------------------------------------------------------------------------------------


def refusals(session):
    return [row for row in rows(session) if row.outcome == "refused"]


@pytest.fixture
def entry(fresh_app, fresh_engine, world):
    """A caller of an application whose transactions are real, and the rows each request leaves."""

    def asked(path, body, status):
        with Session(fresh_engine) as session:
            before = len(rows(session))
            reply = fresh_app.test_client().post(f"/api/v1/{path}", json=body)
            assert reply.status_code == status, reply.json
            return rows(session)[before:]

    return asked


def test_a_sign_in_is_one_row_of_whoever_came_in_or_of_whose_account_was_tried(entry, world):
    person = world.person("recycler_manager")
    (row,) = entry("session", {"account": person.login, "password": PASSWORD}, 201)
    assert (row.outcome, row.role, row.account_id) == ("done", person.role, person.account_id)
    assert (row.organisation_id, row.membership_id) == (person.organisation.id, person.membership_id)
    assert row.session_ref
    (known,) = entry("session", {"account": person.login, "password": "wrong-password-1"}, 401)
    assert (known.outcome, known.action, known.role) == ("refused", "session.open_session", "public")
    assert (known.account_id, known.facts) == (
        person.account_id,
        {"code": "wrong_credentials", "status": 401},
    )
    (unknown,) = entry("session", {"account": "nobody-at-all", "password": "wrong-password-1"}, 401)
    assert (unknown.outcome, unknown.account_id, unknown.organisation_id) == ("refused", None, None)


def test_a_code_is_proved_and_an_organisation_registered_in_one_row_each(entry, fresh_app, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    (sent,) = entry("session/code", {"phone": PHONE}, 202)
    right = arrived(fresh_app.test_client())[0]
    (tried,) = entry("session/phone", {"phone": PHONE, "code": wrong(right)}, 422)
    assert (tried.outcome, tried.facts["code"]) == ("refused", "wrong_code")
    (came_in,) = entry("session/phone", {"phone": PHONE, "code": right}, 201)
    assert (sent.outcome, came_in.outcome, came_in.role) == ("done", "done", "consumer")
    assert came_in.account_id
    firm = application()
    (done,) = entry("organisations", firm, 201)
    (again,) = entry("organisations", firm, 409)
    assert [row.outcome for row in (done, again)] == ["done", "refused"]
    assert {row.action for row in (done, again)} == {"organisations.register_organisation"}


def test_a_refused_change_and_a_refused_sight_name_who_tried(client, session, world, sign_in):
    order = Caller(client, sign_in).order()["number"]
    assert client.post("/api/v1/devices", json={"name": "枪"}, headers=sign_in("auditor")).status_code == 403
    foreign = sign_in("district_officer", 1)
    for path in (f"orders/{order}", "orders/13812345678"):
        assert client.get(f"/api/v1/{path}", headers=foreign).status_code == 404
    assert client.get("/api/v1/regions/999999", headers=foreign).status_code == 404
    assert client.get("/api/v1/orders").status_code == 401
    told = refusals(session)
    assert [(row.role, row.facts["status"]) for row in told] == [
        ("auditor", 403),
        ("district_officer", 404),
        ("district_officer", 404),
    ]
    assert all(row.account_id and row.organisation_id for row in told)
    assert [row.subjects for row in told] == [[], [f"number:{order}"], []], "a phone is no number of ours"
    assert all(row.consumers == [] for row in told)
    seen = client.get("/api/v1/audit?outcome=refused", headers=sign_in("auditor")).json["items"]
    assert len(seen) == 3


def test_a_wrong_key_is_a_try(client, session, world):
    key = {"Authorization": f"Bearer tik_{'0' * 12}_{'A' * 43}"}
    assert client.get("/api/v1/orders", headers=key).status_code == 401
    (row,) = refusals(session)
    assert (row.action, row.facts["code"]) == ("orders.list_orders", "unauthenticated")


def test_nobody_fills_the_disk_with_refusals(app, client, session, world, monkeypatch):
    monkeypatch.setattr(refusal_trail, "OF_ONE", 3)
    monkeypatch.setitem(app.extensions, "refusals", refusal_trail.Bounds())
    body, minute = {"account": "nobody-at-all", "password": "wrong-password-1"}, datetime.now(UTC)
    for second in range(6):
        at = minute + timedelta(minutes=second // 5 * 2)
        monkeypatch.setattr("api.refusal_trail.now", lambda at=at: at)
        client.post("/api/v1/session", json=body)
    assert [row.facts.get("unwritten_before", 0) for row in refusals(session)] == [0, 0, 0, 2]


def test_strangers_have_one_bound_together():
    bounds = refusal_trail.Bounds()
    taken = [bounds.take(str(number), 60, known=False) for number in range(refusal_trail.OF_STRANGERS + 5)]
    assert taken.count(None) == 5
    assert bounds.take("somebody", 60, known=True) == 5, "strangers do not hide what a person does"


def test_a_refusal_that_cannot_be_written_is_given_all_the_same(client, session, world, monkeypatch):
    def fail(*_):
        raise OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr(refusal_trail, "record", fail)
    reply = client.post("/api/v1/session", json={"account": "nobody-at-all", "password": "wrong-password-1"})
    assert (reply.status_code, reply.json["code"]) == (401, "wrong_credentials")
