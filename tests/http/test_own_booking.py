"""Bookings made for somebody by others: theirs by a code sent to their phone, and by nothing less."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text, update
from werkzeug.utils import import_string

from api.expired_files import remove_forgotten
from models.audit import Audit
from models.order import OrderContact, TradeOrder
from models.personal_retention import forget_expired
from models.photo import Photo
from models.real_name import RealName
from models.session import LoginSession
from models.unit import Unit
from tests.http.clockwork import Clockwork
from tests.http.people import WHY, Caller, refused
from tests.http.pictures import jpeg
from tests.http.proving import arrived, ask_code, by_phone, code_for, proof, wrong

PHONE, NAME, STREET = "13712340099", "老张", "聊城市东昌府区金雀巷77号"
DOOR = {"phone": PHONE, "name": NAME, "address": STREET}


@pytest.fixture
def caller(client, sign_in):
    return Caller(client, sign_in)


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


class Resident:
    """Whoever holds the phone, signed in by its code."""

    def __init__(self, client, phone=PHONE):
        self.client = client
        client.delete_cookie("tradein_session")
        self.reply = by_phone(client, code_for(client, phone), phone)
        assert self.reply.status_code == 201, self.reply.json
        self.account = self.reply.json["account"]["id"]

    def get(self, path):
        reply = self.client.get(f"/api/v1/{path}")
        assert reply.status_code == 200, reply.json
        return reply.json

    def post(self, path, body):
        headers = {**proof(self.reply), "Idempotency-Key": path}
        return self.client.post(f"/api/v1/{path}", json=body, headers=headers)


@pytest.fixture
def booked(caller, clock):
    return caller.order("community_worker", **DOOR)


def test_the_phones_owner_has_every_right_over_what_was_booked_for_them(client, caller, booked, session):
    path = f"orders/{booked['number']}"
    before = caller.get("district_officer", f"{path}/consumer").json
    looked = caller.post("district_officer", f"{path}/unmask", WHY)
    assert (looked.status_code, looked.json["notice"], before["notice"]) == (201, "waits", "waits")

    resident = Resident(client)
    [mine] = resident.get("orders")["items"]
    assert (mine["number"], mine["contact"]["address"], mine["contact"]["masked"]) == (
        booked["number"],
        STREET,
        False,
    )
    looks = resident.get("me/access-log")["items"]
    assert (looks[0]["role"], looks[0]["unmasked"], looks[0]["reason"]) == (
        "district_officer",
        True,
        WHY["reason"],
    )
    assert "public" not in {look["role"] for look in looks}, "signing in is nobody's look"
    copy = resident.post("me/export", {"format": "json"}).json
    assert [order["contact"]["name"] for order in copy["orders"]] == [NAME]
    assert WHY["reason"] in {look["reason"] for look in copy["looks"]}
    refused(resident.post("me/erase", {"confirm": "erase"}), 409, "booking_still_open")
    assert resident.post(f"{path}/cancel", {}).status_code == 200
    gone = resident.post("me/erase", {"confirm": "erase"})
    assert (gone.status_code, gone.json["contacts"]) == (200, 1)
    assert not session.scalars(select(OrderContact)).all()
    told = caller.get("district_officer", f"{path}/consumer").json
    assert (told["phone"], told["notice"]) == (None, "shown")


def test_another_phone_and_a_typed_name_find_nothing(client, caller, booked, session):
    other = Resident(client, "13712340098")
    assert other.get("orders")["items"] == []
    assert session.scalars(select(TradeOrder.consumer_id)).all() == [None]


def test_a_number_that_may_have_been_handed_on_finds_only_its_own_name(
    client, caller, booked, session, clock
):
    session.execute(update(TradeOrder).values(placed_at=clock.at - timedelta(days=90)))
    session.commit()
    resident = Resident(client)
    assert resident.get("orders")["items"] == []
    row = RealName(
        account_id=resident.account, relation="self", kind="passport", odd=False, verified_at=clock.at
    )
    row.name = NAME
    session.add(row)
    session.commit()
    clock.turn(minutes=2)
    assert len(Resident(client).get("orders")["items"]) == 1


def test_a_booking_somebody_has_is_not_taken_from_them(client, caller, clock, world, session):
    caller.order("consumer", **DOOR)
    assert Resident(client).get("orders")["items"] == []
    assert session.scalars(select(TradeOrder.consumer_id)).all() == [world.person("consumer").account_id]


def test_fresh_proof_by_the_phone_finds_what_was_booked_since(client, caller, clock, session):
    resident = Resident(client)
    caller.order("community_worker", **DOOR)
    assert resident.get("orders")["items"] == []
    clock.turn(minutes=2)
    client.set_cookie("tradein_session", resident.reply.headers["Set-Cookie"].split("=", 1)[1].split(";")[0])
    code = code_for(client, PHONE, "reauth")
    given = resident.post("session/reauth", {"phone": PHONE, "phone_code": code})
    assert given.status_code in {200, 204}, given.json
    assert len(resident.get("orders")["items"]) == 1


# ---- pictures ----


@pytest.fixture
def pictured(client, caller, world):
    """A booking of the first consumer with a picture taken at the door."""
    order = caller.order()
    path = f"orders/{order['number']}"
    assert caller.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert caller.post("recycler_manager", f"{path}/assign", who).status_code == 200
    sent = client.post(
        f"/api/v1/photos?purpose=pickup&order={order['number']}",
        data=jpeg(61),
        headers=world.person("recycler_staff").session_headers(),
        content_type="image/jpeg",
    )
    assert sent.status_code == 201, sent.json
    return path, sent.json


@pytest.mark.parametrize("role", ["district_officer", "recycler_manager"])
def test_the_consumer_hears_of_every_look_at_a_picture_of_their_door(
    client, caller, pictured, world, session, role
):
    _, sent = pictured
    before = len(caller.get("consumer", "me/access-log").json["items"])
    headers = world.person(role).session_headers()
    [one] = client.get("/api/v1/photos", headers=headers).json["items"]
    assert client.get(f"/api/v1/photos/{sent['id']}", headers=headers).status_code == 200
    opened = client.get(one["url"], headers=headers)
    assert (opened.status_code, opened.headers["Cache-Control"]) == (200, "no-store")
    looks = caller.get("consumer", "me/access-log").json["items"]
    assert [look["action"] for look in looks[: len(looks) - before]] == [
        "photos.send_photo",
        "photos.read_photo",
        "photos.list_photos",
    ]
    rows = session.scalars(select(Audit).where(Audit.resource == "photo", Audit.verb == "read")).all()
    assert all(world.person("consumer").account_id in row.consumers for row in rows)


@pytest.fixture
def stored(settings):
    def path_of(photo):
        return settings.media / photo["sha256"][:2] / photo["sha256"]

    return path_of


def fresh(session):
    session.execute(update(LoginSession).values(proved_at=datetime.now(UTC)))
    session.commit()


def forgotten(app, session):
    with app.app_context():
        return remove_forgotten(session, datetime.now(UTC))


WORDS = "家里有事，联系王五"


def test_erasure_takes_pictures_and_typed_words_wherever_they_stood(
    app, client, caller, pictured, session, stored, world
):
    path, photo = pictured
    fresh(session)
    copy = caller.post("consumer", "me/export", {"format": "json"}).json
    assert [(one["sha256"], one["purpose"]) for one in copy["photos"]] == [(photo["sha256"], "pickup")]
    assert copy["photos"][0]["order"] in path
    assert copy["sign_ins"][0].keys() >= {"method", "created_at"}
    assert caller.post("consumer", f"{path}/cancel", {"reason": WORDS}).status_code == 200
    told = caller.get("recycler_manager", path).json["history"]
    assert WORDS in {line["reason"] for line in told}
    gone = caller.post("consumer", "me/erase", {"confirm": "erase"}).json
    assert (gone["photos"], gone["photos_kept"]) == (1, 0)
    assert WORDS not in caller.get("recycler_manager", path).get_data(as_text=True)
    tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    for table in tables:
        rows = session.scalar(text(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")) or ""  # noqa: S608
        assert "王五" not in rows, table
    manager = world.person("recycler_manager").session_headers()
    assert client.get("/api/v1/photos", headers=manager).json["items"] == []
    assert (
        client.get(photo["url"], headers=world.person("recycler_staff").session_headers()).status_code == 404
    )
    assert stored(photo).exists()
    assert forgotten(app, session) == 1
    assert not stored(photo).exists()
    assert forgotten(app, session) == 0


def test_a_picture_somebody_else_sent_too_stays(app, client, caller, pictured, session, stored, world):
    path, photo = pictured
    headers = world.person("warehouse").session_headers()
    url = "/api/v1/photos?purpose=receiving"
    again = client.post(url, data=jpeg(61), headers=headers, content_type="image/jpeg")
    assert again.json["sha256"] == photo["sha256"]
    caller.post("consumer", f"{path}/cancel", {})
    fresh(session)
    assert caller.post("consumer", "me/erase", {"confirm": "erase"}).json["photos"] == 1
    assert forgotten(app, session) == 0
    assert stored(photo).exists()
    assert session.scalars(select(Photo.purpose)).all() == ["receiving"]


def test_evidence_outlives_its_person_for_its_own_term(app, caller, pictured, session, stored, world):
    _, photo = pictured
    order = session.scalars(select(TradeOrder)).one()
    session.execute(update(Unit).where(Unit.order_id == order.id).values(on_hold=True, hold_reason="待查"))
    session.execute(update(TradeOrder).values(state="collected", collected_at=datetime.now(UTC)))
    fresh(session)
    gone = caller.post("consumer", "me/erase", {"confirm": "erase"}).json
    assert (gone["photos"], gone["photos_kept"]) == (0, 1)
    later = datetime.now(UTC) + timedelta(days=400)
    forget_expired(session, later)
    assert len(session.scalars(select(Photo)).all()) == 1, "as long as the appliance is held"
    session.execute(update(Unit).values(on_hold=False, hold_reason=None))
    forget_expired(session, datetime.now(UTC) + timedelta(days=179))
    assert len(session.scalars(select(Photo)).all()) == 1
    forget_expired(session, datetime.now(UTC) + timedelta(days=181))
    assert not session.scalars(select(Photo)).all()
    assert forgotten(app, session) == 1
    assert not stored(photo).exists()


def test_an_upload_while_its_object_is_removed_keeps_it(
    app, client, pictured, session, stored, world, monkeypatch
):
    """The last row goes and the object with it, after an upload found it there and before that upload's row."""
    _, photo = pictured
    keep_row = "api.routes.photo.keep"
    real = import_string(keep_row)

    def late(inner, *rest):
        stored(photo).unlink()
        return real(inner, *rest)

    monkeypatch.setattr(keep_row, late)
    headers = world.person("warehouse").session_headers()
    url = "/api/v1/photos?purpose=receiving"
    assert client.post(url, data=jpeg(61), headers=headers, content_type="image/jpeg").status_code == 201
    assert stored(photo).exists()


