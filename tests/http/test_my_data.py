"""Who sees a consumer's data, who looked, taking a copy, and being forgotten."""

import csv
import io
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import select, text, update

from api.copy_paper import FORMATS
from models.audit import Audit
from models.order import OrderContact, TradeOrder
from models.party import Account
from models.person_search import purge_searches
from models.session import LoginSession
from models.sight_alarm import SightAlarm
from models.unmasking import Unmasking
from tests.domain.people import MINORITY, NAMES, RARE, SEPARATORS
from tests.http.people import NAME, NUMBER, PHONE, STREET, WHY, Caller, refused

MASKED = {"name": "买**", "phone": "138****5678", "address": "聊城市东昌府区柳园街道****"}
CLEAR = {"name": NAME, "phone": PHONE, "address": STREET}
OFFICES = ("district_officer", "city_officer", "province_officer")


@pytest.fixture
def caller(client, sign_in):
    return Caller(client, sign_in)


@pytest.fixture
def order(caller):
    return caller.order()


@pytest.fixture
def fresh_proof(session):
    """The consumers have just proved again who they are."""
    session.execute(update(LoginSession).values(proved_at=datetime.now(UTC)))
    session.commit()


def contact(view):
    return {name: view[name] for name in MASKED}


def collector_of(caller, order, world):
    path = f"orders/{order['number']}"
    assert caller.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert caller.post("recycler_manager", f"{path}/assign", who).status_code == 200


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("consumer", CLEAR),
        ("recycler_staff", CLEAR),
        ("recycler_manager", MASKED),
        *((office, MASKED) for office in (*OFFICES, "auditor")),
    ],
)
def test_a_booking_shows_each_role_its_level(caller, order, world, role, seen):
    collector_of(caller, order, world)
    door = caller.get(role, f"orders/{order['number']}").json["contact"]
    assert contact(door) == seen
    assert door["masked"] is (seen is MASKED)
    [listed] = caller.get(role, "orders").json["items"]
    assert contact(listed["contact"]) == seen


@pytest.mark.parametrize(("days", "seen"), [(6, CLEAR), (8, MASKED)])
def test_the_collector_sees_less_once_the_job_is_long_over(caller, order, world, session, days, seen):
    collector_of(caller, order, world)
    ended = datetime.now(UTC) - timedelta(days=days)
    session.execute(update(TradeOrder).values(state="collected", collected_at=ended))
    session.commit()
    assert contact(caller.get("recycler_staff", f"orders/{order['number']}").json["contact"]) == seen


def test_an_officer_sees_in_clear_for_a_reason_and_a_while(caller, order, session):
    caller.agree("real_name")
    caller.prove()
    path = f"orders/{order['number']}"
    before = caller.get("district_officer", f"{path}/consumer").json
    assert contact(before) == MASKED
    assert (before["real_name"], before["document_number"]) == ("买**", "370***********0016")
    reply = caller.post("district_officer", f"{path}/unmask", WHY)
    assert reply.status_code == 201, reply.json
    assert contact(reply.json) == CLEAR
    assert reply.json["document_number"] == NUMBER
    during = caller.get("district_officer", f"{path}/consumer").json
    assert contact(during) == CLEAR
    assert not during["masked"]
    assert (before["left_today"], reply.json["left_today"], during["left_today"]) == (20, 19, 19)
    # It is this officer's alone, and shows nothing in lists.
    assert contact(caller.get("city_officer", f"{path}/consumer").json) == MASKED
    assert contact(caller.get("district_officer", "orders").json["items"][0]["contact"]) == MASKED
    session.execute(update(Unmasking).values(until=datetime.now(UTC)))
    session.commit()
    assert contact(caller.get("district_officer", f"{path}/consumer").json) == MASKED


def test_an_unmasking_lasts_a_quarter_of_an_hour(caller, order, session):
    caller.post("district_officer", f"orders/{order['number']}/unmask", WHY)
    row = session.scalars(select(Unmasking)).one()
    assert row.until - row.at == timedelta(minutes=15)


@pytest.mark.parametrize(
    "role", ["recycler_manager", "recycler_staff", "auditor", "system_admin", "consumer"]
)
def test_others_never_unmask(caller, order, role, fresh_proof):
    refused(caller.post(role, f"orders/{order['number']}/unmask", WHY), 403, "forbidden")
    refused(caller.post(role, "people/search", WHY | {"phone": PHONE}), 403, "forbidden")


@pytest.mark.parametrize(
    ("why", "field"),
    [
        ({"reason": "好奇", "ticket": "TS-1234"}, "reason"),
        ({"reason": WHY["reason"]}, "ticket"),
        ({"reason": WHY["reason"], "ticket": "?"}, "ticket"),
    ],
)
def test_unmasking_needs_a_reason_and_a_ticket(caller, order, why, field):
    refused(
        caller.post("district_officer", f"orders/{order['number']}/unmask", why), 422, "invalid_input", field
    )


