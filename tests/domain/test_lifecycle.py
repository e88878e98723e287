"""The lifecycle table, told a second time in words, and every stage × step × role put to it and to `decide`."""

from uuid import uuid4

import pytest

from tests.domain.capture_ground import (
    CODE,
    ORGANISATIONS,
    ROLE_AT,
    ROLES,
    SITES,
    actor,
    ground,
    label,
    load,
    load_code,
    scan,
    site_of,
    unit,
)
from tradein.custody import Sighting, decide
from tradein.lifecycle import FINAL_STAGES, OPEN_STAGES, TABLE, Fact, Stage, Step, may_come_later, transition
from tradein.refusals.label import LabelInUse, UnknownCode
from tradein.refusals.scan import RoleNotAllowed, ScanRefusal
from tradein.refusals.unit import NotHolder, PredecessorMissing, StepTooLate

RECYCLERS = "recycler_staff recycler_manager"
OFFICERS = "district_officer city_officer province_officer"
# stage step → roles next stage: an independent statement of the scheme (domain §2, issue 2).
SAID = f"""
- commissioning        → consumer community_worker {RECYCLERS} : booked
booked collecting      → {RECYCLERS} : collected
booked decommissioning → system consumer community_worker recycler_manager : void
collected receiving    → warehouse : stored
collected loading      → {RECYCLERS} warehouse : collected
collected unloading    → {RECYCLERS} warehouse : collected
collected shipping     → {RECYCLERS} warehouse : in_transit
stored inspecting      → warehouse refurbisher : stored
stored loading         → {RECYCLERS} warehouse : stored
stored unloading       → {RECYCLERS} warehouse : stored
stored shipping        → {RECYCLERS} warehouse : in_transit
stored repairing       → refurbisher : refurbished
in_transit arriving    → warehouse dismantler refurbisher : in_transit
in_transit receiving   → warehouse refurbisher : stored
in_transit receiving   → dismantler : received
in_transit receiving   → {RECYCLERS} : collected
received disassembling → dismantler : dismantled
refurbished retail_selling → refurbisher : resold
"""
KEEPING = {
    "commissioning": f"{RECYCLERS} warehouse dismantler refurbisher",
    "holding": f"{OFFICERS} warehouse dismantler refurbisher",
    "accepting": f"{OFFICERS} warehouse dismantler refurbisher",
}


def _said():
    moves = {}
    for line in SAID.strip().splitlines():
        (stage, step), (roles, to) = line.split("→")[0].split(), line.split("→")[1].split(":")
        for role in roles.split():
            moves[None if stage == "-" else Stage(stage), Step(step), role] = Stage(to.strip())
    for stage in OPEN_STAGES:
        for step, roles in KEEPING.items():
            moves |= {(stage, Step(step), role): stage for role in roles.split()}
    return moves


MOVES = _said()
EVERY = [(stage, step, role) for stage in (None, *Stage) for step in Step for role in ROLES]


def test_the_table_says_what_the_scheme_says():
    found = {
        (stage, step, role): move.to
        for stage, step, role in EVERY
        if (move := transition(stage, step, role)) is not None
    }
    assert found == MOVES


def test_no_role_has_two_moves():
    for moves in TABLE.values():
        roles = [role for move in moves for role in move.roles]
        assert len(roles) == len(set(roles))


def test_final_stages_lead_nowhere():
    assert not [stage for stage, _ in TABLE if stage in FINAL_STAGES]
    assert {move.to for moves in TABLE.values() for move in moves} == set(Stage)
    assert set(OPEN_STAGES) | FINAL_STAGES == set(Stage)


def test_a_step_may_come_later_only_while_a_road_leads_there():
    assert may_come_later(Stage.BOOKED, Step.DISASSEMBLING)
    assert may_come_later(Stage.STORED, Step.ARRIVING)
    assert not may_come_later(Stage.RECEIVED, Step.COLLECTING)
    assert not any(may_come_later(stage, step) for stage in FINAL_STAGES for step in Step)
    # What was taken back by the recycler goes on from there.
    assert may_come_later(Stage.IN_TRANSIT, Step.SHIPPING)


