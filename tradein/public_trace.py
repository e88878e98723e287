"""What anyone who scans a label may know, and how it is told as five milestones.

The view `public_trace`: steps, dates, places at district level and organisations; never a person, an address, a
price or a precise position. A label shows the story of its unit only while it is bound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tradein.lifecycle import Stage, Step
from tradein.refusal import Refusal


class CodeStanding(StrEnum):
    """What the server knows about a code."""

    UNKNOWN = "unknown"
    RESERVED = "reserved"
    BOUND = "bound"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One event as the public sees it: CBV step, stage reached, district, organisation, weight in grams."""

    step: str
    at: datetime
    place_code: str | None = None
    place_zh: str | None = None
    organisation: str | None = None
    licence_no: str | None = None
    weight_g: int | None = None
    to_stage: str | None = None


@dataclass(frozen=True, slots=True)
class PublicTrace:
    """The public story of one label. `outputs` are (name_zh, name_en, mass_g); `born_month` reads `2026-09`.

    `carbon_kg` is the avoided CO₂e (`tradein.carbon`, bottom-up); None means that nothing is known, never zero.
    Unknown, reserved and void labels carry nothing but `code`, `state` and, if void, the code that replaced it.
    """

    code: str
    state: str
    replaced_by: str | None = None
    item_type: str | None = None
    item_name_zh: str | None = None
    item_name_en: str | None = None
    stage: str | None = None
    on_hold: bool = False
    born_month: str | None = None
    steps: Sequence[PublicStep] = ()
    weight_g: int | None = None
    outputs: Sequence[tuple[str, str, int]] = ()
    carbon_kg: float | None = None


class Milestone(StrEnum):
    """The stops of the public timeline, in the order of a life."""

    BOOKING = "booking"
    PICKUP = "pickup"
    WAREHOUSE = "warehouse"
    TRANSPORT = "transport"
    DISMANTLING = "dismantling"
    REFURBISHING = "refurbishing"
    RESALE = "resale"


class Progress(StrEnum):
    """How far a milestone is."""

    DONE = "done"
    CURRENT = "current"
    SKIPPED = "skipped"
    AHEAD = "ahead"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Stop:
    """One milestone of the timeline with the events that belong to it, oldest first."""

    milestone: Milestone
    progress: Progress
    steps: tuple[PublicStep, ...] = ()


DISMANTLE_WAY = (
    Milestone.BOOKING,
    Milestone.PICKUP,
    Milestone.WAREHOUSE,
    Milestone.TRANSPORT,
    Milestone.DISMANTLING,
)
REFURBISH_WAY = (*DISMANTLE_WAY[:3], Milestone.REFURBISHING, Milestone.RESALE)

_ARRIVAL = {
    Stage.COLLECTED: Milestone.PICKUP,
    Stage.STORED: Milestone.WAREHOUSE,
    Stage.RECEIVED: Milestone.TRANSPORT,
}
_MILESTONE_OF: dict[str, Milestone] = {
    Step.COMMISSIONING: Milestone.BOOKING,
    Step.COLLECTING: Milestone.PICKUP,
    Step.INSPECTING: Milestone.WAREHOUSE,
    Step.SHIPPING: Milestone.TRANSPORT,
    Step.DISASSEMBLING: Milestone.DISMANTLING,
    Step.REPAIRING: Milestone.REFURBISHING,
    Step.RETAIL_SELLING: Milestone.RESALE,
}
_STANDS_AT: dict[str, Milestone] = {
    Stage.BOOKED: Milestone.BOOKING,
    Stage.COLLECTED: Milestone.PICKUP,
    Stage.STORED: Milestone.WAREHOUSE,
    Stage.IN_TRANSIT: Milestone.TRANSPORT,
    Stage.RECEIVED: Milestone.TRANSPORT,
    Stage.DISMANTLED: Milestone.DISMANTLING,
    Stage.REFURBISHED: Milestone.REFURBISHING,
    Stage.RESOLD: Milestone.RESALE,
}


def milestone_of(step: PublicStep) -> Milestone | None:
    """The milestone an event is told under; internal steps (loading, arriving, holding …) have none."""
    if step.step == Step.RECEIVING:
        # One CBV step covers warehouse, plant and a load taken back: the stage reached says which.
        return next((stop for stage, stop in _ARRIVAL.items() if stage == step.to_stage), Milestone.WAREHOUSE)
    return _MILESTONE_OF.get(step.step)


def timeline(trace: PublicTrace) -> tuple[Stop, ...]:
    """Five stops from booking to materials, or to resale for a unit that is refurbished."""
    told = [(milestone_of(step), step) for step in sorted(trace.steps, key=lambda step: step.at)]
    way = _way(trace.stage, (milestone for milestone, _ in told))
    if trace.stage == Stage.VOID:
        return tuple(_cancelled(stop, told) for stop in way)
    here = _STANDS_AT.get(trace.stage or "", Milestone.BOOKING)
    at = way.index(here) if here in way else 0
    return tuple(_stop(stop, place - at, told, trace.stage) for place, stop in enumerate(way))


def _way(stage: str | None, passed: Iterable[Milestone | None]) -> tuple[Milestone, ...]:
    refurbished = stage in (Stage.REFURBISHED, Stage.RESOLD) or Milestone.REFURBISHING in passed
    return REFURBISH_WAY if refurbished else DISMANTLE_WAY


Told = list[tuple[Milestone | None, PublicStep]]


def _steps_at(stop: Milestone, told: Told) -> tuple[PublicStep, ...]:
    return tuple(step for milestone, step in told if milestone is stop)


def _stop(stop: Milestone, distance: int, told: Told, stage: str | None) -> Stop:
    """`distance` counts stops from where the unit stands: negative is behind it."""
    steps = _steps_at(stop, told)
    if distance > 0:
        return Stop(stop, Progress.AHEAD, steps)
    if distance < 0:
        return Stop(stop, Progress.DONE if steps else Progress.SKIPPED, steps)
    return Stop(stop, Progress.CURRENT if stage == Stage.IN_TRANSIT else Progress.DONE, steps)


def _cancelled(stop: Milestone, told: Told) -> Stop:
    steps = _steps_at(stop, told)
    return Stop(stop, Progress.DONE if steps else Progress.CANCELLED, steps)


class NotACode(Refusal):
    """What stands after `/obj/` is no label code (standards §3 asks for 400 here)."""

    code = "not_a_code"
    status = 400
    zh = "追溯码有误：应为 13 位数字和字母。请重新扫码，或对照标签逐位核对。"
    en = "Not a valid code: it has 13 digits and letters. Scan again, or compare it with the label."


class LabelWithdrawn(Refusal):
    """The label is void; its successor, if there is one, is named."""

    code = "label_withdrawn"
    status = 410
    zh = "此标签已作废。替换标签：{replaced_by}。"
    en = "This label is void. Its successor: {replaced_by}."


class LinkUnknown(Refusal):
    """No link of that type."""

    code = "link_unknown"
    status = 404
    zh = "没有 {link_type} 类型的链接。"
    en = "There is no link of type {link_type}."
