"""The offline conflict queue: nobody's scan is lost, nothing waits forever, and the rules decide, not who asks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.pending_queue import expire, pending_after, pending_card, retry, settle
from models.pending_scan import DeviceStream, PendingScan
from tests.persistence.capture_ground import KEY, NOW, Chain, outcomes
from tradein.refusal import Forbidden, NotFound
from tradein.refusals.pending import PendingInLine, PendingSettled

LATER = NOW + timedelta(days=3, hours=1)


@pytest.fixture
def chain(session, world):
    return Chain(session, world)


def key():
    return KEY


def states(chain):
    chain.session.expire_all()
    rows = chain.session.execute(select(PendingScan.event_id, PendingScan.state))
    return {row.event_id: row.state for row in rows}


def quarantined(chain, **said):
    """A scan of a code nobody has bound."""
    scan = chain.scan("collecting", chain.labels(1)[0], **said)
    assert outcomes(chain.send("recycler_staff", scan)) == ["held"]
    return scan


def contradicting(chain):
    """A late collection of a unit that is in the warehouse already."""
    code = chain.store(1)[0]
    scan = chain.scan("collecting", code, handover_code="123456")
    assert outcomes(chain.send("recycler_staff", scan)) == ["conflict"]
    return scan


# --- The sweep -------------------------------------------------------------------------------------------------------


def test_nothing_happens_before_three_days(chain):
    quarantined(chain)
    assert expire(chain.session, NOW + timedelta(days=2, hours=23), key).count == 0


def test_what_still_waits_after_three_days_is_for_a_person(chain):
    scan = quarantined(chain, handover_code="123456")
    assert expire(chain.session, LATER, key).count == 1
    assert expire(chain.session, LATER, key).count == 0
    assert states(chain) == {scan.event_id: "conflict"}
    body, decided = chain.one("SELECT body, decided_at FROM pending_scan")
    assert "handover_code" not in body
    assert decided == LATER


def test_a_gap_is_passed_over_and_what_follows_is_judged(chain):
    codes, phone = chain.labels(3), chain.device()
    scans = [
        chain.scan("commissioning", code, device=phone, device_seq=n)
        for code, n in zip(codes, (3, 4, 9), strict=True)
    ]
    assert outcomes(chain.send("recycler_staff", *scans)) == ["held"] * 3
    swept = expire(chain.session, LATER, key)
    assert swept.districts == {"371502"}
    assert states(chain) == {}
    assert chain.stages(codes) == ["booked"] * 3
    assert chain.session.scalar(select(DeviceStream.next_seq)) == 10
    assert expire(chain.session, LATER, key).count == 0
    late = chain.scan("commissioning", chain.labels(1)[0], device=phone, device_seq=1)
    assert outcomes(chain.send("recycler_staff", late, now=LATER)) == ["applied"]


def test_what_follows_a_gap_and_cannot_be_applied_is_for_a_person(chain):
    phone = chain.device()
    scan = chain.scan("collecting", chain.labels(1)[0], device=phone, device_seq=2)
    behind = chain.scan("collecting", scan.code, device=phone, device_seq=3)
    chain.send("recycler_staff", scan, behind)
    expire(chain.session, LATER, key)
    assert states(chain) == {scan.event_id: "conflict", behind.event_id: "conflict"}
    assert chain.session.scalar(select(DeviceStream.next_seq)) == 4


def test_the_sweep_finds_what_can_be_applied_meanwhile(chain, session):
    code = chain.labels(1)[0]
    scan = chain.scan("collecting", code)
    chain.send("recycler_staff", scan)
    # Its unit came by another way, and nothing told the scan.
    kept = session.get_one(PendingScan, scan.event_id)
    kept.state = "settled"
    session.flush()
    chain.send("recycler_staff", chain.scan("commissioning", code))
    kept.state = "waiting"
    session.flush()
    assert expire(session, LATER, key).count == 1
    assert states(chain) == {}
    assert chain.stages([code]) == ["collected"]


# --- A person decides ------------------------------------------------------------------------------------------------


def test_a_manager_settles_what_a_colleague_sent(chain, world):
    scan = contradicting(chain)
    by = (world.actor("recycler_manager"), LATER)
    card = settle(chain.session, by, scan.event_id, "重复上门，以仓库记录为准")
    assert (card.row.state, card.row.settled_by, card.row.decided_at) == (
        "settled",
        world.actor("recycler_manager").account_id,
        LATER,
    )
    settle(chain.session, by, scan.event_id, "重复上门，以仓库记录为准")
    with pytest.raises(PendingSettled):
        settle(chain.session, by, scan.event_id, "另一个说法")
    with pytest.raises(PendingSettled):
        retry(chain.session, by, scan.event_id, key)
    again = chain.send("recycler_staff", scan)
    assert outcomes(again) == ["conflict"]
    assert states(chain) == {scan.event_id: "settled"}


def test_nobody_settles_an_own_scan(chain, world):
    code = chain.store(1)[0]
    scan = chain.scan("collecting", code)
    chain.send("recycler_manager", scan)
    with pytest.raises(Forbidden):
        settle(chain.session, (world.actor("recycler_manager"), LATER), scan.event_id, "自己处理")


def test_a_scan_in_line_is_not_settled(chain, world):
    scan = chain.scan("commissioning", chain.labels(1)[0], device=chain.device(), device_seq=2)
    chain.send("recycler_staff", scan)
    with pytest.raises(PendingInLine):
        settle(chain.session, (world.actor("recycler_manager"), LATER), scan.event_id, "不等了")


def test_a_district_decides_about_money_and_a_city_about_all(chain, world):
    money = contradicting(chain)
    code = chain.store(1)[0]
    other = chain.scan("receiving", code, site=chain.site("warehouse"), price_fen=None)
    assert outcomes(chain.send("warehouse", other)) == ["conflict"]
    district, city = world.actor("district_officer"), world.actor("city_officer")
    assert settle(chain.session, (district, LATER), money.event_id, "已核对收据").row.state == "settled"
    with pytest.raises(Forbidden):
        settle(chain.session, (district, LATER), other.event_id, "已核对")
    assert settle(chain.session, (city, LATER), other.event_id, "已核对").row.state == "settled"


def test_a_retry_is_judged_in_the_senders_name(chain, session, world):
    scan = contradicting(chain)
    by = (world.actor("recycler_manager"), LATER)
    assert retry(session, by, scan.event_id, key).verdict.outcome.value == "conflict"
    assert states(chain) == {scan.event_id: "conflict"}
    waiting = chain.scan("receiving", chain.commission(1)[0], site=chain.site("warehouse"))
    chain.send("warehouse", waiting)
    session.get_one(PendingScan, waiting.event_id).state = "conflict"
    session.flush()
    chain.send("recycler_staff", chain.scan("collecting", waiting.code))
    by = (world.actor("warehouse", 0), LATER)
    with pytest.raises(Forbidden):
        retry(session, by, waiting.event_id, key)
    session.get_one(PendingScan, waiting.event_id).account_id = None
    session.flush()
    again = retry(session, by, waiting.event_id, key)
    assert (again.verdict.outcome.value, again.districts) == ("applied", {"371502"})
    with pytest.raises(NotFound):
        retry(session, by, waiting.event_id, key)
    assert chain.one("SELECT account_id FROM event ORDER BY unit_id DESC, seq DESC LIMIT 1")[0] == (
        world.actor("warehouse").account_id
    )


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "number", "sees"),
    [
        ("recycler_staff", 0, True),
        ("recycler_manager", 0, True),
        ("recycler_manager", 1, False),
        ("warehouse", 0, False),
        ("district_officer", 0, True),
        ("district_officer", 1, False),
        ("city_officer", 0, True),
        ("city_officer", 1, False),
        ("auditor", 0, True),
    ],
)
def test_a_kept_scan_is_seen_by_its_organisation_and_its_officers(chain, world, role, number, sees):
    scan = contradicting(chain)
    actor = world.actor(role, number)
    assert len(pending_after(chain.session, actor, "conflict", None, 10)) == sees
    assert pending_after(chain.session, actor, "settled", None, 10) == []
    if sees:
        assert pending_card(chain.session, actor, scan.event_id).row.code == scan.code
    else:
        with pytest.raises(NotFound):
            pending_card(chain.session, actor, scan.event_id)


def test_officers_of_the_units_district_see_it_too(chain, world):
    code = chain.store(1)[0]
    scan = chain.scan("receiving", code, site=chain.site("dismantler", 1))
    assert outcomes(chain.send("dismantler", scan, number=1)) == ["held"]
    for number in (0, 1):
        assert pending_card(chain.session, world.actor("district_officer", number), scan.event_id)
