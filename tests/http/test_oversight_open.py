"""Open figures: whole months for everybody, small groups held back at every level alike; and the catalogue."""

from datetime import date

import pytest

from models.fold import fold
from tests.persistence.test_fold import ADD
from tradein.figures import catalogue

FEBRUARY = date(2026, 2, 10)


@pytest.fixture(autouse=True)
def march(monkeypatch):
    from datetime import UTC, datetime

    monkeypatch.setattr("api.routes.figure.now", lambda: datetime(2026, 3, 20, 4, tzinfo=UTC))


def _count(session, **districts):
    for code, count in districts.items():
        cell = {"day": FEBRUARY, "district": code[1:], "item_type": "FRIDGE", "basis": "origin", "slot": 0}
        cell |= {
            "measure": "collecting",
            "n": count,
            "weight_g": 1000 * count,
            "unweighed": 0,
            "amount_fen": 0,
        }
        session.execute(ADD, cell)
    fold(session)
    session.commit()


@pytest.fixture
def ask(client):
    def open_figures(region, status=200, **query):
        answer = client.get("/api/v1/open-figures", query_string={"region": region} | query)
        assert answer.status_code == status, answer.json
        return answer.json

    return open_figures


def _units(answer):
    parts = {part["code"]: part["values"]["recovered_units"] for part in answer["items"]}
    return answer["total"]["values"]["recovered_units"], {
        code: count for code, count in parts.items() if count != 0
    }


def test_totals_for_everybody(ask, session, world):
    _count(session, c371502=20, c371581=30, c371402=7)
    answer = ask("371500", month="2026-02")
    assert _units(answer) == (50, {"371502": 20, "371581": 30})
    assert answer["total"]["values"]["recovered_tonnes"] == 50_000
    assert (answer["period"]["from"], answer["period"]["to"]) == ("2026-02-01", "2026-02-28")
    assert _units(ask("370000")) == (57, {"371500": 50, "371400": 7})
    assert _units(ask("371502")) == (20, {})


def test_a_small_group_is_held_back_with_the_one_that_would_reveal_it(ask, session, world):
    _count(session, c371502=20, c371581=3, c371525=40, c371402=7)
    assert _units(ask("371500")) == (63, {"371502": None, "371581": None, "371525": 40})
    assert _units(ask("371581"))[0] is None
    assert _units(ask("371502"))[0] is None, "its own page does not tell either"


def test_a_region_hidden_above_is_hidden_below(ask, session, world):
    _count(session, c371502=20, c371402=3, c370102=90)
    assert _units(ask("370000")) == (113, {"371500": None, "371400": None, "370100": 90})
    assert _units(ask("371500"))[0] is None
    assert all(values is None for values in _units(ask("371500"))[1].values())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("region", "query", "status", "code"),
    [
        ("371500", {"month": "2026-03"}, 422, "month_not_over"),
        ("371500", {"month": "2026-13"}, 422, "invalid_input"),
        ("371500", {"day": "2026-02-01"}, 422, "invalid_input"),
        ("999999", {}, 404, "not_found"),
        ("x", {}, 422, "invalid_input"),
    ],
)
def test_what_is_not_published(ask, region, query, status, code):
    assert ask(region, status, **query)["code"] == code


def test_the_catalogue_is_public(client):
    items = client.get("/api/v1/figures").json["items"]
    assert [item["key"] for item in items] == list(catalogue())
    tonnes = next(item for item in items if item["key"] == "recovered_tonnes")
    assert (tonnes["unit"], tonnes["readable"], tonnes["basis"]) == ("g", True, "origin")
