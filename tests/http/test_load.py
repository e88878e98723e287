"""Loads over HTTP: opened, listed and read by the parties they concern, and by nobody else."""

from datetime import UTC, datetime
from secrets import token_bytes
from uuid import uuid4

import pytest

from models.load_change import close_emptied
from models.pending_due import due, release
from tests.persistence.capture_ground import KEY, NOW, Chain, outcomes, refusals
from tradein.codes import issue_load


@pytest.fixture
def opened(client, sign_in, world):
    """A load from the first warehouse to the first plant."""
    body = {"destination": world.organisation("dismantler").site_code, "plate": "鲁p·12345"}
    headers = sign_in("warehouse") | {"Idempotency-Key": str(uuid4())}
    made = client.post("/api/v1/loads", json=body, headers=headers)
    assert made.status_code == 201, made.json
    return made.json


def _open(client, headers, **body):
    return client.post("/api/v1/loads", json=body, headers=headers | {"Idempotency-Key": str(uuid4())})


def test_a_load_is_opened_with_its_destination(opened, world):
    assert opened["code"].startswith("L")
    assert (opened["state"], opened["aboard"], opened["listed"]) == ("open", 0, None)
    assert opened["plate"] == "鲁P12345"
    assert opened["destination"]["code"] == world.organisation("dismantler").site_code
    assert opened["origin"]["id"] == str(world.organisation("warehouse").id)
    assert (opened["units"], opened["events"]) == ([], [])


@pytest.mark.parametrize(
    ("role", "number", "count"),
    [
        ("warehouse", 0, 1),
        ("dismantler", 0, 1),
        ("dismantler", 1, 0),
        ("city_officer", 0, 1),
        ("city_officer", 1, 0),
    ],
)
def test_both_ends_and_their_officers_see_it(client, sign_in, opened, role, number, count):
    listed = client.get("/api/v1/loads?state=open", headers=sign_in(role, number))
    assert len(listed.json["items"]) == count
    found = client.get(f"/api/v1/loads/{opened['code']}", headers=sign_in(role, number))
    assert found.status_code == (200 if count else 404)


def test_who_only_opens_loads_is_answered_too(client, sign_in, world):
    made = _open(client, sign_in("recycler_staff"), destination=world.organisation("warehouse").site_code)
    assert made.status_code == 201, made.json
    assert client.get("/api/v1/loads", headers=sign_in("recycler_staff")).status_code == 403


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"destination": "NOWHERE-1"}, "site_unknown", "destination"),
        ({"destination": "R010"}, "site_unknown", "destination"),
        ({"origin": "NOWHERE-1"}, "site_unknown", "origin"),
        ({"plate": "12"}, "plate_malformed", "plate"),
        ({"driver": "张三"}, "invalid_input", "driver"),
    ],
)
def test_a_load_is_refused_by_field(client, sign_in, world, change, code, field):
    body = {"destination": world.organisation("dismantler").site_code} | change
    reply = _open(client, sign_in("warehouse"), **body)
    assert (reply.status_code, reply.json["code"]) == (422, code), reply.json
    assert field in {error["field"] for error in reply.json["errors"]}


def test_pages_follow_each_other(client, sign_in, world):
    codes = [
        _open(client, sign_in("warehouse"), destination=world.organisation("dismantler").site_code).json[
            "code"
        ]
        for _ in range(3)
    ]
    first = client.get("/api/v1/loads?limit=2", headers=sign_in("warehouse"))
    path = first.headers["Link"].split("<")[1].split(">")[0]
    second = client.get(path, headers=sign_in("warehouse"))
    seen = [load["code"] for answer in (first, second) for load in answer.json["items"]]
    assert seen == codes[::-1]


# --- Changed on paper ------------------------------------------------------------------------------------------------


def _shipped(session, world):
    chain = Chain(session, world)
    codes, load = chain.aboard(2)
    chain.send("warehouse", chain.scan("shipping", load))
    session.commit()
    return chain, codes, load


