"""Officers are appointed by the level above, a province's by two administrators, and their terms end at once."""

import pytest
from sqlalchemy import select

from models.audit import Audit
from models.officer_appointment import AppointmentProposal
from tests.http.plant import second_person

REASON = "轮岗，依据聊城市任命文件"


def body(world, region, **more):
    return {"bureau": str(world.bureaus[region].id), "display_name": "新任主管", "reason": REASON, **more}


def test_a_city_appoints_for_its_district(client, session, world, sign_in):
    made = client.post(
        "/api/v1/appointments/district-officers", json=body(world, "371502"), headers=sign_in("city_officer")
    )
    assert (made.status_code, made.json["role"]) == (201, "district_officer")
    token = made.json["link"].rpartition("/")[2]
    person = {"login": "newofficer1", "password": "a-long-enough-secret-7", "display_name": "新任主管"}
    joined = client.post(
        "/api/v1/invitations/accept",
        json={"token": token, "account": person},
        headers={"Origin": "http://localhost"},
    )
    assert joined.status_code == 201, joined.json
    session.expire_all()
    row = session.scalars(select(Audit).where(Audit.action == "appointments.appoint_district_officer")).one()
    assert row.reason == REASON


@pytest.mark.parametrize(
    ("who", "number", "kind", "region", "status"),
    [
        ("city_officer", 1, "district-officers", "371502", 404),
        ("city_officer", 0, "district-officers", "370000", 404),
        ("city_officer", 0, "city-officers", "371500", 403),
        ("district_officer", 0, "district-officers", "371502", 403),
        ("province_officer", 0, "city-officers", "371500", 201),
        ("province_officer", 0, "city-officers", "371502", 422),
        ("system_admin", 0, "city-officers", "371500", 403),
    ],
)
def test_each_level_appoints_the_one_below(client, world, sign_in, who, number, kind, region, status):
    path = f"/api/v1/appointments/{kind}"
    assert client.post(path, json=body(world, region), headers=sign_in(who, number)).status_code == status


def test_a_term_ends_with_the_next_request(client, world, sign_in):
    officer = sign_in("district_officer")
    assert client.get("/api/v1/alerts", headers=officer).status_code == 200
    path = f"/api/v1/appointments/district-officers/{world.person('district_officer').membership_id}/end"
    assert client.post(path, json={"reason": REASON}, headers=sign_in("city_officer", 1)).status_code == 404
    assert client.post(path, json={"reason": "短"}, headers=sign_in("city_officer")).status_code == 422
    ended = client.post(path, json={"reason": REASON}, headers=sign_in("city_officer"))
    assert ended.status_code == 200
    assert ended.json["valid_to"]
    assert client.get("/api/v1/alerts", headers=officer).status_code == 401


def test_a_province_takes_two_administrators(client, session, world, sign_in):
    first, second = sign_in("system_admin"), second_person(session, world, "system_admin", manager=True)
    offered = body(world, "370000")
    made = client.post("/api/v1/appointments/province-officers", json=offered, headers=first)
    assert made.status_code == 201
    path = f"/api/v1/appointments/province-officers/{made.json['id']}/confirm"
    assert client.post(path, json=offered, headers=first).status_code == 403
    other = client.post(path, json=offered | {"display_name": "别人"}, headers=second)
    assert (other.status_code, other.json["code"]) == (409, "proposal_differs")
    assert client.post(path, json=offered, headers=second).status_code == 201
    again = client.post(path, json=offered, headers=second)
    assert (again.status_code, again.json["code"]) == (409, "proposal_ended")


def test_a_proposal_lapses(client, session, world, sign_in):
    offered = body(world, "370000")
    made = client.post(
        "/api/v1/appointments/province-officers", json=offered, headers=sign_in("system_admin")
    )
    session.expire_all()
    row = session.get(AppointmentProposal, made.json["id"])
    row.proposed_at, row.expires_at = row.proposed_at.replace(year=2025), row.expires_at.replace(year=2025)
    session.commit()
    path = f"/api/v1/appointments/province-officers/{made.json['id']}/confirm"
    late = client.post(path, json=offered, headers=sign_in("system_admin", 1))
    assert (late.status_code, late.json["code"]) == (409, "proposal_ended")


def test_terms_are_listed_in_reach(client, world, sign_in):
    def regions(role, number=0):
        found = client.get("/api/v1/appointments", headers=sign_in(role, number)).json["items"]
        return {one["region"] for one in found}

    assert regions("city_officer") == {"371500", "371502"}
    assert regions("city_officer", 1) == {"371400", "371402"}
    assert regions("auditor") == regions("province_officer") >= {"370000", "371500", "371400"}
    assert client.get("/api/v1/appointments", headers=sign_in("recycler_manager")).status_code == 403
