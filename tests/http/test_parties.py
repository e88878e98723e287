"""Organisations, their people, sites, devices and keys."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select, update

from api import password
from models.party import Account, Organisation
from models.session import ApiKey, LoginSession
from tests.world import SINCE, credit_code
from tradein.gate import KEY_LIFETIME

ORIGIN = {"Origin": "http://localhost"}
PASSWORD = "long enough to keep"


INVERTED = {"kind": "recycling", "number": "1", "valid_from": "2027-01-01", "valid_to": "2026-01-01"}


def application(**changed):
    return {
        "credit_code": credit_code(777, "371502"),
        "name": "东昌府再生资源有限公司",
        "kind": "recycler",
        "region": "371502",
        "licences": [
            {"kind": "recycling", "number": "L-1", "valid_from": "2026-01-01", "valid_to": "2028-12-31"}
        ],
        "manager": {
            "login": "dongchang",
            "password": PASSWORD,
            "display_name": "买买提·吐尔逊",
            "phone": "13800001234",
        },
        **changed,
    }


def register(client, **changed):
    return client.post("/api/v1/organisations", json=application(**changed))


def manager_of(code=None, chosen="dongchang"):
    """What the first member of a firm signs in with: the name they chose, at the firm's credit code."""
    return f"{chosen}@{(code or credit_code(777, '371502')).lower()}"


def sign_in(client, login=None):
    login = login or manager_of()
    return client.post("/api/v1/session", json={"account": login, "password": PASSWORD}, headers=ORIGIN)


def decide(client, organisation, verdict, headers):
    path = f"/api/v1/organisations/{organisation}/{verdict}"
    return client.post(path, json={"reason": "材料齐全，现场核验通过"}, headers=headers)


# --- Registration -----------------------------------------------------------------------------------------------------


def test_an_organisation_works_once_a_bureau_has_approved_it(client, world):
    made = register(client)
    assert (made.status_code, made.json["state"], made.json["login"]) == (201, "pending", manager_of())
    assert sign_in(client).json["role"] == "consumer"  # no membership of an organisation that is not active
    officer = world.person("district_officer").session_headers()
    approved = decide(client, made.json["id"], "approve", officer)
    assert (approved.status_code, approved.json["state"]) == (200, "active")
    signed_in = sign_in(client)
    assert (signed_in.json["role"], signed_in.json["manager"]) == ("recycler_manager", True)
    assert signed_in.json["organisation"]["name"] == "东昌府再生资源有限公司"


def test_a_refused_organisation_stays_outside(client, world):
    made = register(client)
    officer = world.person("city_officer").session_headers()
    assert decide(client, made.json["id"], "refuse", officer).json["state"] == "refused"
    assert sign_in(client).json["role"] == "consumer"
    again = decide(client, made.json["id"], "approve", officer)
    assert (again.status_code, again.json["code"]) == (409, "already_decided")


@pytest.mark.control("unscoped_query")
def test_another_districts_bureau_sees_nothing_to_decide(client, world):
    made = register(client)
    theirs = world.person("district_officer", 1).session_headers()
    reply = decide(client, made.json["id"], "approve", theirs)
    absent = decide(client, uuid4(), "approve", theirs)
    assert reply.status_code == absent.status_code == 404
    assert {**reply.json, "request_id": ""} == {**absent.json, "request_id": ""}


