"""Quotes, windows, prices and bookings over HTTP: each route once as meant and once refused."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.audit import Audit
from models.idempotency import Idempotency
from models.order import OrderContact, TradeOrder
from models.slot import Slot
from models.unit import Unit
from tests.persistence.booking_ground import a_slot, best_answers
from tradein.moment import SHANGHAI

PHOTO = "a" * 64
NAME, PHONE, STREET = "买买提·吐尔逊", "13812345678", "柳园街道花园路8号3单元501"


def tomorrow(hour=8, days=2):
    day = datetime.now(SHANGHAI) + timedelta(days=days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0).astimezone(UTC).isoformat()


def quote_body(item_type="FRIDGE", region="371502", **more):
    said = best_answers(item_type)
    answers = {"age_years": said.age_years, "conditions": said.conditions} | more
    return {"region": region, "item_type": item_type, "answers": answers}


def order_body(slot=None, **more):
    contact = {"region": "371502", "address": STREET, "name": NAME, "phone": PHONE, "floor": 5, "lift": False}
    body = {"contact": contact, "slot": slot["id"] if slot else None, "units": [unit_body()]}
    return {name: value for name, value in (body | more).items() if value is not None}


def unit_body(item_type="FRIDGE"):
    whole = quote_body(item_type)
    return {"item_type": whole["item_type"], "answers": whole["answers"]}


class Desk:
    """Calls the API as somebody; changes carry a fresh key unless one is given."""

    def __init__(self, client, sign_in):
        self.client, self.sign_in = client, sign_in

    def get(self, role, path, number=0, **query):
        headers = self.sign_in(role, number) if role else {}
        return self.client.get(f"/api/v1/{path}", query_string=query, headers=headers)

    def post(self, role, path, body=None, *, number=0, key=None):
        headers = self.sign_in(role, number) if role else {}
        headers |= {"Idempotency-Key": key or str(uuid4())}
        return self.client.post(f"/api/v1/{path}", json=body, headers=headers)

    def slot(self, *, number=0, capacity=3, **when):
        body = {"region": "371502", "start": tomorrow(**when), "capacity": capacity}
        reply = self.post("recycler_manager", "slots", body, number=number)
        assert reply.status_code == 201, reply.json
        return reply.json

    def order(self, slot=None, role="consumer", **more):
        reply = self.post(role, "orders", order_body(slot or self.slot(), **more))
        assert reply.status_code == 201, reply.json
        return reply.json


def another_s_slot(session, world, **when):
    """A window of a second recycler in the district; this one works elsewhere, so that it cannot open it itself."""
    slot = a_slot(session, world, number=1, start=datetime.fromisoformat(tomorrow(**when)))
    session.commit()
    return str(slot.id)


@pytest.fixture
def desk(client, sign_in):
    return Desk(client, sign_in)


@pytest.fixture
def order(desk):
    return desk.order()


@pytest.fixture
def assigned(desk, order, world):
    path = f"orders/{order['number']}"
    assert desk.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    reply = desk.post("recycler_manager", f"{path}/assign", who)
    assert reply.status_code == 200, reply.json
    return reply.json


def refused(reply, status, code, field=None):
    assert reply.status_code == status, reply.json
    assert reply.json["code"] == code
    if field:
        assert field in {error["field"] for error in reply.json["errors"]}, reply.json


# ---- quotes ----


def test_anybody_gets_an_itemised_quote(desk):
    made = desk.post(None, "quotes", quote_body(missing_parts=[1], floors_carried=2))
    assert made.status_code == 201
    assert made.json["total_fen"] == sum(line["amount_fen"] for line in made.json["lines"])
    assert all(line["zh"] and line["en"] and line["reason"] for line in made.json["lines"])
    assert desk.get(None, f"quotes/{made.json['id']}").json == made.json


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"item_type": "SPACESHIP"}, "quote_item_type_unknown", "item_type"),
        ({"region": "000000"}, "region_unknown", "region"),
        ({"region": "371500"}, "region_not_district", "region"),
        (
            {"answers": {"age_years": 3, "conditions": {}}},
            "quote_answer_missing",
            "answers.conditions.working",
        ),
        ({"answers": {"age_years": -1, "conditions": {}}}, "invalid_input", "answers.age_years"),
        ({"surprise": 1}, "invalid_input", "surprise"),
    ],
)
def test_a_quote_is_refused_by_field(desk, change, code, field):
    refused(desk.post(None, "quotes", quote_body() | change), 422, code, field)


def test_an_unknown_quote_is_not_found(desk):
    refused(desk.get(None, f"quotes/{uuid4()}"), 404, "not_found")


def test_what_to_ask_is_told(desk, world):
    reply = desk.get(None, "quotes/questions", item_type="FRIDGE", region="371502")
    assert reply.status_code == 200
    assert "working" in {question["key"] for question in reply.json["questions"]}
    assert all(question["choices"] for question in reply.json["questions"])
    assert reply.json["parts"]
    refused(desk.get(None, "quotes/questions", item_type="SPACESHIP"), 422, "quote_item_type_unknown")


# ---- prices ----


def day_ahead(days=1):
    return (datetime.now(SHANGHAI) + timedelta(days=days)).date().isoformat()


def price_body(**more):
    body = {
        "region": "371502",
        "item_type": "FRIDGE",
        "valid_from": day_ahead(),
        "document_no": "聊商字〔2026〕8号",
    }
    return body | {"base_fen": 20000} | more


def test_an_officer_supersedes_a_price(desk):
    answers = [{"question": "working", "answer": "dead", "unit": "fen", "amount": -3000}]
    made = desk.post("district_officer", "prices", price_body(answers=answers))
    assert made.status_code == 201, made.json
    assert (made.json["base_fen"], made.json["verified"]) == (20000, True)
    listed = desk.get("district_officer", "prices", limit=1).json["items"]
    assert listed[0]["id"] == made.json["id"]
    refused(desk.post("district_officer", "prices", price_body()), 409, "price_already_dated", "valid_from")


def test_a_recyclers_own_price_counts_where_it_is_asked_for(desk, world, session):
    firm = str(world.organisation("recycler").id)
    assert desk.post("recycler_manager", "prices", price_body()).json["organisation_id"] == firm
    session.execute(text("UPDATE price_rule SET valid_from = '2026-01-02' WHERE organisation_id IS NOT NULL"))
    session.commit()
    public = desk.post(None, "quotes", quote_body()).json
    own = desk.post(None, "quotes", quote_body() | {"recycler": firm}).json
    assert own["total_fen"] > public["total_fen"]
    assert (own["recycler_id"], public["recycler_id"]) == (firm, None)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"valid_from": "2026-01-05"}, 422, "price_not_ahead"),
        ({"region": "371402"}, 404, "not_found"),
        ({"floor_fen": 30000}, 422, "price_floor_above_base"),
        ({"item_type": "SPACESHIP"}, 422, "price_rule_missing"),
        ({"parts": [{"seq": 98, "unit": "fen", "amount": -1}]}, 422, "price_answer_unknown"),
        ({"base_fen": 1.5}, 422, "invalid_input"),
    ],
)
def test_a_price_is_refused_in_words(desk, change, status, code):
    refused(desk.post("district_officer", "prices", price_body(**change)), status, code)


def test_consumers_publish_no_prices(desk):
    refused(desk.post("consumer", "prices", price_body()), 403, "forbidden")


# ---- windows ----


def test_windows_are_opened_by_recyclers_and_seen_by_all(desk):
    late, early = desk.slot(hour=14), desk.slot(hour=8)
    listed = desk.get(None, "slots", region="371500").json["items"]
    assert [slot["id"] for slot in listed] == [early["id"], late["id"]]
    assert listed[0]["free"] == 3
    first = desk.get(None, "slots", region="371502", limit=1)
    following = desk.client.get(first.headers["Link"].split(">")[0].lstrip("<"))
    assert [slot["id"] for slot in following.json["items"]] == [late["id"]]
    assert not desk.get(None, "slots", region="371502", to=day_ahead(0)).json["items"]


def test_a_window_is_refused_in_words(desk):
    desk.slot()
    body = {"region": "371502", "start": tomorrow(), "capacity": 3}
    refused(desk.post("recycler_manager", "slots", body), 409, "slot_exists", "start")
    refused(
        desk.post("recycler_manager", "slots", body | {"start": tomorrow(days=-2)}),
        422,
        "slot_window_off",
        "start",
    )
    refused(desk.post("recycler_manager", "slots", body | {"capacity": 0}), 422, "invalid_input", "capacity")
    for elsewhere in ("371402", "110105"):
        away = body | {"region": elsewhere}
        refused(desk.post("recycler_manager", "slots", away), 422, "outside_area", "region")
    refused(desk.post("consumer", "slots", body), 403, "forbidden")
    refused(desk.get(None, "slots"), 422, "invalid_input", "region")


def test_a_timetable_opens_windows_ahead(desk):
    rule = {"region": "371502", "weekdays": [1, 2, 3, 4, 5, 6, 7], "hours": [8, 10], "capacity": 5}
    rule["valid_from"] = day_ahead()
    made = desk.post("recycler_manager", "slots/rules", rule)
    assert (made.status_code, made.json["opened"]) == (201, 60)
    refused(
        desk.post("recycler_manager", "slots/rules", rule | {"hours": [8, 8]}), 422, "invalid_input", "hours"
    )
    away = rule | {"region": "371402"}
    refused(desk.post("recycler_manager", "slots/rules", away), 422, "outside_area", "region")
    refused(desk.post("warehouse", "slots/rules", rule), 403, "forbidden")


# ---- placing ----


def test_a_booking_is_placed_and_read_by_its_consumer(desk, order):
    assert order["state"] == "dispatched"
    assert order["number"].startswith("JD")
    (unit,) = order["units"]
    assert (unit["stage"], len(unit["code"])) == ("booked", 13)
    read = desk.get("consumer", f"orders/{order['number'].lower()}").json
    assert read["contact"] == {
        "name": NAME,
        "phone": PHONE,
        "address": STREET,
        "floor": 5,
        "lift": False,
        "masked": False,
    }
    assert len(read["handover"]["code"]) == 6
    assert "同区县" in read["dispatches"][0]["reason_zh"]
    assert {"cancel", "reschedule"} <= set(read["actions"])
    assert read["if_cancelled"]["late"] is False
    assert [entry["action"] for entry in read["history"]] == ["place", "dispatch"]


def test_a_quote_made_before_sign_in_is_kept(desk):
    quote = desk.post(None, "quotes", quote_body()).json
    order = desk.order(units=[{"quote": quote["id"]}])
    assert order["promised_fen"] == quote["total_fen"]


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"units": []}, 422, "invalid_input", "units"),
        ({"units": [{}]}, 422, "invalid_input", "units.0.quote"),
        ({"units": [{"item_type": "FRIDGE"}]}, 422, "invalid_input", "units.0.answers"),
        ({"units": [unit_body() | {"quote": str(uuid4())}]}, 422, "invalid_input", "units.0.quote"),
        ({"units": [{"quote": str(uuid4())}]}, 404, "not_found", "units.0.quote"),
        ({"slot": str(uuid4())}, 404, "not_found", "slot"),
        ({"slot_start": tomorrow()}, 422, "invalid_input", "slot_start"),
        ({"price_fen": 999999}, 422, "invalid_input", "price_fen"),
        ({"state": "collected"}, 422, "invalid_input", "state"),
    ],
)
def test_a_booking_is_refused_by_field(desk, session, change, status, code, field):
    body = order_body(desk.slot()) | change
    refused(desk.post("consumer", "orders", body), status, code, field)
    assert session.scalar(select(TradeOrder.id)) is None
    assert session.scalar(select(Slot.taken)) == 0


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "·"}, "invalid_input", "contact.name"),
        ({"name": "<b>张三</b>"}, "invalid_input", "contact.name"),
        ({"name": "=1+1"}, "invalid_input", "contact.name"),
        ({"name": "a\u200bb"}, "invalid_input", "contact.name"),
        ({"phone": "12345"}, "phone_malformed", "contact.phone"),
        ({"region": "371500"}, "region_not_district", "contact.region"),
        ({"floor": "5"}, "invalid_input", "contact.floor"),
        ({"address": ""}, "invalid_input", "contact.address"),
    ],
)
def test_contact_details_are_refused_by_field(desk, change, code, field):
    body = order_body(desk.slot())
    body["contact"] |= change
    refused(desk.post("consumer", "orders", body), 422, code, field)


@pytest.mark.parametrize(
    "name", ["李〇", "𠮷野", "陈𫖮", "吴𰻝", "难", "O’Connor", "佐々木さくら", "محمد علي", "Null"]
)
def test_real_names_work(desk, name):
    body = order_body(desk.slot())
    body["contact"]["name"] = name
    made = desk.post("consumer", "orders", body)
    assert made.status_code == 201, made.json
    assert desk.get("consumer", f"orders/{made.json['number']}").json["contact"]["name"] == name


def test_the_last_place_is_given_once(desk):
    slot = desk.slot(capacity=1)
    desk.order(slot)
    refused(desk.post("consumer", "orders", order_body(slot), number=1), 409, "slot_full", "slot")


def test_a_community_worker_books_for_a_resident(desk, world):
    order = desk.order(role="community_worker")
    assert desk.get("consumer", f"orders/{order['number']}").status_code == 404
    assert desk.get("community_worker", f"orders/{order['number']}").json["contact"]["masked"] is True


# ---- once ----


@pytest.mark.control("no_idempotency_unique")
def test_a_repeated_booking_is_answered_as_the_first(desk, session):
    body, key = order_body(desk.slot()), str(uuid4())
    first = desk.post("consumer", "orders", body, key=key)
    again = desk.post("consumer", "orders", dict(reversed(body.items())), key=key)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert len(session.scalars(select(TradeOrder.id)).all()) == 1


@pytest.mark.control("idempotency_after_commit")
def test_a_worker_that_dies_after_its_commit_has_still_answered(desk, session, monkeypatch):
    """The reply is lost between COMMIT and the client; the repetition finds the booking and its answer."""
    body, key = order_body(desk.slot()), str(uuid4())
    with monkeypatch.context() as patch:
        patch.setattr("api.routes.order.announce", lambda _: 1 / 0)
        assert desk.post("consumer", "orders", body, key=key).status_code == 500
    again = desk.post("consumer", "orders", body, key=key)
    assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (201, "true")
    assert session.scalars(select(TradeOrder.number)).all() == [again.json["number"]]


@pytest.mark.control("key_without_body_hash")
def test_a_key_belongs_to_one_body(desk):
    slot, key = desk.slot(), str(uuid4())
    desk.post("consumer", "orders", order_body(slot), key=key)
    other = order_body(slot, units=[unit_body("TV_FPD")])
    refused(desk.post("consumer", "orders", other, key=key), 422, "idempotency_key_reused")


def test_one_key_at_once_books_once(fresh_app, fresh_engine, world, sign_in):
    """Eight taps on one button: one booking, and every answer is it, or asks to wait."""
    with Session(fresh_engine) as arranged:
        slot = a_slot(arranged, world, start=datetime.fromisoformat(tomorrow()), capacity=8)
        arranged.commit()
        body = order_body({"id": str(slot.id)})
    headers, barrier = sign_in("consumer") | {"Idempotency-Key": "tap"}, Barrier(8)

    def tap(_):
        barrier.wait()
        return fresh_app.test_client().post("/api/v1/orders", json=body, headers=headers)

    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(tap, range(8)))
    booked = {reply.json["number"] for reply in replies if reply.status_code == 201}
    waiting = {reply.json["code"] for reply in replies if reply.status_code != 201}
    assert waiting <= {"idempotency_in_progress"}
    with Session(fresh_engine) as seen:
        assert set(seen.scalars(select(TradeOrder.number))) == booked
        assert seen.scalar(select(Slot.taken)) == len(booked) == 1


def test_a_key_belongs_to_one_person(desk):
    body, key = order_body(desk.slot()), str(uuid4())
    first = desk.post("consumer", "orders", body, key=key).json
    other = desk.post("consumer", "orders", body, key=key, number=1).json
    assert first["number"] != other["number"]


def test_a_refused_request_leaves_its_key_free(desk):
    body, key = order_body(desk.slot()), str(uuid4())
    refused(desk.post("consumer", "orders", body | {"slot": str(uuid4())}, key=key), 404, "not_found")
    assert desk.post("consumer", "orders", body, key=key).status_code == 201


@pytest.mark.parametrize("key", ["", " ", "ü", "a b", "x" * 201])
def test_a_change_without_a_proper_key_is_refused(desk, client, sign_in, key):
    headers = sign_in("consumer") | ({"Idempotency-Key": key} if key else {})
    reply = client.post("/api/v1/orders", json=order_body(desk.slot()), headers=headers)
    refused(reply, 400, "idempotency_key_missing")


def test_a_stored_answer_holds_no_personal_data_and_no_code(desk, session, assigned):
    number = assigned["number"]
    desk.post("recycler_staff", f"orders/{number}/requote", requote_body())
    read = desk.get("consumer", f"orders/{number}").json
    secrets = [NAME, PHONE, STREET, read["handover"]["code"], read["requotes"][0]["consent_code"]]
    for body in session.scalars(select(Idempotency.body)):
        assert not any(f'"{secret}"' in body for secret in secrets)


# ---- who sees what ----


@pytest.mark.parametrize(
    ("role", "number", "status", "masked"),
    [
        ("consumer", 1, 404, None),
        ("recycler_manager", 0, 200, True),
        ("recycler_manager", 1, 404, None),
        ("recycler_staff", 0, 200, False),
        ("recycler_staff", 1, 404, None),
        ("district_officer", 0, 200, True),
        ("district_officer", 1, 404, None),
        ("city_officer", 0, 200, True),
        ("province_officer", 0, 200, True),
        ("auditor", 0, 200, True),
        ("community_worker", 0, 404, None),
        ("warehouse", 0, 403, None),
        ("system_admin", 0, 403, None),
    ],
)
def test_a_booking_is_shown_by_role_and_place(desk, assigned, role, number, status, masked):
    reply = desk.get(role, f"orders/{assigned['number']}", number)
    assert reply.status_code == status
    listed = desk.get(role, "orders", number)
    if status != 200:
        assert NAME not in reply.text
        assert not (listed.json.get("items") if listed.status_code == 200 else None)
        return
    for shown in (reply.json, listed.json["items"][0]):
        assert shown["contact"]["masked"] is masked
        assert (PHONE in str(shown), NAME in str(shown)) == (not masked, not masked)
    assert reply.json["handover"] is None


def test_nobody_reads_bookings_unsigned(desk, order):
    refused(desk.get(None, f"orders/{order['number']}"), 401, "unauthenticated")


def test_an_old_task_is_masked_for_its_collector(desk, assigned, session):
    session.execute(
        text("UPDATE trade_order SET state = 'collected', collected_at = now() - interval '8 days'")
    )
    session.commit()
    assert desk.get("recycler_staff", f"orders/{assigned['number']}").json["contact"]["masked"] is True


@pytest.mark.parametrize(
    "number", ["JD20261121AAAAAAA", "x", "JD", "%00", "JD20261121%EF%BC%97AAAAAA", "🙂" * 60]
)
def test_a_foreign_number_is_not_found(desk, number, world):
    assert desk.get("consumer", f"orders/{number}").status_code == 404


def test_the_list_asks_a_fixed_number_of_statements(desk, order, assert_queries):
    # who asks; orders; regions, recyclers, collectors, contacts, units of the page; that they were seen
    with assert_queries(8):
        few = desk.get("consumer", "orders").json["items"]
    for hour in (10, 12):
        desk.order(desk.slot(hour=hour))
    with assert_queries(8):
        more = desk.get("consumer", "orders").json["items"]
    assert (len(few), len(more)) == (1, 3)


def test_the_list_is_filtered_and_strict(desk, order):
    assert not desk.get("consumer", "orders", state="collected").json["items"]
    assert len(desk.get("consumer", "orders", state="dispatched", day=day_ahead(2)).json["items"]) == 1
    refused(desk.get("consumer", "orders", state="eaten"), 422, "invalid_input", "state")
    refused(desk.get("consumer", "orders", offset="1"), 422, "invalid_input", "offset")


# ---- the recycler's side ----


def test_a_booking_is_accepted_once(desk, order):
    path = f"orders/{order['number']}/accept"
    refused(desk.post("recycler_manager", path, number=1), 404, "not_found")
    refused(desk.post("consumer", path), 403, "forbidden")
    assert desk.post("recycler_manager", path).json["state"] == "accepted"
    refused(desk.post("recycler_manager", path), 409, "order_action_not_now")


def test_a_refused_booking_waits_or_goes_on(desk, order, session, world):
    path = f"orders/{order['number']}"
    refused(desk.post("recycler_manager", f"{path}/refuse", {}), 422, "invalid_input", "reason")
    waiting = desk.post("recycler_manager", f"{path}/refuse", {"reason": "车辆故障"}).json
    assert (waiting["state"], waiting["recycler"]) == ("placed", None)
    refused(desk.post("district_officer", f"{path}/dispatch"), 409, "no_recycler")
    another_s_slot(session, world)
    assert desk.post("district_officer", f"{path}/dispatch").json["state"] == "dispatched"
    refused(desk.post("consumer", f"{path}/dispatch"), 403, "forbidden")


def test_a_collector_is_sent(desk, assigned, world):
    read = desk.get("consumer", f"orders/{assigned['number']}").json
    assert read["collector"]["id"] == str(world.person("recycler_staff").account_id)
    assert read["collector"]["visit_start"] == assigned["slot_start"]
    stranger = {"collector": str(world.person("recycler_staff", 1).account_id)}
    path = f"orders/{assigned['number']}/assign"
    refused(desk.post("recycler_manager", path, stranger), 422, "collector_unknown", "collector")


# ---- the price at the door ----


def requote_body(**more):
    return {
        "position": 1,
        "reason": "part_missing",
        "price_fen": 2900,
        "photos": [PHOTO],
        "note": "压缩机缺失",
    } | more


def test_a_price_changes_with_the_consumers_tap(desk, assigned, session):
    path = f"orders/{assigned['number']}/requote"
    assert desk.post("recycler_staff", path, requote_body()).json["price_fen"] == assigned["price_fen"]
    refused(desk.post("consumer", f"{path}/consent", {"decision": "accept"}, number=1), 404, "not_found")
    agreed = desk.post("consumer", f"{path}/consent", {"decision": "accept"}).json
    assert agreed["price_fen"] == 2900
    assert session.scalar(select(Unit.agreed_fen)) == 2900
    refused(desk.post("consumer", f"{path}/consent", {"decision": "accept"}), 409, "no_requote_pending")


def test_a_collector_may_follow_the_answer_without_looking_at_anybodys_data(desk, assigned, session):
    path = f"orders/{assigned['number']}/requote"
    follow = partial(desk.get, "recycler_staff", path)
    none = {"order_state": "assigned", "position": None, "from_fen": None, "to_fen": None, "state": None}
    assert follow().json == none
    desk.post("recycler_staff", path, requote_body())
    prices = {"position": 1, "from_fen": assigned["price_fen"], "to_fen": 2900}
    looks = session.scalar(select(func.count()).select_from(Audit))
    assert follow().json == none | prices | {"state": "pending"}
    desk.post("consumer", f"{path}/consent", {"decision": "refuse"})
    assert follow().json == none | prices | {"state": "refused"}
    assert session.scalar(select(func.count()).select_from(Audit)) == looks + 1  # the answer's own row
    refused(desk.get("consumer", path), 403, "forbidden")
    refused(desk.get("recycler_staff", path, number=1), 404, "not_found")


def test_the_collector_needs_the_code_on_the_consumers_screen(desk, assigned):
    number = assigned["number"]
    path = f"orders/{number}/requote"
    desk.post("recycler_staff", path, requote_body())
    assert desk.get("recycler_staff", f"orders/{number}").json["requotes"][0]["consent_code"] is None
    code = desk.get("consumer", f"orders/{number}").json["requotes"][0]["consent_code"]
    wrong = {"decision": "accept", "code": "000000" if code != "000000" else "000001"}
    refused(
        desk.post("recycler_staff", f"{path}/consent", {"decision": "accept"}),
        422,
        "consent_code_wrong",
        "code",
    )
    reply = desk.post("recycler_staff", f"{path}/consent", wrong)
    refused(reply, 422, "consent_code_wrong", "code")
    assert reply.json["facts"]["tries_left"] == 3
    assert desk.post("recycler_staff", f"{path}/consent", wrong | {"code": code}).json["price_fen"] == 2900


def test_guessing_the_consent_code_is_locked(desk, assigned):
    path = f"orders/{assigned['number']}/requote"
    desk.post("recycler_staff", path, requote_body())
    code = desk.get("consumer", f"orders/{assigned['number']}").json["requotes"][0]["consent_code"]
    wrong = {"decision": "accept", "code": "000000" if code != "000000" else "000001"}
    for _ in range(5):
        desk.post("recycler_staff", f"{path}/consent", wrong)
    right = {"decision": "accept", "code": code}
    refused(desk.post("recycler_staff", f"{path}/consent", right), 409, "consent_code_locked")


def test_refusing_may_end_the_booking_free(desk, assigned):
    path = f"orders/{assigned['number']}/requote"
    desk.post("recycler_staff", path, requote_body())
    ended = desk.post("consumer", f"{path}/consent", {"decision": "refuse_and_cancel"}).json
    assert (ended["state"], ended["cancel_cause"], ended["cancelled_late"]) == (
        "cancelled",
        "price_changed",
        False,
    )
    assert ended["units"][0]["stage"] == "void"


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"photos": []}, 422, "requote_photo_missing", "photos"),
        ({"photos": ["x" * 64]}, 422, "invalid_input", "photos.0"),
        ({"reason": "i_feel_like_it"}, 422, "invalid_input", "reason"),
        ({"position": 9}, 404, "not_found", "position"),
        ({"price_fen": -1}, 422, "invalid_input", "price_fen"),
        ({"price_fen": 0}, 422, "requote_out_of_range", "price_fen"),
        ({"reason": "better_than_stated"}, 422, "requote_direction", "price_fen"),
    ],
)
def test_a_price_change_is_refused_by_field(desk, assigned, change, status, code, field):
    reply = desk.post("recycler_staff", f"orders/{assigned['number']}/requote", requote_body(**change))
    refused(reply, status, code, field)


# ---- moving, ending, renewing, rating ----


def test_a_booking_moves(desk, assigned, session, world):
    later = desk.slot(hour=14)
    moved = desk.post("consumer", f"orders/{assigned['number']}/reschedule", {"slot": later["id"]}).json
    assert (moved["state"], moved["slot_start"]) == ("accepted", later["start"])
    foreign = another_s_slot(session, world, hour=16)
    path = f"orders/{assigned['number']}/reschedule"
    refused(desk.post("consumer", path, {"slot": foreign}), 422, "slot_of_another_recycler", "slot")
    refused(desk.post("consumer", path, {}), 422, "invalid_input", "slot")


def test_the_rest_of_a_booking_is_cancelled_without_a_mark(desk, world):
    """What is said before is what happens: appliances that left the door stay sold, and nobody is marked."""
    order = desk.order(desk.slot(), units=[unit_body(), unit_body("TV_FPD")])
    path = f"orders/{order['number']}"
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert desk.post("recycler_manager", f"{path}/accept").status_code == 200
    assert desk.post("recycler_manager", f"{path}/assign", who).status_code == 200
    read = desk.get("consumer", path).json
    scan = {
        "event_id": str(uuid4()),
        "code": read["units"][0]["code"],
        "step": "collecting",
        "event_time": datetime.now(UTC).isoformat(),
        "weight_g": 50_000,
        "photos": [PHOTO],
        "handover_code": read["handover"]["code"],
    }
    assert desk.post("recycler_staff", "scans", {"scans": [scan]}).json["verdicts"][0]["verdict"] == "applied"
    told = desk.get("consumer", path).json["if_cancelled"]
    assert told["late"] is False
    assert told["zh"].startswith("已收走的照付，其余取消")
    ended = desk.post("consumer", f"{path}/cancel", {}).json
    assert (ended["state"], ended["cancelled_late"]) == ("collected", None)
    assert [unit["stage"] for unit in ended["units"]] == ["collected", "void"]
    assert ended["price_fen"] == read["units"][0]["price_fen"]


def test_a_booking_ends(desk, assigned, session):
    path = f"orders/{assigned['number']}/cancel"
    refused(desk.post("consumer", path, {}, number=1), 404, "not_found")
    ended = desk.post("consumer", path, {"reason": "不卖了"}).json
    assert (ended["state"], ended["cancel_cause"], ended["cancelled_late"]) == (
        "cancelled",
        "consumer",
        False,
    )
    assert ended["units"][0]["stage"] == "void"
    assert session.scalar(select(Slot.taken)) == 0
    refused(desk.post("consumer", path, {}), 409, "order_action_not_now")


def test_a_code_is_renewed(desk, order):
    path = f"orders/{order['number']}"
    before = desk.get("consumer", path).json["handover"]["code"]
    assert desk.post("consumer", f"{path}/handover-code").status_code == 200
    assert desk.get("consumer", path).json["handover"]["code"] != before
    refused(desk.post("recycler_manager", f"{path}/handover-code"), 403, "forbidden")


def test_a_pick_up_is_rated_after_it_happened(desk, assigned, session):
    path = f"orders/{assigned['number']}"
    refused(desk.post("consumer", f"{path}/review", {"rating": 5}), 409, "order_action_not_now")
    scan = {
        "event_id": str(uuid4()),
        "code": assigned["units"][0]["code"],
        "step": "collecting",
        "event_time": datetime.now(UTC).isoformat(),
        "weight_g": 40_000,
        "photos": [PHOTO],
        "handover_code": desk.get("consumer", path).json["handover"]["code"],
    }
    verdict = desk.post("recycler_staff", "scans", {"scans": [scan]}).json["verdicts"][0]
    assert verdict["verdict"] == "applied", verdict
    assert desk.get("consumer", path).json["state"] == "collected"
    assert desk.post("consumer", f"{path}/review", {"rating": 5, "remark": "很快"}).status_code == 200
    refused(desk.post("consumer", f"{path}/review", {"rating": 4}), 409, "order_already_reviewed")
    refused(desk.post("consumer", f"{path}/review", {"rating": 6}), 422, "invalid_input", "rating")
    assert desk.get("consumer", path).json["review"]["rating"] == 5


def test_contact_details_are_nowhere_else(desk, order, session):
    assert session.scalars(select(OrderContact)).one().phone == PHONE
    tables = session.scalars(
        text(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type LIKE 'B%'"
        )
    ).all()
    for table in tables:
        dump = session.scalar(text(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")) or ""  # noqa: S608
        assert PHONE not in dump, table
        assert NAME not in dump, table
