"""Hazardous waste manifests over HTTP."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from api import clock
from api.transfer_view import PERSONS
from models.audit import Audit
from tests.http.plant import a_line


@pytest.fixture
def line(client, session, world, sign_in):
    return a_line(client, session, world, sign_in)


def manifest(plant, lot, **changed):
    filled = {
        "manifest_number": f"{clock.now().year}3715000001",
        "generator_contact": "王工",
        "generator_phone": "13800138000",
        "carrier_name": "聊城安运物流有限公司",
        "carrier_licence": "371500000001",
        "plate": "鲁P54321",
        "receiver_name": "山东固废处置中心",
        "receiver_licence": "鲁危证01号",
        "receiver_region": "370100",
        "treatment": "R4",
    }
    line = {"lot": lot, "mass_g": 600, "form": "solid", "packing": "吨袋", "packages": 1}
    return {"site": plant.site_code, **filled, "lines": [line], **changed}


def test_a_manifest_from_draft_to_confirmation(line, sign_in):
    line.dismantled()
    aged = line.get("/api/v1/outputs/ageing").json["items"]
    assert [(row["waste_code"], row["days_stored"], row["late"]) for row in aged] == [
        ("900-045-49", 0, False)
    ]
    lot, path = aged[0]["number"], "/api/v1/waste-transfers"
    made = line.post(path, **manifest(line.plant, lot, plate=None))
    assert (made.status_code, made.json["state"]) == (201, "draft"), made.json
    transfer = f"{path}/{made.json['number']}"
    assert line.get(transfer, line.boss).status_code == 404
    assert line.get(path, line.boss).json["items"] == []
    missing = line.post(f"{transfer}/issue")
    assert (missing.status_code, missing.json["code"]) == (422, "transfer_field_missing")
    full = manifest(line.plant, lot)
    full["manifest_number"] = f"{clock.now().year}3715" + "000001"
    assert line.client.put(transfer, json=full, headers=line.worker).json["plate"] == "鲁P54321"
    assert line.post(f"{transfer}/issue").json["state"] == "issued"
    assert line.client.put(transfer, json=full, headers=line.worker).json["code"] == "transfer_state_wrong"
    assert line.get(transfer, line.boss).status_code == 200
    departed = line.post(f"{transfer}/depart")
    assert (departed.json["state"], departed.json["overdue"]) == ("departed", False)
    differs = line.post(f"{transfer}/confirm", received=[{"seq": 1, "mass_g": 1}])
    assert differs.json["code"] == "received_mass_differs"
    corrected = line.post(f"{transfer}/corrections", name="plate", should_be="鲁P1", reason="笔误")
    assert (corrected.json["plate"], corrected.json["corrections"][0]["should_be"]) == ("鲁P54321", "鲁P1")
    confirmed = line.post(f"{transfer}/confirm", received=[{"seq": 1, "mass_g": 600}])
    assert confirmed.json["state"] == "confirmed"
    assert len(line.get(path, sign_in("city_officer")).json["items"]) == 1
    assert line.post(f"{transfer}/mismatch", note="数量不符").json["code"] == "transfer_state_wrong"


def test_late_confirmations_are_listed(line, session, monkeypatch):
    line.dismantled()
    lot = line.get("/api/v1/outputs/ageing").json["items"][0]["number"]
    path = "/api/v1/waste-transfers"
    body = manifest(line.plant, lot, manifest_number=f"{clock.now().year}3715000007")
    transfer = f"{path}/{line.post(path, **body).json['number']}"
    line.post(f"{transfer}/issue")
    line.post(f"{transfer}/depart")
    assert line.get(path, overdue="true").json["items"] == []
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr("api.routes.waste_transfer.now", lambda: later)
    late = line.get(path, overdue="true").json["items"]
    assert [row["overdue"] for row in late] == [True]


def test_a_draft_is_discarded_and_an_issued_one_voided(line):
    line.dismantled()
    lot = line.get("/api/v1/outputs/ageing").json["items"][0]["number"]
    path = "/api/v1/waste-transfers"
    for serial, verb, state in (("000003", "discard", "discarded"), ("000004", "void", "voided")):
        body = manifest(line.plant, lot, manifest_number=f"{clock.now().year}3715{serial}")
        transfer = f"{path}/{line.post(path, **body).json['number']}"
        if verb == "void":
            line.post(f"{transfer}/issue")
        assert line.post(f"{transfer}/{verb}", reason="不走了").json["state"] == state


def test_its_people_are_clear_to_the_parties_masked_to_who_oversees_and_every_look_is_on_record(
    line, session, sign_in
):
    line.dismantled()
    lot = line.get("/api/v1/outputs/ageing").json["items"][0]["number"]
    body = manifest(line.plant, lot, driver="王师傅", escort="赵押运")
    transfer = f"/api/v1/waste-transfers/{line.post('/api/v1/waste-transfers', **body).json['number']}"
    assert line.post(f"{transfer}/issue").json["driver"] == "王师傅"
    line.post(f"{transfer}/corrections", name="driver", should_be="李师傅", reason="笔误")
    seen = {}
    for headers in (line.worker, *map(sign_in, ("district_officer", "province_officer", "auditor"))):
        before = len(session.scalars(select(Audit.id)).all())
        said = line.get(transfer, headers).json
        row = session.scalars(select(Audit).order_by(Audit.id)).all()[before]
        assert row.action == "waste_transfers.read_transfer"
        fixed = said["corrections"][0]
        seen[row.role] = [said[name] for name in PERSONS] + [fixed["was"], fixed["should_be"]]
    clear = ["王工", "13800138000", "王师傅", "赵押运", "王师傅", "李师傅"]
    masked = ["王**", "138****8000", "王**", "赵**", "王**", "李**"]
    oversee = ("district_officer", "province_officer", "auditor")
    assert seen == dict.fromkeys(oversee, masked) | {next(iter(seen)): clear}
