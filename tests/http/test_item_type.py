"""Item types and reference numbers over HTTP: never a number without its source; a province's own values."""

import gzip
from datetime import timedelta

import pytest

from api.clock import now
from tradein.moment import day_of

FROM = (day_of(now()) + timedelta(days=30)).isoformat()
OVERRIDE = {
    "key": "FRIDGE",
    "values": {"default_g": 47000},
    "valid_from": FROM,
    "document_no": "鲁商字〔2026〕1号",
}


def test_every_number_says_where_it_comes_from(client, world, assert_queries):
    answer = client.get("/api/v1/item-types")
    with assert_queries(2):  # rows; have the remembered item types changed?
        client.get("/api/v1/item-types")
    items = {item["code"]: item for item in answer.json["items"]}
    assert len(items) == 25
    weight = items["FRIDGE"]["numbers"]["default_g"]
    assert (weight["value"], weight["unit"], weight["verified"]) == (45000, "g", False)
    assert weight["mark"] == "参考值，非官方"
    assert weight["jurisdiction"] == "CN"
    assert weight["source"]
    assert weight["edition"]
    assert items["FREEZER"]["numbers"]["default_g"]["mark"] is None
    assert items["FREEZER"]["numbers"]["steel_permille"]["value"] is None


def test_an_item_type_brings_its_check_list_outputs_and_waste_codes(client, world):
    page = client.get("/api/v1/item-types/FRIDGE").json
    assert page["name_en"] == "Refrigerator"
    assert page["weee_category"]["code"] == "W01"
    assert [part["part_zh"] for part in page["required_parts"]] == ["箱体（含门）", "压缩机", "制冷回路"]
    compressor = next(row for row in page["key_outputs"] if row["output_code"] == "COMPRESSOR")
    assert compressor["numbers"]["typical_g"]["value"] == 7500
    assert {gas["code"] for gas in page["refrigerants"]} == {"R134a", "R12", "R600a", "R11"}
    assert [waste["code"] for waste in page["hazardous_wastes"]] == ["900-045-49", "900-219-08"]


def test_an_item_type_outside_the_catalogue(client, world):
    page = client.get("/api/v1/item-types/DISHWASHER").json
    assert page["weee_category"] is None
    assert page["required_parts"] == []


def test_hazardous_wastes_of_a_day(client, world):
    wastes = {row["code"]: row for row in client.get("/api/v1/hazardous-wastes").json["items"]}
    assert len(wastes) == 10
    assert wastes["900-045-49"]["verified"]
    assert wastes["900-299-12"]["mark"] == "参考值，非官方"
    assert client.get("/api/v1/hazardous-wastes?day=2024-12-31").json["items"] == []


def test_editions(client, world):
    rows = client.get("/api/v1/reference/editions").json["items"]
    assert {"regions", "item_types", "carbon_factors"} <= {row["dataset"] for row in rows}
    assert len(rows[0]["sha256"]) == 64
    one = client.get("/api/v1/reference/editions?dataset=regions").json["items"]
    assert [row["licence"] for row in one] == ["MIT"]


def test_a_province_sets_its_own_value(client, world, sign_in):
    answer = client.post(
        "/api/v1/reference/item_types/overrides", json=OVERRIDE, headers=sign_in("province_officer")
    )
    assert answer.status_code == 201, answer.json
    assert answer.json["numbers"]["default_g"]["document_no"] == "鲁商字〔2026〕1号"

    def weight(query):
        return client.get(f"/api/v1/item-types/FRIDGE?{query}").json["numbers"]["default_g"]["value"]

    assert weight(f"region=371502&day={FROM}") == 47000
    assert weight("region=371502") == 45000
    assert weight(f"day={FROM}") == 45000
    rows = client.get("/api/v1/reference/item_types/rows?key=FRIDGE&region=371502").json["items"]
    assert [(row["jurisdiction"], row["values"].get("default_g")) for row in rows] == [
        ("CN", 45000),
        ("370000", 47000),
    ]
    assert (
        client.get("/api/v1/reference/editions?dataset=item_types").json["items"][0]["jurisdiction_code"]
        == "370000"
    )


