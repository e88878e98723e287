"""A name, a phone, an address and a document go through every flow; they turn up where they belong and nowhere else.

Looked through: a dump of the whole database (as text and as bytes), every log line, every address called, every error,
and whatever anybody else was answered.
"""

import io
import logging
import subprocess
from datetime import UTC, datetime

import pytest
import structlog
from sqlalchemy import create_engine, text, update
from sqlalchemy.pool import NullPool

from api.logs import configure_logs, log_requests, logging_configuration
from models.session import LoginSession
from tests.http.people import WHY, Caller
from tests.http.pictures import CANARY as PICTURE
from tests.http.pictures import with_gps
from tests.http.test_photo import files_of, send
from tests.world import PASSWORD, SignIn

NAME, PHONE = "金丝雀·阿依古丽", "13977778888"
ADDRESS, NUMBER = "聊城市东昌府区柳园街道金雀巷77号", "540102198501010056"
CANARIES = (NAME, PHONE, "金雀巷77", NUMBER)
PROXY = {"name": "金丝雀·代办人", "phone": "13966665555", "address": "聊城市东昌府区柳园街道金雀里66号"}
COLLEAGUE, OFFICER = "金丝雀·新员工", "金丝雀·省主管"
MANIFEST = {
    "generator_contact": "金丝雀·环保员",
    "generator_phone": "13955554444",
    "driver": "金丝雀·司机",
    "escort": "金丝雀·押运",
}
TRADE = (COLLEAGUE, "13944443333", OFFICER, *MANIFEST.values())
TYPED = "13933332222"
EVERY = (*CANARIES, PROXY["name"], PROXY["phone"], "金雀里66", *TRADE, TYPED, PICTURE)
DOOR = {"name": NAME, "phone": PHONE, "address": ADDRESS}
OWN_ANSWERS = frozenset({"consumer", "community_worker"})


