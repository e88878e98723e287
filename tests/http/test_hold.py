"""Holds by officers and by whoever has the unit: an officer's hold is an officer's to lift."""

from uuid import uuid4

import pytest

from models.unit import Event
from tests.persistence.dismantling_ground import received


@pytest.fixture
def held(client, session, world, sign_in):
    """A unit at the first plant, in the first district."""
    code = received(session, world.organisation("dismantler"))
    session.commit()
    return code


def change(client, code, what, headers, reason="涉嫌调包，待核查"):
    headers = headers | {"Idempotency-Key": str(uuid4())}
    return client.post(f"/api/v1/units/{code}/{what}", json={"reason": reason}, headers=headers)


def scanned(client, code, step, headers, reason="已核对"):
    scan = {"event_id": str(uuid4()), "code": code, "step": step, "reason": reason}
    body = {"scans": [scan | {"event_time": "2026-11-21T10:00:00+08:00"}]}
    (verdict,) = client.post("/api/v1/scans", json=body, headers=headers).json["verdicts"]
    return verdict


def test_an_officers_hold_is_an_officers_to_lift(client, session, world, sign_in, held):
    officer, plant = sign_in("district_officer"), sign_in("dismantler")
    placed = change(client, held, "hold", officer)
    assert (placed.status_code, placed.json["on_hold"]) == (200, True)
    assert placed.json["hold_reason"].startswith("official: ")
    session.expire_all()
    event = session.query(Event).filter_by(step="holding").one()
    assert event.account_id == world.person("district_officer").account_id
    # The plant neither lifts it, nor replaces it by one of its own.
    assert scanned(client, held, "accepting", plant)["refusal"] == "held_by_office"
    assert scanned(client, held, "holding", plant)["refusal"] == "held_by_office"
    assert change(client, held, "release", plant).status_code == 403
    lifted = change(client, held, "release", sign_in("city_officer"), "核查完毕")
    assert (lifted.status_code, lifted.json["on_hold"]) == (200, False)


def test_a_plant_holds_and_lifts_its_own(client, sign_in, held):
    plant = sign_in("dismantler")
    assert change(client, held, "hold", plant).json["hold_reason"] == "涉嫌调包，待核查"
    assert scanned(client, held, "accepting", plant)["verdict"] == "applied"


def test_nobody_borrows_the_officers_mark(client, sign_in, held):
    refused = change(client, held, "hold", sign_in("dismantler"), "official: 冒用")
    assert (refused.status_code, refused.json["code"]) == (403, "held_by_office")


@pytest.mark.parametrize(("role", "number", "status"), [("district_officer", 1, 404), ("auditor", 0, 403)])
def test_a_hold_stays_in_its_jurisdiction(client, sign_in, held, role, number, status):
    assert change(client, held, "hold", sign_in(role, number)).status_code == status


def test_lifting_what_is_not_held_is_refused(client, sign_in, held):
    refused = change(client, held, "release", sign_in("district_officer"))
    assert (refused.status_code, refused.json["code"]) == (409, "predecessor_missing")


def test_holds_are_listed_in_reach(client, sign_in, held):
    change(client, held, "hold", sign_in("district_officer"))
    readers = [("district_officer", 0), ("district_officer", 1), ("dismantler", 0), ("dismantler", 1)]
    shown = {}
    for role, number in readers:
        reply = client.get("/api/v1/holds", headers=sign_in(role, number))
        shown[role, number] = [one["code"] for one in reply.json["items"]]
    assert shown == {
        ("district_officer", 0): [held],
        ("district_officer", 1): [],
        ("dismantler", 0): [held],
        ("dismantler", 1): [],
    }