# ---- the notice ----


def test_a_booking_records_the_notice_it_was_placed_under(client, caller, session):
    notice = client.get("/api/v1/notices/booking").json
    assert all((notice["text_zh"], notice["text_en"]))
    caller.order(hour=8)
    caller.order(hour=10, notice_sha256=notice["text_sha256"])
    rows = session.execute(
        select(TradeOrder.notice_sha256, TradeOrder.notice_shown).order_by(TradeOrder.id)
    ).all()
    assert rows == [(notice["text_sha256"], False), (notice["text_sha256"], True)]
    stale = caller.try_order("consumer", 12, notice_sha256="0" * 64)
    refused(stale, 409, "consent_text_changed", "notice_sha256")
    assert client.get("/api/v1/notices/real_name").status_code == 404


def test_a_notice_is_nothing_to_agree_to(caller):
    listed = {row["purpose"] for row in caller.get("consumer", "me/consents").json["items"]}
    assert listed == {"real_name", "minor"}
    body = {"purpose": "booking", "text_sha256": "0" * 64}
    refused(caller.post("consumer", "me/consents", body), 422, "invalid_input", "purpose")
    refused(
        caller.post("consumer", "me/consents/withdraw", {"purpose": "booking"}),
        422,
        "invalid_input",
        "purpose",
    )


