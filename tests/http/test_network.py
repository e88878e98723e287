"""From where officers, auditors and administrators may act, by session and by key."""

import pytest
from sqlalchemy import update

from models.party import Account, Organisation
from models.second_factor import SecondFactor
from models.session import ApiKey
from tests.http.proving import URL, by_password, code_of, proof

ELSEWHERE = {"environ_base": {"REMOTE_ADDR": "192.0.2.9"}}
WHY = "迁入新办公楼，网段变更"


def put(client, headers, organisation, networks, **more):
    body = {"networks": networks, "reason": WHY}
    return client.put(f"/api/v1/networks/{organisation.id}", json=body, headers=headers, **more)


@pytest.mark.parametrize(
    "role", ["district_officer", "city_officer", "province_officer", "auditor", "system_admin"]
)
def test_from_elsewhere_nothing_works(client, world, sign_in, role):
    reply = client.get("/api/v1/organisations", headers=sign_in(role), **ELSEWHERE)
    assert (reply.status_code, reply.json["code"]) == (403, "address_not_listed")
    assert client.get(URL, headers=sign_in(role), **ELSEWHERE).json["lacks"] == ["address"]
    assert client.get("/api/v1/item-types", headers=sign_in(role), **ELSEWHERE).status_code == 200
    assert client.delete(URL, headers=sign_in(role), **ELSEWHERE).status_code == 204, "leaving always works"


@pytest.mark.parametrize("role", ["consumer", "recycler_staff", "warehouse", "dismantler"])
def test_others_work_from_anywhere(client, world, sign_in, role):
    assert client.get(f"{URL}", headers=sign_in(role), **ELSEWHERE).json["lacks"] == []


@pytest.mark.control("trust_any_forwarded")
def test_a_forwarded_address_is_not_believed_without_a_proxy(client, world, sign_in):
    headers = {**sign_in("city_officer"), "X-Forwarded-For": "127.0.0.1", "X-Real-IP": "127.0.0.1"}
    assert client.get("/api/v1/organisations", headers=headers, **ELSEWHERE).status_code == 403


def test_elsewhere_a_stolen_password_sets_up_no_authenticator(client, world, session):
    person = world.person("city_officer")
    session.execute(SecondFactor.__table__.delete())
    session.commit()
    body = {"account": person.login, "password": person.password}
    opened = client.post(URL, json=body, **ELSEWHERE)
    assert opened.json["lacks"] == ["address", "second_factor"]
    for path in ("second-factor/enrolment", "reauth"):
        reply = client.post(
            f"{URL}/{path}", json={} if path == "reauth" else None, headers=proof(opened), **ELSEWHERE
        )
        assert (reply.status_code, reply.json["code"]) == (403, "address_not_listed")
    given = client.post(
        f"{URL}/second-factor", json={"code": code_of(person)}, headers=proof(opened), **ELSEWHERE
    )
    assert given.json["code"] == "address_not_listed"


def test_an_empty_list_lets_nobody_in(client, world, session, sign_in):
    session.execute(update(Organisation).where(Organisation.kind == "bureau").values(networks=[]))
    session.commit()
    assert client.get("/api/v1/organisations", headers=sign_in("auditor")).status_code == 403


def test_a_persons_own_list_replaces_the_bureaus(client, world, session, sign_in):
    person = world.person("city_officer")
    session.execute(update(Account).where(Account.id == person.account_id).values(networks=["192.0.2.0/24"]))
    session.commit()
    assert (
        client.get("/api/v1/organisations", headers=sign_in("city_officer"), **ELSEWHERE).status_code == 200
    )
    assert client.get("/api/v1/organisations", headers=sign_in("city_officer")).status_code == 403


def test_an_officers_key_without_a_list_is_bound_to_the_bureaus(client, world):
    headers = world.person("city_officer").key_headers()
    assert client.get("/api/v1/organisations", headers=headers).status_code == 200
    assert client.get("/api/v1/organisations", headers=headers, **ELSEWHERE).status_code == 401


def test_an_officers_key_with_a_list_is_bound_to_that(client, world, session):
    person = world.person("city_officer")
    session.execute(update(ApiKey).where(ApiKey.id == person.key_id).values(ip_list=["192.0.2.0/24"]))
    session.commit()
    headers = person.key_headers()
    assert client.get("/api/v1/organisations", headers=headers, **ELSEWHERE).status_code == 200
    assert client.get("/api/v1/organisations", headers=headers).status_code == 401


def test_an_administrator_sets_a_bureaus_networks(client, world, sign_in):
    bureau = world.bureaus["371500"]
    reply = put(client, sign_in("system_admin"), bureau, ["192.0.2.77/24", "2001:db8::1/64"])
    assert (reply.status_code, reply.json["networks"]) == (200, ["192.0.2.0/24", "2001:db8::/64"])
    assert client.get(f"/api/v1/networks/{bureau.id}", headers=sign_in("system_admin")).json == reply.json
    assert client.get("/api/v1/organisations", headers=sign_in("city_officer")).status_code == 403
    headers = sign_in("city_officer")
    assert client.get("/api/v1/organisations", headers=headers, **ELSEWHERE).status_code == 200


@pytest.mark.parametrize("role", ["province_officer", "recycler_manager", "consumer"])
def test_nobody_else_does(client, world, sign_in, role):
    assert put(client, sign_in(role), world.bureaus["371500"], ["0.0.0.0/0"]).status_code == 403


def test_a_firm_has_no_networks(client, world, sign_in):
    assert put(client, sign_in("system_admin"), world.organisation("recycler"), []).status_code == 404


@pytest.mark.parametrize("network", ["10.0.0.0/33", "office", "10.0.0", "::/200"])
def test_a_network_is_a_network(client, world, sign_in, network):
    reply = put(client, sign_in("system_admin"), world.bureaus["371500"], ["10.0.0.0/8", network])
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "networks.1")


def test_one_does_not_lock_oneself_out(client, world, sign_in):
    reply = put(client, sign_in("system_admin"), world.bureaus["370000"], [])
    assert (reply.status_code, reply.json["code"]) == (409, "locks_you_out")


def test_the_front_door_is_open_to_a_new_officer(client, world):
    """From the office: password, and then the way to the second factor."""
    assert by_password(client, world.person("auditor")).json["lacks"] == ["second_factor"]
