"""A bureau stops an organisation at once and another officer lets it work again; what it has in hand stays visible."""

from uuid import UUID

import pytest
from sqlalchemy import select

from models.audit import Audit
from models.suspension import OrganisationSuspension
from tests.http.people import NAME, PHONE, STREET, Caller, window
from tests.http.proving import by_password
from tests.persistence.booking_ground import best_answers

WHY = {"reason": "现场检查发现擅自拆解，责令停业整改"}
DONE = {"reason": "整改完成，复查合格，恢复业务"}


@pytest.fixture
def caller(client, sign_in):
    return Caller(client, sign_in)


@pytest.fixture
def firm(world):
    return world.organisation("recycler")


def suspend(caller, firm, role="district_officer", body=WHY, **more):
    return caller.post(role, f"organisations/{firm.id}/suspend", body, **more)


def resume(caller, firm, role="city_officer", body=DONE, **more):
    return caller.post(role, f"organisations/{firm.id}/resume", body, **more)


@pytest.mark.control("suspended_works_on", "role_cached_in_session")
def test_everything_of_the_firm_stops_with_the_next_request(client, caller, firm, world):
    manager, key = world.person("recycler_manager"), world.person("integration_client")
    assert caller.get("recycler_manager", "units").status_code == 200
    assert client.get("/api/v1/session", headers=key.key_headers()).status_code == 200
    stopped = suspend(caller, firm)
    assert (stopped.status_code, stopped.json["state"]) == (200, "suspended"), stopped.json
    scans = {"device": None, "scans": []}
    for reply in (
        caller.get("recycler_manager", "units"),
        caller.post("recycler_staff", "scans", scans),
        client.get("/api/v1/session", headers=key.key_headers()),
        client.get("/api/v1/session", headers=manager.key_headers()),
    ):
        assert reply.status_code == 401
    assert caller.get("recycler_manager", "units", number=1).status_code == 200, "others work on"
    resumed = resume(caller, firm)
    assert (resumed.status_code, resumed.json["state"]) == (200, "active")
    assert caller.get("recycler_manager", "units").status_code == 200
    assert client.get("/api/v1/session", headers=key.key_headers()).status_code == 200


def test_what_it_has_in_hand_stays_visible_and_nothing_new_comes(caller, firm, world):
    order = caller.order()
    assert caller.post("recycler_manager", f"orders/{order['number']}/accept").status_code == 200
    assert suspend(caller, firm).json["in_hand"] == {"units": 0, "orders": 1, "loads": 0}
    detail = caller.get("district_officer", f"organisations/{firm.id}").json
    assert (detail["suspension"]["reason"], detail["in_hand"]["orders"]) == (WHY["reason"], 1)
    for role in ("district_officer", "consumer"):
        seen = caller.get(role, f"orders/{order['number']}")
        assert (seen.status_code, seen.json["recycler"]["id"]) == (200, str(firm.id))
    assert caller.get(None, "slots", region="371502").json["items"] == []
    assert resume(caller, firm).json["in_hand"] is None
    assert caller.get(None, "slots", region="371502").json["items"]


def test_its_people_are_told_why_a_hat_is_missing(client, caller, firm, world):
    suspend(caller, firm)
    opened = by_password(client, world.person("recycler_staff"))
    assert (opened.status_code, opened.json["role"], opened.json["memberships"]) == (201, "consumer", [])
    assert [one["name"] for one in opened.json["suspended"]] == [firm.name]


def test_two_officers_are_needed_to_let_it_work_again(caller, firm, session):
    suspend(caller, firm)
    alone = resume(caller, firm, "district_officer")
    assert (alone.status_code, alone.json["code"]) == (403, "forbidden")
    assert resume(caller, firm).status_code == 200
    row = session.scalars(select(OrganisationSuspension)).one()
    assert row.suspended_by != row.resumed_by
    assert (row.reason, row.resume_reason) == (WHY["reason"], DONE["reason"])
    trail = session.scalars(select(Audit).where(Audit.action.startswith("suspensions."))).all()
    assert {row.reason for row in trail} == {WHY["reason"], DONE["reason"]}
    assert all(f"organisation:{firm.id}" in row.subjects for row in trail)


def test_the_same_said_again_changes_nothing_and_anything_else_is_refused(caller, firm, session):
    assert (resume(caller, firm).status_code, resume(caller, firm).json["code"]) == (
        409,
        "organisation_not_running",
    )
    assert {suspend(caller, firm).status_code for _ in range(2)} == {200}
    other = suspend(caller, firm, "city_officer", DONE)
    assert (other.status_code, other.json["code"], other.json["facts"]) == (
        409,
        "organisation_not_running",
        {"state": "suspended"},
    )
    assert len(session.scalars(select(OrganisationSuspension)).all()) == 1


@pytest.mark.parametrize(
    ("role", "number", "kind", "status", "code"),
    [
        ("district_officer", 1, "recycler", 404, "not_found"),
        ("city_officer", 1, "recycler", 404, "not_found"),
        ("district_officer", 0, "dismantler", 403, "bureau_too_low"),
        ("recycler_manager", 0, "recycler", 403, "forbidden"),
        ("auditor", 0, "recycler", 403, "forbidden"),
        ("system_admin", 0, "recycler", 403, "forbidden"),
        ("consumer", 0, "recycler", 403, "forbidden"),
    ],
)
def test_only_the_bureau_that_decides_on_it(caller, world, role, number, kind, status, code):
    reply = suspend(caller, world.organisation(kind), role, number=number)
    assert (reply.status_code, reply.json["code"]) == (status, code), reply.json


def test_a_bureau_is_not_suspended_and_a_reason_is_given(caller, firm, world):
    bureau = suspend(caller, world.bureaus["371502"], "city_officer")
    assert (bureau.status_code, bureau.json["code"]) == (409, "bureau_not_suspended")
    for body in ({}, {"reason": "短"}):
        reply = suspend(caller, firm, body=body)
        assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "reason")
    absent = UUID("00000000-0000-0000-0000-00000000dead")
    missing = caller.post("district_officer", f"organisations/{absent}/suspend", WHY)
    assert missing.status_code == 404


def test_a_window_opened_before_is_not_booked_while_it_stands_still(caller, firm):
    slot = caller.post(
        "recycler_manager", "slots", {"region": "371502", "start": window(14), "capacity": 1}
    ).json
    said = best_answers("FRIDGE")
    answers = {"age_years": said.age_years, "conditions": said.conditions}
    door = {"region": "371502", "address": STREET, "name": NAME, "phone": PHONE, "floor": 5}
    body = {"contact": door, "slot": slot["id"], "units": [{"item_type": "FRIDGE", "answers": answers}]}
    suspend(caller, firm)
    found = caller.get(None, "slots", region="371502").json["items"]
    assert slot["id"] not in [one["id"] for one in found]
    reply = caller.post("consumer", "orders", body)
    assert (reply.status_code, reply.json["code"]) == (409, "no_recycler"), reply.json
    resume(caller, firm)
    assert caller.post("consumer", "orders", body).status_code == 201