# ---- with the resident's word ----


@pytest.fixture
def known(client, clock):
    """A resident who has an account already."""
    account = Resident(client).account
    client.delete_cookie("tradein_session")
    clock.turn(minutes=2)
    return account


def code_told(caller, phone=PHONE, **who):
    asked = caller.post("community_worker", "orders/consumer-code", {"phone": phone}, **who)
    assert asked.status_code == 202, asked.json
    return arrived(caller.client, phone)[0]


def behalf(code, phone=PHONE):
    return {"phone": phone, "code": code}


def test_a_code_told_at_the_desk_puts_the_booking_into_the_account(client, caller, known, session, world):
    code = code_told(caller)
    text = client.get("/demo/outbox", query_string={"phone": PHONE}).json["items"][0]["text"]
    assert world.person("community_worker").organisation.name in text
    refused(caller.try_order(on_behalf_of=behalf(wrong(code))), 422, "wrong_code", "on_behalf_of.code")
    assert not session.scalars(select(TradeOrder.id)).all()
    caller.order("community_worker", 10, on_behalf_of=behalf(code), **DOOR)
    assert [str(one) for one in session.scalars(select(TradeOrder.consumer_id))] == [known]
    refused(caller.try_order(hour=12, on_behalf_of=behalf(code)), 422, "wrong_code", "on_behalf_of.code")


