"""The open figures page: the same numbers as the interface, small groups held back, no script, both languages."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import OperationalError

from api.open_words import OPEN_WORDS
from models.fold import fold
from tests.persistence.test_fold import ADD


@pytest.fixture(autouse=True)
def march(monkeypatch):
    monkeypatch.setattr("api.routes.open_figures.now", lambda: datetime(2026, 3, 20, 4, tzinfo=UTC))


@pytest.fixture
def february(session, world):
    for district, count in {"371502": 20, "371581": 30, "371402": 7, "371482": 2}.items():
        cell = {"day": date(2026, 2, 10), "district": district, "item_type": "FRIDGE", "basis": "origin"}
        told = {
            "measure": "collecting",
            "n": count,
            "weight_g": 50_000 * count,
            "unweighed": 0,
            "amount_fen": 0,
        }
        session.execute(ADD, cell | told | {"slot": 0})
    fold(session)
    session.commit()


def rows(text):
    found = re.findall(r"<tr><th[^>]*><a[^>]*>([^<]+)</a></th>(.*?)</tr>", text)
    return {name: re.findall(r"<td>([^<]*)</td>", cells)[0] for name, cells in found}


def test_the_last_month_of_the_default_region_drills_down(client, february):
    page = client.get("/open?lang=zh")
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "山东省，2026年2月" in text
    assert rows(text) == {"聊城市": "50", "德州市": "9"}
    assert "<script" not in text
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert len(page.data) <= 30 * 1024
    address = re.search(r'href="(/open\?[^"]*region=371500[^"]*)"', text)[1].replace("&amp;", "&")
    below = client.get(address).get_data(as_text=True)
    assert rows(below) == {"临清市": "30", "东昌府区": "20"}
    assert "region=370000" in below


def test_a_group_below_five_is_a_dash_wherever_it_could_be_worked_out(client, february):
    text = client.get("/open?lang=en&region=371400&month=2026-02").get_data(as_text=True)
    assert set(rows(text).values()) <= {"–"}
    assert "fewer than 5" in text
    as_data = client.get("/api/v1/open-figures?region=371400&month=2026-02").json
    assert {one["values"]["recovered_units"] for one in as_data["items"]} <= {None, 0}


@pytest.mark.parametrize(
    "query", ["region=999999", "region=x", "month=2026-03", "month=soon", "region=37150%27"]
)
def test_what_is_not_there_is_said_and_the_default_shown(client, february, query):
    page = client.get(f"/open?lang=en&{query}")
    assert page.status_code == 404
    assert "No such region or month" in page.get_data(as_text=True)
    assert "山东省" in page.get_data(as_text=True)


def test_languages_and_text_size_keep_the_place(client, february):
    text = client.get("/open?lang=en&region=371500&month=2026-01&text=large").get_data(as_text=True)
    assert '<html lang="en" class="large">' in text
    other = re.search(r'href="(/open\?lang=zh[^"]*)"', text)[1]
    assert "region=371500" in other
    assert "month=2026-01" in other
    assert "text=large" in other
    assert OPEN_WORDS["zh"].keys() == OPEN_WORDS["en"].keys()


def test_without_a_database_it_says_so(client, monkeypatch):
    def broken(_session):
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr("api.routes.open_figures.served_provinces", broken)
    page = client.get("/open?lang=en")
    assert page.status_code == 503
    assert "cannot be read right now" in page.get_data(as_text=True)


def test_it_is_sent_again_only_when_it_changed(client, february, monkeypatch):
    frozen = datetime(2026, 3, 20, 4, tzinfo=UTC)
    monkeypatch.setattr("api.reader.now", lambda: frozen)
    first = client.get("/open")
    again = client.get("/open", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
