"""Loads over HTTP: opened, listed and read by the parties they concern, and by nobody else."""

from uuid import uuid4

import pytest


@pytest.fixture
def opened(client, sign_in, world):
    """A load from the first warehouse to the first plant."""
    body = {"destination": world.organisation("dismantler").site_code, "plate": "鲁p·12345"}
    headers = sign_in("warehouse") | {"Idempotency-Key": str(uuid4())}
    made = client.post("/api/v1/loads", json=body, headers=headers)
    assert made.status_code == 201, made.json
    return made.json


def _open(client, headers, **body):
    return client.post("/api/v1/loads", json=body, headers=headers | {"Idempotency-Key": str(uuid4())})


def test_a_load_is_opened_with_its_destination(opened, world):
    assert opened["code"].startswith("L")
    assert (opened["state"], opened["aboard"], opened["listed"]) == ("open", 0, None)
    assert opened["plate"] == "鲁P12345"
    assert opened["destination"]["code"] == world.organisation("dismantler").site_code
    assert opened["origin"]["id"] == str(world.organisation("warehouse").id)
    assert (opened["units"], opened["events"]) == ([], [])


@pytest.mark.parametrize(
    ("role", "number", "count"),
    [
        ("warehouse", 0, 1),
        ("dismantler", 0, 1),
        ("dismantler", 1, 0),
        ("city_officer", 0, 1),
        ("city_officer", 1, 0),
    ],
)
def test_both_ends_and_their_officers_see_it(client, sign_in, opened, role, number, count):  # noqa: PLR0917
    listed = client.get("/api/v1/loads?state=open", headers=sign_in(role, number))
    assert len(listed.json["items"]) == count
    found = client.get(f"/api/v1/loads/{opened['code']}", headers=sign_in(role, number))
    assert found.status_code == (200 if count else 404)


def test_who_only_opens_loads_is_answered_too(client, sign_in, world):
    made = _open(client, sign_in("recycler_staff"), destination=world.organisation("warehouse").site_code)
    assert made.status_code == 201, made.json
    assert client.get("/api/v1/loads", headers=sign_in("recycler_staff")).status_code == 403


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"destination": "NOWHERE-1"}, "site_unknown", "destination"),
        ({"destination": "R010"}, "site_unknown", "destination"),
        ({"origin": "NOWHERE-1"}, "site_unknown", "origin"),
        ({"plate": "12"}, "plate_malformed", "plate"),
        ({"driver": "张三"}, "invalid_input", "driver"),
    ],
)
def test_a_load_is_refused_by_field(client, sign_in, world, change, code, field):  # noqa: PLR0917
    body = {"destination": world.organisation("dismantler").site_code} | change
    reply = _open(client, sign_in("warehouse"), **body)
    assert (reply.status_code, reply.json["code"]) == (422, code), reply.json
    assert field in {error["field"] for error in reply.json["errors"]}


def test_pages_follow_each_other(client, sign_in, world):
    codes = [
        _open(client, sign_in("warehouse"), destination=world.organisation("dismantler").site_code).json[
            "code"
        ]
        for _ in range(3)
    ]
    first = client.get("/api/v1/loads?limit=2", headers=sign_in("warehouse"))
    path = first.headers["Link"].split("<")[1].split(">")[0]
    second = client.get(path, headers=sign_in("warehouse"))
    seen = [load["code"] for answer in (first, second) for load in answer.json["items"]]
    assert seen == codes[::-1]
