"""The front page: needs no script, says only totals, leads to a code; and demo sign-ins that production lacks."""

import json
import re

import pytest
from pydantic import SecretStr
from sqlalchemy.exc import OperationalError

from api import front_words
from api.app import create_app
from api.demo_sign_in import offered
from api.pages import policy
from api.routes import web
from api.settings import SECRET_NAMES, Settings
from api.web_build import home_of
from models.open_figures import OpenFigures
from models.territory import Place, Territory
from tests.world import PASSWORD
from tradein import permissions

FORM = {"Origin": "http://localhost"}


@pytest.fixture
def demo_accounts(settings, world):
    """The file the demo city writes, here for the people of the test world."""
    rows = [
        {
            "role": role,
            "account": person.login,
            "password": PASSWORD,
            "api_key": person.api_key,
            "organisation": person.organisation.name if person.organisation else None,
            "region": person.region,
        }
        for (role, number), person in world.people.items()
        if number == 0 and role != "integration_client"
    ]
    rows.append({**rows[0], "role": "integration_client", "account": None, "password": None})
    settings.demo_accounts.write_text(json.dumps(rows, ensure_ascii=False), "utf-8")
    yield rows
    settings.demo_accounts.unlink()


# ---- the page ----


@pytest.mark.parametrize(("language", "title"), [("zh", "以旧换新全链路追溯平台"), ("en", "Open figures")])
def test_the_page_needs_no_script_and_nothing_foreign(client, world, language, title):
    reply = client.get(f"/?lang={language}")
    assert reply.status_code == 200
    assert reply.mimetype == "text/html"
    assert title in reply.text
    assert "<script" not in reply.text
    assert len(reply.data) < 30_000
    assert not re.findall(r"""(?:src|href|action)=["']?(?:https?:)?//""", reply.text)


def test_its_policy_allows_its_own_style_and_forms_alone(client):
    reply = client.get("/")
    said = reply.headers["Content-Security-Policy"]
    assert said == policy("front.css", forms="'self'")
    assert "unsafe" not in said
    assert said.count("sha256-") == 2
    assert "default-src 'none'" in said
    assert "form-action 'self'" in said
    # Under `no-referrer` a browser's form would come from the origin `null`.
    assert reply.headers["Referrer-Policy"] == "same-origin"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_it_is_asked_for_anew_and_sent_when_it_changed(client):
    first = client.get("/")
    assert first.headers["Cache-Control"] == "no-cache"
    assert "Accept-Language" in first.headers["Vary"]
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_parameters_of_chat_applications_do_not_disturb(client):
    assert client.get("/?from=singlemessage&isappinstalled=0").status_code == 200


def test_both_languages_have_the_same_sentences():
    zh, en = front_words.FRONT_WORDS.values()
    assert zh.keys() == en.keys()
    assert not any("\u4e00" <= sign <= "\u9fff" for text in en.values() for sign in text)


def test_figures_are_told_and_small_groups_are_not(client, world, monkeypatch):
    total = {
        "recovered_units": 4383,
        "recovered_tonnes": 227_916_000,
        "disassembled_units": None,
        "weight_out_g": 0,
    }
    small = dict.fromkeys(total) | {"recovered_units": 61}
    city = Place("371500", "聊城市", "city")
    found = OpenFigures(Territory(Place("370000", "山东省", "province"), (), ()), total, [(city, small)])
    monkeypatch.setattr(web, "served_provinces", lambda _: ["370000"])
    monkeypatch.setattr(web, "open_figures", lambda *_: found)
    text = client.get("/?lang=zh").text
    assert "<dd>4,383</dd>" in text
    assert "<dd>227.9</dd>" in text
    assert "<dd>–</dd>" in text
    assert re.search(r"聊城市</th><td>61</td><td>–</td>", text)


def test_provinces_with_firms_are_shown(client, world):
    assert "山东省" in client.get("/?lang=zh").text


def test_it_stands_without_its_figures(client, monkeypatch):
    def silent(_session):
        raise OperationalError("SELECT 1", {}, __import__("psycopg").OperationalError("gone"))

    monkeypatch.setattr(web, "served_provinces", silent)
    reply = client.get("/?lang=en")
    assert reply.status_code == 200
    assert "cannot be read right now" in reply.text


# ---- looking up a code ----


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("TG59KMBKC2J2J", "/obj/TG59KMBKC2J2J"),
        (" tg59-kmbk-c2j2-j ", "/obj/TG59KMBKC2J2J"),
        ("http://127.0.0.1:8000/obj/TG59KMBKC2J2J?lang=en", "/obj/TG59KMBKC2J2J"),
        ("nothing like a code", "/obj/nothing%20like%20a%20code"),
        ("//evil.example/", "/obj/evil.example"),
        ("", "/"),
    ],
)
def test_what_was_typed_leads_to_its_page(client, typed, leads_to):
    reply = client.get("/obj", query_string={"code": typed})
    assert reply.status_code == 303
    assert reply.headers["Location"] == leads_to


