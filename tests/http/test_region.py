"""Regions over HTTP: the picker, a node's page, and new function zones."""

import pytest


def names(answer):
    assert answer.status_code == 200, answer.json
    return [item["name"] for item in answer.json["items"]]


def test_the_picker_goes_down_step_by_step(client, world):
    assert len(names(client.get("/api/v1/regions"))) == 34
    cities = client.get("/api/v1/regions?parent=370000").json["items"]
    assert len(cities) == 16
    assert not any(city["leaf"] for city in cities)
    districts = client.get("/api/v1/regions?parent=371500").json["items"]
    assert len(districts) == 11
    assert all(district["leaf"] and district["selectable"] for district in districts)
    assert client.get("/api/v1/regions?parent=441900").json["items"] == []


def test_repeated_counties_are_marked(client, world):
    below = {node["code"]: node for node in client.get("/api/v1/regions?parent=830000").json["items"]}
    assert not below["839012"]["selectable"]


def test_search(client, world):
    assert names(client.get("/api/v1/regions", query_string={"q": "聊城"}))[0] == "聊城市"
    assert names(client.get("/api/v1/regions", query_string={"q": "高新", "parent": "371500"})) == [
        "聊城高新技术产业开发区"
    ]


def test_a_node_shows_its_path_children_and_former_names(client, world):
    page = client.get("/api/v1/regions/371500").json
    assert [node["name"] for node in page["path"]] == ["山东省", "聊城市"]
    assert len(page["children"]) == 11
    assert page["asked"] == page["code"] == "371500"
    assert client.get("/api/v1/regions/371571").json["note"].startswith("pseudo-code")


def test_an_abolished_code_shows_its_successor(client, world):
    page = client.get("/api/v1/regions/110103").json
    assert (page["asked"], page["code"], page["name"]) == ("110103", "110101", "东城区")
    assert {"code": "110103", "name": "崇文区", "split": False} in page["former"]
    assert client.get("/api/v1/regions/710000").json["name"] == "台湾省"


def test_a_divided_region_names_the_candidates(client, world):
    answer = client.get("/api/v1/regions/130504")
    assert (answer.status_code, answer.json["code"]) == (422, "region_split")
    assert len(answer.json["facts"]["candidates"]) > 1
    assert answer.json["errors"][0]["field"] == "code"


@pytest.mark.parametrize(
    ("address", "expected", "field"),
    [
        ("/api/v1/regions/999999", (404, "not_found"), None),
        ("/api/v1/regions/nowhere", (404, "not_found"), None),
        ("/api/v1/regions?parent=999999", (422, "region_unknown"), "parent"),
        ("/api/v1/regions?parent=37", (422, "invalid_input"), "parent"),
        ("/api/v1/regions?parent=110100", (422, "region_abolished"), "parent"),
        ("/api/v1/regions?level=city", (422, "invalid_input"), "level"),
    ],
)
def test_what_is_refused(client, world, address, expected, field):
    answer = client.get(address)
    assert (answer.status_code, answer.json["code"]) == expected
    if field:
        assert answer.json["errors"][0]["field"] == field


def test_answers_are_kept_and_compared(client, world):
    first = client.get("/api/v1/regions")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/api/v1/regions", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""
    assert client.get("/api/v1/regions/999999").headers["Cache-Control"] == "no-store"


def test_a_list_costs_a_fixed_number_of_statements(client, world, assert_queries):
    with assert_queries(1):
        client.get("/api/v1/regions")
    with assert_queries(2):  # the parent, its children
        client.get("/api/v1/regions?parent=370000")


ZONE = {"name": "聊城测试产业园", "parent_code": "371500", "note": "聊政字〔2026〕9号"}


def test_an_officer_adds_a_zone(client, world, sign_in):
    answer = client.post("/api/v1/regions/zones", json=ZONE, headers=sign_in("city_officer"))
    assert answer.status_code == 201, answer.json
    assert answer.json["code"] == "371574"
    page = client.get("/api/v1/regions/371574").json
    assert [node["code"] for node in page["path"]] == ["370000", "371500", "371574"]


@pytest.mark.parametrize(
    ("who", "change", "expected"),
    [
        (("district_officer", 0), {}, (403, "forbidden")),
        (("recycler_manager", 0), {}, (403, "forbidden")),
        (("city_officer", 1), {}, (404, "not_found")),
        (("city_officer", 0), {"parent_code": "371502"}, (422, "zone_parent")),
        (("city_officer", 0), {"name": "聊城经济技术开发区"}, (409, "zone_taken")),
        (("city_officer", 0), {"code": "371502"}, (409, "zone_taken")),
        (("city_officer", 0), {"name": "x\u202ey"}, (422, "invalid_input")),
        (("city_officer", 0), {"level": "county"}, (422, "invalid_input")),
    ],
)
def test_zones_refused(client, sign_in, who, change, expected):
    answer = client.post("/api/v1/regions/zones", json={**ZONE, **change}, headers=sign_in(*who))
    assert (answer.status_code, answer.json["code"]) == expected


def test_the_public_adds_nothing(client, world):
    assert client.post("/api/v1/regions/zones", json=ZONE).status_code == 401
