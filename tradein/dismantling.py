"""Work orders of a dismantling line: their states as one table, who may join one, and when one may be closed.

A work order takes one category group apart at one bench in one shift. It closes when every unit was checked, every
guided step ticked, something weighed, and input and output agree (2 % by default) or the difference was explained by
one person and confirmed by another. Capture uses `judge_outputs` for scans that bring their outputs directly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from tradein.actor import Actor
from tradein.balance import MassBalance, Verdict, Weights, mass_balance
from tradein.guided import group_of
from tradein.lifecycle import Stage
from tradein.output import (
    OutputsMissing,
    OutputWeightless,
    Weighed,
    bears_refrigerant,
    judge_output,
    judge_refrigerant,
    recovered_g,
)
from tradein.refusals.dismantling import (
    CategoryMismatch,
    CompletenessMissing,
    ConfirmationMissing,
    ConfirmationStale,
    DeviationNeedless,
    DifferenceUnexplained,
    ManagerNeeded,
    RefrigerantMissing,
    SameConfirmer,
    StepsMissing,
    UnitNotHere,
    UnitNotReady,
    UnitOnHold,
    UnitUnweighed,
    WorkOrderClosed,
    WorkOrderEmpty,
)
from tradein.tolerance import Tolerance


class WorkOrderState(StrEnum):
    """Where a work order stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class WorkOrderAction(StrEnum):
    """What can be done to a work order; the words are also the API's."""

    ADD_UNIT = "add_unit"
    REMOVE_UNIT = "remove_unit"
    CHECK = "check"
    TICK = "tick"
    RECOVER = "recover"
    WEIGH = "weigh"
    WITHDRAW = "withdraw"
    LOSE = "lose"
    EXPLAIN = "explain"
    CONFIRM = "confirm"
    CLOSE = "close"
    CANCEL = "cancel"


_ENDS = {WorkOrderAction.CLOSE: WorkOrderState.CLOSED, WorkOrderAction.CANCEL: WorkOrderState.CANCELLED}
TABLE: Mapping[tuple[WorkOrderState, WorkOrderAction], WorkOrderState] = {
    (WorkOrderState.OPEN, action): _ENDS.get(action, WorkOrderState.OPEN) for action in WorkOrderAction
}
"""Everything happens while the order is open; nothing afterwards, a correction is an event on the unit."""


def next_state(state: WorkOrderState, action: WorkOrderAction) -> WorkOrderState:
    """The state an action leads to; raises `work_order_closed` where the table has none."""
    following = TABLE.get((state, action))
    if following is None:
        raise WorkOrderClosed(None, state=state.value, action=action.value)
    return following


@dataclass(frozen=True, slots=True)
class Candidate:
    """A received unit that is to join a work order."""

    code: str
    item_type: str
    stage: Stage
    on_hold: bool
    holder_id: UUID | None
    site_id: UUID | None
    weight_g: int | None


def judge_candidate(candidate: Candidate, group: str, actor: Actor, site_id: UUID) -> int:
    """The unit's input weight in grams, or a refusal: wrong category, not received here, on hold, never weighed."""
    if candidate.holder_id != actor.organisation_id or candidate.site_id not in (None, site_id):
        raise UnitNotHere("code", unit=candidate.code)
    if candidate.stage is not Stage.RECEIVED:
        raise UnitNotReady("code", unit=candidate.code, stage=candidate.stage.value)
    if candidate.on_hold:
        raise UnitOnHold("code", unit=candidate.code)
    if group_of(candidate.item_type) != group:
        raise CategoryMismatch("code", unit=candidate.code, item_type=candidate.item_type, group=group)
    if not candidate.weight_g:
        raise UnitUnweighed("weight_g", unit=candidate.code)
    return candidate.weight_g


