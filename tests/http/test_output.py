"""Stock of outputs and shipments over HTTP."""

import pytest

from tests.http.plant import a_line


@pytest.fixture
def line(client, session, world, sign_in):
    return a_line(client, session, world, sign_in)


def shipping(plant, *lines):
    told = {"buyer_name": "山东再生金属有限公司", "plate": "鲁P12345", "destination": "聊城市东昌府区"}
    return {**told, "site": plant.site_code, "lines": [{"lot": lot, "mass_g": grams} for lot, grams in lines]}


def test_materials_are_shipped_from_stock(line, sign_in):
    line.dismantled()
    found = line.get("/api/v1/outputs/lots", output_code="STEEL")
    lot = found.json["items"][0]["number"]
    path = "/api/v1/outputs/shipments"
    made = line.post(path, key="truck", **shipping(line.plant, (lot, 50_000)))
    again = line.post(path, key="truck", **shipping(line.plant, (lot, 50_000)))
    assert (made.status_code, made.json["mass_g"]) == (201, 50_000)
    assert again.data == made.data
    short = line.post(path, **shipping(line.plant, (lot, 50_000)))
    assert (short.status_code, short.json["code"], short.json["facts"]["stock_g"]) == (
        409,
        "output_stock_short",
        10_000,
    )
    assert len(line.get(path, sign_in("district_officer")).json["items"]) == 1
    assert line.get(path, sign_in("district_officer", 1)).json["items"] == []
    loss = {"site": line.plant.site_code, "lot": lot, "kind": "loss", "mass_g": -10, "reason": "锈蚀"}
    assert line.post("/api/v1/outputs/adjustments", **loss).json["stock_g"] == 9_990
    refused = line.post("/api/v1/outputs/adjustments", **{**loss, "mass_g": 10})
    assert refused.json["code"] == "loss_adds_stock"


def test_a_bad_plate_is_refused(line):
    body = {**shipping(line.plant, ("OL-XXXX-20261121-0001", 5)), "plate": "ABC"}
    assert line.post("/api/v1/outputs/shipments", **body).status_code == 422