def test_nobody_decides_what_they_entered(client, world, session):
    made = register(client)
    officer = world.person("district_officer")
    row = session.get(Organisation, made.json["id"])
    row.created_by = officer.account_id
    session.commit()
    reply = decide(client, made.json["id"], "approve", officer.session_headers())
    assert (reply.status_code, reply.json["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"credit_code": "91371500MA3WRONG00"}, "credit_code"),
        ({"credit_code": "９１"}, "credit_code"),
        ({"kind": "bureau"}, "kind"),
        ({"region": "999999"}, "region"),
        ({"name": "a\u202eb"}, "name"),
        ({"name": " "}, "name"),
        ({"manager": {"login": "x y", "password": PASSWORD, "display_name": "丁一"}}, "manager.login"),
        ({"manager": {"login": "a@b.cn", "password": PASSWORD, "display_name": "丁一"}}, "manager.login"),
        (
            {"manager": {"login": "13800001234", "password": PASSWORD, "display_name": "丁一"}},
            "manager.login",
        ),
        ({"manager": {"login": "dong", "password": "short", "display_name": "丁一"}}, "manager.password"),
        (
            {"manager": {"login": "dong", "password": PASSWORD, "display_name": "＝１"}},
            "manager.display_name",
        ),
        (
            {"licences": [INVERTED]},
            "licences.0.valid_to",
        ),
        (
            {
                "licences": [
                    {"kind": "recycling", "number": "1", "valid_from": "2027-02-30", "valid_to": "2028-01-01"}
                ]
            },
            "licences.0.valid_from",
        ),
    ],
)
def test_a_faulty_application_names_the_field_and_leaves_nothing(client, world, session, changed, field):
    before = len(session.scalars(select(Account.id)).all())
    reply = register(client, **changed)
    assert reply.status_code == 422, reply.json
    assert field in [error["field"] for error in reply.json["errors"]]
    assert len(session.scalars(select(Account.id)).all()) == before


def test_a_credit_code_comes_once(client, world):
    assert register(client).status_code == 201
    known = register(client, manager={"login": "other", "password": PASSWORD, "display_name": "丁一"})
    assert (known.status_code, known.json["code"]) == (409, "organisation_known")


@pytest.mark.parametrize("mistake", [{}, {"licences": [INVERTED]}], ids=["right", "mistaken"])
def test_who_applies_does_not_learn_who_signs_in_here(client, app, world, mistake):
    """A name that somebody has, and one that nobody has, are answered alike; both work."""
    known, nobody = world.person("recycler_manager").login, "nobody-at-all"
    said = []
    for number, chosen in enumerate((known, nobody)):
        code = credit_code(778 + number, "371502")
        person = {"login": chosen, "password": PASSWORD, "display_name": "丁一"}
        reply = register(client, credit_code=code, manager=person, **mistake)
        said.append((reply.status_code, reply.json.get("code"), reply.json.get("errors")))
        if reply.status_code == 201:
            assert sign_in(app.test_client(), manager_of(code, chosen)).json["login"] == reply.json["login"]
    assert said[0] == said[1]
    assert said[0][0] == (422 if mistake else 201)