def test_the_language_goes_along(client):
    reply = client.get("/obj", query_string={"code": "TG59KMBKC2J2J", "lang": "en"})
    assert reply.headers["Location"] == "/obj/TG59KMBKC2J2J?lang=en"


def test_what_is_no_code_is_answered_by_a_page(client):
    reply = client.get("/obj", query_string={"code": "<b>x</b>"}, follow_redirects=True)
    assert reply.status_code in {400, 404}
    assert "<b>x</b>" not in reply.text


# ---- demo sign-ins ----


def test_without_a_demo_city_none_are_offered(client):
    assert "demo/sign-in" not in client.get("/").text


def test_every_role_is_offered_once(client, demo_accounts):
    text = client.get("/?lang=zh").text
    shown = re.findall(r'name="account" value="([^"]+)"', text)
    assert shown == [row["account"] for row in demo_accounts if row["password"]]
    assert permissions.table().roles["city_officer"].zh in text


def test_one_click_signs_in_and_shows_what_one_may_do(app, client, demo_accounts, world):
    person = world.person("recycler_manager")
    with app.test_request_context():
        home = home_of(person.role)
    reply = client.post("/demo/sign-in", data={"account": person.login, "lang": "en"}, headers=FORM)
    assert reply.status_code == 303, reply.text
    assert reply.headers["Location"] == f"{home}?lang=en"
    page = client.get("/me?lang=en")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    for shown in (
        person.login,
        "recycler manager",
        person.organisation.name,
        "/api/v1/labels/rolls",
        person.api_key,
    ):
        assert shown in page.text
    assert "<script" not in page.text
    assert client.get("/api/v1/session").json["login"] == person.login


@pytest.mark.parametrize(
    "role", ["consumer", "dismantler", "district_officer", "province_officer", "auditor", "system_admin"]
)
def test_links_of_every_role_open(client, demo_accounts, world, role):
    client.post("/demo/sign-in", data={"account": world.person(role).login}, headers=FORM)
    page = client.get("/me?lang=zh").text
    links = re.findall(r'<a href="(/api/[^"]+)"', page)
    assert links
    wrong = {link: client.get(link).status_code for link in links if client.get(link).status_code != 200}
    assert not wrong


def test_leaving_ends_the_session(client, demo_accounts, world):
    client.post("/demo/sign-in", data={"account": world.person("consumer").login}, headers=FORM)
    reply = client.post("/demo/sign-out", data={"lang": "zh"}, headers=FORM)
    assert (reply.status_code, reply.headers["Location"]) == (303, "/?lang=zh")
    assert client.get("/api/v1/session").status_code == 401
    assert client.get("/me").headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/demo/sign-in", "/demo/sign-out"])
def test_somebody_elses_page_cannot_do_it(client, demo_accounts, world, path):
    body = {"account": world.person("consumer").login} if path.endswith("in") else {}
    reply = client.post(path, data=body, headers={"Origin": "https://elsewhere.example"})
    assert reply.status_code == 403
    assert reply.json["code"] == "forged_request"


def test_an_unknown_account_is_not_found(client, demo_accounts):
    reply = client.post("/demo/sign-in", data={"account": "somebody"}, headers=FORM)
    assert reply.status_code == 404


HOSTILE = [
    {"account": "a\x00b"},
    {"account": "x" * 5000},
    {"account": ""},
    {"account": ["consumer0", "consumer1"], "surprise": "1"},
    {"account": "consumer0", "lang": "fr"},
    {},
]


@pytest.mark.parametrize("path", ["/demo/sign-in", "/demo/sign-out"])
@pytest.mark.parametrize("form", [*HOSTILE, {"lang": "zh\u202e"}])
def test_hostile_forms_are_refused(client, demo_accounts, path, form):
    reply = client.post(path, data=form, headers=FORM)
    allowed = {303, 422} if path.endswith("out") and not form else {422}
    assert reply.status_code in allowed, reply.text


@pytest.mark.parametrize("raw", [b"\xff\xfe=1", b"account=%ff%fe", b"[]", b"null", b"a" * 300_000])
@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "application/json", "multipart/form-data"]
)
def test_hostile_bodies_are_refused(client, demo_accounts, raw, kind):
    reply = client.post("/demo/sign-in", data=raw, content_type=kind, headers=FORM)
    assert 400 <= reply.status_code < 500, reply.text


def test_in_production_none_of_it_exists(settings, demo_accounts):
    secrets = {name: SecretStr(name * 8) for name in SECRET_NAMES}
    production = Settings(
        env="production",
        home=settings.home,
        database_url=settings.database_url,
        public_url="https://tradein.example",
        trusted_hosts=("localhost",),
        **{f"secret_{name}": value for name, value in secrets.items()},
    )
    app = create_app(production)
    assert not [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("demo.")]
    client = app.test_client()
    assert client.get("/me").status_code == 404
    assert client.post("/demo/sign-in", data={"account": "consumer0"}, headers=FORM).status_code == 404
    assert not offered(production)
