"""Alerts over HTTP: seen by those they concern, each by what they may know; claimed and closed by officers."""

from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest

from models.photo_use import gather
from models.watchdog import watch
from tests.http.pictures import jpeg
from tests.persistence.capture_ground import NOW, Chain

PATH = "/api/v1/alerts"


@pytest.fixture
def alert(client, session, world):
    """A unit that stood too long with the first recycler."""
    Chain(session, world).collect(1)
    assert watch(session, NOW + timedelta(days=30), lambda day: day.weekday() < 5) == 1
    session.commit()
    return world


@pytest.mark.parametrize(
    ("role", "number", "count"),
    [
        ("recycler_manager", 0, 1),
        ("recycler_manager", 1, 0),
        ("district_officer", 0, 1),
        ("district_officer", 1, 0),
        ("city_officer", 0, 1),
        ("province_officer", 0, 1),
        ("auditor", 0, 1),
    ],
)
def test_everybody_sees_what_concerns_them(client, sign_in, alert, role, number, count):
    reply = client.get(f"{PATH}?state=new&kind=service_level&level=3", headers=sign_in(role, number))
    assert (reply.status_code, len(reply.json["items"])) == (200, count), reply.json
    assert client.get(f"{PATH}?level=1", headers=sign_in(role, number)).json["items"] == []


def test_the_trade_is_not_told_what_is_suspected(client, sign_in, alert):
    (told,) = client.get(PATH, headers=sign_in("recycler_manager")).json["items"]
    (known,) = client.get(PATH, headers=sign_in("district_officer")).json["items"]
    assert known["pattern"] == "F05"
    assert known["organisation"]["name"] == alert.organisation("recycler").name
    hidden = {"pattern", "claimed_by", "closed_by", "approved_by", "approved_at"}
    assert known.keys() - told.keys() == hidden


def test_an_officer_claims_and_closes_once(client, sign_in, alert):
    officer, other = sign_in("district_officer"), sign_in("city_officer")
    (found,) = client.get(PATH, headers=officer).json["items"]
    path = f"{PATH}/{found['id']}"
    claimed = client.post(f"{path}/claim", headers=officer)
    assert (claimed.status_code, claimed.json["state"]) == (200, "claimed"), claimed.json
    assert client.post(f"{path}/claim", headers=officer).json == claimed.json
    refused = client.post(f"{path}/claim", headers=other)
    assert (refused.status_code, refused.json["code"]) == (409, "alert_claimed")
    body = {"reason": "已电话核实，明日送仓"}
    closed = client.post(f"{path}/close", json=body, headers=officer)
    assert closed.json["state"] == "closed"
    assert client.post(f"{path}/close", json=body, headers=officer).json == closed.json
    assert client.post(f"{path}/close", json=body, headers=other).json["code"] == "alert_closed"
    log = client.get(path, headers=officer).json["log"]
    assert [line["action"] for line in log] == ["raised", "claimed", "closed"]


@pytest.mark.parametrize(
    ("role", "number", "status"),
    [("recycler_manager", 0, 403), ("district_officer", 1, 404), ("auditor", 0, 403)],
)
def test_nobody_else_may_close(client, sign_in, alert, role, number, status):
    (found,) = client.get(PATH, headers=sign_in("district_officer")).json["items"]
    body = {"reason": "已电话核实，明日送仓"}
    path = f"{PATH}/{found['id']}"
    assert client.post(f"{path}/close", json=body, headers=sign_in(role, number)).status_code == status
    assert client.post(f"{path}/claim", headers=sign_in(role, number)).status_code == status


def test_a_reason_has_ten_characters(client, sign_in, alert):
    (found,) = client.get(PATH, headers=sign_in("district_officer")).json["items"]
    reply = client.post(
        f"{PATH}/{found['id']}/close", json={"reason": "已核实"}, headers=sign_in("district_officer")
    )
    assert (reply.status_code, reply.json["errors"][0]["field"]) == (422, "reason")


def test_what_does_not_exist_is_not_found(client, sign_in, world):
    assert client.get(f"{PATH}/{uuid4()}", headers=sign_in("district_officer")).status_code == 404
    assert client.get(f"{PATH}?level=4", headers=sign_in("district_officer")).status_code == 422


def test_pages_follow_each_other(client, session, world, sign_in, assert_queries):
    Chain(session, world).collect(3)
    watch(session, NOW + timedelta(days=30), lambda day: day.weekday() < 5)
    session.commit()
    first = client.get(f"{PATH}?limit=2", headers=sign_in("city_officer"))
    path = first.headers["Link"].split("<")[1].split(">")[0]
    second = client.get(path, headers=sign_in("city_officer"))
    assert len({one["id"] for page in (first, second) for one in page.json["items"]}) == 3


