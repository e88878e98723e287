"""Label rolls over HTTP: reserve, list, read, print; who may and who may not."""

import pypdfium2
import pytest
import zxingcpp
from sqlalchemy import select

from models.label import Label, LabelRoll, reserve_roll
from models.label_print import LabelPrint
from tests.persistence.label_ground import START, bound_unit
from tradein.codes import valid

ROLLS = "/api/v1/labels/rolls"


@pytest.fixture
def roll(session, world) -> LabelRoll:
    made = reserve_roll(
        session, world.actor("recycler_manager"), world.organisation("recycler").id, 25, START
    )
    session.commit()
    return made


def test_a_manager_reserves_a_roll(client, sign_in, world):
    answer = client.post(ROLLS, json={"count": 12}, headers=sign_in("recycler_manager"))
    assert answer.status_code == 201
    made = answer.json
    assert made["count"] == 12
    assert made["organisation"] == world.organisation("recycler").name
    assert (made["printed_count"], made["bound_count"], made["void_count"]) == (0, 0, 0)
    labels = client.get(f"{ROLLS}/{made['number']}/labels", headers=sign_in("recycler_staff")).json["items"]
    assert [label["position"] for label in labels] == list(range(1, 13))
    assert all(valid(label["code"]) and label["state"] == "reserved" for label in labels)
    assert labels[0]["url"].endswith(f"/obj/{labels[0]['code']}")
    assert labels[0]["display"].replace("-", "") == labels[0]["code"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"count": 0}, "count"),
        ({"count": 5001}, "count"),
        ({"count": True}, "count"),
        ({"count": "7"}, "count"),
        ({"count": 7.5}, "count"),
        ({}, "count"),
        ({"count": 1, "organisation_id": "x"}, "organisation_id"),
    ],
)
def test_a_wrong_count_names_its_field(client, sign_in, session, body, field):
    answer = client.post(ROLLS, json=body, headers=sign_in("recycler_manager"))
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert session.scalars(select(LabelRoll)).all() == []


@pytest.mark.parametrize("role", ["recycler_staff", "consumer", "retailer_clerk", "city_officer", "auditor"])
def test_others_reserve_nothing(client, sign_in, role):
    assert client.post(ROLLS, json={"count": 1}, headers=sign_in(role)).status_code == 403


def test_the_public_sees_no_rolls(client, roll):
    assert client.get(ROLLS).status_code == 401
    assert client.get(f"{ROLLS}/{roll.number}/sheet.pdf").status_code == 401


def test_rolls_are_listed_in_pages(client, sign_in, session, world, roll):
    second = reserve_roll(
        session, world.actor("recycler_manager"), world.organisation("recycler").id, 1, START
    )
    session.commit()
    first_page = client.get(f"{ROLLS}?limit=1", headers=sign_in("recycler_manager"))
    assert [item["number"] for item in first_page.json["items"]] == [second.number]
    rest = client.get(first_page.headers["Link"].split(">")[0][1:], headers=sign_in("recycler_manager"))
    assert [item["number"] for item in rest.json["items"]] == [roll.number]
    assert "Link" not in rest.headers


def test_a_list_is_a_fixed_number_of_statements(client, sign_in, session, world, assert_queries):
    headers = sign_in("recycler_manager")
    client.get(ROLLS, headers=headers)
    for _ in range(6):
        reserve_roll(session, world.actor("recycler_manager"), world.organisation("recycler").id, 1, START)
    session.commit()
    with assert_queries(2):  # who asks; the page
        assert len(client.get(ROLLS, headers=headers).json["items"]) == 6


def test_another_organisations_roll_does_not_exist(client, sign_in, roll):
    headers = sign_in("recycler_manager", 1)
    for path in ("", "/labels", "/sheet.pdf"):
        assert client.get(f"{ROLLS}/{roll.number}{path}", headers=headers).status_code == 404
    assert client.get(f"{ROLLS}/{2**53 - 1}", headers=headers).status_code == 404
    assert client.get(f"{ROLLS}/{2**70}", headers=headers).status_code == 404