def test_a_refusal_says_why_and_how_heavy_and_both_ends_read_it(client, sign_in, session, world):
    chain, codes, load = _shipped(session, world)
    receive = chain.scan("receiving", load, site=chain.site("dismantler"), counted=2)

    def send(**more):
        body = {
            "event_id": str(receive.event_id),
            "code": load,
            "step": "receiving",
            "event_time": datetime.now(UTC).isoformat(),
            "site": chain.site("dismantler"),
            "counted": 2,
            "exceptions": [{"code": codes[0], "kind": "refused"} | more],
        }
        reply = client.post("/api/v1/scans", json={"scans": [body]}, headers=sign_in("dismantler"))
        return reply.json["verdicts"][0]

    bare = send()
    assert (bare["verdict"], bare["errors"][0]["field"]) == ("rejected", "exceptions.0.reason")
    light = send(reason="进水")
    assert (light["verdict"], light["errors"][0]["field"]) == ("rejected", "exceptions.0.weight_g")
    assert send(reason="进水", weight_g=-1)["errors"][0]["field"] == "exceptions.0.weight_g"
    taken = send(reason="进水", weight_g=38_500)
    assert (taken["verdict"], len(taken["facts"]["exceptions"])) == ("applied", 1), taken["facts"]
    session.expire_all()
    assert chain.stages(codes) == ["in_transit", "received"]
    for role in ("warehouse", "dismantler"):
        told = client.get(f"/api/v1/loads/{load}", headers=sign_in(role)).json["events"][-1]["exceptions"]
        assert [(one["kind"], one["reason"], one["weight_g"]) for one in told] == [
            ("refused", "进水", 38_500)
        ]


def test_a_load_that_was_taken_elsewhere_is_sent_there_and_received(client, sign_in, session, world):
    chain, codes, load = _shipped(session, world)
    receive = chain.scan("receiving", load, site=chain.site("dismantler", 1))
    assert refusals(chain.send("dismantler", receive, number=1)) == ["destination_wrong"]
    elsewhere = {"destination": chain.site("dismantler", 1)}
    url = f"/api/v1/loads/{load}"
    changed = client.patch(url, json=elsewhere, headers=sign_in("warehouse"))
    assert changed.status_code == 200, changed.json
    assert changed.json["destination"]["code"] == elsewhere["destination"]
    (told,) = changed.json["events"][-1]["exceptions"]
    assert (told["from"], told["to"]) == (chain.site("dismantler"), elsewhere["destination"])
    again = client.patch(url, json=elsewhere, headers=sign_in("warehouse"))
    assert len(again.json["events"]) == len(changed.json["events"])
    session.expire_all()
    assert outcomes(chain.send("dismantler", receive, number=1)) == ["applied"]
    assert set(chain.stages(codes)) == {"received"}
    late = client.patch(url, json={"destination": chain.site("dismantler")}, headers=sign_in("warehouse"))
    assert (late.status_code, late.json["code"]) == (409, "load_not_redirectable")


def test_a_load_received_unit_by_unit_goes_nowhere_else_and_closes_by_itself(client, sign_in, session, world):
    chain, codes, load = _shipped(session, world)
    url, site = f"/api/v1/loads/{load}", chain.site("dismantler")
    assert close_emptied(session, NOW) == 0
    received = chain.send("dismantler", *(chain.scan("receiving", code, site=site) for code in codes))
    assert outcomes(received) == ["applied", "applied"]
    session.commit()
    elsewhere = {"destination": world.organisation("refurbisher").site_code}
    late = client.patch(url, json=elsewhere, headers=sign_in("warehouse"))
    assert (late.status_code, late.json["code"]) == (409, "load_emptied")
    session.expire_all()
    assert [close_emptied(session, NOW) for _ in range(2)] == [1, 0]
    session.commit()
    told = client.get(url, headers=sign_in("dismantler")).json
    assert (told["state"], told["aboard"], told["listed"]) == ("closed", 0, 2)
    last = told["events"][-1]
    assert (last["step"], last["listed"], last["confirmed"]) == ("closing", 2, 2)