@dataclass(frozen=True, slots=True)
class Figures:
    """The mass balance of one work order in grams: Σ output + documented loss = Σ input."""

    input_g: int
    output_g: int
    loss_g: int = 0

    @property
    def difference_g(self) -> int:
        """What came out and was lost beyond what went in; negative while something is missing."""
        return self.output_g + self.loss_g - self.input_g

    def balance(self, tolerance: Tolerance) -> MassBalance:
        """The figures judged by the one arithmetic of mass balances."""
        return mass_balance(Weights([self.input_g], [self.output_g], self.loss_g), tolerance)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A difference somebody explained, and who confirmed it; it speaks for exactly these figures."""

    figures: Figures
    note: str
    noted_by: UUID
    confirmed_by: UUID | None


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything the decision to close depends on."""

    unchecked: Sequence[str]
    units: int
    pending_steps: Sequence[str]
    weighings: int
    refrigerant_pending: bool
    figures: Figures
    deviation: Deviation | None


def judge_closing(closing: Closing, tolerance: Tolerance) -> None:
    """Refuse to close while anything is missing, in the order in which the line works."""
    if closing.units == 0:
        raise WorkOrderEmpty
    if closing.unchecked:
        raise CompletenessMissing("units", units=list(closing.unchecked))
    if closing.pending_steps:
        raise StepsMissing("steps", steps=list(closing.pending_steps))
    if closing.refrigerant_pending:
        raise RefrigerantMissing("refrigerant")
    if closing.weighings == 0:
        raise OutputsMissing("outputs")
    if not within(closing.figures, tolerance):
        _judge_deviation(closing.figures, closing.deviation, tolerance)


def within(figures: Figures, tolerance: Tolerance) -> bool:
    """Whether input and output agree within the tolerance."""
    return figures.balance(tolerance).verdict is Verdict.WITHIN


def _judge_deviation(figures: Figures, deviation: Deviation | None, tolerance: Tolerance) -> None:
    facts = {"difference_g": figures.difference_g, "allowed_g": tolerance.allowance(figures.input_g)}
    if deviation is None:
        raise DifferenceUnexplained("note", **facts)
    if deviation.figures != figures:
        raise ConfirmationStale("note", **facts)
    if deviation.confirmed_by is None:
        raise ConfirmationMissing("confirmation", **facts)


def judge_explanation(figures: Figures, tolerance: Tolerance) -> None:
    """An explanation is only asked for outside tolerance; inside it would dress up a number."""
    if within(figures, tolerance):
        raise DeviationNeedless("note", difference_g=figures.difference_g)


def judge_confirmation(actor: Actor, deviation: Deviation | None, figures: Figures) -> None:
    """The second person: a manager of the plant, another account than the one that explained, the same figures."""
    if not actor.manages:
        raise ManagerNeeded
    if deviation is None:
        raise DifferenceUnexplained("note", difference_g=figures.difference_g, allowed_g=None)
    if deviation.noted_by == actor.account_id:
        raise SameConfirmer
    if deviation.figures != figures:
        raise ConfirmationStale("note", difference_g=figures.difference_g, allowed_g=None)


def judge_outputs(item_type: str, outputs: Sequence[Weighed], reason: str | None, day: date) -> None:
    """What a `disassembling` scan must bring along: known outputs, waste codes, and the word on refrigerant.

    The balance of one unit against its weight is `tradein.custody`'s, which knows the unit.
    """
    if not outputs:
        raise OutputsMissing("outputs")
    for position, output in enumerate(outputs):
        if output.mass_g <= 0:
            raise OutputWeightless(f"outputs.{position}.mass_g", output_code=output.output_code)
        judge_output(item_type, output, day)
    judge_refrigerant(item_type, recovered_g(outputs), reason)


def refrigerant_pending(item_types: Mapping[str, str], recovered_for: frozenset[str | None]) -> bool:
    """Whether a refrigerant-bearing unit (code → item type) is covered by no entry: its own, or the order's (None)."""
    bearers = {code for code, item_type in item_types.items() if bears_refrigerant(item_type)}
    return None not in recovered_for and not bearers <= recovered_for