def test_another_districts_bookings_do_not_exist(caller, order):
    path = f"orders/{order['number']}"
    refused(caller.post("district_officer", f"{path}/unmask", WHY, number=1), 404, "not_found")
    refused(caller.get("district_officer", f"{path}/consumer", number=1), 404, "not_found")
    found = caller.post("district_officer", "people/search", WHY | {"phone": PHONE}, number=1)
    assert found.json["items"] == []


def test_twenty_a_day_and_no_more(caller, order, session):
    path = f"orders/{order['number']}/unmask"
    for _ in range(20):
        assert caller.post("district_officer", path, WHY).status_code == 201
    refused(caller.post("district_officer", path, WHY), 429, "unmask_quota_used")
    assert [row.turn for row in session.scalars(select(Unmasking).order_by(Unmasking.turn))] == [
        *range(1, 21)
    ]
    assert caller.post("city_officer", path, WHY).status_code == 201


def test_the_consumer_sees_who_looked_and_why(caller, order):
    caller.get("consumer", f"orders/{order['number']}")
    caller.post("district_officer", f"orders/{order['number']}/unmask", WHY)
    caller.get("city_officer", f"orders/{order['number']}/consumer")
    looks = caller.get("consumer", "me/access-log").json["items"]
    newest, reasoned = looks[0], looks[1]
    assert (newest["role"], newest["unmasked"]) == ("city_officer", False)
    assert (reasoned["role"], reasoned["unmasked"], reasoned["reason"]) == (
        "district_officer",
        True,
        WHY["reason"],
    )
    assert reasoned["organisation"]
    assert "consumer" not in {look["role"] for look in looks}
    assert len(caller.get("consumer", "me/access-log", limit=1).json["items"]) == 1
    assert not caller.get("consumer", "me/access-log", number=1).json["items"]
    refused(caller.get("district_officer", "me/access-log"), 403, "forbidden")


def test_the_audit_row_is_the_unmaskings_own_transaction(caller, order, session):
    caller.post("district_officer", f"orders/{order['number']}/unmask", WHY)
    [row] = session.scalars(select(Audit).where(Audit.resource == "pii_unmask")).all()
    assert (row.reason, row.ticket) == (WHY["reason"], WHY["ticket"])
    assert len(row.consumers) == 1
    path = f"orders/{order['number']}/unmask"
    refused(caller.post("district_officer", path, WHY, number=1), 404, "not_found")
    done, refused_one = session.scalars(
        select(Audit).where(Audit.resource == "pii_unmask").order_by(Audit.id)
    ).all()
    assert (done.outcome, refused_one.outcome, refused_one.consumers) == ("done", "refused", [])


@pytest.mark.parametrize("typed", [PHONE, "+86 138-1234-5678"])
def test_a_person_is_found_by_the_exact_phone(caller, order, typed):
    found = caller.post("district_officer", "people/search", WHY | {"phone": typed}).json["items"]
    assert [one["number"] for one in found] == [order["number"]]
    assert contact(found[0]["contact"]) == MASKED


@pytest.mark.parametrize("typed", [NAME, *SEPARATORS])
def test_a_person_is_found_by_the_name_however_it_is_separated(caller, order, typed):
    found = caller.post("district_officer", "people/search", WHY | {"name": typed}).json["items"]
    assert [one["number"] for one in found] == [order["number"]]


def test_nobody_is_found_by_a_part(caller, order):
    found = caller.post("district_officer", "people/search", WHY | {"name": "买买提"})
    assert found.json == {"items": [], "left_today": 19}
    for part in ("1381234567", "5678", "abc"):
        refused(
            caller.post("district_officer", "people/search", WHY | {"phone": part}),
            422,
            "phone_malformed",
            "phone",
        )


def test_people_are_looked_for_twenty_times_a_day_and_no_more(caller, session):
    """Whether anybody is found or not: an empty answer says something of a person, too."""
    for left in range(19, -1, -1):
        reply = caller.post("district_officer", "people/search", WHY | {"phone": "13900000001"})
        assert reply.json == {"items": [], "left_today": left}
    refused(caller.post("district_officer", "people/search", WHY | {"name": NAME}), 429, "search_quota_used")
    told = session.scalars(select(SightAlarm.kind).order_by(SightAlarm.id)).all()
    assert told == ["searched_many", "search_cap"]
    assert caller.post("city_officer", "people/search", WHY | {"name": NAME}).json["left_today"] == 19
    assert purge_searches(session, datetime.now(UTC)) == 0
    assert purge_searches(session, datetime.now(UTC) + timedelta(days=1)) == 21