def test_who_expects_a_load_sees_what_is_aboard_before_it_arrives(client, sign_in, session, world):
    _, codes, load = _shipped(session, world)
    told = client.get(f"/api/v1/loads/{load}", headers=sign_in("dismantler")).json
    assert (told["listed"], told["aboard"]) == (2, 2)
    assert [unit["code"] for unit in told["units"]] == sorted(codes)
    (row,) = client.get("/api/v1/loads?state=shipped", headers=sign_in("dismantler")).json["items"]
    assert row["aboard"] == 2
    # The appliances themselves stay their sender's until they are taken in.
    assert client.get(f"/api/v1/units/{codes[0]}", headers=sign_in("dismantler")).status_code == 404


@pytest.mark.parametrize(
    ("role", "number", "status", "code"),
    [
        ("recycler_manager", 0, 404, "not_found"),
        ("warehouse", 1, 404, "not_found"),
        ("dismantler", 0, 403, "forbidden"),
        ("city_officer", 0, 403, "forbidden"),
    ],
)
def test_only_its_sender_changes_a_load(client, sign_in, opened, world, role, number, status, code):
    body = {"destination": world.organisation("refurbisher").site_code}
    reply = client.patch(f"/api/v1/loads/{opened['code']}", json=body, headers=sign_in(role, number))
    assert (reply.status_code, reply.json["code"]) == (status, code)


def test_the_receiver_of_a_load_does_not_change_it(client, sign_in, session, world):
    chain = Chain(session, world)
    load = chain.load("recycler", "warehouse")
    session.commit()
    body = {"destination": world.organisation("refurbisher").site_code}
    reply = client.patch(f"/api/v1/loads/{load}", json=body, headers=sign_in("warehouse"))
    assert (reply.status_code, reply.json["code"]) == (403, "not_sender")


def test_an_empty_load_is_cancelled_and_takes_nothing_any_more(client, sign_in, session, world):
    chain = Chain(session, world)
    codes, load = chain.aboard(1)
    session.commit()
    url = f"/api/v1/loads/{load}/cancel"
    full = client.post(url, json={}, headers=sign_in("warehouse"))
    assert (full.status_code, full.json["code"]) == (409, "load_not_empty")
    chain.send("warehouse", chain.scan("unloading", codes[0]))
    session.commit()
    for _ in range(2):
        done = client.post(url, json={"reason": "车辆故障"}, headers=sign_in("warehouse"))
        assert (done.status_code, done.json["state"]) == (200, "cancelled")
    assert done.json["events"][-1]["exceptions"] == [{"kind": "cancelling", "reason": "车辆故障"}]
    assert len(done.json["events"]) == 1
    session.expire_all()
    assert refusals(chain.send("warehouse", chain.scan("loading", codes[0], load=load))) == ["load_closed"]
    assert refusals(chain.send("warehouse", chain.scan("shipping", codes[0], load=load))) == ["load_closed"]
    assert refusals(chain.send("warehouse", chain.scan("shipping", load, counted=1))) == ["load_closed"]


def test_a_load_opened_offline_keeps_its_code_and_what_was_scanned_onto_it(client, sign_in, session, world):
    chain = Chain(session, world)
    code, load = chain.store(1)[0], issue_load(token_bytes)
    early = chain.scan("loading", code, load=load)
    assert refusals(chain.send("warehouse", early)) == ["load_unknown"]
    session.commit()
    to = {"destination": chain.site("dismantler"), "code": f"{load[:4]}-{load[4:]}".lower()}
    made = _open(client, sign_in("warehouse"), **to)
    assert (made.status_code, made.json["code"]) == (201, load), made.json
    session.expire_all()
    assert release(session, NOW, lambda: KEY).count == 1
    assert chain.one("SELECT count(*) FROM unit WHERE load_id IS NOT NULL")[0] == 1
    assert due(session) == []
    twice = _open(client, sign_in("warehouse"), **to)
    assert (twice.status_code, twice.json["code"]) == (409, "load_exists")
    wrong = _open(client, sign_in("warehouse"), **(to | {"code": "L00000000000"}))
    assert (wrong.status_code, wrong.json["errors"][0]["field"]) == (422, "code")