def test_a_code_is_for_the_proxy_who_asked_the_phone_it_went_to_and_this_alone(client, caller, known, clock):
    code = code_told(caller, number=1)
    refused(caller.try_order(on_behalf_of=behalf(code)), 422, "wrong_code")
    clock.turn(minutes=2)
    code = code_told(caller)
    refused(caller.try_order(hour=10, on_behalf_of=behalf(code, "13712340098")), 422, "wrong_code")
    assert by_phone(client, code, PHONE).json["code"] == "wrong_code"
    client.delete_cookie("tradein_session")
    clock.turn(minutes=2)
    signing_in = code_for(client, PHONE)
    refused(caller.try_order(hour=12, on_behalf_of=behalf(signing_in)), 422, "wrong_code")


def test_a_code_outlives_a_booking_that_does_not_come_about(caller, known, session):
    code = code_told(caller)
    refused(caller.try_order(region="371581", on_behalf_of=behalf(code)), 403, "booking_elsewhere")
    caller.order("community_worker", 10, on_behalf_of=behalf(code), **DOOR)
    assert [str(one) for one in session.scalars(select(TradeOrder.consumer_id))] == [known]


def test_a_phone_without_an_account_links_nothing_and_tells_nothing(client, caller, clock, session):
    order = caller.order("community_worker", on_behalf_of=behalf(code_told(caller)), **DOOR)
    assert session.scalars(select(TradeOrder.consumer_id)).all() == [None]
    clock.turn(minutes=2)
    assert [one["number"] for one in Resident(client).get("orders")["items"]] == [order["number"]]


def test_only_who_books_for_others_asks_for_such_a_code(client, caller, clock):
    for role in ("consumer", "recycler_manager", "district_officer"):
        refused(caller.post(role, "orders/consumer-code", {"phone": PHONE}), 403, "forbidden")
    assert ask_code(client, PHONE, "act_on_behalf").status_code == 422
    assert client.post("/api/v1/orders/consumer-code", json={"phone": PHONE}).status_code == 401
    refused(caller.try_order("consumer", on_behalf_of=behalf("123456")), 403, "forbidden")
    refused(caller.try_order(hour=10, on_behalf_of="consumer"), 422, "invalid_input", "on_behalf_of")
