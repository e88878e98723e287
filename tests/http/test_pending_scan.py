"""The offline conflict queue over HTTP: read, tried again, settled; another organisation's scan does not exist."""

from uuid import uuid4

import pytest

from tests.persistence.capture_ground import NOW, Chain, outcomes

PATH = "/api/v1/pending-scans"


@pytest.fixture
def late(client, session, world):
    """A collection that arrived after the unit was in the warehouse."""
    chain = Chain(session, world)
    scan = chain.scan("collecting", chain.store(1)[0], handover_code="123456")
    assert outcomes(chain.send("recycler_staff", scan)) == ["conflict"]
    session.commit()
    return scan


def test_the_queue_says_what_was_sent_and_why_it_waits(client, sign_in, late, world):
    (kept,) = client.get(f"{PATH}?state=conflict", headers=sign_in("recycler_staff")).json["items"]
    assert (kept["event_id"], kept["code"], kept["step"]) == (str(late.event_id), late.code, "collecting")
    assert kept["refusal"] == "step_too_late"
    assert kept["message"]
    assert kept["organisation"]["id"] == str(world.organisation("recycler").id)
    assert "handover_code" not in kept
    assert client.get(f"{PATH}?state=waiting", headers=sign_in("recycler_staff")).json["items"] == []
    one = client.get(f"{PATH}/{late.event_id}", headers=sign_in("recycler_manager"))
    assert one.json == kept


def test_another_organisations_scan_does_not_exist(client, sign_in, late):
    stranger = sign_in("recycler_manager", 1)
    assert client.get(PATH, headers=stranger).json["items"] == []
    for reply in (
        client.get(f"{PATH}/{late.event_id}", headers=stranger),
        client.post(f"{PATH}/{late.event_id}/settle", json={"note": "不是我的"}, headers=stranger),
        client.post(f"{PATH}/{late.event_id}/retry", headers=stranger),
        client.get(f"{PATH}/{uuid4()}", headers=stranger),
    ):
        assert (reply.status_code, reply.json["code"]) == (404, "not_found")


def test_a_manager_settles_once(client, sign_in, late, monkeypatch):
    monkeypatch.setattr("api.routes.pending_scan.now", lambda: NOW)
    path, manager = f"{PATH}/{late.event_id}", sign_in("recycler_manager")
    again = client.post(f"{path}/retry", headers=manager)
    assert (again.status_code, again.json["verdict"]) == (200, "conflict"), again.json
    short = client.post(f"{path}/settle", json={}, headers=manager)
    assert (short.status_code, short.json["errors"][0]["field"]) == (422, "note")
    settled = client.post(f"{path}/settle", json={"note": "以仓库记录为准"}, headers=manager)
    assert (settled.status_code, settled.json["state"]) == (200, "settled"), settled.json
    assert (
        client.post(f"{path}/settle", json={"note": "以仓库记录为准"}, headers=manager).json == settled.json
    )
    for reply in (
        client.post(f"{path}/settle", json={"note": "另一个说法"}, headers=manager),
        client.post(f"{path}/retry", headers=manager),
    ):
        assert (reply.status_code, reply.json["code"]) == (409, "pending_settled")


@pytest.mark.parametrize(
    ("role", "number", "status"),
    [("recycler_manager", 0, 403), ("district_officer", 1, 404), ("district_officer", 0, 200)],
)
def test_officers_decide_in_their_territory(client, sign_in, late, role, number, status):
    path, body = f"{PATH}/{late.event_id}/approve", {"note": "已核对收据"}
    reply = client.post(path, json=body, headers=sign_in(role, number))
    assert reply.status_code == status, reply.json


def test_staff_only_read(client, sign_in, late):
    staff = sign_in("recycler_staff")
    assert client.post(f"{PATH}/{late.event_id}/retry", headers=staff).status_code == 403
    body = {"note": "自己处理"}
    assert client.post(f"{PATH}/{late.event_id}/settle", json=body, headers=staff).status_code == 403


def test_pages_follow_each_other(client, session, world, sign_in):
    chain = Chain(session, world)
    chain.send("recycler_staff", *[chain.scan("collecting", code) for code in chain.labels(3)])
    session.commit()
    first = client.get(f"{PATH}?limit=2", headers=sign_in("recycler_manager"))
    path = first.headers["Link"].split("<")[1].split(">")[0]
    second = client.get(path, headers=sign_in("recycler_manager"))
    assert len({one["event_id"] for page in (first, second) for one in page.json["items"]}) == 3
