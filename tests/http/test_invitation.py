"""Invitations: one link, one person, within what the manager may give."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api import password
from models.invitation import Invitation
from models.party import Account, Membership
from tests.http.test_parties import ORIGIN, PASSWORD, sign_in

CONTENDERS = 50


def invite(client, headers, **said):
    body = {"display_name": "阿红", "role": "recycler_staff", **said}
    return client.post("/api/v1/invitations", json=body, headers=headers)


def manager(world, number=0):
    return world.person("recycler_manager", number).session_headers()


def accept(client, token, login="ahong"):
    account = {"login": login, "password": PASSWORD, "display_name": "阿红"}
    return client.post(
        "/api/v1/invitations/accept", json={"token": token, "account": account}, headers=ORIGIN
    )


def test_the_invited_set_their_own_password_and_are_in(client, world, session):
    made = invite(client, manager(world), site=world.organisation("recycler").site_code)
    assert made.status_code == 201, made.json
    assert made.json["link"].endswith(f"#/invitation/{made.json['token']}")
    offer = client.post("/api/v1/invitations/read", json={"token": made.json["token"]})
    assert (offer.json["role"], offer.json["organisation_name"]) == (
        "recycler_staff",
        world.organisation("recycler").name,
    )
    joined = accept(client, made.json["token"])
    assert (joined.status_code, joined.json["role"]) == (201, "recycler_staff"), joined.json
    assert joined.json["site"] == world.organisation("recycler").site_code
    assert sign_in(client, "ahong").json["role"] == "recycler_staff"


@pytest.mark.parametrize("name", ["小王<b>", "１号员工", "@cmd"])
def test_a_colleague_is_invited_by_name(client, world, name):
    reply = invite(client, manager(world), display_name=name)
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "display_name")


def test_the_token_is_kept_as_its_hash_alone(client, world, session):
    token = invite(client, manager(world)).json["token"]
    listed = client.get("/api/v1/invitations", headers=manager(world))
    assert token not in listed.get_data(as_text=True)
    assert token.encode() not in session.scalars(select(Invitation.token_hash)).one()


@pytest.mark.control("invite_check_then_act")
def test_a_link_works_once(client, world):
    token = invite(client, manager(world)).json["token"]
    assert accept(client, token).status_code == 201
    for reply in (
        accept(client, token, "second"),
        client.post("/api/v1/invitations/read", json={"token": token}),
    ):
        assert (reply.status_code, reply.json["code"]) == (404, "invitation_ended")


def test_who_has_an_account_joins_with_it(client, world):
    token = invite(client, manager(world)).json["token"]
    person = world.person("consumer", 1)
    joined = client.post("/api/v1/invitations/join", json={"token": token}, headers=person.session_headers())
    assert (joined.status_code, joined.json["account_id"]) == (201, str(person.account_id)), joined.json
    twice = invite(client, manager(world)).json["token"]
    again = client.post("/api/v1/invitations/join", json={"token": twice}, headers=person.session_headers())
    assert (again.status_code, again.json["code"]) == (409, "already_member")
    # Who was refused has not used the link up.
    assert accept(client, twice).status_code == 201
    assert client.post("/api/v1/invitations/join", json={"token": token}).status_code == 401


@pytest.mark.parametrize("how", ["revoked", "expired", "organisation gone", "never made"])
def test_all_that_has_ended_answers_alike(client, world, session, how):
    made = invite(client, manager(world)).json
    row = session.get(Invitation, UUID(made["id"]))
    token = made["token"]
    if how == "revoked":
        for _ in range(2):
            assert (
                client.delete(f"/api/v1/invitations/{made['id']}", headers=manager(world)).status_code == 204
            )
    elif how == "expired":
        row.created_at = datetime.now(UTC) - timedelta(days=4)
        row.expires_at = datetime.now(UTC) - timedelta(seconds=1)
    elif how == "organisation gone":
        from models.party import Organisation

        session.get(Organisation, row.organisation_id).state = "suspended"
    else:
        token = "x" * 43
    session.commit()
    reply = accept(client, token)
    assert (reply.status_code, reply.json["code"], reply.json["facts"]) == (404, "invitation_ended", {})
    assert session.scalar(select(func.count()).where(Account.login == "ahong")) == 0


@pytest.mark.parametrize(
    ("said", "status", "field"),
    [
        ({"role": "dismantler"}, 403, "role"),
        ({"role": "city_officer"}, 422, "role"),
        ({"site": "W021"}, 404, "site"),
        ({"valid_to": "2020-01-01T00:00:00Z"}, 422, "valid_to"),
        ({"days": 15}, 422, "days"),
        ({"days": 0}, 422, "days"),
        ({"organisation_id": str(UUID(int=1))}, 422, "organisation_id"),
    ],
)
def test_nobody_is_invited_to_more_than_the_manager_may_give(client, world, said, status, field):
    reply = invite(client, manager(world), **said)
    assert reply.status_code == status, reply.json
    assert field in [error["field"] for error in reply.json["errors"]]


def test_staff_invite_nobody(client, world):
    for role in ("recycler_staff", "warehouse", "district_officer", "consumer"):
        assert invite(client, world.person(role).session_headers()).status_code == 403, role


@pytest.mark.control("unscoped_query")
def test_foreign_invitations_are_absent(client, world):
    made = invite(client, manager(world, 1)).json
    assert client.get("/api/v1/invitations", headers=manager(world)).json["items"] == []
    assert client.delete(f"/api/v1/invitations/{made['id']}", headers=manager(world)).status_code == 404


def test_a_term_ends_by_itself(client, world, session):
    soon = datetime.now(UTC) + timedelta(hours=1)
    token = invite(client, manager(world), valid_to=soon.isoformat()).json["token"]
    joined = accept(client, token)
    ends = session.get(Membership, UUID(joined.json["id"])).valid_to
    assert abs(ends - soon) < timedelta(seconds=1)


@pytest.mark.control("invite_check_then_act")
def test_of_fifty_who_hold_a_link_one_gets_in(fresh_app, fresh_engine, world, monkeypatch):
    monkeypatch.setattr(password, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
    monkeypatch.setattr("api.routes.invitation.limit_registrations", lambda: None)
    token = invite(fresh_app.test_client(), manager(world)).json["token"]
    barrier = Barrier(CONTENDERS)

    def contend(number):
        client = fresh_app.test_client()
        barrier.wait()
        return accept(client, token, f"contender{number}").status_code

    with ThreadPoolExecutor(CONTENDERS) as pool:
        found = list(pool.map(contend, range(CONTENDERS)))
    assert found.count(201) == 1
    assert set(found) <= {201, 404, 409, 503}
    with Session(fresh_engine) as session:
        assert session.scalar(select(func.count()).where(Account.login.like("contender%"))) == 1