@pytest.fixture
def cheap_hash(monkeypatch):
    """Thirty registrations need thirty hashes; how strong they are has its own test."""
    monkeypatch.setattr(password, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


@pytest.mark.usefixtures("cheap_hash")
def test_registering_in_series_slows_down(client, world):
    def sign_up(number):
        person = {"login": f"firm{number}", "password": PASSWORD, "display_name": "丁一"}
        return register(client, credit_code=credit_code(800 + number, "371502"), manager=person)

    assert {sign_up(number).status_code for number in range(30)} == {201}
    refused = sign_up(30)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")


# --- Reading ----------------------------------------------------------------------------------------------------------


@pytest.mark.control("unscoped_query")
def test_everybody_sees_their_own_part(client, world):
    seen = {}
    for role in ("recycler_staff", "district_officer", "city_officer", "province_officer"):
        reply = client.get("/api/v1/organisations?limit=200", headers=world.person(role).key_headers())
        seen[role] = {item["region"] for item in reply.json["items"]}, len(reply.json["items"])
    assert seen["recycler_staff"] == ({"371502"}, 1)
    assert seen["district_officer"][0] == {"371502"}
    assert seen["city_officer"][0] == {"371502", "371500"}
    assert seen["province_officer"][0] == {"371502", "371500", "371402", "371400", "370000"}


@pytest.mark.control("unscoped_query")
def test_a_foreign_organisation_is_as_absent_as_none(client, world):
    headers = world.person("recycler_manager").session_headers()
    for path in ("organisations", "sites"):
        foreign = world.organisation("recycler", 1)
        name = foreign.id if path == "organisations" else foreign.site_code
        reply = client.get(f"/api/v1/{path}/{name}", headers=headers)
        absent = client.get(f"/api/v1/{path}/{uuid4()}", headers=headers)
        assert reply.status_code == absent.status_code == 404
        assert {**reply.json, "request_id": ""} == {**absent.json, "request_id": ""}


def test_an_organisation_shows_its_licences(client, world):
    plant = world.organisation("dismantler")
    reply = client.get(f"/api/v1/organisations/{plant.id}", headers=world.person("dismantler").key_headers())
    assert [licence["kind"] for licence in reply.json["licences"]] == ["dismantling"]


def test_lists_are_paged_to_their_end(client, world, assert_queries):
    headers = world.person("province_officer").key_headers()
    path, seen = "/api/v1/organisations?limit=4&kind=bureau", []
    while path:
        with assert_queries(2):  # who is asking · the page
            reply = client.get(path, headers=headers)
        seen += [item["id"] for item in reply.json["items"]]
        path = reply.headers["Link"][1:].split(">")[0] if "Link" in reply.headers else None
    assert len(seen) == len(set(seen)) == len(world.bureaus)


def test_a_cursor_fits_its_own_list_only(client, world):
    headers = world.person("province_officer").key_headers()
    link = client.get("/api/v1/organisations?limit=1", headers=headers).headers["Link"]
    cursor = link.split("cursor=")[1].split(">")[0]
    reply = client.get(f"/api/v1/sites?cursor={cursor}", headers=headers)
    assert (reply.status_code, reply.json["errors"][0]["code"]) == (422, "damaged_cursor")


# --- People -----------------------------------------------------------------------------------------------------------


def colleague(**changed):
    return {
        "login": "ahong",
        "password": PASSWORD,
        "display_name": "阿红",
        "role": "recycler_staff",
        **changed,
    }


def test_a_manager_enters_a_colleague_who_can_sign_in(client, world):
    manager = world.person("recycler_manager").session_headers()
    made = client.post(
        "/api/v1/accounts", json=colleague(site=world.organisation("recycler").site_code), headers=manager
    )
    assert made.status_code == 201, made.json
    assert made.json["site"] == world.organisation("recycler").site_code
    assert sign_in(client, "ahong").json["role"] == "recycler_staff"
    ended = client.post(f"/api/v1/accounts/{made.json['id']}/end", headers=manager)
    assert ended.json["valid_to"] is not None
    assert sign_in(client, "ahong").json["role"] == "consumer"


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"role": "city_officer"}, 422, "role"),
        ({"role": "dismantler"}, 403, "role"),
        ({"login": "warehouse0"}, 409, "login"),
        ({"site": "W021"}, 404, "site"),
        ({"valid_to": "2020-01-01T00:00:00Z"}, 422, "valid_to"),
        ({"manager": "yes"}, 422, "manager"),
        ({"organisation_id": str(uuid4())}, 422, "organisation_id"),
    ],
)
def test_a_colleague_gets_no_more_than_the_manager_may_give(client, world, changed, status, field):
    manager = world.person("recycler_manager").session_headers()
    reply = client.post("/api/v1/accounts", json=colleague(**changed), headers=manager)
    assert reply.status_code == status, reply.json
    assert field in [error["field"] for error in reply.json["errors"]]


@pytest.mark.control("unscoped_query")
def test_a_manager_does_not_end_foreign_terms(client, world):
    theirs = world.person("recycler_staff", 1).membership_id
    reply = client.post(
        f"/api/v1/accounts/{theirs}/end", headers=world.person("recycler_manager").session_headers()
    )
    assert reply.status_code == 404


def test_staff_enter_nobody(client, world):
    reply = client.post(
        "/api/v1/accounts", json=colleague(), headers=world.person("recycler_staff").key_headers()
    )
    assert reply.status_code == 403


# --- Sites, licences, devices -----------------------------------------------------------------------------------------


def test_a_site_keeps_its_place_to_the_millionth(client, world):
    manager = world.person("recycler_manager").session_headers()
    body = {
        "code": "DCF-01",
        "name": "东昌府站",
        "kind": "shop",
        "region": "371502",
        "lat": 36.456123,
        "lon": 115.98,
    }
    made = client.post("/api/v1/sites", json=body, headers=manager)
    assert made.status_code == 201, made.json
    shown = client.get("/api/v1/sites/DCF-01", headers=manager).json
    assert (shown["lat"], shown["lon"], shown["daily_capacity"]) == (36.456123, 115.98, None)
    again = client.post("/api/v1/sites", json=body, headers=manager)
    assert (again.status_code, again.json["code"]) == (409, "site_code_taken")


