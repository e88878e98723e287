"""The demo city: told by the platform's own functions, complete, repeatable, and never in production."""

import json
import re
import stat
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from api import demo
from api.app import create_app
from api.cli.trouble import Trouble
from api.demo import appliances, calendar, city, people, story, today
from api.demo.companies import companies
from api.demo.play import StoryBroken
from api.settings import Settings
from models.alert import Alert
from models.correction import Correction
from models.db import db
from models.dismantling import Dismantling
from models.dismantling_check import DismantlingCheck
from models.load import Load
from models.order import TradeOrder
from models.output import recount_stock
from models.party import Account, Licence, Organisation
from models.pending_scan import PendingScan
from models.recount import check
from models.session import ApiKey
from models.unit import Event, Unit
from models.waste_transfer import WasteTransfer
from tests.keys import KEYS
from tradein import permissions
from tradein.credit_code import fault_of
from tradein.moment import day_of
from tradein.order import OPEN_STATES
from tradein.totp import code_at

ORIGIN = {"Origin": "http://localhost"}
NOON = datetime(2026, 11, 21, 4, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def short():
    """A city of nine days, so that it is told in seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(calendar, "DAYS", 8)
        patch.setattr(today, "TOMORROW_AND_LATER", 4)
        patch.setattr(today, "JUST_NOW", 3)
        patch.setattr(today, "THIS_MORNING", 3)
        patch.setattr(city, "now", lambda: NOON)
        yield patch


@pytest.fixture(scope="module")
def fresh_home(cluster, templates, tmp_path_factory):
    """Settings with a home and a migrated, empty database of their own, as often as asked."""
    names = []

    def make():
        names.append(f"demo_{uuid4().hex[:12]}")
        with cluster.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {names[-1]} TEMPLATE {templates('template_empty')}")
        return Settings(home=tmp_path_factory.mktemp("home"), database_url=cluster.url(names[-1]), **KEYS)

    yield make
    with cluster.connect("postgres") as connection:
        for name in names:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def town(fresh_home, short):
    """A loaded city."""
    settings = fresh_home()
    assert not [line for line in demo.load(settings, reset=False) if "left out" in line]
    return settings


@pytest.fixture
def look(town):
    """A session on the loaded city."""
    with reading(town) as session:
        yield session


@pytest.fixture
def client(town):
    """A caller of the application on the loaded city."""
    app = create_app(town)
    yield app.test_client()
    for engine in db._app_engines[app].values():
        engine.dispose()


def reading(settings):
    return Session(create_engine(settings.database_url.get_secret_value(), poolclass=NullPool))


def sign_ins(settings):
    return json.loads(settings.demo_accounts.read_text("utf-8"))


def test_everything_agrees_with_its_events(look):
    assert check(look) == []
    assert recount_stock(look) == []


def test_every_page_has_something_to_show(look):
    stages = set(look.scalars(select(Unit.stage).distinct()))
    assert stages >= {"booked", "collected", "stored", "in_transit", "received", "dismantled", "void"}
    states = set(look.scalars(select(TradeOrder.state).distinct()))
    assert states >= {"placed", "dispatched", "accepted", "assigned", "collected"}
    assert {"shipped", "closed"} <= set(look.scalars(select(Load.state).distinct()))
    assert {"open", "closed"} <= set(look.scalars(select(Dismantling.state).distinct()))
    assert {"waiting", "conflict"} <= set(look.scalars(select(PendingScan.state).distinct()))
    assert {"active", "pending", "refused"} <= set(look.scalars(select(Organisation.state).distinct()))


def test_the_shown_people_have_work_today(look):
    ours = people.members()["lvhuan"][1].account_id
    tasks = look.scalars(
        select(TradeOrder.slot_start).where(TradeOrder.collector_id == ours, TradeOrder.state == "assigned")
    ).all()
    assert len([start for start in tasks if day_of(start) == day_of(NOON)]) >= 4
    for key in ("shuicheng", "luxi"):
        on_the_road = select(func.count()).where(
            Load.destination_id == companies()[key].id, Load.state == "shipped"
        )
        assert look.scalar(on_the_road) >= 1


def test_nothing_happens_after_now_and_nothing_is_recorded_before_it_happened(look):
    assert look.scalar(select(func.max(Event.event_time))) <= NOON
    early = select(func.count()).where(Event.record_time < Event.event_time - timedelta(minutes=5))
    assert look.scalar(early) == 0


def test_one_licence_ends_soon_and_one_has_ended(look):
    ends = Counter(
        "ended" if last < day_of(NOON) else "soon" if last <= day_of(NOON) + timedelta(days=30) else "later"
        for last in look.scalars(select(Licence.valid_to))
    )
    assert ends["ended"] == 1
    assert ends["soon"] == 1
    assert ends["later"] > 5


def test_every_role_can_sign_in(town, client):
    assert stat.S_IMODE(town.demo_accounts.stat().st_mode) == 0o600
    found = sign_ins(town)
    assert {one["role"] for one in found} == permissions.table().roles.keys() - {"public"}
    for one in found:
        headers = {"Authorization": f"Bearer {one['api_key']}"}
        assert client.get("/api/v1/session", headers=headers).status_code == 200, one["role"]
    person = next(one for one in found if one["role"] == "recycler_staff")
    body = {"account": person["account"], "password": person["password"]}
    assert client.post("/api/v1/session", json=body).status_code in (200, 201)


def test_an_officer_signs_in_with_both_factors(town, client):
    person = next(one for one in sign_ins(town) if one["role"] == "city_officer")
    body = {"account": person["account"], "password": person["password"]}
    opened = client.post("/api/v1/session", json=body, headers=ORIGIN).json
    assert (opened["lacks"], opened["second_factor_enrolled"]) == (["second_factor"], True)
    given = client.post(
        "/api/v1/session/second-factor",
        json={"code": code_at(person["totp_secret"], datetime.now(UTC))},
        headers={**ORIGIN, "X-CSRF-Token": opened["csrf_token"]},
    )
    assert (given.status_code, given.json["lacks"]) == (200, [])


def test_the_consumer_signs_in_by_phone(town, client):
    phone = people.consumers()[0].phone
    assert client.post("/api/v1/session/code", json={"phone": phone}, headers=ORIGIN).status_code == 202
    text = client.get(f"/demo/outbox?phone={phone}").json["items"][0]["text"]
    code = next(word for word in re.findall(r"[0-9]+", text) if len(word) == 6)
    opened = client.post("/api/v1/session/phone", json={"phone": phone, "code": code}, headers=ORIGIN)
    assert opened.json["login"] == people.consumers()[0].login


def test_sign_ins_of_an_earlier_release_get_their_second_factors(town):
    old = [{name: value for name, value in one.items() if name != "totp_secret"} for one in sign_ins(town)]
    town.demo_accounts.write_text(json.dumps(old), "utf-8")
    assert demo.load(town, reset=False) == ["the demo city is there already; second factors were set up"]
    assert {bool(one["totp_secret"]) for one in sign_ins(town)} == {True, False}
    assert {one["password"] for one in sign_ins(town)} == {one["password"] for one in old}


def test_a_second_load_changes_nothing(town):
    before = town.demo_accounts.read_text("utf-8")
    assert demo.load(town, reset=False) == ["the demo city is there already"]
    assert town.demo_accounts.read_text("utf-8") == before


def test_lost_sign_ins_are_made_anew(town):
    before = sign_ins(town)
    town.demo_accounts.unlink()
    demo.load(town, reset=False)
    after = sign_ins(town)
    assert [one["account"] for one in after] == [one["account"] for one in before]
    assert not {one["api_key"] for one in after} & {one["api_key"] for one in before}


def test_an_interrupted_load_is_begun_again_and_tells_the_same_city(town):
    with reading(town) as session:
        before = portrait(session)
        session.delete(session.get(ApiKey, city.sign_ins.identity("key", city.sign_ins.COMPLETE)))
        session.commit()
    password = sign_ins(town)[0]["password"]
    assert demo.load(town, reset=False)[0] == "removed what was there"
    with reading(town) as session:
        assert portrait(session) == before
    assert sign_ins(town)[0]["password"] == password


def portrait(session):
    """What the city looks like, without the identifiers that every load draws anew."""
    units = session.execute(
        select(
            Unit.code, Unit.item_type, Unit.district, Unit.stage, Unit.weight_g, Unit.seq, Unit.stage_since
        )
    ).all()
    orders = session.execute(select(TradeOrder.number, TradeOrder.state, TradeOrder.price_fen)).all()
    return sorted(map(tuple, units), key=str), sorted(map(tuple, orders), key=str)


def test_a_chapter_the_platform_refuses_is_left_out_as_a_whole(fresh_home, short, monkeypatch):
    settings, broken = fresh_home(), day_of(NOON) - timedelta(days=2)

    def refused(play, day):
        if day == broken:
            raise StoryBroken("the rules have changed")

    monkeypatch.setattr(story, "ship_out", refused)
    monkeypatch.setattr(calendar, "DAYS", 3)
    assert "chapters left out: 1" in demo.load(settings, reset=False)
    with reading(settings) as session:
        assert check(session) == []
        days = {day_of(when) for when in session.scalars(select(Event.event_time))}
    assert broken not in days
    assert broken - timedelta(days=1) in days


def test_the_city_is_not_for_production(town):
    with pytest.raises(Trouble, match="production"):
        demo.load(town.model_copy(update={"env": "production"}), reset=False)


def test_people_and_firms_are_fictional(look):
    codes = [one.credit_code for one in companies().values()]
    assert len(set(codes)) == len(codes)
    assert not [code for code in codes if fault_of(code)]
    assert all("演示" in one.name for one in companies().values())
    phones = [account.phone for account in look.scalars(select(Account)) if account.phone]
    assert phones
    assert all(phone.startswith("1990") for phone in phones)


def test_outputs_are_those_the_platform_knows():
    assert appliances.unknown_outputs() == []


def test_people_trade_in_more_at_weekends_and_around_the_sales():
    day = date(2026, 11, 21)
    assert calendar.demand(date(2026, 10, 24), day) > calendar.demand(date(2026, 10, 27), day)
    assert calendar.demand(date(2026, 11, 11), day) > calendar.demand(date(2026, 10, 28), day) * 1.3
    assert calendar.mix(date(2026, 8, 1))["AC_SPLIT_SET"] > calendar.mix(date(2026, 11, 1))["AC_SPLIT_SET"]


@pytest.mark.long
def test_the_whole_city_is_as_large_as_announced(fresh_home):
    settings = fresh_home()
    assert not [line for line in demo.load(settings, reset=True) if "left out" in line]
    with reading(settings) as session:
        assert 1500 <= session.scalar(select(func.count()).select_from(Unit)) <= 2500
        still_open = TradeOrder.state.in_([state.value for state in OPEN_STATES])
        assert session.scalar(select(func.count()).where(still_open)) >= 80
        assert check(session) == []
        transfers = set(session.scalars(select(WasteTransfer.state).distinct()))
        assert transfers >= {"draft", "issued", "voided", "departed", "confirmed", "mismatched"}
        corrections = set(session.scalars(select(Correction.state).distinct()))
        assert corrections == {"proposed", "applied", "refused"}
        assert set(session.scalars(select(Alert.state).distinct())) == {"new", "claimed", "closed"}
        assert set(session.scalars(select(DismantlingCheck.verdict).distinct())) >= {"within", "outside"}
