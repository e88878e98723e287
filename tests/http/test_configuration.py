"""What auditors ask of the configuration, and administrators of the machine; each sees their own, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from models.reference_import import import_all

CHANGES, TECHNICAL = "/api/v1/configuration/changes", "/api/v1/technical"


def changes(client, sign_in, **query):
    reply = client.get(CHANGES, query_string=query, headers=sign_in("auditor"))
    assert reply.status_code == 200, reply.json
    return reply.json["items"]


@pytest.mark.parametrize("path", [CHANGES, TECHNICAL])
def test_it_is_for_nobody_else(client, world, sign_in, path):
    theirs = {CHANGES: "auditor", TECHNICAL: "system_admin"}[path]
    others = {"consumer", "recycler_manager", "province_officer", "auditor", "system_admin"} - {theirs}
    assert client.get(path).status_code == 401
    assert {client.get(path, headers=sign_in(role)).status_code for role in others} == {403}
    assert client.get(path, headers=sign_in(theirs)).status_code == 200


def test_a_change_is_told_from_what_to_what(client, world, sign_in):
    bureau = world.person("city_officer").organisation.id
    path = f"/api/v1/networks/{bureau}"
    before = client.get(path, headers=sign_in("system_admin")).json["networks"]
    body = {"networks": [*before, "192.0.2.0/24"], "reason": "the bureau has moved to another floor"}
    assert client.put(path, json=body, headers=sign_in("system_admin")).status_code == 200
    (told,) = changes(client, sign_in, kind="system_config")
    assert told["changed"] == [
        {"table": "organisation", "name": "networks", "before": before, "after": body["networks"]}
    ]
    assert (told["role"], told["reason"]) == ("system_admin", body["reason"])
    assert told["account_id"] == str(world.person("system_admin").account_id)
    assert told["action_zh"] == "设置允许的网络"


def test_a_provinces_own_number_names_the_one_it_replaces(client, world, sign_in, session):
    day = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    body = {
        "key": "FRIDGE",
        "values": {"low_g": 12_345},
        "valid_from": day,
        "document_no": "鲁商字〔2026〕7号",
    }
    made = client.post(
        "/api/v1/reference/item_types/overrides", json=body, headers=sign_in("province_officer")
    )
    assert made.status_code == 201, made.json
    (told,) = changes(client, sign_in, kind="item_type")
    assert told["valid_from"] == day
    ((was, is_now),) = [(one["before"], one["after"]) for one in told["changed"]]
    assert is_now == 12_345
    assert was not in (None, is_now)


def test_a_price_names_the_one_it_replaces(client, world, sign_in):
    person = world.person("city_officer")
    day = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    body = {
        "region": person.region,
        "item_type": "FRIDGE",
        "valid_from": day,
        "document_no": "聊发改价字7号",
        "base_fen": 12_300,
        "floor_fen": 100,
    }
    made = client.post("/api/v1/prices", json=body, headers=sign_in("city_officer"))
    assert made.status_code == 201, made.json
    (told,) = changes(client, sign_in, kind="price")
    base = next(one for one in told["changed"] if one["name"] == "base_fen")
    assert base["after"] == 12_300
    assert base["before"] not in (None, 12_300)


def test_people_and_keys_are_told_without_names_or_secrets(client, world, sign_in):
    head = sign_in("recycler_manager")
    invited = {
        "display_name": "石榴",
        "role": "recycler_staff",
        "manager": False,
        "site": None,
        "valid_to": None,
    }
    made = client.post("/api/v1/invitations", json=invited | {"days": 3}, headers=head)
    assert made.status_code == 201, made.json
    (told,) = changes(client, sign_in, kind="organisation")
    assert ("role", "recycler_staff") in {(one["name"], str(one["after"])) for one in told["changed"]}
    everything = client.get(CHANGES, headers=sign_in("auditor")).text
    assert "石榴" not in everything
    assert made.json["token"] not in everything


def test_what_came_with_a_version_is_told_and_pages_hold_together(client, world, sign_in, session):
    told = changes(client, sign_in, kind="release", limit=200)
    assert {"dataset:permissions", "dataset:time_limits"} <= {one["subjects"][0] for one in told}
    assert all(one["role"] == "system" and one["sha256"] for one in told)
    client.get("/api/v1/networks", headers=sign_in("system_admin"))
    seen, path = [], f"{CHANGES}?limit=5"
    while path:
        reply = client.get(path, headers=sign_in("auditor"))
        seen += [one["id"] for one in reply.json["items"]]
        path = reply.headers.get("Link", "").partition(">")[0].lstrip("<")
    assert len(seen) == len(set(seen)) >= len(told)
    assert import_all(session, datetime.now(UTC))  # the same files again
    assert len(changes(client, sign_in, kind="release", limit=200)) == len(told)


def test_the_machine_is_told_without_business(client, world, sign_in):
    told = client.get(TECHNICAL, headers=sign_in("system_admin")).json
    assert told["database"]["bytes"] > 0
    assert told["database"]["migration"]
    assert told["live"]["of"] == 32
    assert {"audit", "event"} <= {one["name"] for one in told["tables"]}