def test_a_site_lies_in_a_reporting_district(client, world):
    body = {"code": "DCF-01", "name": "站", "kind": "shop", "region": "371500"}
    reply = client.post(
        "/api/v1/sites", json=body, headers=world.person("recycler_manager").session_headers()
    )
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "region")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"region": "110105"}, "outside_area", "region"),
        ({"region": "371402"}, "outside_area", "region"),
        ({"kind": "dismantling"}, "site_kind_unfit", "kind"),
        ({"kind": "dismantler"}, "invalid_input", "kind"),
        ({"region": "371581"}, None, None),
        ({"kind": "warehouse"}, None, None),
    ],
)
def test_a_site_is_one_its_organisation_may_run_where_it_works(client, world, change, code, field):
    body = {"code": "DCF-01", "name": "站", "kind": "shop", "region": "371502"} | change
    reply = client.post(
        "/api/v1/sites", json=body, headers=world.person("recycler_manager").session_headers()
    )
    if code is None:
        assert reply.status_code == 201, reply.json
        return
    assert reply.status_code == 422, reply.json
    assert (reply.json["code"], reply.json["errors"][0]["field"]) == (code, field)


def test_sites_are_told_in_the_words_they_are_entered_in(client, world):
    mine = world.organisation("recycler").site_code
    shown = client.get(f"/api/v1/sites/{mine}", headers=world.person("recycler_manager").session_headers())
    assert shown.json["kind"] == "shop"


def test_a_device_is_enrolled_and_revoked(client, world):
    manager = world.person("recycler_manager").session_headers()
    made = client.post("/api/v1/devices", json={"name": "手持机 3"}, headers=manager).json
    for _ in range(2):  # twice is harmless
        assert client.delete(f"/api/v1/devices/{made['id']}", headers=manager).status_code == 204
    listed = client.get("/api/v1/devices", headers=manager).json["items"]
    assert [(device["id"], device["revoked_at"] is None) for device in listed] == [(made["id"], False)]


@pytest.mark.control("unscoped_query")
def test_a_foreign_device_is_not_revoked(client, world):
    theirs = client.post(
        "/api/v1/devices", json={"name": "x"}, headers=world.person("recycler_manager", 1).session_headers()
    )
    path = f"/api/v1/devices/{theirs.json['id']}"
    assert client.delete(path, headers=world.person("recycler_manager").session_headers()).status_code == 404


# --- Keys -------------------------------------------------------------------------------------------------------------


def test_a_key_is_shown_once_and_works_until_revoked(client, world, session):
    manager = world.person("recycler_manager").session_headers()
    body = {"name": "ERP", "scopes": ["order:read"], "ip_list": ["127.0.0.1"]}
    made = client.post("/api/v1/api-keys", json=body, headers=manager)
    assert made.status_code == 201, made.json
    key = {"Authorization": f"Bearer {made.json['key']}"}
    assert client.get("/api/v1/session", headers=key).json["scopes"] == ["order:read"]
    elsewhere = client.get("/api/v1/loads", headers=key)
    assert (elsewhere.status_code, elsewhere.json["code"]) == (403, "key_scope_missing")
    assert elsewhere.json["facts"] == {"scope": "load:read"}
    listed = client.get("/api/v1/api-keys", headers=manager)
    assert made.json["key"] not in listed.get_data(as_text=True)
    assert (
        made.json["key"].rpartition("_")[2].encode() not in session.scalars(select(ApiKey.secret_hash)).all()
    )
    assert client.delete(f"/api/v1/api-keys/{made.json['id']}", headers=manager).status_code == 204
    assert client.get("/api/v1/session", headers=key).status_code == 401


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "addresses_missing"),
        ({"ip_list": []}, "addresses_missing"),
        ({"ip_list": [], "any_address": False}, "addresses_missing"),
        ({"ip_list": ["192.0.2.7"], "any_address": True}, "addresses_both"),
    ],
)
def test_a_key_for_anywhere_is_a_decision(client, world, session, said, code):
    manager = world.person("recycler_manager").session_headers()
    body = {"name": "ERP", "scopes": ["order:read"]}
    reply = client.post("/api/v1/api-keys", json=body | said, headers=manager)
    assert (reply.status_code, reply.json["code"]) == (422, code)
    assert reply.json["errors"][0]["field"] == "ip_list"
    made = client.post("/api/v1/api-keys", json=body | {"any_address": True}, headers=manager)
    assert (made.json["ip_list"], made.json["any_address"]) == (["0.0.0.0/0", "::/0"], True)
    key = {"Authorization": f"Bearer {made.json['key']}"}
    for address in ("203.0.113.9", "2001:db8::1"):
        asked = client.get("/api/v1/session", headers=key, environ_base={"REMOTE_ADDR": address})
        assert asked.status_code == 200
    change = {"expires_at": None, "ip_list": []}
    path = f"/api/v1/api-keys/{made.json['id']}"
    assert client.put(path, json=change, headers=manager).json["code"] == "addresses_missing"
    closer = client.put(path, json=change | {"ip_list": ["192.0.2.7"]}, headers=manager)
    assert (closer.json["ip_list"], closer.json["any_address"]) == (["192.0.2.7/32"], False)
    assert client.get("/api/v1/session", headers=key).status_code == 401


