"""Every no that `decide` can say, by name, field and outcome; and what a yes changes in the unit."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.domain.capture_ground import (
    CODE,
    DISTRICT,
    NOW,
    ORGANISATIONS,
    SITES,
    Memory,
    actor,
    code,
    ground,
    label,
    load,
    load_code,
    named,
    order,
    scan,
    unit,
)
from tradein.custody import Sighting, acting_role, decide, weight_flags
from tradein.lifecycle import FINAL_STAGES, Stage, Step
from tradein.refusals.handover import HandoverLocked, HandoverWrong, NotYourTask, OrderStands, PriceDiffers
from tradein.refusals.label import LabelForeign, LabelInUse, ReplacesMisplaced, UnknownCode
from tradein.refusals.load_scan import DestinationWrong, LoadClosed, LoadForeign, LoadUnknown
from tradein.refusals.scan import (
    FactMissing,
    ItemTypeUnknown,
    RegionUnknown,
    RoleNotAllowed,
    ScanRefusal,
    TimeAhead,
    TimePast,
)
from tradein.refusals.site import LicenceExpired, SiteForeign, SiteUnknown
from tradein.refusals.unit import (
    BalanceExceeded,
    InputDoubtful,
    NotHolder,
    OnHold,
    OnOpenWorkOrder,
    PredecessorMissing,
    RefusalNotYours,
    ReturnNotRefused,
    RouteNotRefurbish,
    StepTooLate,
)
from tradein.scan import Geo, Outcome, ScanOutput


def decided(memory, by, what, at=None):
    by = actor(by) if isinstance(by, str) else by
    return decide(memory.knowledge().sighting(what), at or ground(by), uuid4())


def refused(memory, by, what, refusal, field, outcome=Outcome.REJECTED, at=None):
    with pytest.raises(ScanRefusal) as caught:
        decided(memory, by, what, at)
    assert (type(caught.value), caught.value.field) == (refusal, field)
    assert caught.value.outcome is outcome
    assert "{" not in caught.value.sentence("zh") + caught.value.sentence("en")
    return caught.value


HELD, CONFLICT = Outcome.HELD, Outcome.CONFLICT


# --- The scan by itself ----------------------------------------------------------------------------------------------


def test_a_clock_more_than_a_day_ahead_is_refused_with_the_server_s_time():
    memory = Memory().reserve(1)
    assert decided(memory, "recycler_staff", scan("commissioning", event_time=NOW + timedelta(hours=24)))
    late = scan("commissioning", event_time=NOW + timedelta(hours=24, seconds=1))
    assert refused(memory, "recycler_staff", late, TimeAhead, "event_time").facts["server_time"]


def test_more_than_three_years_back_is_no_capture():
    old = scan("commissioning", event_time=NOW - timedelta(days=32))
    refused(Memory().reserve(1), "recycler_staff", old, TimePast, "event_time")


def test_only_a_new_label_replaces_one():
    memory = Memory().put(unit(Stage.COLLECTED)).reserve(2)
    stray = scan("receiving", 2, replaces=code(1), site="S-warehouse")
    refused(memory, "warehouse", stray, ReplacesMisplaced, "replaces")


# --- Birth -----------------------------------------------------------------------------------------------------------


def test_a_unit_is_born_on_a_reserved_label():
    event, born = decided(Memory().reserve(1), "recycler_staff", scan("commissioning", region="371500"))
    assert (born.stage, born.seq, born.district, born.agreed_fen) == (Stage.BOOKED, 1, DISTRICT, 5000)
    assert (event.from_stage, event.to_stage, event.unit_id) == (None, Stage.BOOKED, born.id)
    assert (event.place, born.holder_id) == (DISTRICT, None)


@pytest.mark.parametrize(
    ("changed", "said", "refusal", "field", "outcome"),
    [
        ({}, {"item_type": None}, FactMissing, "item_type", Outcome.REJECTED),
        ({}, {"region": None}, FactMissing, "region", Outcome.REJECTED),
        ({}, {"item_type": "SPACESHIP"}, ItemTypeUnknown, "item_type", Outcome.REJECTED),
        ({}, {"region": "999999"}, RegionUnknown, "region", Outcome.REJECTED),
        ({"state": "void"}, {}, LabelInUse, "code", CONFLICT),
        (
            {"organisation_id": ORGANISATIONS["recycler2"]},
            {},
            LabelForeign,
            "code",
            Outcome.REJECTED,
        ),
    ],
)
def test_birth_is_refused(changed, said, refusal, field, outcome):
    memory = Memory().put(label(1, "reserved")._replace(**changed))
    refused(memory, "recycler_staff", scan("commissioning", **said), refusal, field, outcome)


def test_an_unknown_code_waits_in_quarantine():
    for step in Step:
        refused(Memory(), "recycler_staff", scan(step, replaces=None), UnknownCode, "code", HELD)
    spare = Memory().reserve(1)
    refused(spare, "warehouse", scan("receiving", site="S-warehouse"), UnknownCode, "code", HELD)
    refused(
        spare,
        "recycler_staff",
        scan("commissioning", replaces=code(9)),
        UnknownCode,
        "replaces",
        HELD,
    )


# --- Custody ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", sorted(FINAL_STAGES))
def test_an_ended_life_takes_no_step(stage):
    memory = Memory().put(unit(stage))
    known = refused(memory, "warehouse", scan("receiving"), StepTooLate, "step", CONFLICT)
    assert known.facts == {"stage": stage.value, "since": NOW.isoformat(), "seq": 3}


def test_a_bound_label_is_not_commissioned_again():
    memory = Memory().put(unit(Stage.COLLECTED)).put(label(1))
    refused(memory, "recycler_staff", scan("commissioning"), LabelInUse, "code", CONFLICT)


def test_a_unit_on_hold_moves_only_when_accepted_or_taken_back():
    held = unit(Stage.STORED, on_hold=True, hold_reason="查验", holder_id=ORGANISATIONS["warehouse"])
    memory = Memory().put(held, load())
    said = refused(memory, "warehouse", scan("shipping", load=load_code(1)), OnHold, "step", CONFLICT)
    assert said.facts["reason"] == "查验"
    assert decided(memory, "warehouse", scan("accepting"))[1].on_hold is False
    assert decided(memory, "warehouse", scan("holding", reason="再查"))[1].hold_reason == "再查"


def test_a_release_that_overtakes_its_hold_waits_for_it():
    memory = Memory().put(unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"]))
    refused(memory, "warehouse", scan("accepting"), PredecessorMissing, "step", HELD)


@pytest.mark.parametrize("step", ["loading", "unloading", "shipping", "inspecting", "holding", "accepting"])
def test_only_who_has_the_unit_may_move_it(step):
    memory = Memory().put(
        unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse2"], on_hold=step == "accepting")
    )
    memory.put(load())
    refused(memory, "warehouse", scan(step, load=load_code(1)), NotHolder, "code", HELD)


def test_an_officer_may_hold_what_others_have():
    memory = Memory().put(unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse2"]))
    assert decided(memory, "city_officer", scan("holding"))[1].on_hold


def test_nobody_else_touches_a_unit_that_waits_at_the_door():
    """Holding, voiding or relabelling it is its recycler's affair, whether a booking or a label says whose it is."""
    booked = unit(Stage.BOOKED, order_id=named("order", 1))
    for memory in (Memory().put(booked, order()), Memory().put(unit(), label(1))):
        memory.put(label(2, "reserved", None))
        other = replace(actor("recycler_manager"), organisation_id=named("somebody"))
        refused(memory, other, scan("decommissioning"), NotYourTask, "code")
        relabel = scan("commissioning", 2, replaces=code(1))
        refused(memory, other, relabel, NotHolder, "code", HELD)
        refused(memory, "warehouse", scan("holding"), NotHolder, "code", HELD)
        assert decided(memory, "recycler_staff", relabel)[1].code == code(2)
    assert decided(memory, "recycler_manager", scan("decommissioning"))[1].stage is Stage.VOID


