"""Capture on PostgreSQL: statements counted, nothing half-written, held scans released, labels and loads kept true."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text

from models import ledger_sql
from models.db import new_id
from models.ground import Moment, ground_for
from models.ledger import weigh, write
from models.recount import check
from models.stale import Stale
from models.statement import cursor_of
from tests.persistence.capture_ground import KEY, NOW, Chain, outcomes, refusals, statements
from tradein.refusals.load_scan import TooManyLoads
from tradein.scan import Discrepancy


@pytest.fixture
def chain(session, world):
    made = Chain(session, world)
    # What is remembered for seconds (reporting districts, item types) is read before anything is counted.
    ground_for(session, Moment(world.actor("warehouse"), NOW, KEY), [made.site("warehouse")])
    return made


# --- Statements do not grow ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "most"), [("commissioning", 2), ("collecting", 2)])
def test_a_thousand_scans_take_as_many_statements_as_one(chain, step, most):
    codes = chain.labels(1001)
    if step == "collecting":
        chain.send("recycler_staff", *[chain.scan("commissioning", code) for code in codes])
    counts = []
    for some in (codes[:1], codes[1:]):
        with statements() as sent:
            told = chain.send("recycler_staff", *[chain.scan(step, code) for code in some])
        assert outcomes(told) == ["applied"] * len(some)
        counts.append(len(sent))
    assert counts == [most, most]


def test_a_thousand_held_scans_take_as_many_statements_as_one(chain):
    codes = chain.labels(202)
    phone = chain.device()
    counts = []
    for first, some in ((1, codes[:1]), (2, codes[1:])):
        held = [
            chain.scan("commissioning", code, device=phone, device_seq=n + first + 1)
            for n, code in enumerate(some)
        ]
        with statements() as sent:
            assert set(outcomes(chain.send("recycler_staff", *held))) == {"held"}
        counts.append(len(sent))
    # Read, keep, confirm the device's place; the second batch also reads the one that waits, and what waits for that.
    assert counts == [3, 6]
    with statements() as sent:
        filling = chain.scan("commissioning", chain.labels(1)[0], device=phone, device_seq=1)
        assert outcomes(chain.send("recycler_staff", filling)) == ["applied"]
    assert chain.one("SELECT count(*) FROM unit")[0] == 203
    assert chain.one("SELECT count(*) FROM pending_scan")[0] == 0
    assert chain.one("SELECT next_seq FROM device_stream")[0] == 204


def test_a_load_of_many_takes_as_many_statements_as_one_of_one(chain):
    counts = []
    for size in (1, 150):
        codes, load = chain.aboard(size)
        with statements() as sent:
            told = chain.send("warehouse", chain.scan("shipping", load, counted=size))
        assert told[0].facts["confirmed"] == size
        assert set(chain.stages(codes)) == {"in_transit"}
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 7


def test_more_units_than_a_batch_may_carry_are_refused_before_anything_happens(chain, monkeypatch):
    monkeypatch.setattr("models.load_ledger.MAX_UNITS", 3)
    _, load = chain.aboard(4)
    with pytest.raises(TooManyLoads):
        chain.send("warehouse", chain.scan("shipping", load))


# --- Once, and all of it ---------------------------------------------------------------------------------------------


def test_sending_again_changes_nothing_and_answers_the_same(chain):
    codes = chain.collect(3)
    scans = [chain.scan("receiving", code, site=chain.site("warehouse")) for code in codes]
    first = chain.send("warehouse", *scans)
    rows = chain.all("SELECT * FROM tally_live ORDER BY day, district, item_type, basis, measure, slot")
    again = chain.send("warehouse", *scans, now=NOW + timedelta(hours=1))
    assert outcomes(again) == ["duplicate"] * 3
    for before, after in zip(first, again, strict=True):
        assert after == before._replace(outcome=after.outcome)
    assert rows == chain.all(
        "SELECT * FROM tally_live ORDER BY day, district, item_type, basis, measure, slot"
    )
    assert check(chain.session) == []


def test_a_writer_that_was_overtaken_writes_nothing(chain, session):
    codes = chain.collect(2)
    ground = ground_for(session, Moment(chain.world.actor("warehouse"), NOW, KEY), [chain.site("warehouse")])
    late = weigh(
        session, ground, [chain.scan("receiving", code, site=chain.site("warehouse")) for code in codes]
    )
    chain.send("warehouse", chain.scan("receiving", codes[0], site=chain.site("warehouse")))
    before = chain.one("SELECT (SELECT count(*) FROM event), (SELECT sum(n) FROM tally_live)")
    with pytest.raises(Stale):
        write(session, late, NOW)
    assert before == chain.one("SELECT (SELECT count(*) FROM event), (SELECT sum(n) FROM tally_live)")
    assert chain.stages(codes) == ["stored", "collected"]
    assert check(session) == []


def test_a_label_that_was_taken_meanwhile_stops_the_batch(chain, session):
    code = chain.labels(1)[0]
    ground = ground_for(session, Moment(chain.world.actor("recycler_staff"), NOW, KEY))
    late = weigh(session, ground, [chain.scan("commissioning", code)])
    chain.send("recycler_staff", chain.scan("commissioning", code))
    with pytest.raises(Stale):
        write(session, late, NOW)
    assert chain.one("SELECT count(*) FROM unit")[0] == 1


def test_one_event_id_on_two_units_is_caught_by_the_database_too(chain, session):
    codes = chain.labels(2)
    ground = ground_for(session, Moment(chain.world.actor("recycler_staff"), NOW, KEY))
    event_id = new_id()
    late = weigh(session, ground, [chain.scan("commissioning", codes[1], event_id=event_id)])
    chain.send("recycler_staff", chain.scan("commissioning", codes[0], event_id=event_id))
    with suppress(Stale), session.begin_nested():
        write(session, late, NOW)
    assert chain.one("SELECT count(*) FROM event WHERE event_id = :id", id=event_id)[0] == 1
    told = chain.send("recycler_staff", chain.scan("commissioning", codes[1], event_id=event_id))
    assert refusals(told) == ["event_id_reused"]


# --- Held, released, in conflict -------------------------------------------------------------------------------------


def test_an_unknown_code_is_kept_whole_and_applied_at_its_own_site(chain):
    """Released scans are judged at the sites they name, by who sent them, not by whoever released them."""
    code = chain.labels(1)[0]
    receive = chain.scan("receiving", code, site=chain.site("warehouse"), photos=("b" * 64,))
    collect = chain.scan("collecting", code)
    assert refusals(chain.send("warehouse", receive)) == ["unknown_code"]
    assert outcomes(chain.send("recycler_staff", collect)) == ["held"]
    kept = chain.one(
        "SELECT state, refusal, code, body ->> 'step' FROM pending_scan WHERE event_id = :id",
        id=receive.event_id,
    )
    assert kept == ("waiting", "unknown_code", code, "receiving")
    chain.send("recycler_staff", chain.scan("commissioning", code))
    assert chain.stages([code]) == ["stored"]
    found = chain.one(
        "SELECT organisation_id, photos, place FROM event WHERE event_id = :id", id=receive.event_id
    )
    assert found == (
        chain.world.organisation("warehouse").id,
        ["b" * 64],
        chain.world.organisation("warehouse").region,
    )
    assert chain.one("SELECT count(*) FROM pending_scan")[0] == 0
    assert check(chain.session) == []


def test_a_hand_over_code_is_kept_only_while_it_may_be_needed(chain):
    code = chain.labels(1)[0]
    collect = chain.scan("collecting", code, handover_code="123456")
    chain.send("recycler_staff", collect)
    assert chain.one("SELECT body ->> 'handover_code' FROM pending_scan")[0] == "123456"
    chain.send(
        "recycler_staff", chain.scan("commissioning", code), chain.scan("decommissioning", code), collect
    )
    chain.send("recycler_manager", chain.scan("decommissioning", code))
    chain.send("recycler_staff", collect)
    late = chain.scan("collecting", code, handover_code="654321")
    chain.send("recycler_staff", late)
    body = chain.one("SELECT state, body FROM pending_scan WHERE event_id = :id", id=late.event_id)
    assert (body[0], "handover_code" in body[1]) == ("conflict", False)


def test_a_scan_under_an_old_label_is_released_under_the_new_one(chain):
    old = chain.commission(1)[0]
    new = chain.labels(1)[0]
    chain.send("warehouse", chain.scan("receiving", old, site=chain.site("warehouse")))
    chain.send("recycler_staff", chain.scan("commissioning", new, replaces=old))
    chain.send("recycler_staff", chain.scan("collecting", new))
    assert chain.stages([old, new]) == ["stored", "stored"]


def test_receipts_that_overtook_a_load_are_applied_when_it_is_shipped(chain):
    codes, load = chain.aboard(3)
    plant = chain.site("dismantler")
    assert refusals(chain.send("dismantler", chain.scan("receiving", codes[0], site=plant))) == [
        "predecessor_missing"
    ]
    assert refusals(chain.send("dismantler", chain.scan("disassembling", codes[1], site=plant))) == [
        "not_holder"
    ]
    assert refusals(chain.send("dismantler", chain.scan("receiving", load, site=plant))) == [
        "load_not_shipped"
    ]
    assert outcomes(chain.send("warehouse", chain.scan("shipping", load))) == ["applied"]
    assert chain.stages(codes) == ["received", "dismantled", "received"]
    assert chain.one("SELECT state, listed FROM load WHERE code = :code", code=load) == ("closed", 3)
    assert check(chain.session) == []


def test_a_kept_scan_belongs_to_its_sender(chain):
    code = chain.labels(1)[0]
    held = chain.scan("collecting", code)
    chain.send("recycler_staff", held)
    foreign = held._replace(weight_g=1, reason="换过")
    assert refusals(chain.send("recycler_staff", foreign, number=1)) == ["event_id_reused"]
    assert chain.one("SELECT body ->> 'weight_g' FROM pending_scan")[0] == "60000"


def test_a_settled_scan_is_answered_as_before(chain):
    held = chain.scan("collecting", chain.labels(1)[0])
    chain.send("recycler_staff", held)
    chain.session.execute(text("UPDATE pending_scan SET state = 'settled'"))
    chain.send("recycler_staff", chain.scan("commissioning", held.code))
    again = chain.send("recycler_staff", held)[0]
    assert (again.outcome.value, again.refusal) == ("conflict", "unknown_code")
    assert chain.stages([held.code]) == ["booked"]


@pytest.mark.control("no_device_seq_unique")
def test_a_device_s_numbers_are_its_own_and_used_once(chain):
    phone, theirs, lost = chain.device(), chain.device(number=1), chain.device(revoked_at=NOW)
    one, two = chain.labels(2)
    assert outcomes(
        chain.send("recycler_staff", chain.scan("commissioning", one, device=phone, device_seq=1))
    ) == ["applied"]
    told = [
        chain.send("recycler_staff", chain.scan("commissioning", two, device=device, device_seq=seq))[
            0
        ].refusal
        for device, seq in ((phone, 1), (theirs, 1), (lost, 1), (new_id(), 1))
    ]
    assert told == ["device_seq_reused", "device_unknown", "device_revoked", "device_unknown"]


# --- Labels and loads ------------------------------------------------------------------------------------------------


def test_labels_replaced_in_one_batch_leave_a_chain_that_leads_to_the_unit(chain):
    one, two, three = chain.labels(3)
    told = chain.send(
        "recycler_staff",
        chain.scan("commissioning", one),
        chain.scan("commissioning", two, replaces=one),
        chain.scan("commissioning", three, replaces=two),
    )
    assert outcomes(told) == ["applied"] * 3
    rows = chain.all("SELECT code, state, replaced_by, void_reason FROM label ORDER BY code")
    expected = {
        one: ("void", two, "replaced"),
        two: ("void", three, "replaced"),
        three: ("bound", None, None),
    }
    assert {row[0]: tuple(row[1:]) for row in rows} == expected
    assert chain.one(
        "SELECT count(DISTINCT unit_id), max(u.code) FROM label l JOIN unit u ON u.id = unit_id"
    ) == (1, three)
    assert check(chain.session) == []


def test_a_load_s_exceptions_are_recorded_with_it(chain):
    codes, load = chain.aboard(3)
    chain.send("warehouse", chain.scan("shipping", load))
    odd = (Discrepancy(codes[0], "missing"), Discrepancy(codes[1], "refused", 30_000, "缺件"))
    told = chain.send(
        "dismantler", chain.scan("receiving", load, site=chain.site("dismantler"), exceptions=odd)
    )
    assert told[0].facts["confirmed"] == 1
    assert chain.stages(codes) == ["in_transit", "in_transit", "received"]
    row = chain.one("SELECT listed, confirmed, exceptions, seq FROM load_event WHERE step = 'receiving'")
    assert (row[0], row[1], row[3]) == (3, 1, 2)
    assert [one["kind"] for one in row[2]] == ["missing", "refused"]
    assert chain.one("SELECT weight_g, hold_reason FROM unit WHERE code = :c", c=codes[1]) == (
        30_000,
        "refused: 缺件",
    )
    back = chain.send("warehouse", chain.scan("receiving", codes[1], site=chain.site("warehouse")))
    assert outcomes(back) == ["applied"]
    assert check(chain.session) == []


def test_a_load_that_moved_meanwhile_stops_the_batch_even_if_no_unit_moved(chain, session):
    codes, load = chain.aboard(1)
    chain.send("warehouse", chain.scan("shipping", load))
    ground = ground_for(
        session, Moment(chain.world.actor("dismantler"), NOW, KEY), [chain.site("dismantler")]
    )
    lost = chain.scan(
        "receiving", load, site=chain.site("dismantler"), exceptions=(Discrepancy(codes[0], "missing"),)
    )
    late = weigh(session, ground, [lost])
    chain.send("dismantler", chain.scan("receiving", load, site=chain.site("dismantler")))
    with pytest.raises(Stale):
        write(session, late, NOW)


def test_a_unit_on_the_road_is_received_where_it_was_sent(chain):
    codes, load = chain.aboard(1)
    chain.send("warehouse", chain.scan("shipping", load))
    lost = chain.scan("receiving", codes[0], site=chain.site("dismantler", 1))
    assert refusals(chain.send("dismantler", lost, number=1)) == ["destination_wrong"]


def test_plans_are_made_once_and_look_rows_up_one_by_one(chain, session):
    """A plan made anew for every batch costs more than running it; one that reads whole tables, more than both."""
    codes = chain.collect(10)
    for code in codes:
        chain.send("warehouse", chain.scan("receiving", code, site=chain.site("warehouse")))
    hot = chain.all(
        "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
        " WHERE statement LIKE '%json_to_recordset%'"
    )
    assert len(hot) >= 2
    assert all(generic > 0 for generic, _ in hot), hot


@pytest.mark.parametrize("statement", [ledger_sql.READ, ledger_sql.WRITE], ids=["read", "write"])
def test_no_plan_reads_a_whole_table(session, statement):
    """Made while tables are small, and kept while they grow."""
    cursor = cursor_of(session)
    # A table that was analysed while it held nothing at all is read whole for nothing, until it is analysed again.
    cursor.execute("SET LOCAL enable_seqscan = off")
    plan = [row[0] for row in cursor.execute(f"EXPLAIN (GENERIC_PLAN) {statement.sql}").fetchall()]
    assert not [line for line in plan if "Seq Scan" in line], "\n".join(plan)


def test_a_phone_that_lost_its_queue_counts_nothing_twice(chain, session):
    """Sent anew under other event ids: one by one, in one batch, and with the load as a whole."""
    (code, other), load = chain.aboard(2)
    here = {"site": chain.site("warehouse")}
    inspect = [chain.scan("inspecting", code, route=route, **here) for route in ("dismantle", "refurbish")]
    again = [chain.scan("loading", code, load=load), chain.scan("loading", other, load=load)]
    assert outcomes(chain.send("warehouse", *again)) == ["duplicate"] * 2
    assert outcomes(chain.send("warehouse", *inspect)) == ["applied"] * 2
    inspect = [one._replace(event_id=new_id()) for one in inspect]
    assert outcomes(chain.send("warehouse", *reversed(inspect))) == ["duplicate", "applied"]
    chain.send("warehouse", chain.scan("shipping", load))
    there = {"site": chain.site("dismantler")}
    arrive = [chain.scan("arriving", code, **there) for _ in range(3)]
    assert outcomes([chain.send("dismantler", one)[0] for one in arrive]) == [
        "applied",
        "duplicate",
        "duplicate",
    ]
    (whole,) = chain.send("dismantler", chain.scan("arriving", load, **there))
    assert (whole.facts["confirmed"], whole.facts["exceptions"]) == (2, [])
    counted = chain.all(
        "SELECT measure, sum(n) FROM tally_live WHERE basis = 'origin' AND measure IN ('loading', 'inspecting',"
        " 'arriving') GROUP BY measure ORDER BY measure"
    )
    assert counted == [("arriving", 2), ("inspecting", 1), ("loading", 2)]
    assert check(session) == []


def test_asking_what_a_unit_has_behind_it_costs_the_first_time_nothing(chain):
    codes, load = chain.store(3), chain.load()
    with statements() as first:
        chain.send("warehouse", *[chain.scan("loading", code, load=load) for code in codes])
    with statements() as again:
        chain.send("warehouse", *[chain.scan("loading", code, load=load) for code in codes])
    assert not any("AS q(id)" in one for one in first)
    assert sum("AS q(id)" in one for one in again) == 1
