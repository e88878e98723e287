"""The guided dismantling: steps by category group in the order the pollution-control rules want them.

The table is `dismantling_steps.csv`. A hazardous step is ticked by two different people; a step concerns only the item
types it names, so that a batch of hosts is not asked for tube glass.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from tradein import packaged
from tradein.refusal import Refusal


class StepUnknown(Refusal):
    """The work order has no such step."""

    code = "dismantling_step_unknown"
    zh = "本工单没有步骤“{step}”。"
    en = "This work order has no step '{step}'."


class SamePersonTwice(Refusal):
    """A hazardous step needs a second person, not the first one again."""

    code = "second_person_needed"
    status = 409
    zh = "危险步骤须由两名不同人员确认，您已确认过。"
    en = "A hazardous step is confirmed by two different people. You have already confirmed it."


class StepAlreadyDone(Refusal):
    """Everyone the step needs has ticked it."""

    code = "dismantling_step_done"
    status = 409
    zh = "该步骤已完成。"
    en = "This step is already done."


@dataclass(frozen=True, slots=True)
class GuidedStep:
    """One line of the checklist at the bench."""

    group: str
    item_types: frozenset[str]
    seq: int
    code: str
    name_zh: str
    name_en: str
    hazardous: bool
    persons: int
    source: str
    verified: bool


@cache
def all_steps() -> tuple[GuidedStep, ...]:
    """The whole table in working order."""
    return tuple(
        GuidedStep(
            row["group"],
            frozenset(row["item_types"].split("|")),
            int(row["seq"]),
            row["step"],
            row["step_zh"],
            row["step_en"],
            row["hazardous"] == "1",
            int(row["persons"]),
            row["source"],
            row["verified"] == "1",
        )
        for row in packaged.rows("dismantling_steps.csv")
    )


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Item types of each category group; a work order holds one group."""
    found: dict[str, frozenset[str]] = {}
    for step in all_steps():
        found[step.group] = found.get(step.group, frozenset()) | step.item_types
    return found


@cache
def group_of(item_type: str) -> str | None:
    """The category group an item type is dismantled in, or None when the table knows no way to dismantle it."""
    return next((group for group, members in groups().items() if item_type in members), None)


def steps_for(group: str, item_types: Iterable[str]) -> tuple[GuidedStep, ...]:
    """The steps a batch of these item types must go through, in working order."""
    present = frozenset(item_types)
    return tuple(step for step in all_steps() if step.group == group and step.item_types & present)


def judge_tick(step: GuidedStep, ticked_by: frozenset[UUID], account: UUID) -> None:
    """Refuse a tick by someone who already ticked, or beyond the number of people the step needs."""
    if len(ticked_by) >= step.persons:
        raise StepAlreadyDone("step", step=step.code)
    if account in ticked_by:
        raise SamePersonTwice("step", step=step.code)


def pending(steps: Iterable[GuidedStep], ticks: Mapping[str, frozenset[UUID]]) -> tuple[str, ...]:
    """Codes of the steps that still miss a person."""
    return tuple(step.code for step in steps if len(ticks.get(step.code, frozenset())) < step.persons)