def _situation(stage, step, role):
    """A unit at the stage, with the role's own organisation, and a scan that lacks nothing."""
    by = actor(role)
    place = (
        None if role in ("consumer", "retailer_clerk", "auditor", "system_admin", "system") else site_of(role)
    )
    said = {"site": place, "handover_code": CODE}
    aboard = load(origin=ROLE_AT.get(role, "recycler"), destination="dismantler")
    if step in (Step.LOADING, Step.SHIPPING):
        said["load"] = load_code(1)
    if stage is None:
        return Sighting(scan(step, **said), label(1, "reserved", None), None, None, aboard), by
    on_hold = step is Step.ACCEPTING
    here = {"holder_id": by.organisation_id, "on_hold": on_hold, "hold_reason": "查验" if on_hold else None}
    named_load = aboard if step in (Step.LOADING, Step.SHIPPING) else None
    if step is Step.REPAIRING:
        here["route"] = "refurbish"
    if step is Step.UNLOADING:
        here["load_id"], named_load = aboard.id, None
    if stage is Stage.IN_TRANSIT and by.organisation_kind == "recycler" and step is Step.RECEIVING:
        here |= {"on_hold": True, "hold_reason": "refused: 屏幕破损"}
    seen_unit = unit(stage, **here)
    if step is Step.COMMISSIONING:
        own = label(2, "reserved", None)
        fresh = scan(step, 2, replaces=seen_unit.code, **said)
        return Sighting(fresh, own, seen_unit, None, None, None, label(1, organisation_id=None)), by
    mine = label(1, organisation_id=None)
    unloading_from = aboard if step is Step.UNLOADING else None
    return Sighting(scan(step, **said), mine, seen_unit, None, named_load, unloading_from), by


@pytest.mark.parametrize("stage", [None, *Stage])
def test_decide_follows_the_table_for_every_step_and_role(stage):
    for step in Step:
        for role in ROLES:
            seen, by = _situation(stage, step, role)
            expected = MOVES.get((stage, step, role))
            answer = _answer(seen, by)
            if isinstance(answer, ScanRefusal):
                assert expected is None, (stage, step, role, answer.code)
                assert type(answer) in _expected_refusals(stage, step), (stage, step, role, answer.code)
                continue
            event, after = answer
            assert expected is after.stage is event.to_stage, (stage, step, role)
            assert event.from_stage is stage
            assert event.seq == after.seq == (seen.unit.seq if seen.unit else 0) + 1


def _answer(seen, by):
    try:
        return decide(seen, ground(by), uuid4())
    except ScanRefusal as refusal:
        return refusal


def _expected_refusals(stage, step):
    if stage in FINAL_STAGES:
        return {StepTooLate}
    if (stage, step) in TABLE:
        return {RoleNotAllowed, NotHolder}
    if stage is None:
        return {UnknownCode}
    return {PredecessorMissing if may_come_later(stage, step) else StepTooLate, StepTooLate, LabelInUse}


def test_every_fact_of_the_table_is_a_field_of_a_scan():
    assert {fact.value for fact in Fact} <= {*scan("holding")._fields, "test_record", "data_wipe"}


def test_an_integration_has_the_rights_of_its_organisation_s_people_and_no_more():
    seen, _ = _situation(Stage.COLLECTED, Step.RECEIVING, "warehouse")
    client = actor("integration_client", "warehouse")
    assert decide(seen, ground(client), uuid4())[1].stage is Stage.STORED
    seen, _ = _situation(Stage.BOOKED, Step.COLLECTING, "recycler_staff")
    with pytest.raises(RoleNotAllowed):
        decide(seen, ground(client), uuid4())
    assert ORGANISATIONS["warehouse"] == SITES["warehouse"].organisation_id