def test_what_was_booked_is_voided_by_the_booking_s_end_alone():
    """A scan would leave the booking open and without the mark a cancellation makes."""
    memory = Memory().put(unit(order_id=named("order", 1)), order())
    for role in ("recycler_manager", "consumer", "community_worker", "system"):
        refused(memory, role, scan("decommissioning"), OrderStands, "code")
        ended = scan("decommissioning", order_id=named("order", 1))
        assert decided(memory, role, ended)[1].stage is Stage.VOID


def test_only_the_destination_says_that_it_refused():
    """Otherwise a sender takes back what never arrived, in the other's name."""
    away = unit(Stage.IN_TRANSIT, holder_id=ORGANISATIONS["warehouse"], load_id=load().id)
    memory = Memory().put(away, load(state="shipped"))
    named_load = {"load": load_code(1)}
    for forged in ("refused", "refused: 我自己说的"):
        for by, more in (("warehouse", {}), ("warehouse", named_load), ("city_officer", named_load)):
            refused(memory, by, scan("holding", reason=forged, **more), RefusalNotYours, "reason")
    said = decided(memory, "dismantler", scan("holding", reason="refused: 缺压缩机", **named_load))[1]
    assert said.turned_away()
    innocent = decided(memory, "warehouse", scan("holding", reason="refused to start"))[1]
    assert not innocent.turned_away()
    here = unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"])
    refused(
        Memory().put(here), "dismantler", scan("holding", reason="refused: 缺件"), RefusalNotYours, "reason"
    )