@pytest.mark.parametrize("stock", ["roll60x40", "roll40x30", "a4"])
def test_a_printed_stretch_is_read_back_by_a_decoder(client, sign_in, session, roll, stock):
    sheets = {"a4": 1}.get(stock, 3)
    answer = client.get(
        f"{ROLLS}/{roll.number}/sheet.pdf?format={stock}&from=2&to=4", headers=sign_in("recycler_manager")
    )
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["X-Label-Reprint"] == "false"
    document = pypdfium2.PdfDocument(answer.data)
    assert len(document) == sheets
    read = [
        found.text
        for page in document
        for found in zxingcpp.read_barcodes(page.render(scale=203 / 72).to_pil().convert("L"))
    ]
    stretch = select(Label.code).where(Label.roll_id == roll.id, Label.position.between(2, 4))
    codes = session.scalars(stretch.order_by(Label.position)).all()
    assert [text.rpartition("/")[2] for text in read] == codes


def test_every_print_is_logged_and_a_reprint_says_so(client, sign_in, session, world, roll):
    url = f"{ROLLS}/{roll.number}/sheet.pdf"
    headers = sign_in("recycler_manager")
    reprints = [
        client.get(url + query, headers=headers).headers["X-Label-Reprint"] for query in ("?to=5", "?from=5")
    ]
    assert reprints == ["false", "true"]
    assert client.get(f"{ROLLS}/{roll.number}", headers=headers).json["printed_count"] == 25
    logs = session.scalars(select(LabelPrint).order_by(LabelPrint.id)).all()
    assert [(log.first_position, log.last_position, log.stock, log.reprint) for log in logs] == [
        (1, 5, "roll60x40", False),
        (5, 25, "roll60x40", True),
    ]
    assert {log.printed_by for log in logs} == {world.person("recycler_manager").account_id}


@pytest.mark.parametrize(
    "query",
    [
        "?format=a3",
        "?from=0",
        "?from=5&to=4",
        "?to=26",
        "?from=x",
        "?from=1&from=2",
        "?copies=2",
        "?from=%00",
    ],
)
def test_a_wrong_stretch_is_refused_and_not_logged(client, sign_in, session, roll, query):
    answer = client.get(f"{ROLLS}/{roll.number}/sheet.pdf{query}", headers=sign_in("recycler_manager"))
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert session.scalars(select(LabelPrint)).all() == []


def test_one_label_is_printed_anew_with_its_appliance(client, sign_in, session, world):
    unit = bound_unit(session, world)
    url = f"/api/v1/labels/{unit.code.lower()}/sheet.pdf"
    first = client.get(url, headers=sign_in("recycler_staff"))
    assert first.status_code == 200
    document = pypdfium2.PdfDocument(first.data)
    assert "滚筒洗衣机" in document[0].get_textpage().get_text_range()
    assert client.get(url, headers=sign_in("recycler_staff")).headers["X-Label-Reprint"] == "true"


def test_a_foreign_void_or_malformed_label_is_not_printed(client, sign_in, session, world):
    unit = bound_unit(session, world)
    url = f"/api/v1/labels/{unit.code}/sheet.pdf"
    assert client.get(url, headers=sign_in("recycler_manager", 1)).status_code == 404
    assert (
        client.get("/api/v1/labels/0000000000001/sheet.pdf", headers=sign_in("recycler_staff")).status_code
        == 404
    )
    assert (
        client.get("/api/v1/labels/7K3M9QXT4B2AF/sheet.pdf", headers=sign_in("recycler_staff")).status_code
        == 422
    )
    label = session.get_one(Label, unit.code)
    label.state, label.replaced_by = "void", "0000000000001"
    session.commit()
    refused = client.get(url, headers=sign_in("recycler_staff"))
    assert (refused.status_code, refused.json["code"]) == (409, "label_void")
    assert refused.json["facts"] == {"replaced_by": "0000000000001"}
