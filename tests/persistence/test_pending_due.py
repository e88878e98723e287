"""What waits although its reason is gone: found by the sweep and judged again, once."""

import pytest
from sqlalchemy import text

from models.ground import Moment, ground_for
from models.ledger import weigh, write
from models.pending_due import due, release
from models.recount import check
from tests.persistence.capture_ground import KEY, NOW, Chain, outcomes, refusals


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


def overtaken(chain, role, scan, meanwhile):
    """Keep a scan that was judged before `meanwhile` happened: the two crossed each other."""
    ground = ground_for(chain.session, Moment(chain.world.actor(role), NOW, KEY), [scan.site])
    made = weigh(chain.session, ground, [scan])
    kept, made.events = made.pending, []
    assert scan.event_id in kept
    meanwhile()
    made.devices = {}
    write(chain.session, made, NOW)


def test_a_receipt_that_crossed_its_shipping_is_applied(chain, session):
    codes, load = chain.aboard(1)
    receive = chain.scan("receiving", codes[0], site=chain.site("dismantler"))
    overtaken(chain, "dismantler", receive, lambda: chain.send("warehouse", chain.scan("shipping", load)))
    assert chain.stages(codes) == ["in_transit"]
    assert due(session) == [receive.event_id]
    done = release(session, NOW, lambda: KEY)
    assert (done.count, chain.stages(codes)) == (1, ["received"])
    assert done.districts >= {"371502"}
    assert release(session, NOW, lambda: KEY).count == 0
    assert check(session) == []


def test_an_unknown_code_that_crossed_its_binding_is_applied(chain, session):
    code = chain.labels(1)[0]
    collect = chain.scan("collecting", code)
    born = chain.scan("commissioning", code)
    overtaken(chain, "recycler_staff", collect, lambda: chain.send("recycler_staff", born))
    assert due(session) == [collect.event_id]
    release(session, NOW, lambda: KEY)
    assert chain.stages([code]) == ["collected"]


def test_a_load_s_receipt_that_crossed_its_shipping_is_applied(chain, session):
    codes, load = chain.aboard(2)
    receive = chain.scan("receiving", load, site=chain.site("dismantler"))
    overtaken(chain, "dismantler", receive, lambda: chain.send("warehouse", chain.scan("shipping", load)))
    assert due(session) == [receive.event_id]
    release(session, NOW, lambda: KEY)
    assert chain.stages(codes) == ["received"] * 2


def test_a_gap_that_was_filled_meanwhile_is_passed(chain, session):
    one, two = chain.labels(2)
    phone = chain.device()
    second = chain.scan("commissioning", two, device=phone, device_seq=2)
    first = chain.scan("commissioning", one, device=phone, device_seq=1)
    overtaken(chain, "recycler_staff", second, lambda: chain.send("recycler_staff", first))
    assert due(session) == [second.event_id]
    release(session, NOW, lambda: KEY)
    assert chain.stages([one, two]) == ["booked"] * 2
    assert chain.one("SELECT next_seq FROM device_stream")[0] == 3


def test_what_still_has_a_reason_is_left_alone(chain, session):
    codes, load = chain.aboard(1)
    phone = chain.device()
    held = [
        chain.scan("collecting", chain.labels(1)[0]),
        chain.scan("commissioning", chain.labels(1)[0], device=phone, device_seq=5),
    ]
    chain.send("recycler_staff", *held)
    plant = chain.site("dismantler")
    late = [chain.scan("receiving", codes[0], site=plant), chain.scan("receiving", load, site=plant)]
    assert set(outcomes(chain.send("dismantler", *late))) == {"held"}
    more = chain.scan("shipping", load, counted=2)
    assert refusals(chain.send("warehouse", more)) == ["load_incomplete"]
    assert due(session) == []


def test_what_is_judged_in_vain_is_not_due_again(chain, session):
    """Something happened to the unit, but not what the scan waits for."""
    code = chain.collect(1)[0]
    chain.send("dismantler", chain.scan("disassembling", code, site=chain.site("dismantler")))
    session.execute(text("UPDATE pending_scan SET facts = facts || '{\"seq\": 1}'"))
    assert len(due(session)) == 1
    assert release(session, NOW, lambda: KEY).count == 1
    assert due(session) == []
    assert chain.one("SELECT state FROM pending_scan")[0] == "waiting"