def test_another_officer_approves_a_closing(client, sign_in, alert):
    city, (shown,) = (
        sign_in("city_officer"),
        client.get(PATH, headers=sign_in("district_officer")).json["items"],
    )
    approve = f"{PATH}/{shown['id']}/approve"
    early = client.post(approve, headers=city)
    assert (early.status_code, early.json["code"]) == (409, "alert_open")
    closing = {"reason": "已电话核实，旧机在库"}
    closed = client.post(f"{PATH}/{shown['id']}/close", json=closing, headers=city)
    assert closed.status_code == 200
    # Nobody approves what they closed; a district has no say, another city does not see it.
    assert client.post(approve, headers=city).status_code == 403
    assert client.post(approve, headers=sign_in("district_officer")).status_code == 403
    assert client.post(approve, headers=sign_in("city_officer", 1)).status_code == 404
    approved = client.post(approve, headers=sign_in("province_officer"))
    assert approved.status_code == 200
    assert approved.json["approved_at"]
    assert [line["action"] for line in approved.json["log"]][-2:] == ["closed", "approved"]


def test_a_repeated_photo_says_which_units_who_when_and_what_to_compare(client, session, world, sign_in):
    """Both units name one file; the later one's district is told, and reads in the trace of either that it is so."""
    chain = Chain(session, world)
    picture = jpeg()
    sent = client.post(
        "/api/v1/photos?purpose=receiving",
        data=picture,
        content_type="image/jpeg",
        headers=sign_in("warehouse"),
    )
    assert sent.status_code == 201, sent.json
    codes = chain.labels(2)
    for code in codes:
        named = {"photos": (sha256(picture).hexdigest(),)}
        chain.send(
            "recycler_staff", *[chain.scan(step, code, **named) for step in ("commissioning", "collecting")]
        )
    first, later = codes
    assert gather(session, NOW + timedelta(hours=1), lambda day: day.weekday() < 5) == 1
    session.commit()
    officer = sign_in("district_officer")
    (found,) = client.get(f"{PATH}?kind=photo_repeat", headers=officer).json["items"]
    assert found["due_at"] > found["raised_at"]
    told = client.get(f"{PATH}/{found['id']}", headers=officer).json
    (pair,) = told["photo_pairs"]
    assert {pair[side]["code"] for side in ("mine", "other")} == {first, later}
    assert pair["mine"]["code"] == told["unit"]["code"]
    assert pair["same_file"] is True
    for side in (pair["mine"], pair["other"]):
        firm = world.organisation("recycler").name
        assert (side["in_reach"], side["organisation"], side["step"]) == (True, firm, "commissioning")
        assert side["state"] == "present"
        assert client.get(side["photo"]["url"], headers=officer).status_code == 200
    assert told["organisation"]["name"] == world.organisation("recycler").name
    assert [line["note"] for line in told["log"]] == [None]
    for code in (first, later):
        trace = client.get(f"/api/v1/units/{code}/trace", headers=officer).json
        marked = [one["step"] for one in trace["events"] if "photo_repeat" in one["flags"]]
        assert marked == ["commissioning", "collecting"]
        assert trace["anomalies"] == sum(len(one["flags"]) for one in trace["events"]) + sum(
            gap["ended_at"] is None for gap in trace["gaps"]
        )
    # The trade is told of an alert, not of what is suspected.
    trade = sign_in("recycler_manager")
    assert {"photo_pairs", "price"}.isdisjoint(client.get(f"{PATH}/{found['id']}", headers=trade).json)
    trace = client.get(f"/api/v1/units/{later}/trace", headers=trade).json
    assert not any("photo_repeat" in one["flags"] for one in trace["events"])


def test_a_unit_out_of_reach_is_told_by_place_and_time_alone(client, session, world, sign_in):
    chain = Chain(session, world)
    (code,) = chain.labels(1)
    elsewhere = [chain.scan(step, code, region="371581") for step in ("commissioning", "collecting")]
    chain.send("recycler_staff", *elsewhere)
    chain.collect(1)
    assert gather(session, NOW + timedelta(hours=1), lambda day: day.weekday() < 5) == 1
    session.commit()
    (found,) = client.get(f"{PATH}?kind=photo_repeat", headers=sign_in("district_officer")).json["items"]
    for role, reached in (("district_officer", False), ("city_officer", True)):
        (pair,) = client.get(f"{PATH}/{found['id']}", headers=sign_in(role)).json["photo_pairs"]
        other = pair["other"]
        assert (other["in_reach"], other["code"], other["place"]) == (
            reached,
            code if reached else None,
            "371581",
        )
        assert (other["state"], bool(other["organisation"])) == (
            "missing" if reached else "withheld",
            reached,
        )
        assert other["place_name"]
