"""Corrections without a database: what may be declared wrong, and what the unit and the counters are afterwards."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.capture_ground import (
    NOW,
    ORGANISATIONS,
    Memory,
    actor,
    ground,
    load,
    load_code,
    outcomes,
    scan,
)
from tradein.correction import (
    CORRECTED,
    CorrectionKind,
    Signature,
    Wanted,
    counter_party,
    declare,
    judge,
    reproject,
)
from tradein.lifecycle import Stage, Step
from tradein.projection import place_of, project, standing
from tradein.refusals import correction as refusals
from tradein.scan import ScanOutput
from tradein.sealing import CORRECTABLE, SEALS, Corrector, seal_of
from tradein.tally import add_up, cells_of

RECYCLER, WAREHOUSE = ORGANISATIONS["recycler"], ORGANISATIONS["warehouse"]
WRONG = CorrectionKind.INCORRECT_DATA
UNDONE = CorrectionKind.DID_NOT_OCCUR
ENOUGH = (ScanOutput("STEEL", 59_900), ScanOutput("REFRIGERANT", 100))


def lived(*steps):
    """A unit that took these steps, in a memory."""
    memory = Memory().reserve(1, 2).put(load())
    who = {"commissioning": "recycler_staff", "collecting": "recycler_staff", "disassembling": "dismantler"}
    for step in ("commissioning", *steps):
        name, _, by = step.partition("@")
        role = by or who.get(name, "warehouse")
        said = {"site": f"S-{role}"} if role in ("warehouse", "dismantler") else {}
        said |= {"load": load_code(1)} if name in ("loading", "shipping") else {}
        assert outcomes(memory.send(role, scan(name, **said))) == ["applied"], step
    return memory


WHOLE = (
    "collecting",
    "receiving",
    "inspecting",
    "loading",
    "shipping",
    "receiving@dismantler",
    "disassembling",
)


def wanted(event, kind=WRONG, **changes):
    return Wanted(event.event_id, kind, "录入错误", changes)


def applied(memory, event, kind=WRONG, **changes):
    """Declare an event wrong as its recorder, and remember what came of it."""
    what = wanted(event, kind, **changes)
    judge(what, event, memory.events, event.organisation_id)
    unit = memory.unit()
    made = declare(what, event, memory.events, Signature(uuid4(), NOW, uuid4()))
    events, after = reproject(unit, memory.events, made, ground(actor("recycler_manager")))
    memory.events += events
    memory.units[unit.id] = after
    return events


def refused(memory, event, refusal, field, kind=WRONG, by=None, **changes):
    with pytest.raises(refusal) as caught:
        judge(wanted(event, kind, **changes), event, memory.events, by or event.organisation_id)
    assert caught.value.field == field
    assert "{" not in caught.value.sentence("zh") + caught.value.sentence("en")


# --- The table -------------------------------------------------------------------------------------------------------


def test_the_table_names_each_field_once_and_every_step_there_is():
    assert len({seal.field for seal in SEALS}) == len(SEALS)
    assert all(seal.recorded_by for seal in SEALS)
    assert set(CORRECTABLE) == {"weight_g", "price_fen", "route", "outputs", "event_time", "reason"}
    frozen = {"code", "item_type", "region", "photos", "site", "load"}
    assert {seal.field for seal in SEALS if seal.corrector is Corrector.NOBODY} == frozen
    assert {seal.field for seal in SEALS if seal.once_signed is Corrector.NOBODY} == frozen


ON_THE_WAY = (
    "commissioning",
    "collecting",
    "receiving",
    "inspecting",
    "loading",
    "shipping",
    "disassembling",
)
EVERY = [(seal.field, Step(step)) for seal in SEALS for step in ON_THE_WAY]
RIGHT = {
    "weight_g": 61_000,
    "price_fen": 4_000,
    "route": "refurbish",
    "outputs": ENOUGH[:1],
    "event_time": NOW - timedelta(hours=1),
    "reason": "更正说明",
    "code": "x",
    "item_type": "TV_FLAT",
    "region": "371581",
    "photos": (),
    "site": "W001",
    "load": "x",
}


@pytest.mark.parametrize(("field", "step"), EVERY)
def test_a_field_is_corrected_only_where_it_was_recorded_and_before_it_is_sealed(field, step):
    memory = lived(*WHOLE)
    event, seal = next(event for event in memory.events if event.step is step), seal_of(field)
    later = {one.step for one in memory.events if one.seq > event.seq}
    if step not in seal.recorded_by:
        refused(memory, event, refusals.FieldNotRecorded, f"changes.{field}", **{field: RIGHT[field]})
    elif seal.corrector is Corrector.NOBODY or not later.isdisjoint(seal.sealed_by):
        refused(memory, event, refusals.FieldSealed, f"changes.{field}", **{field: RIGHT[field]})
    else:
        judge(wanted(event, **{field: RIGHT[field]}), event, memory.events, event.organisation_id)


# --- What may be declared --------------------------------------------------------------------------------------------


def test_only_the_recorder_declares():
    memory = lived("collecting")
    refused(memory, memory.events[1], refusals.NotRecorder, "event_id", by=WAREHOUSE, weight_g=1)
    ownerless = memory.events[1]._replace(organisation_id=None)
    refused(memory, ownerless, refusals.NotRecorder, "event_id", by=RECYCLER, weight_g=1)


def test_wrong_data_need_the_right_ones_and_what_did_not_happen_needs_none():
    memory = lived("collecting")
    event = memory.events[1]
    refused(memory, event, refusals.ChangesForeign, "changes")
    refused(memory, event, refusals.ChangesForeign, "changes", UNDONE, weight_g=1)
    refused(memory, event, refusals.NothingCorrected, "changes", weight_g=60_000)
    refused(
        memory, event, refusals.TimeImplausible, "changes.event_time", event_time=NOW + timedelta(seconds=1)
    )


def test_only_the_last_event_can_be_undone_and_never_a_birth():
    memory = lived("collecting", "receiving")
    refused(memory, memory.events[1], refusals.NotTheLastEvent, "event_id", UNDONE)
    refused(lived(), lived().events[0], refusals.BirthStays, "event_id", UNDONE)


def test_an_event_is_declared_once_but_its_correction_can_be_corrected():
    memory = lived("collecting")
    event = memory.events[1]
    _, corrective = applied(memory, event, weight_g=50_000)
    refused(memory, event, refusals.AlreadyDeclared, "event_id", weight_g=40_000)
    applied(memory, corrective, weight_g=41_000)
    assert memory.unit().weight_g == 41_000
    assert [place_of(one) for one in standing(memory.events)] == [1, 2]


def test_a_work_order_s_events_are_explained_on_the_order():
    memory = lived(*WHOLE)
    event = memory.events[-1]._replace(facts={"work_order": "D1"})
    refused(memory, event, refusals.WorkOrderStands, "event_id", UNDONE)


def test_outputs_that_no_plant_makes_are_refused_in_corrections_too():
    memory = lived(*WHOLE)
    with pytest.raises(Exception, match="output") as caught:
        applied(memory, memory.events[-1], outputs=(ScanOutput("MOONDUST", 1),))
    assert caught.value.field


def test_whoever_took_over_has_counter_signed():
    memory = lived("collecting", "receiving", "holding")
    collecting, receiving = memory.events[1:3]
    assert counter_party(collecting, memory.events) == WAREHOUSE
    assert counter_party(receiving, memory.events) is None
    taken_back = lived("collecting", "receiving")
    applied(taken_back, taken_back.events[-1], UNDONE)
    assert counter_party(taken_back.events[1], taken_back.events) is None


# --- What becomes of it ----------------------------------------------------------------------------------------------


def test_a_declaration_repeats_the_event_under_its_own_id():
    memory = lived("collecting")
    event = memory.events[1]
    declaration, corrective = applied(memory, event, weight_g=59_000, reason="称错")
    same = declaration._replace(
        seq=event.seq, corrects_seq=None, facts=event.facts, record_time=event.record_time
    )
    assert same == event
    assert declaration.facts["declaration"]["corrective_event_ids"] == [str(corrective.event_id)]
    assert (declaration.corrects_seq, corrective.corrects_seq, corrective.stands_for) == (2, None, 2)
    assert UUID(corrective.facts["corrects"]) == event.event_id
    assert (corrective.weight_g, corrective.reason, corrective.organisation_id) == (59_000, "称错", RECYCLER)
    assert corrective.flags == (*event.flags, CORRECTED)
    assert memory.unit().seq == 4


def test_undoing_the_last_step_rolls_the_unit_back():
    memory = lived("collecting", "receiving", "loading", "shipping")
    before = {event.seq: project(memory.unit(), memory.events[: event.seq]) for event in memory.events}
    for seq in (5, 4, 3):
        applied(memory, memory.events[seq - 1], UNDONE)
        now = memory.unit()
        assert now._replace(seq=seq - 1) == before[seq - 1]
    assert (now.stage, now.holder_id, now.load_id, now.site_id) == (Stage.COLLECTED, RECYCLER, None, None)
    # The unit goes on from there.
    assert outcomes(memory.send("warehouse", scan("receiving", site="S-warehouse"))) == ["applied"]


def test_a_correction_in_the_middle_leaves_later_facts_alone():
    memory = lived("collecting", "receiving", "inspecting", "loading", "shipping")
    applied(memory, memory.events[1], weight_g=45_000, price_fen=4_500)
    unit = memory.unit()
    assert (unit.stage, unit.weight_g, unit.agreed_fen) == (Stage.IN_TRANSIT, 60_000, 4_500)
    assert unit.stage_since == memory.events[5].event_time
    applied(memory, memory.events[5], weight_g=47_000)
    assert memory.unit().weight_g == 47_000
    applied(memory, memory.events[3], reason="改期")
    assert memory.unit().stage is Stage.IN_TRANSIT


def test_a_corrected_weight_is_judged_against_the_weight_before_it():
    memory = lived("collecting", "receiving")
    applied(memory, memory.events[2], weight_g=30_000)
    assert memory.events[-1].flags == ("weight_differs", CORRECTED)


def test_the_route_is_corrected_where_it_was_said():
    memory = lived("collecting", "receiving", "inspecting")
    applied(memory, memory.events[3], route="refurbish")
    assert memory.unit().route == "refurbish"
    applied(memory, memory.events[-1], UNDONE)
    assert memory.unit().route is None


def test_a_corrected_time_moves_the_figures_to_their_day():
    memory = lived("collecting")
    yesterday = NOW - timedelta(days=1)
    applied(memory, memory.events[1], event_time=yesterday)
    days = {cell.day.day for cell in memory.tallies() if cell.measure == "collecting"}
    assert days == {9}
    assert memory.unit().stage_since == yesterday
    # The unit was born later than that: it is corrected as said, and marked where it stands.
    assert "time_inverted" in memory.events[-1].flags
    applied(memory, memory.events[-1], event_time=NOW)
    assert "time_inverted" not in memory.events[-1].flags


@pytest.mark.parametrize("told", [NOW + timedelta(seconds=1), NOW - timedelta(days=31, seconds=1)])
def test_a_corrected_time_lies_where_a_scan_s_may(told):
    """Otherwise one declaration would change the figures of any year."""
    memory = lived("collecting")
    wrong = refusals.TimeImplausible
    refused(memory, memory.events[1], wrong, "changes.event_time", event_time=told)
    # Of a correction as well: what counts is when it was first recorded.
    applied(memory, memory.events[1], event_time=NOW - timedelta(days=1))
    refused(memory, memory.events[-1], wrong, "changes.event_time", event_time=told)


@settings(max_examples=150)
@given(
    data=st.data(),
    steps=st.integers(1, len(WHOLE)),
    edits=st.lists(
        st.tuples(st.sampled_from(["undo", "weight", "time", "reason"]), st.integers(0, 12)), max_size=6
    ),
)
def test_after_any_corrections_rows_and_counters_are_what_stands(data, steps, edits):
    """Live counters (subtracting) equal those of the standing events alone; the row is their projection."""
    memory = lived(*WHOLE[:steps])
    for kind, number in edits:
        story = standing(memory.events)
        event = story[-1] if kind == "undo" else story[number % len(story)]
        changes = {
            "undo": {},
            "weight": {"weight_g": data.draw(st.integers(1, 90_000))},
            "time": {"event_time": NOW - timedelta(minutes=number)},
            "reason": {"reason": f"更正{number}"},
        }[kind]
        try:
            applied(memory, event, UNDONE if kind == "undo" else WRONG, **changes)
        except refusals.Refusal:
            continue
    alone = standing(memory.events)
    assert memory.tallies() == add_up(one for event in alone for one in cells_of(event))
    unit = memory.unit()
    assert unit.seq == len(memory.events) == max(event.seq for event in memory.events)
    assert unit.stage is alone[-1].to_stage
    assert project(replace_all(unit), memory.events) == unit


def replace_all(unit):
    """The row with everything but its birth facts forgotten."""
    return unit._replace(
        stage=Stage.VOID, holder_id=None, site_id=None, load_id=None, weight_g=None, route="x"
    )


def test_signatures_are_values():
    signed = Signature(None, NOW, uuid4())
    memory = lived("collecting")
    (declaration,) = declare(wanted(memory.events[1], UNDONE), memory.events[1], memory.events, signed)
    assert declaration.facts["declaration"]["declared_by"] is None
    assert replace(signed, account_id=None) == signed
