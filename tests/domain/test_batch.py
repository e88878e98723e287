"""Batches: sent twice, in any order, from several devices with gaps and wrong clocks, the end is the same."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.capture_ground import (
    CODE,
    DISTRICT,
    NOW,
    ORGANISATIONS,
    Memory,
    actor,
    code,
    label,
    load,
    load_code,
    named,
    order,
    outcomes,
    refusals,
    scan,
    site_of,
    unit,
)
from tradein.lifecycle import Stage
from tradein.projection import project
from tradein.scan import Outcome, ScanOutput

DAY = timedelta(days=1)


def hours(count):
    return timedelta(hours=count)


# --- Alone and together ----------------------------------------------------------------------------------------------


def test_one_bad_scan_does_not_spoil_the_rest():
    memory = Memory().reserve(1, 2, 3)
    scans = [scan("commissioning", n, item_type="FRIDGE" if n != 2 else "SPACESHIP") for n in (1, 2, 3)]
    assert outcomes(memory.send("recycler_staff", *scans)) == ["applied", "rejected", "applied"]
    assert len(memory.units) == 2


def test_a_whole_life_in_one_batch():
    memory = Memory().reserve(1)
    scans = [scan("commissioning"), scan("collecting"), scan("holding"), scan("loading", load=load_code(1))]
    memory.put(load(origin="recycler"))
    told = memory.send("recycler_manager", *scans)
    assert outcomes(told) == ["applied", "applied", "rejected", "applied"]
    assert [verdict.seq for verdict in told] == [1, 2, None, 3]


def test_the_same_scan_twice_is_answered_as_the_first_time():
    memory = Memory().reserve(1)
    born = scan("commissioning")
    first = memory.send("recycler_staff", born, born, born)
    assert outcomes(first) == ["applied", "duplicate", "duplicate"]
    again = memory.send("recycler_staff", born)[0]
    assert again == first[0]._replace(outcome=Outcome.DUPLICATE)
    assert len(memory.events) == 1


def test_a_replay_under_an_old_label_is_answered_with_the_code_it_was_sent_with():
    memory = Memory().put(
        unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"]), label(2, "reserved", None)
    )
    hold = scan("holding", 1)
    first = memory.send("warehouse", hold)[0]
    memory.send("warehouse", scan("commissioning", 2, replaces=code(1)))
    assert memory.send("warehouse", hold)[0] == first._replace(outcome=Outcome.DUPLICATE)


def test_an_event_id_is_used_for_one_content():
    memory = Memory().reserve(1)
    born = scan("commissioning")
    other = born._replace(item_type="TV_FLAT")
    told = memory.send("recycler_staff", born, other)
    assert (outcomes(told), refusals(told)) == (["applied", "conflict"], [None, "event_id_reused"])
    assert refusals(memory.send("recycler_staff", other)) == ["event_id_reused"]
    # A device whose clock was corrected meanwhile sends the same event with another time.
    assert outcomes(memory.send("recycler_staff", born._replace(event_time=NOW - DAY))) == ["duplicate"]


def test_a_kept_event_id_belongs_to_who_sent_it():
    memory = Memory()
    held = scan("collecting", 1)
    assert outcomes(memory.send("recycler_staff", held)) == ["held"]
    foreign = actor("recycler_staff", "recycler2")
    assert refusals(memory.send(foreign, held._replace(weight_g=1))) == ["event_id_reused"]
    assert memory.kept[held.event_id][1].weight_g == 60_000


# --- Several senders -------------------------------------------------------------------------------------------------


STEPS = ("commissioning", "collecting", "receiving", "inspecting", "holding", "decommissioning")
SENDERS = ("recycler_staff", "recycler_manager", "warehouse", "dismantler", "consumer")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SENDERS), st.sampled_from(STEPS), st.integers(1, 3)), min_size=1, max_size=8
    )
)
def test_scans_of_several_senders_end_as_one_after_the_other(asked):
    """Whoever shares a transaction is told what it would be told alone, and leaves the same behind."""
    sent = [(by, scan(step, n, site=site_of(by))) for by, step, n in asked]
    alone, together = Memory().reserve(1, 2, 3), Memory().reserve(1, 2, 3)
    told = [verdict for by, one in sent for verdict in alone.send(by, one)]
    # What was held alone may be told at once that it is applied: what it waited for is in the same transaction.
    for mine, ours in zip(together.send_together(*sent), told, strict=True):
        assert mine == ours or ours.outcome is Outcome.HELD
    assert [(one.organisation_id, one.account_id, one.step, one.seq) for one in together.events] == [
        (one.organisation_id, one.account_id, one.step, one.seq) for one in alone.events
    ]
    assert together.tallies() == alone.tallies()


def test_a_device_is_asked_of_the_one_who_sends_not_of_whose_transaction_it_is():
    memory = Memory().reserve(1, 2)
    device = memory.enrol(named("device", 1), "recycler2")
    ours, theirs = scan("commissioning", 1), scan("commissioning", 2, device=device, device_seq=1)
    told = memory.send_together(("recycler_staff", theirs), ("recycler_staff", ours))
    assert refusals(told) == ["device_unknown", None]


# --- Held and released -----------------------------------------------------------------------------------------------


def test_an_unknown_code_is_kept_and_applied_once_its_label_is_bound():
    memory = Memory().reserve(1)
    early = scan("collecting", 1)
    told = memory.send("recycler_staff", early)
    assert (outcomes(told), refusals(told)) == (["held"], ["unknown_code"])
    memory.send("recycler_staff", scan("commissioning", 1))
    assert memory.unit().stage is Stage.COLLECTED
    assert not memory.kept
    assert outcomes(memory.send("recycler_staff", early)) == ["duplicate"]


def test_a_released_scan_acts_for_its_own_sender():
    memory = Memory().reserve(1)
    memory.send("recycler_staff", scan("commissioning", 1))
    memory.send("warehouse", scan("receiving", 1, site="S-warehouse"))
    memory.send("recycler_staff", scan("collecting", 1))
    assert (memory.unit().stage, memory.unit().holder_id) == (Stage.STORED, ORGANISATIONS["warehouse"])


def test_a_scan_under_an_old_label_is_released_by_one_under_the_new():
    memory = Memory().put(unit(Stage.BOOKED), label(1), label(2, "reserved"))
    memory.send("warehouse", scan("receiving", 1, site="S-warehouse"))
    memory.send("recycler_staff", scan("commissioning", 2, replaces=code(1)))
    memory.send("recycler_staff", scan("collecting", 2))
    assert memory.unit().stage is Stage.STORED


def test_a_released_scan_that_lacks_a_fact_is_kept_for_a_person():
    memory = Memory().reserve(1)
    early = scan("collecting", 1, photos=())
    memory.send("recycler_staff", early)
    memory.send("recycler_staff", scan("commissioning", 1))
    assert memory.kept[early.event_id][0] == "conflict"
    fixed = memory.send("recycler_staff", early._replace(photos=("b" * 64,)))
    assert outcomes(fixed) == ["applied"]
    assert not memory.kept


def test_what_was_held_and_refused_within_one_batch_leaves_nothing_behind():
    memory = Memory().reserve(1)
    told = memory.send("recycler_staff", scan("collecting", 1, photos=()), scan("commissioning", 1))
    assert outcomes(told) == ["rejected", "applied"]
    assert not memory.kept


def test_a_conflict_is_kept_and_goes_when_it_is_applied_after_all():
    held_back = unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"], on_hold=True, hold_reason="查验")
    memory = Memory().put(held_back, load())
    ship = scan("shipping", load=load_code(1))
    assert outcomes(memory.send("warehouse", ship)) == ["conflict"]
    assert memory.kept[ship.event_id][0] == "conflict"
    memory.send("warehouse", scan("accepting"))
    assert outcomes(memory.send("warehouse", ship)) == ["applied"]
    assert not memory.kept


def test_a_settled_conflict_is_answered_as_before_even_if_it_had_become_possible():
    memory = Memory().reserve(1)
    early = scan("collecting", 1)
    first = memory.send("recycler_staff", early)[0]
    _, sent, by, verdict = memory.kept[early.event_id]
    memory.kept[early.event_id] = ("settled", sent, by, verdict)
    memory.send("recycler_staff", scan("commissioning", 1))
    again = memory.send("recycler_staff", early)[0]
    assert (again.outcome, again.refusal, again.facts) == (Outcome.CONFLICT, first.refusal, first.facts)
    assert memory.unit().stage is Stage.BOOKED


# --- Labels ----------------------------------------------------------------------------------------------------------


def test_labels_replaced_twice_in_one_batch_form_a_chain():
    memory = Memory().reserve(1, 2, 3)
    born = scan("commissioning", 1)
    told = memory.send(
        "recycler_staff",
        born,
        scan("commissioning", 2, replaces=code(1)),
        scan("commissioning", 3, replaces=code(2)),
    )
    assert outcomes(told) == ["applied"] * 3
    states = [(memory.labels[code(n)].state, memory.labels[code(n)].replaced_by) for n in (1, 2, 3)]
    assert states == [("void", code(2)), ("void", code(3)), ("bound", None)]
    assert memory.unit(1) is memory.unit(3)


def test_naming_an_older_label_voids_the_one_in_use():
    memory = Memory().reserve(1, 2, 3)
    memory.send("recycler_staff", scan("commissioning", 1), scan("commissioning", 2, replaces=code(1)))
    memory.send("recycler_staff", scan("commissioning", 3, replaces=code(1)))
    assert [memory.labels[code(n)].state for n in (1, 2, 3)] == ["void", "void", "bound"]
    assert memory.labels[code(2)].replaced_by == code(3)


def test_two_births_on_one_label_are_one():
    memory = Memory().reserve(1)
    told = memory.send("recycler_staff", scan("commissioning", 1), scan("commissioning", 1))
    assert (outcomes(told), refusals(told)) == (["applied", "conflict"], [None, "label_in_use"])


# --- The door --------------------------------------------------------------------------------------------------------


def test_five_wrong_codes_lock_the_door_within_a_batch_and_across():
    memory = Memory().put(unit(order_id=named("order", 1)), order())
    wrong = [scan("collecting", handover_code=f"00000{n}") for n in range(4)]
    assert [verdict.facts["tries_left"] for verdict in memory.send("recycler_staff", *wrong)] == [4, 3, 2, 1]
    last = memory.send("recycler_staff", scan("collecting", handover_code="999999"))
    assert last[0].facts == {"tries_left": 0}
    assert refusals(memory.send("recycler_staff", scan("collecting", handover_code=CODE))) == [
        "handover_locked"
    ]
    assert memory.orders[named("order", 1)].handover_tries == 5
    assert not memory.kept


# --- Devices ---------------------------------------------------------------------------------------------------------


def _phone(memory, name="phone", **options):
    return memory.enrol(named(name), **options)


def test_a_gap_holds_what_comes_after_and_its_filling_drains_it():
    memory = Memory().reserve(1, 2, 3)
    phone = _phone(memory)
    one, two, three = (scan("commissioning", n, device=phone, device_seq=n) for n in (1, 2, 3))
    told = memory.send("recycler_staff", three, two)
    assert refusals(told) == ["device_gap", "device_gap"]
    assert told[0].facts == {"expected": 1}
    assert outcomes(memory.send("recycler_staff", one)) == ["applied"]
    assert (len(memory.units), memory.devices[phone].next_seq) == (3, 4)
    assert not memory.kept


def test_a_refused_scan_uses_its_number_up_and_may_be_sent_again_corrected():
    memory = Memory().reserve(1, 2)
    phone = _phone(memory)
    bad = scan("commissioning", 1, device=phone, device_seq=1, item_type=None)
    good = scan("commissioning", 2, device=phone, device_seq=2)
    assert outcomes(memory.send("recycler_staff", bad, good)) == ["rejected", "applied"]
    assert outcomes(memory.send("recycler_staff", bad._replace(item_type="FRIDGE"))) == ["applied"]


def test_scans_that_could_not_be_read_hold_up_nothing():
    memory = Memory().reserve(3, 5)
    phone, foreign = _phone(memory), _phone(memory, "foreign", organisation="recycler2")
    unread = [(phone, 1), (phone, 2), (phone, 4), (foreign, 1)]
    told = memory.send(
        "recycler_staff",
        scan("commissioning", 3, device=phone, device_seq=3),
        scan("commissioning", 5, device=phone, device_seq=5),
        unread=unread,
    )
    assert outcomes(told) == ["applied", "applied"]
    assert memory.devices[phone].next_seq == 6
    assert memory.devices[foreign].next_seq is None


@pytest.mark.control("no_device_seq_unique")
def test_a_wiped_device_cannot_use_a_number_again():
    memory = Memory().reserve(1, 2)
    phone = _phone(memory)
    first = scan("commissioning", 1, device=phone, device_seq=1)
    memory.send("recycler_staff", first)
    wiped = scan("commissioning", 2, device=phone, device_seq=1)
    told = memory.send("recycler_staff", wiped)
    assert (outcomes(told), refusals(told)) == (["conflict"], ["device_seq_reused"])
    assert memory.kept[wiped.event_id][0] == "conflict"
    assert outcomes(memory.send("recycler_staff", first)) == ["duplicate"]


@pytest.mark.control("no_device_seq_unique")
def test_of_two_held_scans_with_one_number_one_is_applied():
    memory = Memory().reserve(1, 2, 3)
    phone = _phone(memory)
    twins = [scan("commissioning", n, device=phone, device_seq=2) for n in (2, 3)]
    memory.send("recycler_staff", *twins)
    memory.send("recycler_staff", scan("commissioning", 1, device=phone, device_seq=1))
    assert len(memory.units) == 2
    assert [state for state, *_ in memory.kept.values()] == ["conflict"]


def test_devices_are_the_sender_s_own_and_enrolled():
    memory = Memory().reserve(1)
    theirs = _phone(memory, organisation="recycler2")
    for device in (theirs, uuid4()):
        told = memory.send("recycler_staff", scan("commissioning", device=device, device_seq=1))
        assert refusals(told) == ["device_unknown"]
    lost = _phone(memory, "lost", revoked_at=NOW - DAY)
    assert refusals(memory.send("recycler_staff", scan("commissioning", device=lost))) == ["device_revoked"]
    assert not memory.kept


def test_what_was_held_before_its_device_was_lost_still_counts():
    memory = Memory().reserve(1, 2)
    phone = _phone(memory)
    memory.send("recycler_staff", scan("commissioning", 2, device=phone, device_seq=2))
    memory.enrol(phone, revoked_at=NOW)
    early = scan("commissioning", 1, device=phone, device_seq=1)
    assert refusals(memory.send("recycler_staff", early)) == ["device_revoked"]
    # The gap is skipped in time; what waited behind it is taken in.
    memory.devices[phone] = memory.devices[phone]._replace(next_seq=2)
    memory.send("recycler_staff")
    other = scan("commissioning", 1)
    memory.send("recycler_staff", other)
    assert len(memory.units) == 2


def test_a_device_without_numbers_is_taken_as_it_comes():
    memory = Memory().reserve(1)
    assert outcomes(memory.send("recycler_staff", scan("commissioning", device=_phone(memory)))) == [
        "applied"
    ]


# --- Any order, any clock --------------------------------------------------------------------------------------------


def _journey():
    """Two units from the door to materials, told by the devices of a collector, a warehouse and a plant."""
    collector, keeper, plant = "recycler_staff", "warehouse", "dismantler"
    told = [(collector, "commissioning", n, {}) for n in (1, 2)]
    told += [(collector, "collecting", n, {"weight_g": 60_000 + n}) for n in (1, 2)]
    told += [
        (keeper, "receiving", 1, {"site": "S-warehouse"}),
        (keeper, "receiving", 2, {"site": "S-warehouse"}),
    ]
    told += [(keeper, "holding", 2, {}), (keeper, "accepting", 2, {})]
    told += [(keeper, "inspecting", n, {"site": "S-warehouse"}) for n in (1, 2)]
    told += [(keeper, "loading", n, {"load": load_code(1)}) for n in (2, 1)]
    told += [(keeper, "shipping", 0, {"code": load_code(1), "counted": 2})]
    told += [(plant, "arriving", 0, {"code": load_code(1), "site": "S-dismantler"})]
    told += [(plant, "receiving", 0, {"code": load_code(1), "site": "S-dismantler", "weight_g": 120_000})]
    outputs = (
        ScanOutput("STEEL", 39_900),
        ScanOutput("REFRIGERANT", 100),
        ScanOutput("PCB", 20_000, "900-045-49"),
    )
    told += [(plant, "disassembling", n, {"site": "S-dismantler", "outputs": outputs}) for n in (2, 1)]
    sent, numbers = [], {}
    for minute, (role, step, n, said) in enumerate(told):
        numbers[role] = numbers.get(role, 0) + 1
        number = {"device": named("device", role), "device_seq": numbers[role]}
        sent.append((role, scan(step, n, event_time=NOW + timedelta(minutes=minute) - DAY, **number, **said)))
    return sent


JOURNEY = _journey()


def _scene():
    memory = Memory().reserve(1, 2).put(load())
    for role, organisation in (
        ("recycler_staff", "recycler"),
        ("warehouse", "warehouse"),
        ("dismantler", "dismantler"),
    ):
        memory.enrol(named("device", role), organisation)
    return memory


def _after(memory):
    return (
        {row.code: row._replace(id=None, created_at=None) for row in memory.units.values()},
        memory.tallies(),
        {row.code: row.state for row in memory.loads.values()},
        {row.code: row.state for row in memory.labels.values()},
    )


def _in_order():
    memory = _scene()
    for role, one in JOURNEY:
        assert outcomes(memory.send(role, one)) == ["applied"], one
    return _after(memory)


EXPECTED = _in_order()


def test_the_journey_in_order_ends_in_materials():
    units, tallies, loads, _ = EXPECTED
    assert {row.stage for row in units.values()} == {Stage.DISMANTLED}
    assert loads == {load_code(1): "closed"}
    assert sum(amount.n for cell, amount in tallies.items() if cell.measure == "output.PCB") == 4


@pytest.mark.control("no_device_seq_unique")
@settings(max_examples=400)
@given(seed=st.integers(0, 2**32), copies=st.integers(1, 3), skews=st.tuples(*[st.integers(-72, 72)] * 3))
def test_any_order_replayed_thrice_with_wrong_clocks_ends_the_same(seed, copies, skews):
    """Hazards H10 and H11: three devices, each off by up to three days, all sent thrice, cut into batches anyhow."""
    skew = dict(zip(("recycler_staff", "warehouse", "dismantler"), map(hours, skews), strict=True))
    chance = Random(seed)  # noqa: S311 - reproducible, keeps no secret
    shuffled = chance.sample(JOURNEY * copies, len(JOURNEY) * copies)
    memory, said = _scene(), {}
    while shuffled:
        part = [shuffled.pop() for _ in range(min(chance.randint(1, 12), len(shuffled)))]
        for role in {role: None for role, _ in part}:
            scans = [one for sender, one in part if sender == role]
            # The device's clock is off; its `sent_at` is off by the same, so the edge corrects it exactly.
            received = [one._replace(event_time=(one.event_time + skew[role]) - skew[role]) for one in scans]
            for one, verdict in zip(scans, memory.send(role, *received), strict=True):
                assert verdict.outcome in (Outcome.APPLIED, Outcome.HELD, Outcome.DUPLICATE), verdict
                said.setdefault(one.event_id, []).append(verdict.outcome)
    assert _after(memory) == EXPECTED
    assert not memory.kept
    for told in said.values():
        assert told.count(Outcome.APPLIED) <= 1


@pytest.mark.control("order_by_device_clock")
@settings(max_examples=100)
@given(skews=st.lists(st.integers(-72, 20), min_size=len(JOURNEY), max_size=len(JOURNEY)))
def test_uncorrected_clocks_change_times_but_never_where_a_unit_ends(skews):
    memory = _scene()
    for (role, one), skew in zip(JOURNEY, skews, strict=True):
        told = memory.send(role, one._replace(event_time=one.event_time + hours(skew)))
        assert outcomes(told) == ["applied"]
    timeless = {"stage_since": None, "last_event_time": None}
    found, expected = (
        {n: row._replace(**timeless) for n, row in side[0].items()} for side in (_after(memory), EXPECTED)
    )
    assert found == expected


@settings(max_examples=300)
@given(
    choices=st.lists(
        st.tuples(
            st.sampled_from(["recycler_staff", "recycler_manager", "warehouse", "dismantler", "refurbisher"]),
            st.sampled_from(
                ["commissioning", "collecting", "receiving", "loading", "shipping", "arriving", "holding"]
            )
            | st.sampled_from(
                ["accepting", "unloading", "inspecting", "disassembling", "decommissioning", "repairing"]
            ),
            st.integers(1, 4),
            st.sampled_from([None, 1, 2]),
        ),
        max_size=40,
    )
)
def test_illegal_steps_never_move_a_unit_and_rows_are_what_their_events_say(choices):
    memory = Memory().reserve(1, 2, 3, 4).put(load(), load(2, origin="recycler", destination="warehouse"))
    memory.send("recycler_staff", scan("commissioning", 1), scan("commissioning", 2), scan("collecting", 2))
    for role, step, number, aboard in choices:
        before = dict(memory.units)
        what = scan(
            step, number, site=f"S-{actor(role).organisation_kind}", load=aboard and load_code(aboard)
        )
        if memory.send(role, what)[0].outcome is not Outcome.APPLIED:
            moved = {unit_id for unit_id, row in memory.units.items() if before.get(unit_id) != row}
            assert not moved
    for row in memory.units.values():
        story = [event for event in memory.events if event.unit_id == row.id]
        assert [event.seq for event in story] == list(range(1, row.seq + 1))
        assert all(earlier.to_stage is later.from_stage for earlier, later in pairwise(story))
        assert project(row._replace(stage=Stage.VOID, holder_id=None, weight_g=1, on_hold=True), story) == row


def test_an_actor_of_another_organisation_is_not_taken_for_the_same():
    memory = Memory().reserve(1)
    by = actor("recycler_staff")
    made = memory.judge(by, scan("commissioning", region=DISTRICT))
    memory.write(made)
    other = replace(by, organisation_id=ORGANISATIONS["recycler2"])
    assert refusals(memory.send(other, scan("collecting"))) == ["not_your_task"]


# --- Two people at one load ------------------------------------------------------------------------------------------


def test_a_load_waits_for_the_scans_of_a_second_person_when_more_were_counted():
    stored = [unit(Stage.STORED, n, holder_id=ORGANISATIONS["warehouse"]) for n in (1, 2)]
    memory = Memory().put(*stored, load())
    memory.send("warehouse", scan("loading", 1, load=load_code(1)))
    ship = scan("shipping", code=load_code(1), counted=2)
    assert refusals(memory.send("warehouse", ship)) == ["load_incomplete"]
    assert outcomes(memory.send("warehouse", scan("loading", 2, load=load_code(1)))) == ["applied"]
    assert {row.stage for row in memory.units.values()} == {Stage.IN_TRANSIT}
    assert not memory.kept


def test_scans_behind_a_refused_one_of_the_same_device_go_on():
    memory = Memory().put(unit(Stage.STORED, holder_id=ORGANISATIONS["recycler"]))
    phone = memory.enrol(named("phone"), "warehouse")
    receive = scan("receiving", 1, site="S-warehouse", device=phone, device_seq=1)
    memory.put(memory.unit()._replace(stage=Stage.BOOKED, holder_id=None))
    first = memory.send(
        "warehouse", receive, scan("inspecting", 1, site="S-warehouse", device=phone, device_seq=2)
    )
    assert refusals(first) == ["predecessor_missing", "earlier_waiting"]
    memory.put(memory.unit()._replace(stage=Stage.STORED, holder_id=ORGANISATIONS["warehouse"]))
    memory.send("warehouse", scan("holding", 1))
    # The late receipt is for a person; the inspection behind it happened, before the hold that came last.
    assert [verdict.refusal for *_, verdict in memory.kept.values()] == ["step_too_late"]
    assert [event.step.value for event in memory.events] == ["inspecting", "holding"]
