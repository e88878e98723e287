"""Corrections over HTTP: at once, or with the other side's approval; scoped; the table of seals for everybody."""

from uuid import uuid4

import pytest
from sqlalchemy import text, update

from models.party import Membership
from models.recount import check
from tests.persistence.capture_ground import Chain

URL = "/api/v1/corrections"


@pytest.fixture
def chain(session, world):
    for role in ("warehouse", "dismantler"):
        mine = Membership.id == world.person(role).membership_id
        session.execute(update(Membership).where(mine).values(manager=True))
    return Chain(session, world)


@pytest.fixture
def declare(client, sign_in, session):
    def send(role, step, kind="incorrect_data", number=0, **changes):
        said = {"kind": kind, "reason": "称重单抄写有误"} | ({"changes": changes} if changes else {})
        event_id = session.scalar(
            text(
                "SELECT event_id FROM event WHERE step = :step AND corrects_seq IS NULL ORDER BY seq DESC LIMIT 1"
            ),
            {"step": step},
        )
        return client.post(URL, json=said | {"event_id": str(event_id)}, headers=sign_in(role, number))

    return send


def test_a_fresh_event_is_corrected_at_once_and_the_trace_says_so(chain, declare, client, sign_in, session):
    code = chain.collect(1)[0]
    session.commit()
    made = declare("recycler_manager", "collecting", weight_g=45_000)
    assert (made.status_code, made.json["state"], made.json["counter_party"]) == (201, "applied", None)
    headers = sign_in("recycler_manager")
    trace = client.get(f"/api/v1/units/{code}/trace", headers=headers).json
    wrong = [event["seq"] for event in trace["events"] if "declared_wrong" in event["flags"]]
    assert wrong == [2]
    assert trace["events"][-1]["event_id"] == made.json["corrective_event_id"]
    again = declare("recycler_manager", "collecting", weight_g=45_000)
    assert (again.status_code, again.json["code"]) == (422, "nothing_corrected")
    assert client.get(f"{URL}/{made.json['id']}", headers=headers).json == made.json
    assert check(session) == []


def test_a_second_declaration_of_one_event_is_a_conflict(chain, client, sign_in, session):
    chain.collect(1)
    event_id = chain.one("SELECT event_id FROM event WHERE step = 'collecting'")[0]
    session.commit()
    body = {"event_id": str(event_id), "kind": "did_not_occur", "reason": "实际没有收取"}
    sent = [client.post(URL, json=body, headers=sign_in("recycler_manager")) for _ in range(2)]
    assert [reply.status_code for reply in sent] == [201, 409]
    assert sent[1].json["code"] == "already_declared"
    assert chain.one("SELECT stage FROM unit")[0] == "booked"


@pytest.mark.parametrize(("decision", "state"), [("approve", "applied"), ("refuse", "refused")])
def test_once_signed_the_other_side_decides(chain, declare, client, sign_in, session, decision, state):
    chain.store(1)
    session.commit()
    made = declare("recycler_manager", "collecting", weight_g=45_000)
    assert (made.status_code, made.json["state"]) == (201, "proposed")
    url, said = f"{URL}/{made.json['id']}/{decision}", {"reason": "已核对称重单"}
    assert client.post(url, json=said, headers=sign_in("recycler_manager")).json["code"] == "own_correction"
    assert client.post(url, json=said, headers=sign_in("warehouse", 1)).status_code in (403, 404)
    decided = client.post(url, json=said, headers=sign_in("warehouse"))
    assert (decided.status_code, decided.json["state"]) == (200, state)
    assert decided.json["decision_reason"] == "已核对称重单"
    assert client.post(url, json=said, headers=sign_in("warehouse")).json["code"] == "correction_decided"
    assert check(session) == []


def test_an_unknown_or_foreign_event_is_absent(chain, declare, client, sign_in, session):
    chain.store(1)
    session.commit()
    body = {"event_id": str(uuid4()), "kind": "did_not_occur", "reason": "没有这回事"}
    assert client.post(URL, json=body, headers=sign_in("recycler_manager")).status_code == 404
    assert declare("warehouse", "collecting", weight_g=1).status_code == 404
    assert declare("recycler_manager", "collecting", number=1, weight_g=1).status_code == 404


def test_only_managers_declare_and_lists_keep_to_their_reader(chain, declare, client, sign_in, session):
    chain.store(1)
    session.commit()
    assert declare("recycler_staff", "collecting", weight_g=1).status_code == 403
    made = declare("recycler_manager", "collecting", weight_g=45_000).json

    def seen(role, number=0):
        reply = client.get(f"{URL}?state=proposed", headers=sign_in(role, number))
        return [item["id"] for item in reply.json["items"]]

    assert [seen(role) for role in ("recycler_manager", "warehouse", "district_officer")] == [
        [made["id"]]
    ] * 3
    assert [seen("recycler_manager", 1), seen("district_officer", 1), seen("dismantler")] == [[], [], []]


def test_outputs_out_of_balance_are_refused_whatever_reason_is_given(chain, declare, session):
    codes, load = chain.aboard(1)
    plant = chain.site("dismantler")
    chain.send("warehouse", chain.scan("shipping", load))
    chain.send("dismantler", chain.scan("receiving", load, site=plant))
    chain.send("dismantler", chain.scan("disassembling", codes[0], site=plant, reason=None))
    stock = chain.all("SELECT kind, mass_g FROM output_movement ORDER BY 1, 2")
    session.commit()
    light = [{"output_code": "STEEL", "mass_g": 40_000}, {"output_code": "REFRIGERANT", "mass_g": 100}]
    told = declare("dismantler", "disassembling", outputs=light)
    assert (told.status_code, told.json["code"]) == (422, "balance_exceeded")
    assert told.json["errors"][0]["field"] == "changes.outputs"
    assert declare("dismantler", "disassembling", outputs=light, reason="压缩机缺失").status_code == 422
    right = [{**light[0], "mass_g": 59_500}, light[1]]
    assert declare("dismantler", "disassembling", outputs=right).status_code == 201
    assert chain.all("SELECT kind, mass_g FROM output_movement ORDER BY 1, 2") == stock
    assert check(session) == []


def test_everybody_reads_the_table_of_seals(client):
    seals = {seal["field"]: seal for seal in client.get("/api/v1/sealing").json["items"]}
    assert seals["weight_g"]["sealed_by"] == ["disassembling", "retail_selling"]
    assert (seals["weight_g"]["corrector"], seals["weight_g"]["once_signed"]) == ("recorder", "counter_party")
    assert (seals["photos"]["corrector"], seals["photos"]["once_signed"]) == ("nobody", "nobody")
