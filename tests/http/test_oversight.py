"""Figures over HTTP: exact at three levels, explained, drillable to the very rows, and closed to everybody else."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest

from api import clock
from models.db import new_id
from models.fold import fold
from models.load import Load
from tests.domain.test_carbon import FACTORS, TYPES
from tests.persistence.test_capture_recount import PHOTO, Life
from tradein.carbon import by_material
from tradein.codes import issue_load
from tradein.lifecycle import Stage, Step
from tradein.reading import readable
from tradein.scan import Outcome, Scan, ScanOutput

NOW = datetime(2026, 3, 20, 4, 0, tzinfo=UTC)
"""Noon of 20 March in Shanghai."""
CITY, PROVINCE = "371500", "370000"
OUTPUTS = (
    ScanOutput("STEEL", 40_000),
    ScanOutput("PCB", 19_500, "900-045-49"),
    ScanOutput("REFRIGERANT", 100),
)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    for module in (
        "api.oversight_query",
        "api.oversight_view",
        "api.routes.oversight_units",
        "api.routes.oversight_records",
        "api.identity",
    ):
        monkeypatch.setattr(f"{module}.now", lambda: NOW)


class Story(Life):
    """Units that went different ways, on known days."""

    def at(self, role, code, step, days_ago=0, **said):
        when = NOW - timedelta(days=days_ago)
        scan = Scan(new_id(), code, step, when, **said)
        verdict = self.scan(role, scan, now=when)[0]
        assert verdict.outcome is Outcome.APPLIED, verdict

    def born(self, code, days_ago, region="371502", item_type="FRIDGE"):
        said = {"item_type": item_type, "region": region}
        self.at("recycler_staff", code, Step.COMMISSIONING, days_ago, **said)

    def collected(self, code, days_ago, weight_g=60_000):
        said = {"weight_g": weight_g, "photos": PHOTO, "price_fen": 5000, "reason": "no scale"}
        self.at("recycler_staff", code, Step.COLLECTING, days_ago, **said)

    def stored(self, code, days_ago):
        self.at("warehouse", code, Step.RECEIVING, days_ago, site=self.sites[0], weight_g=60_500)

    def taken_apart(self, code, days_ago):
        load = Load(
            id=new_id(),
            code=issue_load(secrets.token_bytes),
            state="open",
            origin_id=self.world.organisation("warehouse").id,
            destination_site_id=self.world.organisation("dismantler", 1).site_id,
            destination_id=self.world.organisation("dismantler", 1).id,
            created_at=NOW,
        )
        self.session.add(load)
        self.session.flush()
        plant = self.world.organisation("dismantler", 1).site_code
        self.at("warehouse", code, Step.SHIPPING, days_ago, load=load.code)
        self.at_plant(code, Step.RECEIVING, days_ago, site=plant, weight_g=60_000)
        facts = {"standard": True, "work_order": "WO-1"}
        said = {"site": plant, "weight_g": 60_000, "outputs": OUTPUTS, "facts": facts}
        self.at_plant(code, Step.DISASSEMBLING, days_ago, **said)

    def at_plant(self, code, step, days_ago, **said):
        scan = Scan(new_id(), code, step, NOW - timedelta(days=days_ago), **said)
        verdict = self.scan("dismantler", scan, number=1, now=NOW)[0]
        assert verdict.outcome is Outcome.APPLIED, verdict


@pytest.fixture
def story(session, world):
    """March: three units of 东昌府 and one of 临清 recovered, two of them dismantled in 德州; one in February."""
    story = Story(session, world, labels=8)
    codes = story.codes
    for code, born, region, item_type in [
        (codes[0], 10, "371502", "FRIDGE"),
        (codes[1], 9, "371502", "FRIDGE"),
        (codes[2], 8, "371502", "WASHER_DRUM"),
        (codes[3], 7, "371581", "FRIDGE"),
        (codes[4], 40, "371502", "FRIDGE"),
        (codes[5], 3, "371502", "FRIDGE"),
    ]:
        story.born(code, born, region, item_type)
    story.collected(codes[0], 6)
    fold(session)
    story.collected(codes[1], 6)
    story.collected(codes[2], 5, weight_g=None)
    story.collected(codes[3], 4)
    story.collected(codes[4], 39)
    for code in codes[:2]:
        story.stored(code, 3)
        story.taken_apart(code, 2)
    session.commit()
    return story


@pytest.fixture
def get(client, sign_in):
    def ask(path, role="city_officer", number=0, status=200, **query):
        query = {{"since": "from", "until": "to"}.get(name, name): value for name, value in query.items()}
        answer = client.get(f"/api/v1/oversight/{path}", query_string=query, headers=sign_in(role, number))
        assert answer.status_code == status, answer.json
        return answer.json

    return ask


def _values(figures):
    return {figure["key"]: figure["value"] for figure in figures}


def test_a_months_figures_of_a_city(get, story):
    summary = get(f"{CITY}/summary", compare="previous")
    values = _values(summary["figures"])
    assert summary["region"]["code"] == CITY
    assert [place["code"] for place in summary["path"]] == [PROVINCE, CITY]
    assert (summary["period"]["from"], summary["period"]["to"]) == ("2026-03-01", "2026-03-20")
    assert (summary["before"]["from"], summary["before"]["to"]) == ("2026-02-01", "2026-02-20")
    assert values["booked_units"] == 5
    assert values["recovered_units"] == 4
    assert values["recovered_tonnes"] == 180_000
    assert values["paid_fen"] == 20_000
    assert values["unweighed_share"] == 250
    assert values["disassembled_units"] == 2
    assert values["dismantle_rate"] == 500
    assert values["weight_gap_g"] == 800
    assert values["materials_kg"] == 119_200
    assert (values["stage.booked"], values["stage.collected"], values["stage.dismantled"]) == (1, 3, 2)
    assert values["hazardous_g"] == 0, "the plant lies in another city"
    assert summary["materials"] == [
        {"code": "STEEL", "weight_g": 80_000},
        {"code": "PCB", "weight_g": 39_000},
        {"code": "REFRIGERANT", "weight_g": 200},
    ]
    assert summary["as_of"] == "2026-03-20T04:00:00Z"


def test_each_figure_says_what_it_is_and_what_it_could_not_see(get, story):
    figures = {figure["key"]: figure for figure in get(f"{CITY}/summary", compare="previous")["figures"]}
    tonnes, rate = figures["recovered_tonnes"], figures["dismantle_rate"]
    assert (tonnes["unit"], tonnes["unweighed"], tonnes["definition"]) == ("g", 1, "recovered_tonnes")
    assert (rate["numerator"], rate["denominator"], rate["unit"]) == (2, 4, "permille")
    recovered = figures["recovered_units"]
    assert (recovered["before"], recovered["difference"], recovered["change_permille"]) == (1, 3, 3000)
    assert (recovered["zh"], recovered["en"], recovered["basis"]) == (
        "回收量（台）",
        "units recovered",
        "origin",
    )


def test_the_plants_region_owns_the_dismantling(get, story):
    plant = _values(get("371400/summary", number=1, basis="place")["figures"])
    assert (plant["disassembled_units"], plant["hazardous_g"], plant["recovered_units"]) == (2, 39_000, 0)
    origin = _values(get("371400/summary", number=1)["figures"])
    assert (origin["disassembled_units"], origin["hazardous_g"]) == (0, 39_000)


def test_the_parts_add_up_at_every_level(get, story):
    for region, role in ((PROVINCE, "province_officer"), (CITY, "city_officer")):
        keys = list(readable())
        answer = get(f"{region}/children", role, figure=keys)
        summary = _values(get(f"{region}/summary", role, figure=keys)["figures"])
        assert _values(answer["total"]) == summary
        for key in (
            "recovered_units",
            "recovered_tonnes",
            "stage.collected",
            "step.receiving",
            "hazardous_g",
        ):
            assert sum(_values(part["figures"])[key] for part in answer["items"]) == summary[key]
    city = {part["code"]: _values(part["figures"]) for part in answer["items"]}
    assert city["371502"]["recovered_units"] == 3
    assert city["371581"]["recovered_units"] == 1
    assert any(code.startswith("37157") for code in city), "function zones are parts like the others"


def test_figures_of_a_category(get, story):
    for category, units in (("FRIDGE", 3), ("WASHER_DRUM", 1)):
        assert _values(get(f"{CITY}/summary", category=category)["figures"])["recovered_units"] == units
    assert get(f"{CITY}/summary", category="SPACESHIP", status=422)["errors"][0]["field"] == "category"


def test_a_weee_class_is_all_of_its_types(get, story, session):
    from models.item_type import item_types

    types = item_types(session)
    answer = _values(get(f"{CITY}/summary", category=types["FRIDGE"].weee_class)["figures"])
    assert answer["recovered_units"] == 3


def test_one_step_only(get, story):
    (figure,) = get(f"{CITY}/summary", step="receiving")["figures"]
    assert (figure["key"], figure["value"], figure["weight_g"]) == ("step.receiving", 4, 241_000)


def test_a_series_by_day_week_and_month(get, story):
    keys = ["recovered_units", "stage.collected"]
    days = get(f"{CITY}/series", figure=keys, since="2026-03-10", until="2026-03-20")
    by_day = {point["from"]: point["values"] for point in days["points"]}
    assert len(days["points"]) == 11
    assert by_day["2026-03-14"] == {"recovered_units": 2, "stage.collected": 3}
    assert by_day["2026-03-17"] == {"recovered_units": 0, "stage.collected": 3}
    assert _values(days["figures"]) == {"recovered_units": 4, "stage.collected": 3}
    weeks = get(f"{CITY}/series", figure=keys, by="week", since="2026-03-10", until="2026-03-20")["points"]
    recovered = [(week["from"], week["values"]["recovered_units"]) for week in weeks]
    assert recovered == [("2026-03-10", 3), ("2026-03-16", 1)]
    months = get(f"{CITY}/series", figure=keys, by="month", since="2026-01-05", until="2026-03-20")["points"]
    assert [month["values"]["recovered_units"] for month in months] == [0, 1, 4]
    assert [month["values"]["stage.collected"] for month in months] == [0, 1, 3]
    answer = get(f"{CITY}/series", since="2020-01-01", until="2026-03-20", status=422)
    assert answer["code"] == "series_too_long"


def test_a_ranking_with_ties_and_both_ends(get, story):
    top = get(f"{PROVINCE}/ranking", "province_officer", of="districts", limit=3)
    ranked = [(row["rank"], row["code"], row["value"]) for row in top["items"]]
    assert ranked[:2] == [(1, "371502", 3), (2, "371581", 1)]
    assert ranked[2][0] == 3
    bottom = get(f"{PROVINCE}/ranking", "province_officer", of="districts", order="bottom", limit=2)
    assert [(row["rank"], row["value"]) for row in bottom["items"]] == [(3, 0), (3, 0)]
    unknown = get(f"{CITY}/ranking", figure="unweighed_share")["items"]
    assert unknown[0]["code"] == "371502"
    assert (unknown[0]["numerator"], unknown[0]["denominator"]) == (1, 3)
    assert unknown[-1]["rank"] is None


# --- The rows behind ------------------------------------------------------------------------------------------------


def _rows(client, sign_in, region, role, **query):
    """All rows, page by page."""
    path, found = f"/api/v1/oversight/{region}/units", []
    query = {{"since": "from", "until": "to"}.get(name, name): value for name, value in query.items()} | {
        "limit": 1
    }
    answer = client.get(path, query_string=query, headers=sign_in(role))
    while True:
        assert answer.status_code == 200, answer.json
        found += answer.json["items"]
        link = answer.headers.get("Link")
        if link is None:
            return found
        answer = client.get(link.partition(">")[0][1:], headers=sign_in(role))


COUNTED = {
    "booked_units": None,
    "recovered_units": None,
    "recovered_tonnes": "weight_g",
    "paid_fen": "price_fen",
    "disassembled_units": None,
    "dismantled_units": None,
    "weight_in_g": "weight_g",
    "weight_out_g": "outputs_g",
    "materials_kg": "outputs_g",
    "hazardous_g": "waste_g",
} | {key: None for key in readable() if key.startswith(("stage.", "step."))}


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("basis", ["origin", "place"])
@pytest.mark.parametrize("period", [{}, {"since": "2026-01-01", "until": "2026-03-15"}])
def test_the_rows_are_exactly_what_the_figure_counts(client, sign_in, get, basis, period):
    query = {"basis": basis, **period}
    values = _values(get(f"{PROVINCE}/summary", "province_officer", figure=list(COUNTED), **query)["figures"])
    for key, amount in COUNTED.items():
        rows = _rows(client, sign_in, PROVINCE, "province_officer", figure=key, **query)
        assert sum(row[amount] or 0 if amount else 1 for row in rows) == values[key], key
    assert values["recovered_units"] == 4


def test_rows_of_a_place_include_what_came_from_elsewhere(client, sign_in, story):
    rows = _rows(client, sign_in, PROVINCE, "province_officer", figure="disassembled_units", basis="place")
    assert {(row["district"]["code"], row["place"]["code"]) for row in rows} == {("371502", "371402")}
    assert {row["organisation"]["name"] for row in rows} == {story.world.organisation("dismantler", 1).name}


def test_rows_of_a_stage_now_and_then(client, sign_in, story):
    now = _rows(client, sign_in, CITY, "city_officer", stage="dismantled")
    assert {row["code"] for row in now} == set(story.codes[:2])
    then = _rows(client, sign_in, CITY, "city_officer", stage="collected", until="2026-03-16")
    assert {row["code"] for row in then} == set(story.codes[:5])
    assert then[0]["holder"]["name"]


def test_a_drill_needs_one_choice(get, story):
    assert get(f"{CITY}/units", status=422)["code"] == "drill_choice_needed"
    assert get(f"{CITY}/units", stage="stored", step="receiving", status=422)["code"] == "drill_choice_needed"


# --- Who may ask, and what -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        ("district_officer", "371502", 200),
        ("district_officer", "371581", 404),
        ("district_officer", "371500", 404),
        ("city_officer", "371581", 200),
        ("city_officer", "371400", 404),
        ("city_officer", "370000", 404),
        ("province_officer", "371482", 200),
        ("province_officer", "410000", 404),
        ("auditor", "371500", 200),
        ("auditor", "410000", 404),
        ("province_officer", "999999", 404),
        ("recycler_manager", "371502", 403),
        ("system_admin", "371502", 403),
        ("consumer", "371502", 403),
    ],
)
def test_nobody_leaves_their_territory(get, world, role, region, status):
    for route in ("summary", "children", "series", "ranking", "units", "stream"):
        query = {"stage": "stored"} if route == "units" else {}
        if route != "stream" or status != 200:
            get(f"{region}/{route}", role, status=status, **query)


def test_the_public_has_to_sign_in(client):
    assert client.get(f"/api/v1/oversight/{CITY}/summary").status_code == 401


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "2026-02-30"}, "from"),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "from"),
        ({"to": "1999-12-31"}, "to"),
        ({"figure": "wealth"}, "figure.0"),
        ({"step": "flying"}, "step"),
        ({"compare": "never"}, "compare"),
        ({"basis": "moon"}, "basis"),
        ({"district": "371502"}, "district"),
        ({"category": ""}, "category"),
    ],
)
def test_what_cannot_be_asked_is_named(get, world, query, field):
    answer = get(f"{CITY}/summary", status=422, **query)
    assert answer["errors"][0]["field"] == field


# --- Cost ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("route", "statements"),
    [
        ("summary?compare=year", 3),  # who asks; the territory; the sums
        ("children", 4),  # who asks; the territory; its parts; the sums
        ("ranking?of=districts", 4),  # who asks; the territory; its districts; the sums
        ("series?by=week", 3),  # who asks; the territory; the sums
        ("units?stage=collected", 3),  # who asks; the territory; the rows
        ("units?figure=recovered_units", 3),  # who asks; the territory; the rows
    ],
)
@pytest.mark.usefixtures("story")
def test_the_number_of_statements_is_fixed(client, sign_in, assert_queries, route, statements):
    headers = sign_in("city_officer")
    with assert_queries(statements):
        assert client.get(f"/api/v1/oversight/{CITY}/{route}", headers=headers).status_code == 200


def test_every_stage_and_step_is_readable():
    assert {f"stage.{stage}" for stage in Stage} | {f"step.{step}" for step in Step} <= readable().keys()


def _open(answer):
    return {figure["key"]: figure["value"] for figure in answer["standing"]}


def test_what_stands_open_is_counted_from_the_records(get, story, session):
    held = {"on_hold_units": 1, "overdue_units": 0, "open_waste_transfers": 0, "late_waste_transfers": 0}
    assert _open(get(f"{CITY}/records")) == held | {"on_hold_units": 0}
    story.at("warehouse", story.codes[2], Step.RECEIVING, 2, site=story.sites[0], weight_g=60_000)
    story.at("warehouse", story.codes[2], Step.HOLDING, 1, reason="蓄电池鼓包")
    session.commit()
    assert _open(get(f"{CITY}/records")) == held
    assert _open(get(f"{PROVINCE}/records", role="province_officer")) == held
    assert _open(get("371581/records")) == held | {"on_hold_units": 0}


def test_avoided_emissions_come_with_method_and_what_they_could_not_see(get, story):
    answer = get(f"{CITY}/records")
    avoided = answer["avoided"]
    assert avoided["method"]["key"] == "bottom_up"
    assert (avoided["units"], avoided["unknown_units"], avoided["unweighed"]) == (2, 0, 0)
    one = by_material(TYPES["FRIDGE"], FACTORS, 60_000)
    assert avoided["value"] == pytest.approx(2 * one.gco2e, abs=1)
    assert (avoided["unit"], answer["price_gap"]["value"]) == ("gCO2e", None)
    assert get(f"{CITY}/records", category="WASHER_DRUM")["avoided"]["value"] == 0
    assert get(f"{CITY}/records", since="2026-02-01", until="2026-02-28")["avoided"]["units"] == 0


def test_records_of_another_city_are_absent(get, story):
    assert get("371300/records", status=404)["code"] == "not_found"
