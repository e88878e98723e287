"""POST /api/v1/scans: one verdict a scan, in both languages, all or nothing when asked, and clocks put right."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from tests.persistence.capture_ground import Chain
from tradein.handover import digest

URL = "/api/v1/scans"


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


@pytest.fixture
def post(client, sign_in):
    def send(role, *scans, number=0, language="zh", **body):
        headers = sign_in(role, number) | {"Accept-Language": language}
        return client.post(URL, json={"scans": list(scans), **body}, headers=headers)

    return send


def now(**ago):
    return (datetime.now(UTC) - timedelta(**ago)).isoformat()


def scan(step, code, **said):
    given = {"event_id": str(uuid4()), "code": code, "step": step, "event_time": now(minutes=1)}
    return given | said


def birth(code, **said):
    return scan(
        "commissioning", code, **({"item_type": "FRIDGE", "region": "371502", "price_fen": 5000} | said)
    )


def collection(code, **said):
    return scan("collecting", code, weight_g=60_000, photos=["a" * 64], **said)


def verdicts(reply):
    assert reply.status_code == 200, reply.json
    return [verdict["verdict"] for verdict in reply.json["verdicts"]]


def test_verdicts_come_one_a_scan_in_the_order_sent(post, chain, session):
    one, two = chain.labels(2)
    session.commit()
    reply = post(
        "recycler_staff",
        collection(one),
        birth(one),
        birth(two, weight_g=-1),
        birth(two),
        collection(two) | {"photos": []},
    )
    assert verdicts(reply) == ["applied", "applied", "rejected", "applied", "rejected"]
    assert reply.json["counts"] == {"applied": 3, "rejected": 2}
    first, _, unread, born, refused = reply.json["verdicts"]
    assert (first["stage"], first["seq"], first["code"]) == ("collected", 2, one)
    assert (born["stage"], born["seq"]) == ("booked", 1)
    assert unread["refusal"] == "invalid_input"
    assert [error["field"] for error in unread["errors"]] == ["weight_g"]
    assert refused["errors"][0] == {
        "field": "photos",
        "code": "fact_missing",
        "message": "缺少必填项：照片。重量无法称量时请填写原因。",
    }


def test_a_refusal_is_told_in_the_reader_s_language(post, chain, session):
    code = chain.labels(1)[0]
    session.commit()
    told = {
        language: post("recycler_staff", collection(code), language=language).json["verdicts"][0]
        for language in ("zh", "en")
    }
    assert {verdict["refusal"] for verdict in told.values()} == {"unknown_code"}
    assert "待核区" in told["zh"]["errors"][0]["message"]
    assert "quarantine" in told["en"]["errors"][0]["message"]


def test_a_mistyped_code_is_told_before_anything_else(post):
    reply = post("recycler_staff", collection("0000000000009"))
    assert verdicts(reply) == ["rejected"]
    assert [error["code"] for error in reply.json["verdicts"][0]["errors"]] == ["code_check_character"]


def test_codes_are_read_as_people_type_them(post, chain, session):
    code = chain.labels(1)[0]
    session.commit()
    typed = " ".join(code[start : start + 4] for start in range(0, 13, 4)).lower()
    assert verdicts(post("recycler_staff", birth(typed))) == ["applied"]


def test_a_replay_is_answered_as_the_first_time(post, chain, session):
    code = chain.labels(1)[0]
    session.commit()
    sent = birth(code)
    first, again = post("recycler_staff", sent), post("recycler_staff", sent)
    assert (verdicts(first), verdicts(again)) == (["applied"], ["duplicate"])
    facts = [{**reply.json["verdicts"][0], "verdict": None} for reply in (first, again)]
    assert facts[0] == facts[1]


def test_a_conflict_tells_what_the_server_knows(post, chain, session):
    code = chain.collect(1)[0]
    session.commit()
    reply = post("recycler_staff", collection(code), language="en")
    (told,) = reply.json["verdicts"]
    assert (told["verdict"], told["refusal"]) == ("conflict", "step_too_late")
    assert told["facts"]["stage"] == "collected"
    assert "has been collected since" in told["errors"][0]["message"]


def test_all_or_nothing_writes_nothing_and_says_why(post, chain, session):
    one, two = chain.labels(2)
    session.commit()
    reply = post("recycler_staff", birth(one), birth(two, item_type="SPACESHIP"), atomic=True)
    assert (reply.status_code, reply.json["code"]) == (409, "atomic_refused")
    told = reply.json["facts"]["verdicts"]
    assert [one["verdict"] for one in told] == ["not_applied", "rejected"]
    assert not any({"stage", "seq", "recorded_at"} & one.keys() for one in told)
    for table in ("unit", "event", "tally_live", "pending_scan"):
        assert session.scalar(text(f"SELECT count(*) FROM {table}")) == 0  # noqa: S608 - names of this test
    unreadable = post("recycler_staff", birth(one), birth(two, weight_g="heavy"), atomic=True)
    assert unreadable.status_code == 409
    told = unreadable.json["facts"]["verdicts"]
    assert [one["verdict"] for one in told] == ["not_applied", "rejected"]
    assert told[1]["errors"][0]["field"] == "weight_g"
    alone = post("recycler_staff", birth(two, weight_g="heavy"), atomic=True)
    assert (alone.status_code, alone.json["facts"]["refused"]) == (409, 1)
    assert verdicts(post("recycler_staff", birth(one), birth(two), atomic=True)) == ["applied", "applied"]


def test_all_or_nothing_is_no_way_to_guess_a_hand_over_code(post, chain, session, world, app):
    """A batch that is refused as a whole still counts its wrong codes."""
    code = chain.commission(1)[0]
    key = app.extensions["settings"].secret("handover").encode()
    order_id = uuid4()
    session.execute(
        text(
            "INSERT INTO trade_order (id, number, consumer_id, region_code, recycler_id, slot_start, slot_end, state,"
            " promised_fen, price_fen, handover_hash, handover_tries, handover_turn, placed_at) VALUES"
            " (:id, 'T0001', :consumer, '371502', :recycler, now(), now(), 'assigned', 1, 1, :hash, 0, 0, now())"
        ),
        {
            "id": order_id,
            "consumer": world.person("consumer").account_id,
            "recycler": world.organisation("recycler").id,
            "hash": digest(key, order_id, "123456"),
        },
    )
    session.execute(text("UPDATE unit SET order_id = :id"), {"id": order_id})
    session.commit()
    guesses = [
        post("recycler_staff", collection(code, handover_code=f"00000{n}"), atomic=True) for n in range(5)
    ]
    assert {reply.status_code for reply in guesses} == {409}
    right = post("recycler_staff", collection(code, handover_code="123456"))
    assert right.json["verdicts"][0]["refusal"] == "handover_locked"


def test_a_wrong_clock_is_put_right_by_the_time_of_sending(post, chain, session):
    code = chain.labels(1)[0]
    session.commit()
    sent = birth(code) | {"event_time": now(days=-3, hours=1)}
    reply = post("recycler_staff", sent, sent_at=now(days=-3))
    assert verdicts(reply) == ["applied"]
    happened = session.scalar(text("SELECT event_time FROM event"))
    assert abs(datetime.now(UTC) - timedelta(hours=1) - happened) < timedelta(minutes=1)
    late = post("recycler_staff", birth(code) | {"event_time": now(days=-3)})
    assert late.json["verdicts"][0]["refusal"] == "time_ahead"


def test_a_scan_that_cannot_be_read_does_not_hold_up_its_device(post, chain, session):
    one, two = chain.labels(2)
    phone = str(chain.device())
    session.commit()
    reply = post(
        "recycler_staff",
        birth(one, device=phone, device_seq=1, weight_g=-1),
        birth(two, device=phone, device_seq=2),
        birth(one, device="no-device", device_seq=3),
    )
    assert verdicts(reply) == ["rejected", "applied", "rejected"]
    assert session.scalar(text("SELECT next_seq FROM device_stream")) == 3


def test_a_lone_scan_that_cannot_be_read_is_answered_and_its_number_passed(post, chain, session):
    phone = str(chain.device())
    one, two = chain.labels(2)
    session.commit()
    assert verdicts(post("recycler_staff", birth(two, device=phone, device_seq=3))) == ["held"]
    assert verdicts(post("recycler_staff", birth(one, device=phone, device_seq=1))) == ["applied"]
    reply = post("recycler_staff", birth(one, device=phone, device_seq=2, weight_g=-1))
    assert (verdicts(reply), reply.json["counts"]) == (["rejected"], {"rejected": 1})
    assert [error["field"] for error in reply.json["verdicts"][0]["errors"]] == ["weight_g"]
    assert chain.stages([one, two]) == ["booked", "booked"]
    assert session.scalar(text("SELECT next_seq FROM device_stream")) == 4


def test_a_number_that_could_not_be_read_counts_beside_scans_of_no_device(post, chain, session):
    phone = str(chain.device())
    one, two = chain.labels(2)
    session.commit()
    reply = post("recycler_staff", birth(one), birth(two, device=phone, device_seq=1, weight_g=-1))
    assert verdicts(reply) == ["applied", "rejected"]
    assert session.scalar(text("SELECT next_seq FROM device_stream")) == 2


@pytest.mark.parametrize("event_id", [str(UUID(int=0)), str(UUID(int=2**128 - 1))])
def test_a_uuid_that_is_everybody_s_is_nobody_s_event(post, chain, session, event_id):
    code = chain.labels(1)[0]
    session.commit()
    reply = post("recycler_staff", birth(code, event_id=event_id))
    assert verdicts(reply) == ["rejected"]
    assert [error["field"] for error in reply.json["verdicts"][0]["errors"]] == ["event_id"]


@pytest.mark.control("spoils_the_batch")
def test_a_rule_nobody_foresaw_spoils_nothing_but_the_scan_that_broke_it(post, chain, session):
    forbidden, fine = chain.labels(2)
    rule = "ALTER TABLE event ADD CONSTRAINT nobody_foresaw CHECK (reason IS DISTINCT FROM 'poison')"
    session.execute(text(rule))
    session.commit()
    bad, good = birth(forbidden, reason="poison"), birth(fine)
    whole = post("recycler_staff", good, bad, atomic=True)
    assert (whole.status_code, whole.json["code"]) == (409, "atomic_refused")
    assert [one["verdict"] for one in whole.json["facts"]["verdicts"]] == ["not_applied", "conflict"]
    assert session.scalar(text("SELECT count(*) FROM event")) == 0
    reply = post("recycler_staff", bad, good)
    assert verdicts(reply) == ["conflict", "applied"]
    assert reply.json["verdicts"][0]["refusal"] == "not_recorded"
    assert verdicts(post("recycler_staff", birth(forbidden, reason="poison"))) == ["conflict"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_input"),
        ({"scans": []}, 422, "invalid_input"),
        ({"scans": ["scan"]}, 422, "invalid_input"),
        ({"scans": [{"event_id": "x"}], "atomic": "yes"}, 422, "invalid_input"),
        ({"scans": [{"event_id": "x"}], "sent_at": "yesterday"}, 422, "invalid_input"),
        ({"scans": [{"event_id": "x"}], "extra": 1}, 422, "invalid_input"),
        ({"scans": [{}] * 1001}, 422, "invalid_input"),
    ],
)
def test_a_batch_that_is_no_batch_is_refused(client, sign_in, body, status, code):
    reply = client.post(URL, json=body, headers=sign_in("recycler_staff"))
    assert (reply.status_code, reply.json["code"]) == (status, code)
    assert reply.json["errors"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"event_id": "x"}, "event_id"),
        ({"step": "flying"}, "step"),
        ({"event_time": "2026-03-10T12:00:00"}, "event_time"),
        ({"weight_g": 1.5}, "weight_g"),
        ({"weight_g": 2_000_001}, "weight_g"),
        ({"geo": {"lat": 91, "lon": 0}}, "geo.lat"),
        ({"photos": ["x"]}, "photos.0"),
        ({"handover_code": "12345"}, "handover_code"),
        ({"outputs": [{"output_code": "iron", "mass_g": 1}]}, "outputs.0.output_code"),
        ({"outputs": [{"output_code": "STEEL", "mass_g": 0}]}, "outputs.0.mass_g"),
        ({"exceptions": [{"code": "0000000000001", "kind": "eaten"}]}, "exceptions.0.kind"),
        ({"device_seq": 0}, "device_seq"),
        ({"surprise": True}, "surprise"),
        ({"reason": "x\u202e"}, "reason"),
        ({"load": "L000"}, "load"),
        ({"replaces": "000"}, "replaces"),
    ],
)
def test_what_cannot_be_read_is_named_by_field(post, chain, session, said, field):
    good, bad = chain.labels(2)
    session.commit()
    reply = post("recycler_staff", birth(good), birth(bad) | said)
    assert verdicts(reply) == ["applied", "rejected"]
    assert field in {error["field"] for error in reply.json["verdicts"][1]["errors"]}


def test_a_load_s_total_may_weigh_tonnes(post, chain, session):
    codes, load = chain.aboard(2)
    session.commit()
    shipped = post("warehouse", scan("shipping", load, counted=2, weight_g=12_000_000))
    assert verdicts(shipped) == ["applied"]
    (told,) = shipped.json["verdicts"]
    assert (told["facts"]["listed"], told["facts"]["confirmed"]) == (2, 2)
    assert told["flags"] == ["weight_differs"]
    assert chain.stages(codes) == ["in_transit"] * 2


@pytest.mark.parametrize(
    "role", ["consumer", "district_officer", "auditor", "system_admin", "community_worker"]
)
def test_who_handles_no_units_scans_none(post, role):
    assert post(role, birth("0000000000009")).status_code == 403


def test_nobody_scans_without_signing_in(client):
    assert client.post(URL, json={"scans": [{}]}).status_code == 401


def test_an_integration_scans_with_its_key_and_within_its_role(client, sign_in, chain, session):
    code = chain.labels(1)[0]
    session.commit()
    sent = {"scans": [birth(code), scan("receiving", code, site=chain.site("warehouse"), weight_g=1)]}
    reply = client.post(URL, json=sent, headers=sign_in("integration_client"))
    assert verdicts(reply) == ["applied", "held"]


def test_nothing_finer_than_a_district_is_kept_of_a_position(post, chain, session):
    """Finer, an event kept for ever would tell where a consumer lives and where a collector went."""
    (code,) = chain.labels(1)
    session.commit()
    door = {"lat": 36.456789, "lon": 115.985432, "accuracy_m": 8}
    assert (
        verdicts(post("recycler_staff", birth(code, geo=door), collection(code, geo=door))) == ["applied"] * 2
    )
    kept = session.execute(text("SELECT lat_e6, lon_e6 FROM event WHERE lat_e6 IS NOT NULL")).all()
    assert [tuple(row) for row in kept] == [(36_460_000, 115_990_000)] * 2