def test_a_step_too_early_waits_and_one_too_late_does_not():
    booked = Memory().put(unit())
    refused(booked, "warehouse", scan("receiving"), PredecessorMissing, "step", HELD)
    gone = Memory().put(unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"]))
    refused(gone, "recycler_staff", scan("collecting"), StepTooLate, "step", CONFLICT)


def test_receiving_what_is_here_already_is_too_late_rather_than_early():
    memory = Memory().put(unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"]))
    again = scan("receiving", site="S-warehouse")
    refused(memory, "warehouse", again, StepTooLate, "step", CONFLICT)
    refused(memory, actor("warehouse", "warehouse2"), again, PredecessorMissing, "step", HELD)


def test_a_role_without_the_step_is_refused():
    memory = Memory().put(unit(Stage.COLLECTED))
    refused(memory, "dismantler", scan("receiving"), RoleNotAllowed, "step")


# --- Facts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "step", "stage", "lacking", "field"),
    [
        ("recycler_staff", "collecting", Stage.BOOKED, {"photos": ()}, "photos"),
        ("recycler_staff", "collecting", Stage.BOOKED, {"weight_g": None, "reason": None}, "weight_g"),
        ("recycler_manager", "decommissioning", Stage.BOOKED, {"reason": None}, "reason"),
        ("warehouse", "receiving", Stage.COLLECTED, {"site": None}, "site"),
        ("warehouse", "receiving", Stage.COLLECTED, {"weight_g": None, "reason": None}, "weight_g"),
        ("recycler_staff", "loading", Stage.COLLECTED, {}, "load"),
        ("recycler_staff", "shipping", Stage.COLLECTED, {}, "load"),
        ("recycler_staff", "unloading", Stage.COLLECTED, {"reason": None}, "reason"),
        ("warehouse", "inspecting", Stage.STORED, {"route": None}, "route"),
        ("refurbisher", "repairing", Stage.STORED, {"facts": None}, "test_record"),
        ("dismantler", "disassembling", Stage.RECEIVED, {"outputs": ()}, "outputs"),
    ],
)
def test_a_missing_fact_is_named(by, step, stage, lacking, field):
    memory = Memory().put(unit(stage, holder_id=actor(by).organisation_id), label(1))
    said = {"site": f"S-{by}" if by in ("warehouse", "refurbisher", "dismantler") else None} | lacking
    fact = refused(memory, by, scan(step, **said), FactMissing, field)
    assert fact.facts == {"fact": field}


def test_a_weight_that_cannot_be_had_needs_a_reason_and_stays_unknown():
    memory = Memory().put(unit(Stage.COLLECTED, weight_g=None))
    event, after = decided(
        memory, "warehouse", scan("receiving", weight_g=None, reason="无秤", site="S-warehouse")
    )
    assert event.weight_g is None
    assert after.weight_g is None


def test_a_price_needs_saying_only_where_none_was_agreed():
    memory = Memory().put(unit(agreed_fen=None), label(1))
    refused(memory, "recycler_staff", scan("collecting", price_fen=None), FactMissing, "price_fen")
    memory = Memory().put(unit(agreed_fen=4200), label(1))
    event, after = decided(memory, "recycler_staff", scan("collecting", price_fen=None))
    assert (event.price_fen, after.agreed_fen) == (4200, 4200)


# --- Sites and licences ----------------------------------------------------------------------------------------------


def test_sites_must_be_known_one_s_own_and_licensed():
    memory = Memory().put(unit(Stage.IN_TRANSIT))
    by = actor("dismantler")
    refused(memory, by, scan("receiving", site="S-nowhere"), SiteUnknown, "site")
    refused(memory, by, scan("receiving", site="S-warehouse"), SiteForeign, "site")
    for valid_to in (None, date(2026, 3, 9)):
        site = SITES["dismantler"]._replace(licence_valid_to=valid_to)
        at = ground(by, sites={site.code: site})
        refused(memory, by, scan("receiving", site=site.code), LicenceExpired, "site", at=at)
    last_day = SITES["dismantler"]._replace(licence_valid_to=date(2026, 3, 10))
    at = ground(by, sites={last_day.code: last_day})
    event, _ = decided(memory, by, scan("receiving", site=last_day.code), at)
    assert (event.place, event.district, event.site_id) == ("371581", DISTRICT, last_day.id)


# --- The door --------------------------------------------------------------------------------------------------------


def _door(**changed):
    return Memory().put(unit(order_id=named("order", 1)), order(**changed))


def test_the_door_opens_with_the_consumer_s_code():
    event, after = decided(_door(), "recycler_staff", scan("collecting", handover_code=CODE))
    assert (after.stage, after.holder_id) == (Stage.COLLECTED, ORGANISATIONS["recycler"])
    assert event.price_fen == 5000


@pytest.mark.parametrize(
    ("changed", "said", "refusal", "field"),
    [
        ({}, {"handover_code": None}, FactMissing, "handover_code"),
        ({}, {"handover_code": "000000"}, HandoverWrong, "handover_code"),
        ({"tries": 5}, {"handover_code": CODE}, HandoverLocked, "handover_code"),
        ({"recycler": "recycler2"}, {"handover_code": CODE}, NotYourTask, "code"),
        ({"collector": named("another")}, {"handover_code": CODE}, NotYourTask, "code"),
        ({}, {"handover_code": CODE, "price_fen": 4999}, PriceDiffers, "price_fen"),
    ],
)
def test_the_door_stays_shut(changed, said, refusal, field):
    refused(_door(**changed), "recycler_staff", scan("collecting", **said), refusal, field)


def test_a_manager_may_stand_in_for_the_collector():
    memory = _door(collector=named("another"))
    assert decided(memory, "recycler_manager", scan("collecting", handover_code=CODE))


def test_without_a_booking_the_label_says_whose_task_it_is():
    memory = Memory().put(unit(), label(1, organisation_id=ORGANISATIONS["recycler2"]))
    refused(memory, "recycler_staff", scan("collecting"), NotYourTask, "code")


def test_a_booking_without_a_code_opens_no_door():
    memory = Memory().put(unit(order_id=named("order", 1)), order()._replace(handover_hash=None))
    refused(
        memory,
        "recycler_staff",
        scan("collecting", handover_code=CODE),
        HandoverWrong,
        "handover_code",
    )


# --- Loads -----------------------------------------------------------------------------------------------------------


def _stored(**changed):
    return unit(Stage.STORED, holder_id=ORGANISATIONS["warehouse"], **changed)


@pytest.mark.parametrize(
    ("row", "step", "refusal", "outcome"),
    [
        (None, "loading", LoadUnknown, HELD),
        (load(origin="warehouse2"), "loading", LoadForeign, Outcome.REJECTED),
        (load(state="shipped"), "loading", LoadClosed, CONFLICT),
        (load(state="closed"), "loading", LoadClosed, CONFLICT),
        (load(state="closed"), "shipping", LoadClosed, CONFLICT),
        (load(), "inspecting", PredecessorMissing, HELD),
        (load(), "unloading", PredecessorMissing, HELD),
    ],
)
def test_a_load_that_does_not_take_the_step(row, step, refusal, outcome):
    memory = Memory().put(_stored())
    if row:
        memory.put(row)
    what = scan(step, load=load_code(1), site="S-warehouse")
    refused(memory, "warehouse", what, refusal, "load", outcome)


def test_what_is_not_aboard_cannot_be_unloaded_yet():
    memory = Memory().put(_stored())
    refused(memory, "warehouse", scan("unloading"), PredecessorMissing, "load", HELD)


def test_a_unit_aboard_keeps_its_load_until_it_is_taken_off():
    memory = Memory().put(_stored(), load())
    _, aboard = decided(memory, "warehouse", scan("loading", load=load_code(1)))
    assert aboard.load_id == load().id
    memory.put(aboard)
    assert decided(memory, "warehouse", scan("unloading"))[1].load_id is None
    event, gone = decided(memory, "warehouse", scan("shipping"))
    assert (event.load_id, gone.load_id, gone.site_id, gone.stage) == (
        load().id,
        load().id,
        None,
        Stage.IN_TRANSIT,
    )
    memory.put(load(state="closed"))
    refused(memory, "warehouse", scan("shipping"), LoadClosed, "load", CONFLICT)


def _on_the_road(**changed):
    sender = {"holder_id": ORGANISATIONS["warehouse"], "load_id": load().id}
    return Memory().put(unit(Stage.IN_TRANSIT, **(sender | changed)), load(state="shipped"))


def test_only_the_destination_receives_whether_or_not_the_scan_names_the_load():
    memory = _on_the_road()
    other = actor("dismantler", "dismantler2")
    for said in ({}, {"load": load_code(1)}):
        what = scan("receiving", site="S-dismantler2", **said)
        wrong = refused(memory, other, what, DestinationWrong, "site", CONFLICT)
        assert wrong.facts == {"load": load_code(1)}
        _, after = decided(memory, "dismantler", scan("receiving", site="S-dismantler", **said))
        assert (after.stage, after.load_id, after.site_id) == (Stage.RECEIVED, None, SITES["dismantler"].id)


def test_another_load_s_unit_waits_for_its_own_shipping():
    memory = _on_the_road().put(load(2, "shipped"))
    what = scan("receiving", site="S-dismantler", load=load_code(2))
    refused(memory, "dismantler", what, PredecessorMissing, "load", HELD)


def test_the_destination_may_turn_a_unit_away_and_the_sender_takes_it_back():
    memory = _on_the_road(holder_id=ORGANISATIONS["recycler"]).put(load(state="shipped", origin="recycler"))
    back = scan("receiving", reason="退回")
    refused(memory, "recycler_staff", back, ReturnNotRefused, "step")
    no = scan("holding", load=load_code(1), reason="refused: 缺压缩机")
    refused(memory, actor("dismantler", "dismantler2"), no, NotHolder, "code", HELD)
    _, turned_away = decided(memory, "dismantler", no)
    assert turned_away.turned_away()
    memory.put(turned_away)
    somebody = actor("recycler_staff", "recycler2")
    refused(memory, somebody, back, ReturnNotRefused, "step")
    other = actor("dismantler", "dismantler2")
    refused(memory, other, scan("receiving", site="S-dismantler2"), DestinationWrong, "site", CONFLICT)
    _, home = decided(memory, "recycler_staff", back)
    assert (home.stage, home.on_hold, home.load_id) == (Stage.COLLECTED, False, None)


def test_a_warehouse_takes_back_what_the_plant_refused():
    memory = _on_the_road(on_hold=True, hold_reason="refused")
    _, home = decided(memory, "warehouse", scan("receiving", site="S-warehouse"))
    assert (home.stage, home.holder_id) == (Stage.STORED, ORGANISATIONS["warehouse"])


# --- Balance, weights, flags -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("out_g", "fits"), [(58_800, True), (58_799, False), (61_200, True), (61_201, False)]
)
def test_outputs_of_a_direct_scan_balance_within_two_per_cent_whatever_the_reason(out_g, fits):
    memory = Memory().put(unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"]))
    said = {
        "site": "S-dismantler",
        "outputs": (ScanOutput("STEEL", out_g - 100), ScanOutput("REFRIGERANT", 100)),
    }
    if fits:
        event, after = decided(memory, "dismantler", scan("disassembling", reason=None, **said))
        assert (after.stage, event.outputs[0].mass_g) == (Stage.DISMANTLED, out_g - 100)
        assert event.flags == ("not_checked",)
        return
    # Neither a reason nor a weight made to fit excuses what nobody confirmed.
    for more in ({"reason": None}, {"reason": "."}, {"reason": ".", "weight_g": 2_000_000}):
        no = refused(memory, "dismantler", scan("disassembling", **(said | more)), BalanceExceeded, "outputs")
        assert no.facts == {"in_g": 60_000, "out_g": out_g}
    order = {"work_order": "WO-1", "standard": True}
    event, _ = decided(memory, "dismantler", scan("disassembling", facts=order, **said))
    assert (event.flags, event.facts["standard"]) == ((), True)


def test_outputs_of_a_unit_that_nobody_weighed_need_a_weight():
    memory = Memory().put(unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"], weight_g=None))
    what = scan("disassembling", site="S-dismantler", weight_g=None)
    refused(memory, "dismantler", what, FactMissing, "weight_g")
    assert decided(memory, "dismantler", what._replace(weight_g=60_000))[1].stage is Stage.DISMANTLED
    doubtful = what._replace(weight_g=1_000_000, outputs=(ScanOutput("STEEL", 1_000_000),))
    refused(memory, "dismantler", doubtful, FactMissing, "weight_g")


def test_a_weight_no_such_unit_has_is_no_ground_to_balance_on():
    memory = Memory().put(unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"], weight_g=2_000_000))
    what = scan("disassembling", site="S-dismantler", outputs=(ScanOutput("STEEL", 2_000_000),))
    refused(memory, "dismantler", what._replace(weight_g=None), InputDoubtful, "weight_g")
    refused(memory, "dismantler", what._replace(weight_g=2_000_000), InputDoubtful, "weight_g")


def test_a_unit_on_an_open_work_order_is_taken_apart_by_closing_it():
    memory = Memory().put(unit(Stage.RECEIVED, holder_id=ORGANISATIONS["dismantler"]))
    known = memory.knowledge()
    known.benches = {named("unit", 1): "WO-D001-20260310-001"}
    what = scan("disassembling", site="S-dismantler")
    with pytest.raises(OnOpenWorkOrder) as no:
        decide(known.sighting(what), ground(actor("dismantler")), uuid4())
    assert no.value.facts == {"work_order": "WO-D001-20260310-001"}
    closing = what._replace(facts={"work_order": "WO-D001-20260310-001", "standard": True})
    assert decide(known.sighting(closing), ground(actor("dismantler")), uuid4())[1].stage is Stage.DISMANTLED


WIPED = {"test_record": "FX-1", "data_wipe": {"method": "overwrite", "record": "W-1"}}


@pytest.mark.parametrize(
    ("route", "item_type", "facts", "refusal", "field", "outcome"),
    [
        ("dismantle", "FRIDGE", WIPED, RouteNotRefurbish, "route", HELD),
        (None, "FRIDGE", WIPED, RouteNotRefurbish, "route", HELD),
        ("refurbish", "LAPTOP", {"test_record": "FX-1"}, FactMissing, "data_wipe", Outcome.REJECTED),
        ("refurbish", "LAPTOP", WIPED, None, None, None),
        ("refurbish", "FRIDGE", {"test_record": "FX-1"}, None, None, None),
    ],
)
def test_only_what_was_sent_to_be_refurbished_and_wiped_is_repaired(
    route, item_type, facts, refusal, field, outcome
):
    here = {"holder_id": ORGANISATIONS["refurbisher"], "route": route, "item_type": item_type}
    memory = Memory().put(unit(Stage.STORED, **here))
    what = scan("repairing", site="S-refurbisher", facts=facts)
    if refusal is not None:
        refused(memory, "refurbisher", what, refusal, field, outcome)
        return
    assert decided(memory, "refurbisher", what)[1].stage is Stage.REFURBISHED


def test_an_inspection_that_changes_the_route_releases_the_repair_that_waited_for_it():
    here = {"holder_id": ORGANISATIONS["refurbisher"], "route": "dismantle"}
    memory = Memory().put(unit(Stage.STORED, **here))
    said = memory.send("refurbisher", scan("repairing", site="S-refurbisher"))
    assert said[0].outcome is HELD
    memory.send("refurbisher", scan("inspecting", site="S-refurbisher", route="refurbish"))
    assert memory.unit().stage is Stage.REFURBISHED


def test_a_scan_of_a_replaced_label_is_marked_and_says_which_code_it_was():
    memory = Memory().put(unit(Stage.COLLECTED)).reserve(2)
    memory.send("recycler_staff", scan("commissioning", 2, replaces=code(1), reason="标签脱落"))
    old, new = (
        decided(memory, "warehouse", scan("receiving", number, site="S-warehouse"))[0] for number in (1, 2)
    )
    assert (old.flags, old.facts["code"]) == (("void_label",), code(1))
    assert (new.flags, "code" in new.facts) == ((), False)


@pytest.mark.parametrize(
    ("weight_g", "before_g", "item_type", "flags"),
    [
        (None, 60_000, "FRIDGE", []),
        (60_000, None, "FRIDGE", []),
        (19_999, None, "FRIDGE", ["weight_out_of_range"]),
        (110_001, None, "FRIDGE", ["weight_out_of_range"]),
        (19_999, None, "UNLISTED", []),
        (63_000, 60_000, "FRIDGE", []),
        (63_001, 60_000, "FRIDGE", ["weight_differs"]),
        (4_500, 4_000, "UNLISTED", []),
        (4_501, 4_000, "UNLISTED", ["weight_differs"]),
    ],
)
def test_doubtful_weights_are_flagged_never_refused(weight_g, before_g, item_type, flags):
    assert (
        weight_flags(weight_g, unit(weight_g=before_g, item_type=item_type), ground(actor("warehouse")))
        == flags
    )


def test_times_and_positions_that_look_odd_are_flagged():
    memory = Memory().put(unit(), label(1))
    early = scan("collecting", event_time=NOW - timedelta(hours=1))
    assert decided(memory, "recycler_staff", early)[0].flags == ("time_inverted", "no_position")
    ahead = scan("collecting", event_time=NOW + timedelta(minutes=6), geo=Geo(36_450_000, 115_980_000, 12))
    event, after = decided(memory, "recycler_staff", ahead)
    # It is counted as of now: a clock ahead would count on a day that has not come (hazards H11).
    assert (event.flags, event.lat_e6, after.stage_since) == (("clock_ahead",), 36_450_000, NOW)
    assert event.event_time == event.record_time
    damaged = scan("collecting", facts={"condition": "damaged"}, site="S-recycler")
    assert decided(memory, "recycler_staff", damaged)[0].flags == ("damaged",)


def test_a_wrong_clock_never_turns_a_unit_s_time_back():
    memory = Memory().put(unit(Stage.COLLECTED))
    early = scan("receiving", site="S-warehouse", event_time=NOW - timedelta(days=3))
    _, after = decided(memory, "warehouse", early)
    assert (after.last_event_time, after.stage_since) == (NOW, NOW - timedelta(days=3))


# --- What a yes changes ----------------------------------------------------------------------------------------------


def test_inspecting_sets_the_route_and_the_event_says_so():
    memory = Memory().put(_stored())
    event, after = decided(memory, "warehouse", scan("inspecting", site="S-warehouse", route="refurbish"))
    assert (after.route, event.facts["route"], after.stage_since) == ("refurbish", "refurbish", NOW)


def test_a_new_label_takes_over_and_the_event_names_both():
    memory = Memory().put(_stored()).put(label(2, "reserved", "warehouse"))
    event, after = decided(memory, "warehouse", scan("commissioning", 2, replaces=code(1)))
    assert (after.code, after.stage, event.from_stage) == (code(2), Stage.STORED, Stage.STORED)
    assert event.facts == {"test_record": "ok", "route": "dismantle", "code": code(2), "replaces": code(1)}


@pytest.mark.parametrize(
    ("changed", "refusal", "outcome"),
    [
        ({"state": "bound"}, LabelInUse, CONFLICT),
        ({"organisation_id": ORGANISATIONS["recycler2"]}, LabelForeign, Outcome.REJECTED),
    ],
)
def test_a_new_label_must_be_free_and_one_s_own(changed, refusal, outcome):
    memory = Memory().put(_stored()).put(label(2, "reserved")._replace(**changed))
    refused(memory, "warehouse", scan("commissioning", 2, replaces=code(1)), refusal, "code", outcome)
    nowhere = Memory().put(_stored())
    refused(nowhere, "warehouse", scan("commissioning", 2, replaces=code(1)), UnknownCode, "code", HELD)


def test_a_relabelling_needs_a_reason():
    memory = Memory().put(_stored()).put(label(2, "reserved", None))
    what = scan("commissioning", 2, replaces=code(1), reason=None)
    refused(memory, "warehouse", what, FactMissing, "reason")


def test_roles_of_integrations():
    assert acting_role(actor("integration_client", "recycler")) == "recycler_manager"
    assert acting_role(actor("integration_client", "bureau")) == "integration_client"
    assert acting_role(actor("warehouse")) == "warehouse"


def test_a_sighting_without_anything_belongs_to_anybody():
    assert Sighting(scan("holding"), None, None, None, None).booked_with(None)
