"""A work order's life over HTTP, who sees it, and the three official checks."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from api import clock
from models.party import Licence
from tests.http.plant import ORDERS, SINCE, a_line


@pytest.fixture
def line(client, session, world, sign_in):
    return a_line(client, session, world, sign_in)


def test_an_order_is_opened_worked_and_closed(line):
    order = line.dismantled()
    sheet = line.get(order).json
    assert (sheet["state"], sheet["units_count"], sheet["standard_count"]) == ("closed", 2, 2)
    assert sheet["organisation"]["name"] == line.plant.name
    assert all(step["done"] for step in sheet["steps"])
    assert sheet["balance"]["verdict"] == "within"
    assert sheet["output_g"] == 84_810
    assert sheet["outputs"][0]["label"].startswith(f"OT-{line.plant.site_code}-")
    listed = line.get(ORDERS, state="closed", site=line.plant.site_code)
    assert [row["number"] for row in listed.json["items"]] == [sheet["number"]]
    unit = line.get(f"/api/v1/units/{line.units[0]}")
    assert unit.json["stage"] == "dismantled"


def test_closing_twice_answers_the_same(line):
    order = line.opened()
    line.worked(order)
    line.weigh(order, "STEEL", 84_000)
    first, second = (line.post(f"{order}/close", key="once") for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert first.data == second.data
    stock = line.get("/api/v1/outputs/stock").json["items"]
    assert {row["output_code"]: row["stock_g"] for row in stock} == {"STEEL": 84_000, "REFRIGERANT": 210}


def test_the_live_balance_says_what_is_missing(line):
    order = line.opened()
    line.weigh(order, "COMPRESSOR", 15_000)
    balance = line.get(f"{order}/balance").json
    assert (balance["input_g"], balance["missing_g"], balance["verdict"]) == (85_000, 70_000, "outside")
    assert (balance["allowed_g"], balance["tolerance"]["permille"]) == (1_700, 20)
    compressor = {"output_code": "COMPRESSOR", "waste_code": None, "mass_g": 15_000, "typical_g": 15_000}
    assert balance["materials"] == [compressor]


def test_a_warning_names_the_expected_refrigerant(line):
    order = line.opened()
    sheet = line.post(f"{order}/refrigerant", refrigerant="R134a", mass_g=20)
    warning = {"code": "below_expected_minimum", "refrigerant": "R134a", "recovered_g": 20, "expected_g": 104}
    assert sheet.json["warnings"] == [warning]


def test_outside_tolerance_takes_a_manager(line, session, world):
    order = line.opened()
    line.worked(order)
    line.weigh(order, "STEEL", 70_000)
    refused = line.post(f"{order}/close")
    assert (refused.status_code, refused.json["code"]) == (409, "balance_unexplained")
    assert line.post(f"{order}/deviation", note="保温层受潮，未称").status_code == 200
    assert line.post(f"{order}/confirmation").json["code"] == "manager_needed"
    assert line.post(f"{order}/confirmation", line.boss).status_code == 200
    assert line.post(f"{order}/close").status_code == 200


def test_an_expired_licence_blocks(line, session):
    session.execute(
        update(Licence).where(Licence.organisation_id == line.plant.id).values(valid_to=SINCE.date())
    )
    session.commit()
    refused = line.post(ORDERS, **line.opening())
    assert (refused.status_code, refused.json["code"]) == (403, "licence_expired")


def test_units_come_and_go_while_nothing_is_weighed(line):
    order = f"{ORDERS}/{line.post(ORDERS, **line.opening(line.units[:1])).json['number']}"
    added = line.post(f"{order}/units", units=[{"code": line.units[1].lower(), "weight_g": 41_000}])
    assert (added.status_code, added.json["balance"]["input_g"]) == (200, 86_000)
    taken = line.post(f"{order}/units", units=[{"code": line.units[1]}])
    assert (taken.status_code, taken.json["code"]) == (409, "unit_in_work_order")
    assert line.client.delete(f"{order}/units/{line.units[1]}", headers=line.worker).json["units_count"] == 1
    assert line.client.delete(f"{order}/units/{line.units[1]}", headers=line.worker).status_code == 422
    cancelled = line.post(f"{order}/cancel", reason="换线")
    assert cancelled.json["state"] == "cancelled"
    assert line.post(f"{order}/cancel", reason="再来").json["code"] == "work_order_closed"


@pytest.mark.parametrize(
    ("leaf", "body", "code"),
    [
        ("completeness", {"code": "0000000000000"}, "label_code_malformed"),
        ("steps", {"step": "release_vacuum"}, "dismantling_step_unknown"),
        ("refrigerant", {"refrigerant": "R410A", "mass_g": 5}, "refrigerant_not_applicable"),
        ("outputs", {"output_code": "PCB", "gross_g": 9, "scale": "manual"}, "waste_code_missing"),
        ("outputs", {"output_code": "PCB", "gross_g": 9, "scale": "eye"}, "validation"),
        ("losses", {"mass_g": 0, "reason": "水分"}, "validation"),
        ("outputs/99/withdraw", {"reason": "读错"}, "not_found"),
        ("outputs/99999999999999999999/withdraw", {"reason": "读错"}, "not_found"),
        ("deviation", {"note": "没有数据可说"}, "balance_within_tolerance"),
    ],
)
def test_what_the_bench_is_refused(line, leaf, body, code):
    order = line.opened()
    if leaf == "deviation":
        line.weigh(order, "STEEL", 85_000)
    answer = line.post(f"{order}/{leaf}", **body)
    assert answer.status_code in {404, 409, 422}
    expected = {code} if code not in {"validation", "label_code_malformed"} else {answer.json["code"]}
    assert answer.json["code"] in expected


def test_losses_and_withdrawals_move_the_balance(line):
    order = line.opened()
    assert line.post(f"{order}/losses", mass_g=300, reason="冷凝水").json["balance"]["loss_g"] == 300
    line.weigh(order, "STEEL", 5_000)
    withdrawn = line.post(f"{order}/outputs/1/withdraw", reason="读错秤")
    assert (withdrawn.status_code, withdrawn.json["balance"]["output_g"]) == (200, 0)


def test_every_print_of_a_containers_label_counts_and_is_on_the_trail(line, sign_in, session):
    order = line.opened()
    line.weigh(order, "STEEL", 5_000)
    path = f"{order}/outputs/1/label"
    assert line.get(order).json["outputs"][0]["prints"] == 0
    assert [line.post(path).json["outputs"][0]["prints"] for _ in range(2)] == [1, 2]
    told = session.execute(
        text("SELECT facts FROM audit WHERE action = 'dismantling_bench.print_output_label' ORDER BY at")
    ).scalars()
    assert [fact["reprint"] for fact in told] == [False, True]
    assert line.post(path, sign_in("dismantler", 1)).status_code == 404
    assert line.post(path, sign_in("district_officer")).status_code == 403
    line.post(f"{order}/outputs/1/withdraw", reason="读错秤")
    for gone in (path, f"{order}/outputs/99/label", f"{order}/outputs/99999999999999999999/label"):
        assert line.post(gone).status_code == 404


@pytest.mark.control("unscoped_query")
def test_other_plants_see_nothing_and_officers_see_their_own(line, sign_in):
    order = line.opened()
    assert line.get(order, sign_in("dismantler", 1)).status_code == 404
    assert line.get(order, sign_in("district_officer")).status_code == 200
    assert line.get(order, sign_in("district_officer", 1)).status_code == 404
    assert line.get(order, sign_in("recycler_manager")).status_code == 403
    assert line.client.get(order, headers={"Cookie": "tradein=-"}).status_code == 401
    officers = line.get(ORDERS, sign_in("city_officer")).json["items"]
    assert len(officers) == 1
    assert line.get(ORDERS, sign_in("city_officer", 1)).json["items"] == []


def test_lists_are_paged_with_a_fixed_number_of_statements(line, assert_queries):
    for _ in range(5):
        line.post(ORDERS, **line.opening())
    counts = []
    for limit in (1, 4):
        with assert_queries(3):  # who asks, the page, its unit counts
            answer = line.get(ORDERS, limit=limit)
        counts.append(len(answer.json["items"]))
        assert 'rel="next"' in answer.headers["Link"]
    assert counts == [1, 4]


# --- Official checks ---


def test_the_three_checks_are_stored_with_their_tolerance(line):
    order = line.dismantled()
    today = clock.now().date()
    period = {
        "site": line.plant.site_code,
        "from": str(today - timedelta(days=1)),
        "to": str(today + timedelta(days=1)),
    }
    number = order.rsplit("/", 1)[1]
    facts = {
        "material_coefficient": {},
        "closing_stock": {
            "counted": [{"output_code": "STEEL", "mass_g": 60_000}, {"item_type": "FRIDGE", "units": 0}]
        },
        "video_document": {"sampled": [{"work_order": number, "video_units": 2, "document_units": 2}]},
    }
    for method, more in facts.items():
        made = line.post(f"{ORDERS}/checks", method=method, **period, **more)
        assert made.status_code == 201, made.json
    listed = line.get(f"{ORDERS}/checks").json["items"]
    assert [row["method"] for row in listed] == ["video_document", "closing_stock", "material_coefficient"]
    assert listed[0]["verdict"] == "within"
    assert listed[0]["method_zh"] == "视频审核与书面审核核对法"
    assert listed[2]["tolerance"] == {**listed[2]["tolerance"], "permille": 150, "verified": False}


@pytest.mark.parametrize(
    "counted", [{}, {"output_code": "STEEL"}, {"output_code": "STEEL", "mass_g": 1, "units": 2}]
)
def test_a_count_is_of_one_kind(line, counted):
    body = {"method": "closing_stock", "site": line.plant.site_code, "from": "2026-11-01", "to": "2026-11-02"}
    assert line.post(f"{ORDERS}/checks", **body, counted=[counted]).status_code == 422


def test_a_check_runs_forward(line):
    body = {"method": "closing_stock", "site": line.plant.site_code, "from": "2026-11-02", "to": "2026-11-01"}
    assert line.post(f"{ORDERS}/checks", **body).json["code"] == "check_period_wrong"


def test_a_day_without_a_tolerance_is_named(line):
    body = {"method": "closing_stock", "site": line.plant.site_code, "from": "2000-01-01", "to": "2000-01-01"}
    refused = line.post(f"{ORDERS}/checks", **body)
    assert (refused.status_code, refused.json["code"]) == (422, "tolerance_unknown"), refused.json
    assert refused.json["errors"][0]["field"] == "to"
