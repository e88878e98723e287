"""Signing up and in by phone and one-time code."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from models.one_time import OneTimeCode
from models.party import Account
from models.phone_login import PhoneLogin
from models.sms import SmsMessage
from tests.http.clockwork import Clockwork
from tests.http.proving import PHONE, URL, arrived, ask_code, by_phone, code_for, wrong

OTHER = "13987654321"


@pytest.fixture
def clock(monkeypatch, settings):
    settings.sms_outbox.unlink(missing_ok=True)
    return Clockwork(monkeypatch)


def test_a_new_phone_gets_a_consumers_account(client, world, session, clock):
    reply = by_phone(client, code_for(client), display_name="买买提·吐尔逊")
    assert reply.status_code == 201
    assert (reply.json["role"], reply.json["account"]["name"]) == ("consumer", "买买提·吐尔逊")
    assert (reply.json["lacks"], reply.json["fresh_proof"]) == ([], True)
    assert client.get(URL).json["login"] == reply.json["login"]
    linked = session.scalars(select(PhoneLogin)).one()
    assert str(linked.account_id) == reply.json["account"]["id"]
    assert PHONE.encode() not in bytes(linked.phone_sealed) + bytes(linked.phone_index)


@pytest.mark.parametrize("name", ["=1+1<script>９９", "＝１＋１", "😀", "\u0301"])
def test_who_signs_up_is_asked_for_a_name_and_keeps_the_code(client, world, clock, name):
    code = code_for(client)
    reply = by_phone(client, code, display_name=name)
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "display_name")
    assert by_phone(client, code, display_name="买买提·吐尔逊").status_code == 201


def test_the_same_phone_comes_back_to_the_same_account(client, world, clock):
    first = by_phone(client, code_for(client)).json
    clock.turn(minutes=2)
    again = by_phone(client, code_for(client, "+86 138-1234 5678"), "138 1234 5678", display_name="别人")
    assert again.json["account"] == first["account"]
    assert first["account"]["name"] == "用户5678"


def test_who_asks_for_a_code_does_not_learn_whether_the_phone_is_known(client, world, clock, assert_queries):
    by_phone(client, code_for(client))
    clock.turn(minutes=2)
    with assert_queries(10) as known:
        a = ask_code(client, PHONE)
    with assert_queries(10) as unknown:
        b = ask_code(client, OTHER)
    assert (a.status_code, a.json) == (b.status_code, b.json) == (202, a.json)
    assert [sql[:24] for sql in known] == [sql[:24] for sql in unknown], "not even the work differs"


@pytest.mark.parametrize("phone", ["12345678901", "1381234567", "+852 5123 4567", "电话", "138123456789"])
def test_only_a_mainland_mobile_gets_a_code(client, world, clock, phone):
    reply = ask_code(client, phone)
    assert (reply.status_code, reply.json["code"]) == (422, "phone_malformed")


def test_neither_phone_nor_code_is_stored_in_clear(client, world, session, clock):
    code = code_for(client)
    row = session.scalars(select(OneTimeCode)).one()
    message = session.scalars(select(SmsMessage)).one()
    assert code.encode() not in bytes(row.digest)
    assert PHONE.encode() not in bytes(row.subject)
    assert message.phone_sealed is None, "erased once sent"


def test_a_code_is_used_once(client, world, clock):
    code = code_for(client)
    assert by_phone(client, code).status_code == 201
    again = by_phone(client, code)
    assert (again.status_code, again.json["code"]) == (422, "wrong_code")


def test_a_code_expires(client, world, clock):
    code = code_for(client)
    clock.turn(minutes=5)
    assert by_phone(client, code).json["code"] == "wrong_code"


def test_a_newer_code_replaces_the_older(client, world, clock):
    first = code_for(client)
    clock.turn(minutes=1)
    second = code_for(client)
    assert first == second or by_phone(client, first).status_code == 422
    assert by_phone(client, second).status_code == 201


def test_five_wrong_tries_use_a_code_up(client, world, clock):
    code = code_for(client)
    for _ in range(5):
        assert by_phone(client, wrong(code)).status_code == 422
        clock.turn(seconds=20)
    assert by_phone(client, code).status_code in {422, 429}
    clock.turn(minutes=1)
    assert by_phone(client, code).json["code"] == "wrong_code"


@pytest.mark.control("limiter_in_memory")
def test_guessing_at_a_phone_makes_the_next_try_wait(client, world, clock):
    for number in range(5):
        headers = {"REMOTE_ADDR": f"192.0.2.{number}"}
        body = {"phone": PHONE, "code": "000000"}
        client.post(f"{URL}/phone", json=body, environ_base=headers)
    blocked = by_phone(client, "000000")
    assert (blocked.status_code, blocked.headers["Retry-After"]) == (429, "5")


@pytest.mark.parametrize("purpose", ["reauth", "change_phone"])
def test_a_code_for_something_else_signs_nobody_in(client, world, clock, purpose):
    assert by_phone(client, code_for(client, purpose=purpose)).json["code"] == "wrong_code"


def test_a_code_bound_to_one_request_proves_no_other(client, world, clock):
    code = code_for(client, purpose="sign_in", about="order 1")
    assert by_phone(client, code).json["code"] == "wrong_code"


def test_one_a_minute_five_an_hour_ten_a_day(client, world, clock):
    assert ask_code(client).status_code == 202
    clock.turn(seconds=59)
    soon = ask_code(client, purpose="reauth")
    assert (soon.status_code, soon.json["code"], soon.headers["Retry-After"]) == (429, "too_many_codes", "1")
    taken = []
    for _ in range(100):
        clock.turn(minutes=7)
        if ask_code(client).status_code == 202:
            taken.append(clock.at)
            assert len([one for one in taken if clock.at - one < timedelta(hours=1)]) <= 5
        if len(taken) == 9:
            break
    assert len(taken) == 9
    clock.turn(minutes=61)
    assert ask_code(client).json["facts"]["retry_after"] > 3600
    assert ask_code(client, OTHER).status_code == 202


def test_of_one_address_strangers_are_not_texted_without_end(client, world, clock):
    answers = [ask_code(client, f"138{number:08d}").status_code for number in range(40)]
    assert answers[:30] == [202] * 30
    assert 429 in answers


def test_the_days_budget_of_messages_ends(app, client, world, clock, monkeypatch):
    monkeypatch.setitem(
        app.extensions, "settings", app.extensions["settings"].model_copy(update={"sms_per_day": 1})
    )
    assert ask_code(client).status_code == 202
    reply = ask_code(client, OTHER)
    assert (reply.status_code, reply.json["code"]) == (503, "texts_unavailable")


def test_without_a_gateway_production_sends_nothing(app, client, world, clock, monkeypatch):
    own = app.extensions["settings"].model_copy(update={"env": "production"})
    monkeypatch.setitem(app.extensions, "settings", own)
    assert ask_code(client).json["code"] == "texts_unavailable"


@pytest.mark.parametrize("state", ["locked", "closed"])
def test_a_locked_account_stays_out(client, world, session, clock, state):
    made = by_phone(client, code_for(client)).json
    session.execute(update(Account).where(Account.id == made["account"]["id"]).values(state=state))
    session.commit()
    clock.turn(minutes=2)
    reply = by_phone(client, code_for(client))
    assert (reply.status_code, reply.json["code"]) == (401, "wrong_credentials")


def test_an_account_without_a_password_is_nobodys_by_password(client, world, session, clock):
    login = by_phone(client, code_for(client)).json["login"]
    for password in ("", "None", "null", "-"):
        reply = client.post(URL, json={"account": login, "password": password or " "})
        assert reply.status_code in {401, 422}
    assert session.scalar(select(func.count()).where(Account.password_hash.is_(None))) == 1


@pytest.mark.parametrize("path", ["code", "phone", "recover"])
def test_no_foreign_page_does_any_of_it(client, world, clock, path):
    body = {
        "code": {"phone": PHONE},
        "phone": {"phone": PHONE, "code": "000000"},
        "recover": {"account": "consumer0", "code": "00000-00000", "password": "lotus-heron-ferry"},
    }[path]
    reply = client.post(f"{URL}/{path}", json=body, headers={"Origin": "https://evil.example"})
    assert (reply.status_code, reply.json["code"]) == (403, "forged_request")


def test_the_outbox_page_shows_a_phone_its_messages_only(client, world, clock):
    mine, theirs = code_for(client, PHONE), code_for(client, OTHER)
    assert arrived(client, PHONE) == [mine]
    assert arrived(client, OTHER) == [theirs]
    assert len(client.get("/demo/outbox").json["items"]) == 2