@pytest.fixture
def written(monkeypatch):
    """Every log line of this test."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    configure_logs()
    yield out.getvalue
    structlog.reset_defaults()
    for name in ("", *logging_configuration()["loggers"]):
        logger = logging.getLogger(name)
        for handler in logger.handlers[:]:
            if isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter):
                logger.removeHandler(handler)
        logger.propagate = True


class Witness(Caller):
    """Remembers what was called and answered, by role."""

    def __init__(self, client, sign_in):
        super().__init__(client, sign_in)
        self.heard, self.addresses = [], []

    def call(self, method, role, path, body=None, **options):
        reply = super().call(method, role, path, body, **options)
        self.addresses.append(path + str({k: v for k, v in options.items() if k != "number"}))
        self.heard.append((role, options.get("number", 0), reply.status_code, reply.get_data(as_text=True)))
        return reply


@pytest.fixture
def witness(fresh_app, world, written):
    log_requests(fresh_app)
    return Witness(fresh_app.test_client(), SignIn(world))


def live_a_life(witness, engine, world):
    """Everything that takes personal data, once."""
    witness.call("PATCH", "consumer", "me/profile", {"name": NAME})
    witness.agree("real_name")
    assert witness.prove(NAME, NUMBER).json["outcome"] == "match"
    order = witness.order(**DOOR)
    path = f"orders/{order['number']}"
    witness.order("community_worker", 10, **PROXY)
    assert witness.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert witness.post("recycler_manager", f"{path}/assign", who).status_code == 200
    assert NAME in witness.get("recycler_staff", path).get_data(as_text=True)
    witness.heard.pop()  # the collector may know
    for role in ("recycler_manager", "district_officer", "city_officer", "province_officer", "auditor"):
        witness.get(role, path)
        witness.get(role, "orders")
        witness.get(role, f"{path}/consumer")
    witness.post("district_officer", "people/search", WHY | {"phone": PHONE})
    witness.post("district_officer", "people/search", WHY | {"name": NAME})
    assert PHONE in witness.post("district_officer", f"{path}/unmask", WHY).get_data(as_text=True)
    witness.heard.pop()  # for a reason, on record
    with engine.begin() as connection:
        connection.execute(update(LoginSession).values(proved_at=datetime.now(UTC)))
    assert NUMBER in witness.post("consumer", "me/export", {"format": "json"}).get_data(as_text=True)
    return order


def work_with_people(witness, world):
    """What the trade and the offices tell of their own people, and what pictures carry."""

    def told(role, path, body):
        reply = witness.post(role, path, body)
        assert reply.status_code in {200, 201}, (path, reply.json)
        witness.heard.pop()  # to those who said it, or hold the link
        return reply.json

    made = told("recycler_manager", "invitations", {"display_name": COLLEAGUE, "role": "recycler_staff"})
    told(None, "invitations/read", {"token": made["token"]})
    account = {"login": "canary-staff", "password": PASSWORD, "display_name": COLLEAGUE, "phone": TRADE[1]}
    told(None, "invitations/accept", {"token": made["token"], "account": account})
    bureau = str(world.bureaus["370000"].id)
    office = {"bureau": bureau, "display_name": OFFICER, "reason": "省级主管任命，经办公会研究同意"}
    told("system_admin", "appointments/province-officers", office)
    site = world.organisation("dismantler").site_code
    draft = told("dismantler", "waste-transfers", {"site": site, **MANIFEST})
    assert not set(MANIFEST.values()) & set(map(str, draft.values())), "kept for repetitions, without people"
    picture = send(witness.client, world, with_gps())
    assert picture.status_code == 201, picture.json


def make_mistakes(witness, order):
    """Refusals and errors whose cause is a personal value."""
    wrong = {"region": "371502", **DOOR}
    for field, value in (("phone", f"{PHONE}{PHONE}"), ("name", f"{NAME}=1"), ("address", ADDRESS * 20)):
        witness.post("consumer", "orders", {"contact": wrong | {field: value}, "units": [{}]})
    witness.prove(NAME, f"{NUMBER[:-1]}0")
    witness.prove("别人", NUMBER, who=1)
    witness.call("PATCH", "consumer", "me/profile", {"name": f"{NAME}<"})
    witness.post("consumer", "me/consents", {"purpose": NAME, "text_sha256": NUMBER})
    witness.post(None, "session", {"account": PHONE, "password": NUMBER})
    witness.post(None, "session/code", {"phone": PHONE})
    typed = WHY | {"reason": f"群众来电{TYPED}，核对联系方式"}
    refused = witness.post("district_officer", f"orders/{order['number']}/unmask", typed)
    assert refused.json["errors"][0]["field"] == "reason"
    # In an address by somebody's mistake: the refusal is on record without it.
    officer = witness.sign_in("district_officer")
    assert witness.client.get(f"/api/v1/orders/{TYPED}", headers=officer).status_code == 404
    witness.post(None, "session/phone", {"phone": PHONE, "code": "000000", "display_name": f"{NAME}＝1"})
    witness.get("district_officer", f"orders/{order['number']}", number=1)
    witness.post("district_officer", "people/search", WHY | {"name": f"{NAME}<"})


def exports(witness):
    """What others take out as tables."""
    for role in ("recycler_manager", "district_officer", "province_officer"):
        body = {"dataset": "orders", "format": "csv", "reason": "季度核查，按上级要求导出"}
        made = witness.post(role, "exports", body)
        if made.status_code == 201 and made.json.get("file"):
            reply = witness.client.get(made.json["file"], headers=witness.sign_in(role, 0))
            witness.heard.append((role, 0, reply.status_code, reply.get_data().decode("utf-8", "replace")))


def dump_of(cluster, url):
    address = url.replace("postgresql+psycopg://", "postgresql://")
    program = str(cluster.binaries / "pg_dump")
    return subprocess.run([program, address], capture_output=True, text=True, check=True, timeout=60).stdout


def hidden_forms(canary):
    """How a value could stand in a dump: as text, as bytes in hexadecimal, as JSON escapes."""
    return {canary, canary.encode().hex(), canary.encode("unicode_escape").decode()}


@pytest.mark.control("log_one_phone")
def test_personal_data_are_nowhere_else(witness, world, cluster, fresh_database, written, settings):
    engine = create_engine(fresh_database, poolclass=NullPool)
    order = live_a_life(witness, engine, world)
    work_with_people(witness, world)
    make_mistakes(witness, order)
    exports(witness)
    dump = dump_of(cluster, fresh_database)
    media = b"".join(path.read_bytes() for path in files_of(settings))
    assert media
    assert not [canary for canary in EVERY if canary.encode() in media]
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM order_contact")) == 2
        assert connection.scalar(text("SELECT count(*) FROM audit WHERE outcome = 'refused'")) >= 5
        assert connection.scalar(text("SELECT count(*) FROM invitation WHERE display_name IS NOT NULL")) == 0
    engine.dispose()
    strangers = [said for role, number, _, said in witness.heard if role not in OWN_ANSWERS or number]
    refusals = [said for _, _, status, said in witness.heard if status >= 400]
    assert len(refusals) >= 9
    assert all(status < 500 for _, _, status, _ in witness.heard)
    logs = written()
    assert '"route"' in logs
    for canary in EVERY:
        for form in hidden_forms(canary):
            assert form not in dump, "dump"
            assert form not in logs, "logs"
            assert form not in "\n".join(witness.addresses), "addresses"
            assert form not in "\n".join(strangers), "somebody else's answer"
            assert form not in "\n".join(refusals), "an error"


def test_there_are_no_metrics_to_leak(client):
    assert client.get("/metrics").status_code == 404
