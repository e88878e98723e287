"""Scans that cannot be: too many, unreadable, impossible, somebody else's. Each is refused and leaves nothing."""

from collections import Counter
from datetime import UTC, datetime
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import select

from api.field import Strict
from api.scan_body import MAX_SCANS, ScanBody
from models.unit import Unit
from tests.http.fuzz import written
from tests.http.hostile import aimed_with
from tests.http.test_hostile_fields import wrong_values
from tradein.lifecycle import Step

URL = "/api/v1/scans"
MAY_STAY = {
    "applied": None,
    "duplicate": set(),
    "rejected": set(),
    # What waits or contradicts is kept for a person to decide; a device's numbers go on meanwhile.
    "conflict": {"pending_scan", "device_stream"},
    "held": {"pending_scan", "device_stream"},
}


def scan(code="0000000000000", step="collecting", **said):
    given = {
        "event_id": str(uuid4()),
        "code": code,
        "step": step,
        "event_time": datetime.now(UTC).isoformat(),
    }
    return given | said


@pytest.fixture
def post(client, sign_in):
    def send(*scans, role="recycler_staff", number=0, **body):
        return client.post(URL, json={"scans": list(scans), **body}, headers=sign_in(role, number))

    return send


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "scans",
    [[scan()] * (MAX_SCANS + 1), [], [7], [None], ["x"], [[]]],
    ids=["1001", "none", "number", "null", "text", "list"],
)
def test_what_is_no_batch(post, connection, scans):
    with written(connection) as kept:
        reply = post(*scans)
    assert reply.status_code == 422, reply.json
    assert all(error["field"].startswith("scans") for error in reply.json["errors"])
    assert not kept


@pytest.mark.usefixtures("world")
def test_every_field_of_a_scan_is_strict(post, connection):
    wrong, seen = [], 0
    for path, field, said in aimed_with(ScanBody(), wrong_values):
        if not isinstance(field, Strict):
            continue
        with written(connection) as kept:
            reply = post({**scan(), **said})
        seen += 1
        (verdict,) = reply.json["verdicts"]
        named = {error["field"] for error in verdict["errors"]}
        if verdict["verdict"] != "rejected" or ".".join(map(str, path)) not in named or kept:
            wrong.append((path, str(said)[:60], reply.status_code, named, kept))
    assert not wrong
    assert seen > 200


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 10**19 - 1])
def test_a_number_beyond_the_column_beside_a_good_scan(post, session, number):
    """The one that cannot be read is answered for itself; its device number is no reason to fail."""
    reply = post(scan(device=str(uuid4()), device_seq=number), scan("5XWJQ7JZK3T3C"[:13]))
    assert reply.status_code == 200, reply.json


@pytest.fixture
def units(session, told_world):
    """A unit in every stage that lives were left in."""
    return {stage: code for code, stage in session.execute(select(Unit.code, Unit.stage).order_by(Unit.code))}


# A recycler may bring what it collected to any warehouse, another city's too.
HANDED_OVER = ("collected", "receiving", "warehouse")
ROLES = ("recycler_staff", "warehouse", "dismantler", "refurbisher")


def test_impossible_steps_leave_nothing(post, units, world, connection):
    """Every stage and every step, by everybody and by another city's people: what is refused writes nothing."""
    seen, wrong = Counter(), []
    for (stage, code), step, role, number in product(units.items(), Step, ROLES, (0, 1)):
        site = world.organisation("warehouse", number).site_code
        with written(connection) as kept:
            reply = post(scan(code, step.value, site=site, weight_g=50_000), role=role, number=number)
        assert reply.status_code == 200, reply.json
        (verdict,) = reply.json["verdicts"]
        outcome, where = verdict["verdict"], (stage, step.value, role, number, verdict["refusal"])
        seen[outcome] += 1
        if MAY_STAY[outcome] is not None and not kept <= MAY_STAY[outcome]:
            wrong.append((*where, kept))
        if outcome in {"rejected", "conflict"} and not verdict["refusal"]:
            wrong.append((*where, "unnamed"))
        if number == 1 and outcome == "applied" and where[:3] != HANDED_OVER:
            wrong.append((*where, "a stranger's scan was applied"))
    assert not wrong
    assert min(seen[outcome] for outcome in ("applied", "rejected", "conflict")) > 0, seen


def test_all_or_nothing_keeps_nothing(post, units, connection):
    code = units["booked"]
    good = scan(code, "collecting", weight_g=50_000, photos=["5f" * 32], handover_code="000000")
    with written(connection) as kept:
        reply = post(good, scan(code, "shipping"), scan("bad"), atomic=True)
    assert reply.status_code == 409, reply.json
    assert kept <= {"trade_order", "audit"}, (
        "only a wrong hand-over code is counted, and the refusal written down"
    )
