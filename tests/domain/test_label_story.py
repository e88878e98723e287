"""The public timeline: five stops, whatever way a unit took."""

from datetime import UTC, datetime, timedelta

import pytest

from tradein.lifecycle import Stage, Step
from tradein.public_trace import (
    DISMANTLE_WAY,
    REFURBISH_WAY,
    Milestone,
    Progress,
    PublicStep,
    PublicTrace,
    milestone_of,
    timeline,
)

START = datetime(2026, 9, 3, 6, tzinfo=UTC)
LIFE = [
    (Step.COMMISSIONING, Stage.BOOKED),
    (Step.COLLECTING, Stage.COLLECTED),
    (Step.RECEIVING, Stage.STORED),
    (Step.INSPECTING, Stage.STORED),
    (Step.SHIPPING, Stage.IN_TRANSIT),
    (Step.RECEIVING, Stage.RECEIVED),
    (Step.DISASSEMBLING, Stage.DISMANTLED),
]


def told(moves: list[tuple[Step, Stage]]) -> list[PublicStep]:
    return [
        PublicStep(step, START + timedelta(hours=hour), to_stage=stage)
        for hour, (step, stage) in enumerate(moves)
    ]


def progress(stage: Stage, moves: list[tuple[Step, Stage]]) -> list[str]:
    return [stop.progress for stop in timeline(PublicTrace("C", "bound", stage=stage, steps=told(moves)))]


DONE, AHEAD, CURRENT, SKIPPED = Progress.DONE, Progress.AHEAD, Progress.CURRENT, Progress.SKIPPED


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (1, [DONE, AHEAD, AHEAD, AHEAD, AHEAD]),
        (2, [DONE, DONE, AHEAD, AHEAD, AHEAD]),
        (4, [DONE, DONE, DONE, AHEAD, AHEAD]),
        (5, [DONE, DONE, DONE, CURRENT, AHEAD]),
        (6, [DONE, DONE, DONE, DONE, AHEAD]),
        (7, [DONE, DONE, DONE, DONE, DONE]),
    ],
)
def test_progress_follows_the_life(length: int, expected: list[Progress]):
    assert progress(LIFE[length - 1][1], LIFE[:length]) == expected


def test_a_unit_that_goes_straight_to_the_plant_skips_the_warehouse():
    direct = [*LIFE[:2], *LIFE[4:]]
    assert progress(Stage.DISMANTLED, direct) == [DONE, DONE, SKIPPED, DONE, DONE]


def test_one_receiving_step_is_told_by_the_stage_it_reached():
    receiving = {
        stage: milestone_of(PublicStep(Step.RECEIVING, START, to_stage=stage))
        for stage in (Stage.STORED, Stage.RECEIVED, Stage.COLLECTED, None)
    }
    assert receiving == {
        Stage.STORED: Milestone.WAREHOUSE,
        Stage.RECEIVED: Milestone.TRANSPORT,
        Stage.COLLECTED: Milestone.PICKUP,
        None: Milestone.WAREHOUSE,
    }


def test_internal_steps_are_not_told():
    inner = {Step.LOADING, Step.UNLOADING, Step.ARRIVING, Step.HOLDING, Step.ACCEPTING, Step.DECOMMISSIONING}
    assert {step for step in Step if milestone_of(PublicStep(step, START)) is None} == inner


def test_refurbished_units_have_their_own_end():
    moves = [*LIFE[:4], (Step.REPAIRING, Stage.REFURBISHED)]
    stops = timeline(PublicTrace("C", "bound", stage=Stage.REFURBISHED, steps=told(moves)))
    assert tuple(stop.milestone for stop in stops) == REFURBISH_WAY
    assert [stop.progress for stop in stops] == [DONE, DONE, DONE, DONE, AHEAD]
    # Sold again: still told as a refurbished life.
    assert timeline(PublicTrace("C", "bound", stage=Stage.RESOLD, steps=told(moves)))[-1].progress is DONE


def test_a_cancelled_booking_shows_what_happened_and_cancels_the_rest():
    assert progress(Stage.VOID, LIFE[:1]) == [DONE, *[Progress.CANCELLED] * 4]


def test_steps_are_told_in_the_order_in_which_they_happened():
    stops = timeline(PublicTrace("C", "bound", stage=Stage.STORED, steps=told(LIFE[:4])[::-1]))
    assert [step.step for step in stops[2].steps] == [Step.RECEIVING, Step.INSPECTING]


def test_an_unknown_stage_stands_at_the_beginning():
    stops = timeline(PublicTrace("C", "bound"))
    assert tuple(stop.milestone for stop in stops) == DISMANTLE_WAY
    assert [stop.progress for stop in stops] == [DONE, AHEAD, AHEAD, AHEAD, AHEAD]