@pytest.mark.parametrize(
    ("changed", "status", "field"),
    [
        ({"scopes": ["load:destroy"]}, 422, "scopes.0"),
        ({"scopes": ["order:read", "budget:update"]}, 422, "scopes.1"),
        ({"scopes": []}, 422, "scopes"),
        ({"scopes": ["*"]}, 422, "scopes.0"),
        # What is another trade's, what only a session may do, and what the one who makes it may not hand on.
        ({"scopes": ["dismantling:create"]}, 422, "scopes.0"),
        ({"role": "warehouse", "scopes": ["organisation:update"]}, 422, "scopes.0"),
        ({"role": "recycler_staff", "scopes": ["audit_log:read"]}, 422, "scopes.0"),
        ({"role": "dismantler"}, 403, "role"),
        ({"role": "province_officer"}, 422, "role"),
        # A manager needs a second factor, and a key has none.
        ({"role": "recycler_manager"}, 422, "role"),
        ({"ip_list": ["10.0.0.0/8", "300.1.1.1"]}, 422, "ip_list.1"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, 422, "expires_at"),
        ({"expires_at": "2099-01-01T00:00:00Z"}, 422, "expires_at"),
    ],
)
def test_a_key_may_do_no_more_than_its_role(client, world, changed, status, field):
    body = {"name": "ERP", "scopes": ["order:read"], **changed}
    reply = client.post("/api/v1/api-keys", json=body, headers=manager_headers(world))
    assert reply.status_code == status, reply.json
    assert field in [error["field"] for error in reply.json["errors"]]


def manager_headers(world):
    return world.person("recycler_manager").session_headers()


def made_key(client, headers, **changed):
    body = {"name": "ERP", "scopes": ["order:read", "order:create"], "any_address": True, **changed}
    made = client.post("/api/v1/api-keys", json=body, headers=headers)
    assert made.status_code == 201, made.json
    return made.json, {"Authorization": f"Bearer {made.json['key']}"}


WHY = {"reason": "一二三四五六七八九十"}
NEW_KEY = {"name": "x", "scopes": ["order:read"], "any_address": True}


@pytest.mark.control("keys_like_people")
@pytest.mark.parametrize(
    ("role", "path", "body"),
    [
        ("recycler_manager", "api-keys", NEW_KEY),
        ("recycler_manager", "api-keys/{key}/take-over", None),
        ("recycler_manager", "accounts", {"role": "recycler_manager", "manager": True}),
        ("recycler_manager", "accounts/{term}/end", None),
        ("recycler_manager", "invitations", {"display_name": "阿红", "role": "recycler_manager"}),
        ("recycler_manager", "account-help/find", {"login": "recycler_staff0", **WHY}),
        ("recycler_manager", "account-help/{colleague}/reset-password", WHY),
        ("recycler_manager", "account-help/{colleague}/reset-second-factor", WHY),
        ("recycler_manager", "devices", {"name": "手持机"}),
        ("system_admin", "account-help/{colleague}/reset-password", WHY),
        ("city_officer", "appointments/district-officers", {}),
        ("district_officer", "people/search", {"phone": "13800000000", "ticket": "T-1", **WHY}),
        ("district_officer", "orders/JD20261122AAAAAAA/unmask", {"ticket": "T-1", **WHY}),
    ],
)
def test_a_key_makes_no_keys_no_people_and_sees_nobody(client, world, role, path, body):
    staff = world.person("recycler_staff")
    named = {"colleague": staff.account_id, "term": staff.membership_id, "key": staff.key_id}
    url = "/api/v1/" + path.format(**named)
    reply = client.post(url, json=body, headers=world.person(role).key_headers())
    assert (reply.status_code, reply.json["code"]) == (403, "session_needed"), reply.json