@pytest.mark.parametrize(("sought", "field"), [({}, "phone"), ({"phone": PHONE, "name": NAME}, "phone")])
def test_one_thing_is_looked_for(caller, sought, field):
    refused(caller.post("district_officer", "people/search", WHY | sought), 422, "invalid_input", field)


# ---- copies ----


def test_a_copy_needs_fresh_proof(caller, session):
    session.execute(update(LoginSession).values(proved_at=None))
    session.commit()
    assert caller.post("consumer", "me/export", {"format": "json"}).status_code in {401, 403}
    assert caller.post("recycler_staff", "me/export", {}).status_code == 403


def test_a_copy_holds_everything_in_clear(caller, order, fresh_proof):
    caller.agree("real_name")
    caller.prove()
    caller.post("district_officer", f"orders/{order['number']}/unmask", WHY)
    copy = caller.post("consumer", "me/export", {"format": "json"}).json
    [booked] = copy["orders"]
    assert booked["contact"] == CLEAR
    assert copy["real_names"][0]["document_number"] == NUMBER
    assert copy["consents"][0]["purpose"] == "real_name"
    assert WHY["reason"] in {look["reason"] for look in copy["looks"]}
    assert booked["units"][0]["code"]
    other = caller.post("consumer", "me/export", {"format": "json"}, number=1)
    assert NAME not in other.get_data(as_text=True)


def read_csv(raw, encoding):
    return dict(csv.reader(io.StringIO(raw.decode(encoding), newline="")))


def read_xlsx(raw):
    sheet = openpyxl.load_workbook(io.BytesIO(raw)).active
    return {row[0].value: row[1].value for row in sheet.iter_rows()}


READERS = {
    "csv": lambda raw: read_csv(raw, "utf-8-sig"),
    "csv_gb18030": lambda raw: read_csv(raw, "gb18030"),
    "xlsx": read_xlsx,
}


@pytest.mark.control("gbk_export")
@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_name_survives_every_table(form, name):
    raw = FORMATS[form][0]({"account": {"name": name, "empty": None}, "orders": [{"contact": name}]})
    rows = READERS[form](raw)
    assert rows["account.name"] == rows["orders.1.contact"] == name


@pytest.mark.parametrize("form", ["json", "html", *READERS])
def test_each_form_is_a_file(caller, fresh_proof, form):
    caller.call("PATCH", "consumer", "me/profile", {"name": RARE[8]})
    reply = caller.post("consumer", "me/export", {"format": form})
    assert reply.status_code == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    assert reply.headers["Cache-Control"] == "no-store"
    if form in READERS:
        assert READERS[form](reply.data)["account.name"] == RARE[8]
    else:
        assert RARE[8] in reply.get_data(as_text=True)


@pytest.mark.parametrize("role", ["recycler_staff", "dismantler", *OFFICES, "auditor", "system_admin"])
def test_who_works_here_gets_a_copy_of_what_is_held_on_them(caller, fresh_proof, order, world, role):
    if role in OFFICES:
        assert caller.post(role, f"orders/{order['number']}/unmask", WHY).status_code == 201
    reply = caller.post(role, "me/export", {"format": "json"})
    assert reply.status_code == 200, reply.json
    held, person = reply.json, world.person(role)
    assert held["account"]["login"] == person.login
    assert [(row["organisation"], row["role"]) for row in held["work"]["memberships"]] == [
        (person.organisation.name, role)
    ]
    assert (held["work"]["sign_in"]["second_factor_since"] is not None) == person.needs_second_factor
    assert len(held["work"]["sign_in"]["sessions"]) == 1
    text_ = reply.get_data(as_text=True)
    assert not [secret for secret in (person.totp_secret, person.key_secret, "argon2") if secret in text_]
    if role in OFFICES:
        assert [row["ticket"] for row in held["work"]["unmaskings"]] == [WHY["ticket"]]
        assert "unmasking.unmask_order" in [row["action"] for row in held["work"]["acts"]["latest"]]
    # Whom they looked at is those people's data, not theirs.
    assert not [canary for canary in (NAME, PHONE, "花园路8号", order["number"]) if canary in text_]


def test_a_copy_tells_of_alarms_but_not_in_the_words_of_the_bureau(caller, fresh_proof, session, world):
    looker, bureau = world.person("recycler_staff"), world.person("district_officer")
    moment = datetime.now(UTC)
    session.add(
        SightAlarm(
            kind="seen_many",
            account_id=looker.account_id,
            role=looker.role,
            day=moment.date(),
            count=60,
            raised_at=moment,
            closed_by=bureau.account_id,
            closed_at=moment,
            close_reason=f"{NAME} had complained",
        )
    )
    session.commit()
    reply = caller.post("recycler_staff", "me/export", {"format": "json"})
    (alarm,) = reply.json["work"]["alarms_on_looks"]
    assert (alarm["kind"], alarm["count"]) == ("seen_many", 60)
    assert alarm["closed_at"] is not None
    assert NAME not in reply.get_data(as_text=True)