@pytest.mark.parametrize(
    ("dataset", "change", "expected"),
    [
        ("item_types", {"valid_from": "2020-01-01"}, (422, "override_past", "valid_from")),
        ("item_types", {"valid_to": "2026-11-22"}, (422, "period_reversed", "valid_to")),
        ("item_types", {"key": "TOASTER"}, (422, "reference_key_unknown", "key")),
        ("item_types", {"key": "FREEZER"}, (409, "reference_fact_verified", "values.default_g")),
        ("item_types", {"values": {}}, (422, "reference_number_unknown", "values")),
        (
            "item_types",
            {"values": {"default_g": "47000"}},
            (422, "reference_number_invalid", "values.default_g"),
        ),
        ("item_types", {"values": {"default_g": 4.5}}, (422, "reference_number_invalid", "values.default_g")),
        ("item_types", {"values": {"default_g": [1]}}, (422, "reference_number_invalid", "values.default_g")),
        ("item_types", {"values": {"name_zh": 1}}, (422, "reference_number_unknown", "values.name_zh")),
        ("item_types", {"values": [1]}, (422, "invalid_input", "values")),
        ("item_types", {"jurisdiction": "CN"}, (422, "invalid_input", "jurisdiction")),
        ("kpis", {}, (422, "dataset_national", "dataset")),
        ("nonsense", {}, (404, "dataset_unknown", "dataset")),
    ],
)
def test_overrides_refused(client, sign_in, dataset, change, expected):
    answer = client.post(
        f"/api/v1/reference/{dataset}/overrides",
        json={**OVERRIDE, **change},
        headers=sign_in("province_officer"),
    )
    refused = answer.json
    assert (answer.status_code, refused["code"], refused["errors"][0]["field"]) == expected


def test_the_same_document_sent_twice_is_an_overlap(client, world, sign_in):
    for status in (201, 409):
        answer = client.post(
            "/api/v1/reference/item_types/overrides", json=OVERRIDE, headers=sign_in("province_officer")
        )
        assert answer.status_code == status


@pytest.mark.parametrize("role", ["city_officer", "recycler_manager", "system_admin"])
def test_only_a_province_sets_values(client, world, sign_in, role):
    answer = client.post("/api/v1/reference/item_types/overrides", json=OVERRIDE, headers=sign_in(role))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/item-types/TOASTER", 404, "not_found"),
        ("/api/v1/item-types?region=999999", 422, "region_unknown"),
        ("/api/v1/item-types?day=2026-02-30", 422, "invalid_input"),
        ("/api/v1/item-types?limit=5", 422, "invalid_input"),
        ("/api/v1/reference/nonsense/rows?key=x", 404, "dataset_unknown"),
        ("/api/v1/reference/editions?dataset=nonsense", 404, "dataset_unknown"),
    ],
)
def test_what_is_refused(client, world, address, status, code):
    answer = client.get(address)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_answers_are_kept_and_compared(client, world):
    first = client.get("/api/v1/item-types")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert (
        client.get("/api/v1/item-types", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    )


def test_a_large_table_is_sent_compressed_to_those_who_can_read_that(client, world):
    plain = client.get("/api/v1/item-types")
    asked = {"Accept-Encoding": "br, gzip"}
    packed = client.get("/api/v1/item-types", headers=asked)
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 10 < len(plain.data)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):  # a cache keeps both apart
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = client.get("/api/v1/item-types", headers={**asked, "If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("unwanted", ["gzip;q=0", "identity", ""])
def test_nobody_gets_what_they_cannot_read(client, world, unwanted):
    answer = client.get("/api/v1/item-types", headers={"Accept-Encoding": unwanted})
    assert "Content-Encoding" not in answer.headers
    assert answer.json["items"]


def test_an_answer_to_somebody_in_particular_is_never_compressed(client, world, sign_in):
    headers = {**sign_in("city_officer"), "Accept-Encoding": "gzip"}
    answer = client.get("/api/v1/oversight/371500/ranking?figure=recovered_units", headers=headers)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