def test_a_key_is_made_by_who_has_just_proved_who_they_are(client, world, session):
    manager = world.person("recycler_manager")
    session.execute(
        update(LoginSession).where(LoginSession.account_id == manager.account_id).values(proved_at=SINCE)
    )
    session.commit()
    body = {"name": "ERP", "scopes": ["order:read"], "any_address": True}
    reply = client.post("/api/v1/api-keys", json=body, headers=manager.session_headers())
    assert (reply.status_code, reply.json["code"]) == (403, "reauth_required")


def test_a_key_ends_within_a_year(client, world):
    made, _ = made_key(client, manager_headers(world))
    ends = datetime.fromisoformat(made["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=365) < ends <= KEY_LIFETIME


def test_a_key_goes_with_its_maker_unless_a_colleague_takes_it_over(client, app, world, session):
    """The manager who made it is dismissed: the key stops with that, and goes on when another one answers for it."""
    leaving, staying = world.person("recycler_manager"), manager_headers(world)
    entered = client.post(
        "/api/v1/accounts",
        json=colleague(role="recycler_manager", manager=True, login="a.second"),
        headers=staying,
    ).json
    second = UUID(entered["id"])
    made, key = made_key(client, staying)
    session.execute(update(ApiKey).where(ApiKey.id == UUID(made["id"])).values(membership_id=second))
    session.commit()
    assert made["membership_id"] == str(leaving.membership_id)
    assert client.get("/api/v1/orders", headers=key).status_code == 200
    assert client.post(f"/api/v1/accounts/{second}/end", headers=staying).status_code == 200
    assert client.get("/api/v1/orders", headers=key).status_code == 401
    url = f"/api/v1/api-keys/{made['id']}"
    other = world.person("recycler_manager", 1).session_headers()
    assert client.post(f"{url}/take-over", headers=other).status_code == 404, "another firm's"
    taken = client.post(f"{url}/take-over", headers=staying)
    assert (taken.status_code, taken.json["membership_id"]) == (200, str(leaving.membership_id)), taken.json
    assert client.get("/api/v1/orders", headers=key).status_code == 200


def test_a_key_of_a_managers_is_no_manager(world):
    assert world.actor("system_admin").manages
    assert not replace(world.actor("system_admin"), key_id=uuid4()).manages


def test_an_administrator_ends_a_key_without_reading_it(client, world, sign_in):
    manager, admin = world.person("recycler_manager").session_headers(), sign_in("system_admin")
    body = {"name": "ERP", "scopes": ["order:read"], "ip_list": ["192.0.2.7"]}
    made = client.post("/api/v1/api-keys", json=body, headers=manager).json
    url = f"/api/v1/api-keys/{made['id']}"
    assert client.get(url, headers=admin).status_code == 403
    assert client.delete(url, headers=admin).status_code == 403, "not without a reason"
    reply = client.post(f"{url}/revoke", json={"reason": "密钥出现在公开的代码库里"}, headers=admin)
    assert reply.status_code == 200, reply.json
    assert reply.json.keys() == {"id", "revoked_at"}, (
        "the matrix lets an administrator end keys, not read them"
    )
    assert client.get(url, headers=manager).json["revoked_at"] == reply.json["revoked_at"]


def test_an_expiring_key_expires(client, world, monkeypatch):
    manager = world.person("recycler_manager").session_headers()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    body = {"name": "ERP", "scopes": ["order:read"], "any_address": True, "expires_at": soon.isoformat()}
    key = {
        "Authorization": f"Bearer {client.post('/api/v1/api-keys', json=body, headers=manager).json['key']}"
    }
    assert client.get("/api/v1/session", headers=key).status_code == 200
    monkeypatch.setattr("api.identity.now", lambda: soon)
    assert client.get("/api/v1/session", headers=key).status_code == 401
