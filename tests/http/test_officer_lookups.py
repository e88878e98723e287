"""Look-ups that officers' and administrators' pages rest on: by plate, name, login, bureau and reference table."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tradein.moment import day_of

WHY = "本人持身份证当面申请协助"


def _open_load(client, sign_in, world, plate):
    body = {"destination": world.organisation("dismantler").site_code, "plate": plate}
    headers = sign_in("warehouse") | {"Idempotency-Key": str(uuid4())}
    return client.post("/api/v1/loads", json=body, headers=headers).json["code"]


def test_loads_are_found_by_the_whole_plate(client, sign_in, world):
    code = _open_load(client, sign_in, world, "鲁P12345")
    _open_load(client, sign_in, world, "鲁P54321")
    for written in ("鲁P12345", "鲁p·12345"):
        query = {"plate": written}
        found = client.get("/api/v1/loads", query_string=query, headers=sign_in("city_officer"))
        assert [one["code"] for one in found.json["items"]] == [code]
    elsewhere = client.get(
        "/api/v1/loads", query_string={"plate": "鲁P12345"}, headers=sign_in("city_officer", 1)
    )
    assert elsewhere.json["items"] == []
    part = client.get("/api/v1/loads", query_string={"plate": "12345"}, headers=sign_in("city_officer"))
    assert (part.status_code, part.json["code"]) == (422, "plate_malformed")


def test_organisations_are_found_by_a_part_of_the_name_or_how_the_code_begins(client, sign_in, world):
    firm = world.organisation("recycler")
    for sought in (firm.name[1:4], firm.credit_code[:10], firm.credit_code.lower()):
        found = client.get(
            "/api/v1/organisations", query_string={"q": sought}, headers=sign_in("city_officer")
        )
        assert str(firm.id) in [one["id"] for one in found.json["items"]], sought
    for sought in ("%", "_", "没有这样的企业"):
        found = client.get(
            "/api/v1/organisations", query_string={"q": sought}, headers=sign_in("city_officer")
        )
        assert found.json["items"] == []


def test_administrators_and_auditors_see_every_bureau_with_its_networks(client, sign_in, world):
    for role in ("system_admin", "auditor"):
        first = client.get("/api/v1/networks?limit=2", headers=sign_in(role))
        assert first.status_code == 200, first.json
        rest = client.get(first.headers["Link"].split(">")[0].strip("<"), headers=sign_in(role))
        listed = first.json["items"] + rest.json["items"]
        assert {place.name for place in world.bureaus.values()} >= {one["name"] for one in listed}
        assert all(one["networks"] and one["region"] for one in listed)
    assert client.get("/api/v1/networks", headers=sign_in("province_officer")).status_code == 403


def _find(client, headers, login, reason=WHY):
    return client.post("/api/v1/account-help/find", json={"login": login, "reason": reason}, headers=headers)


def test_an_account_to_help_is_found_by_its_login(client, sign_in, world):
    officer = world.person("district_officer")
    found = _find(client, sign_in("system_admin"), officer.login)
    assert (found.status_code, found.json) == (
        200,
        {"id": str(officer.account_id), "login": officer.login, "state": "active"},
    )


def test_nobody_else_is_told_who_there_is(client, sign_in, world):
    officer = world.person("district_officer")
    assert _find(client, sign_in("system_admin"), "nobody.here").status_code == 404
    assert _find(client, sign_in("system_admin"), officer.login, "short").status_code == 422
    assert _find(client, sign_in("city_officer"), officer.login).status_code == 403
    strange = [_find(client, sign_in("recycler_manager"), name) for name in (officer.login, "nobody.here")]
    assert {one.status_code for one in strange} == {404}
    me = world.person("system_admin")
    assert _find(client, sign_in("system_admin"), me.login).json["code"] == "not_yourself"


def test_a_table_is_read_as_it_holds_at_a_place_and_day(client, sign_in):
    province = sign_in("province_officer")
    today = day_of(datetime.now(UTC))
    start = (today + timedelta(days=1)).isoformat()
    (before,) = _fact(client, province, "R22", start)
    body = {
        "key": "R22",
        "values": {"charge_low_g": 777},
        "valid_from": start,
        "document_no": "鲁环函〔2026〕7号",
    }
    made = client.post("/api/v1/reference/refrigerants/overrides", json=body, headers=province)
    assert made.status_code == 201, made.json
    (after,) = _fact(client, province, "R22", start)
    assert after["numbers"]["charge_low_g"]["value"] == 777
    assert after["numbers"]["charge_low_g"]["jurisdiction"] == "370000"
    assert _fact(client, province, "R22", today.isoformat()) == [before]
    (nation,) = [
        one for one in client.get("/api/v1/reference/refrigerants").json["items"] if one["key"] == "R22"
    ]
    assert nation["numbers"]["charge_low_g"]["jurisdiction"] == "CN"
    assert client.get("/api/v1/reference/no_such_table").status_code in {404, 422}


def _fact(client, headers, key, day):
    reply = client.get(f"/api/v1/reference/refrigerants?region=371502&day={day}", headers=headers)
    return [one for one in reply.json["items"] if one["key"] == key]


@pytest.mark.parametrize("dataset", ["item_types", "kpis", "balance_tolerances", "hazardous_wastes"])
def test_every_table_can_be_read(client, world, dataset):
    reply = client.get(f"/api/v1/reference/{dataset}")
    assert reply.status_code == 200
    assert reply.json["items"]
