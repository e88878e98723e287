"""Dismantling rules as tables and functions: states, candidates, closing, outputs, steps, completeness, attribution."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradein import dismantling, packaged
from tradein.actor import Actor
from tradein.attribution import Input, Part, attribute
from tradein.completeness import completeness
from tradein.dismantling import (
    TABLE,
    Candidate,
    Closing,
    Deviation,
    Figures,
    WorkOrderAction,
    WorkOrderState,
    judge_candidate,
    judge_closing,
    judge_confirmation,
    judge_explanation,
    judge_outputs,
    next_state,
    refrigerant_pending,
)
from tradein.guided import all_steps, group_of, groups, judge_tick, pending, steps_for
from tradein.lifecycle import Stage
from tradein.output import WasteRule, bears_refrigerant, hazardous_wastes, kinds_of
from tradein.recovery import Recovery, judge_recovery, refrigerants_of, shortfalls, zero_reason
from tradein.reference_values import RequiredPart
from tradein.refusal import Refusal
from tradein.tolerance import Check, Tolerance

TODAY = date(2026, 11, 21)
TWO_PERCENT = Tolerance(Check.WORK_ORDER, 20, "test", "CN", verified=False)
PLANT, SITE, ANN, BOB = (UUID(int=n) for n in range(1, 5))
WORKER = Actor(ANN, PLANT, "dismantler", "dismantler", manager=False)
ITEM_TYPES = [row["code"] for row in packaged.rows("item_types.csv")]


def refused(code):
    return pytest.raises(Refusal, match=f"^{code}$")


# --- Work orders ---


@pytest.mark.parametrize("state", WorkOrderState)
@pytest.mark.parametrize("action", WorkOrderAction)
def test_everything_happens_while_open_and_nothing_afterwards(state, action):
    if state is not WorkOrderState.OPEN:
        assert (state, action) not in TABLE
        with refused("work_order_closed"):
            next_state(state, action)
        return
    ends = {WorkOrderAction.CLOSE: WorkOrderState.CLOSED, WorkOrderAction.CANCEL: WorkOrderState.CANCELLED}
    assert next_state(state, action) is ends.get(action, WorkOrderState.OPEN)


FRIDGE = Candidate(
    "C", "FRIDGE", Stage.RECEIVED, on_hold=False, holder_id=PLANT, site_id=SITE, weight_g=45_000
)


def test_a_received_weighed_unit_joins_with_its_weight():
    assert judge_candidate(FRIDGE, "FRIDGE", WORKER, SITE) == 45_000
    assert judge_candidate(replace(FRIDGE, site_id=None), "FRIDGE", WORKER, SITE) == 45_000


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"holder_id": BOB}, "unit_not_here"),
        ({"site_id": BOB}, "unit_not_here"),
        ({"on_hold": True}, "unit_on_hold"),
        ({"item_type": "TV_CRT"}, "category_mismatch"),
        ({"item_type": "SPACESHIP"}, "category_mismatch"),
        ({"weight_g": None}, "unit_unweighed"),
        ({"weight_g": 0}, "unit_unweighed"),
        *(({"stage": stage}, "unit_not_received") for stage in Stage if stage is not Stage.RECEIVED),
    ],
)
def test_who_may_not_join(changed, code):
    with refused(code):
        judge_candidate(replace(FRIDGE, **changed), "FRIDGE", WORKER, SITE)


BALANCED = Figures(100_000, 99_000)
READY = Closing((), 1, (), 1, refrigerant_pending=False, figures=BALANCED, deviation=None)
OFF = Figures(100_000, 90_000)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"units": 0}, "work_order_empty"),
        ({"unchecked": ("C",)}, "completeness_missing"),
        ({"pending_steps": ("wipe_data",)}, "dismantling_steps_missing"),
        ({"refrigerant_pending": True}, "refrigerant_missing"),
        ({"weighings": 0}, "outputs_missing"),
        ({"figures": OFF}, "balance_unexplained"),
        ({"figures": OFF, "deviation": Deviation(OFF, "漏称", ANN, None)}, "second_confirmation_missing"),
        ({"figures": OFF, "deviation": Deviation(BALANCED, "漏称", ANN, BOB)}, "confirmation_stale"),
    ],
)
def test_what_keeps_an_order_open(changed, code):
    with refused(code):
        judge_closing(replace(READY, **changed), TWO_PERCENT)


def test_a_balanced_or_confirmed_order_closes():
    judge_closing(READY, TWO_PERCENT)
    judge_closing(replace(READY, figures=OFF, deviation=Deviation(OFF, "漏称", ANN, BOB)), TWO_PERCENT)


@pytest.mark.parametrize(
    ("output_g", "inside"), [(98_000, True), (97_999, False), (102_000, True), (102_001, False)]
)
def test_two_percent_is_exact(output_g, inside):
    assert dismantling.within(Figures(100_000, output_g), TWO_PERCENT) is inside
    assert dismantling.within(Figures(100_000, output_g - 500, 500), TWO_PERCENT) is inside


def test_inside_tolerance_there_is_nothing_to_explain():
    judge_explanation(OFF, TWO_PERCENT)
    with refused("balance_within_tolerance"):
        judge_explanation(BALANCED, TWO_PERCENT)


def test_the_second_person_is_another_manager_on_the_same_figures():
    boss = replace(WORKER, account_id=BOB, manager=True)
    note = Deviation(OFF, "漏称", ANN, None)
    judge_confirmation(boss, note, OFF)
    cases = [
        (WORKER, note, OFF, "manager_needed"),
        (boss, None, OFF, "balance_unexplained"),
        (replace(boss, account_id=ANN), note, OFF, "second_person_same"),
        (boss, note, BALANCED, "confirmation_stale"),
    ]
    for actor, deviation, figures, code in cases:
        with refused(code):
            judge_confirmation(actor, deviation, figures)


# --- Outputs ---


def test_every_waste_code_named_by_an_output_is_in_the_national_table():
    for item_type in ITEM_TYPES:
        for kind in kinds_of(item_type).values():
            assert kind.waste_codes <= hazardous_wastes().keys(), (item_type, kind.code)
            assert bool(kind.waste_codes) is (kind.rule is not WasteRule.NEVER)


def test_one_output_has_one_rule_within_a_category_group():
    for members in groups().values():
        rules = {}
        for item_type in members:
            for code, kind in kinds_of(item_type).items():
                assert rules.setdefault(code, (kind.rule, kind.waste_codes)) == (kind.rule, kind.waste_codes)


@pytest.mark.parametrize(
    ("item_type", "outputs", "reason", "code"),
    [
        ("FRIDGE", [], None, "outputs_missing"),
        ("FRIDGE", [Part("CRT_GLASS", 5)], "漏空", "output_unknown"),
        ("FRIDGE", [Part("PCB", 5)], "漏空", "waste_code_missing"),
        ("FRIDGE", [Part("PCB", 5, "900-000-49")], "漏空", "waste_code_not_in_force"),
        ("FRIDGE", [Part("PCB", 5, "900-219-08")], "漏空", "waste_code_wrong"),
        ("FRIDGE", [Part("STEEL", 5, "900-045-49")], "漏空", "waste_code_wrong"),
        ("FRIDGE", [Part("STEEL", 5)], None, "refrigerant_reason_missing"),
        ("FRIDGE", [Part("STEEL", 5), Part("REFRIGERANT", 0)], " ", "output_weightless"),
    ],
)
def test_outputs_of_a_scan_that_are_refused(item_type, outputs, reason, code):
    with refused(code):
        judge_outputs(item_type, outputs, reason, TODAY)


@pytest.mark.parametrize(
    ("item_type", "outputs", "reason"),
    [
        ("FRIDGE", [Part("STEEL", 5), Part("REFRIGERANT", 100)], None),
        ("FRIDGE", [Part("STEEL", 5)], "管路已漏空"),
        ("WASHER_DRUM", [Part("PCB", 5, "900-045-49")], None),
        ("TV_FPD", [Part("BACKLIGHT", 5)], None),
        ("TV_FPD", [Part("BACKLIGHT", 5, "900-023-29")], None),
        ("DRYER", [Part("PCB", 5, "900-045-49"), Part("STEEL", 9)], None),
    ],
)
def test_outputs_of_a_scan_that_pass(item_type, outputs, reason):
    judge_outputs(item_type, outputs, reason, TODAY)


def test_before_its_edition_a_waste_code_is_not_in_force():
    with refused("waste_code_not_in_force"):
        judge_outputs("WASHER_DRUM", [Part("PCB", 5, "900-045-49")], None, date(2024, 12, 31))


# --- Steps ---


def test_every_item_type_is_dismantled_in_exactly_one_group():
    for item_type in ITEM_TYPES:
        assert sum(item_type in members for members in groups().values()) == 1
    assert group_of("SPACESHIP") is None


def test_groups_agree_with_the_required_parts_lists():
    for row in packaged.rows("required_parts.csv"):
        for item_type in row["item_types"].split("|"):
            assert group_of(item_type) == row["checklist_code"]


def test_hazardous_steps_take_two_people_and_come_in_order():
    for step in all_steps():
        assert step.persons == (2 if step.hazardous else 1)
        assert not step.verified
    for group, members in groups().items():
        for item_type in members:
            own = [step.seq for step in steps_for(group, [item_type])]
            assert own
            assert own == sorted(own)
        codes = [step.code for step in steps_for(group, members)]
        assert len(codes) == len(set(codes))


def test_a_batch_of_hosts_is_not_asked_for_tube_glass():
    steps = {step.code for step in steps_for("PC_DESKTOP", ["PC_DESKTOP_HOST"])}
    assert "wipe_data" in steps
    assert "release_vacuum" not in steps


def test_ticks_by_two_different_people():
    step = steps_for("FRIDGE", ["FRIDGE"])[0]
    judge_tick(step, frozenset(), ANN)
    judge_tick(step, frozenset({ANN}), BOB)
    with refused("second_person_needed"):
        judge_tick(step, frozenset({ANN}), ANN)
    with refused("dismantling_step_done"):
        judge_tick(step, frozenset({ANN, BOB}), PLANT)
    assert pending([step], {}) == (step.code,)
    assert pending([step], {step.code: frozenset({ANN})}) == (step.code,)
    assert pending([step], {step.code: frozenset({ANN, BOB})}) == ()


# --- Completeness ---

PARTS = [
    RequiredPart("TELEPHONE", 1, "主板", "Main board", "NOT_COUNTED_AS_STANDARD", mandatory=True),
    RequiredPart("TELEPHONE", 2, "屏", "Screen", "NOT_COUNTED_AS_STANDARD", mandatory=False),
]


@pytest.mark.parametrize(
    ("missing", "standard"), [((), True), ((2,), True), ((1,), False), ((1, 2, 2), False)]
)
def test_a_missing_mandatory_part_is_not_standard(missing, standard):
    found = completeness(PARTS, missing, "已缺失" if missing else None)
    assert found.standard is standard
    assert len(found.missing) == len(set(missing))


def test_missing_parts_are_known_and_explained():
    with refused("part_unknown"):
        completeness(PARTS, (3,), "已缺失")
    with refused("missing_part_reason"):
        completeness(PARTS, (1,), "  ")


# --- Refrigerant ---


def test_refrigerant_is_asked_of_whoever_bears_it():
    assert [kind for kind in ITEM_TYPES if bears_refrigerant(kind)] == [
        "FRIDGE",
        "FREEZER",
        "AC_SPLIT_SET",
        "AC_WINDOW",
    ]
    fridges = {"A": "FRIDGE", "B": "FREEZER"}
    assert refrigerant_pending(fridges, frozenset())
    assert refrigerant_pending(fridges, frozenset({"A"}))
    assert not refrigerant_pending(fridges, frozenset({"A", "B"}))
    assert not refrigerant_pending(fridges, frozenset({None}))
    assert not refrigerant_pending({"A": "TV_CRT"}, frozenset())


def test_a_blowing_agent_is_no_refrigerant():
    assert "R11" not in refrigerants_of("FRIDGE")
    assert refrigerants_of("FRIDGE")["R600a"] is None
    assert refrigerants_of("TV_CRT") == {}
    for recovery, code in (
        (Recovery("Z", "R134a", 5), "unit_not_on_work_order"),
        (Recovery("A", "R22", 5), "refrigerant_not_applicable"),
        (Recovery(None, "R11", 5), "refrigerant_not_applicable"),
    ):
        with refused(code):
            judge_recovery(recovery, {"A": "FRIDGE"})
    judge_recovery(Recovery("A", "R134a", 5), {"A": "FRIDGE"})


def test_little_refrigerant_is_a_warning_with_its_benchmark():
    units = {"A": "AC_SPLIT_SET", "B": "AC_SPLIT_SET"}
    found = shortfalls(
        [Recovery(None, "R22", 589), Recovery("A", "R22", 294), Recovery("B", "R22", 295)], units
    )
    assert [(short.recovered_g, short.expected_g) for short in found] == [(589, 590), (294, 295)]
    assert shortfalls([Recovery(None, "R600a", 0, "漏空")], {"A": "FRIDGE"}) == ()


def test_the_reason_of_a_unit_goes_before_the_orders():
    said = [Recovery(None, "R22", 0, "整批漏空"), Recovery("A", "R22", 0, "撞坏")]
    assert zero_reason(said, "A") == "撞坏"
    assert zero_reason(said, "B") == "整批漏空"
    assert zero_reason([], "B") is None


# --- Attribution ---


@given(
    weights=st.lists(st.integers(1, 200_000), min_size=1, max_size=30),
    masses=st.lists(st.integers(1, 10**7), min_size=1, max_size=5),
)
def test_attributed_grams_add_up_exactly(weights, masses):
    codes = ["STEEL", "COPPER", "PLASTIC", "GLASS", "RESIDUE"]
    parts = [Part(code, mass_g) for code, mass_g in zip(codes, masses, strict=False)]
    shares = attribute([Input(str(n), "FRIDGE", weight_g) for n, weight_g in enumerate(weights)], parts)
    for part in parts:
        given_g = sum(
            own.mass_g for each in shares.values() for own in each if own.output_code == part.output_code
        )
        assert given_g == part.mass_g


def test_a_material_goes_only_to_what_yields_it():
    batch = [Input("host", "PC_DESKTOP_HOST", 9_000), Input("tube", "MONITOR_CRT", 15_000)]
    shares = attribute(
        batch, [Part("HDD", 500), Part("CRT_GLASS", 8_000, "900-044-49"), Part("STEEL", 2_400)]
    )
    assert shares["host"] == [Part("HDD", 500), Part("STEEL", 900)]
    assert shares["tube"] == [Part("CRT_GLASS", 8_000, "900-044-49"), Part("STEEL", 1_500)]