def test_a_copy_is_for_people_who_have_just_proved_themselves(client, caller, session, world):
    session.execute(update(LoginSession).values(proved_at=datetime.now(UTC) - timedelta(minutes=6)))
    session.commit()
    refused(caller.post("district_officer", "me/export", {"format": "json"}), 403, "reauth_required")
    key = world.person("district_officer").key_headers()
    reply = client.post("/api/v1/me/export", json={"format": "json"}, headers=key)
    refused(reply, 403, "forbidden")


@pytest.mark.parametrize("text_", ["=1+1", "+1", "-1", "@a"])
def test_a_table_never_computes(text_):
    assert READERS["csv"](FORMATS["csv"][0]({"a": text_}))["a"] == f"'{text_}"
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"][0]({"a": text_}))).active
    assert (book["B2"].value, book["B2"].data_type) == (text_, "s")


# ---- being forgotten ----


def test_an_open_booking_keeps_its_person(caller, order):
    reply = caller.post("consumer", "me/erase", {"confirm": "erase"})
    refused(reply, 409, "booking_still_open")
    assert order["number"] in reply.json["detail"]
    refused(caller.post("consumer", "me/erase", {"confirm": "yes"}), 422, "invalid_input", "confirm")
    refused(caller.post("recycler_staff", "me/erase", {"confirm": "erase"}), 403, "forbidden")


def test_erasure_takes_the_person_and_leaves_the_story(caller, order, session, world):
    caller.agree("real_name")
    caller.prove()
    caller.post("consumer", f"orders/{order['number']}/cancel", {"reason": "搬家了"})
    gone = caller.post("consumer", "me/erase", {"confirm": "erase"}).json
    assert gone == {
        "contacts": 1,
        "remarks": 0,
        "photos": 0,
        "photos_kept": 0,
        "real_names": 1,
        "orders_kept": 1,
    }
    assert not session.scalars(select(OrderContact)).all()
    account = session.get_one(Account, world.person("consumer").account_id)
    assert (account.state, account.display_name, account.phone) == ("closed", "", None)
    assert account.login == f"erased-{account.id.hex}"
    refused(caller.get("consumer", "me/profile"), 401, "unauthenticated")
    story = caller.get("district_officer", f"orders/{order['number']}").json
    assert story["contact"] is None
    assert story["history"]
    refused(
        caller.post("district_officer", f"orders/{order['number']}/unmask", WHY), 409, "nothing_to_unmask"
    )


def test_everything_hanging_on_an_account_is_known_to_erasure():
    from models.erasure import _belongings

    names = {table.name for table, _ in _belongings()}
    assert {"login_session", "api_key", "phone_login", "real_name", "real_name_ask"} <= names
    assert "membership" not in names


@pytest.mark.control("name_in_ledger")
def test_after_erasure_nothing_names_the_person_and_the_figures_agree(caller, session):
    from models import recount

    order = caller.order(name=MINORITY[3], phone="13900001111", address="聊城市东昌府区柳园街道暗号巷7号")
    caller.post("consumer", f"orders/{order['number']}/cancel", {})
    assert caller.post("consumer", "me/erase", {"confirm": "erase"}).status_code == 200
    tables = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
    for table in tables:
        rows = session.scalar(text(f"SELECT string_agg(t::text, ' ') FROM \"{table}\" t")) or ""  # noqa: S608
        for canary in (MINORITY[3], "13900001111", "暗号巷"):
            assert canary not in rows, table
    assert recount.check(session) == []


def test_a_login_is_no_phone(caller):
    body = {
        "login": PHONE,
        "password": "chain-of-custody-2026",
        "display_name": NAME,
        "role": "recycler_staff",
    }
    refused(caller.post("recycler_manager", "accounts", body), 422, "login_personal", "login")


def test_words_that_are_kept_take_no_numbers_of_people(caller, order):
    path = f"orders/{order['number']}"
    for role, action in (
        ("consumer", "cancel"),
        ("district_officer", "unmask"),
    ):
        why = {"reason": f"请改拨{PHONE}，下午三点以后"} | (
            {"ticket": "TS-2026"} if action == "unmask" else {}
        )
        reply = caller.post(role, f"{path}/{action}", why)
        refused(reply, 422, "invalid_input", "reason")
        assert PHONE not in reply.get_data(as_text=True)
