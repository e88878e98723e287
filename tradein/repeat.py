"""The same thing done again: steps that leave a unit's stage as it is may come twice without anything having happened.

A phone that lost its queue sends what it sent before under new event ids. What leaves the unit as it was is answered
like the first time and recorded no second time; what changes something within the same stay is recorded, but not
counted as another: one stay of a unit has one loading, arrival, inspection and hold (hazards H3).
"""

from tradein.ground import Sighting
from tradein.lifecycle import Stage, Step
from tradein.scan import Known, UnitState

REPEATED = "repeated"
"""The flag of a step that changed something it had settled before in the same stay: recorded, not counted again."""
STEPS = frozenset({Step.LOADING, Step.ARRIVING, Step.INSPECTING, Step.HOLDING})
"""Steps that change no stage, and that nothing but what they did before keeps from being made twice."""


class Repeated(Exception):
    """A scan says what an event of the same stay has said; `first` is that event. Nothing happens."""

    def __init__(self, first: Known) -> None:
        super().__init__()
        self.first = first


def changes_nothing(seen: Sighting, unit: UnitState) -> bool:
    """Whether the step, which the unit has behind it in this stay, would leave it as it is."""
    scan = seen.scan
    match scan.step:
        case Step.LOADING:
            return seen.load is not None and unit.load_id == seen.load.id
        case Step.ARRIVING:
            return True
        case Step.HOLDING:
            return unit.on_hold and unit.hold_reason == scan.reason
        case Step.INSPECTING:
            return unit.route == scan.route
        case _:
            return False


def is_again(seen: Sighting, unit: UnitState) -> bool:
    """Whether the step changes what it had settled before in the same stay."""
    step = seen.scan.step
    return (step is Step.HOLDING and unit.on_hold) or (step is Step.INSPECTING and seen.earlier is not None)


def may_be_again(step: Step, unit: UnitState) -> bool:
    """Whether it must be asked what the unit has behind it; with most scans its row says that nothing can be."""
    match step:
        case Step.LOADING:
            return unit.load_id is not None
        case Step.ARRIVING:
            return unit.stage is Stage.IN_TRANSIT
        case Step.HOLDING:
            return unit.on_hold
        case Step.INSPECTING:
            return unit.route is not None
        case _:
            return False
