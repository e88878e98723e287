"""A load scanned as a whole: ship it, let it arrive, confirm N of N and list only what is not as it should be.

The load's scan becomes one scan per unit, so that every unit's story is complete and every figure exact; the load
keeps one event of its own with the count and the exceptions.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID, uuid5

from tradein.actor import Actor
from tradein.knowledge import Waiting
from tradein.lifecycle import Stage, Step
from tradein.refusals.load_scan import (
    CountDiffers,
    DestinationWrong,
    ExceptionForeign,
    ExceptionTwice,
    LoadClosed,
    LoadEmpty,
    LoadForeign,
    LoadIncomplete,
    LoadNotThere,
    LoadStepUnknown,
    RefusalUnexplained,
    RefusalUnweighed,
)
from tradein.scan import (
    REFUSAL_MARK,
    REFUSED,
    Discrepancy,
    LabelState,
    LoadEvent,
    LoadState,
    Outcome,
    Scan,
    UnitState,
    Verdict,
)

CONFIRMED = "load_confirmed"
"""The reason a unit received with its load has no weight of its own."""
TOTALS_DIFFER_PER_MILLE = 50


class PaperStep(StrEnum):
    """What its sender changes about a load on paper; its events stand among those of the scans."""

    REDIRECTING = "redirecting"
    CANCELLING = "cancelling"
    CLOSING = "closing"
    """By the platform: every unit was received on its own, so nobody scanned the load as a whole."""


MOVES: dict[Step, tuple[frozenset[str], str]] = {
    Step.SHIPPING: (frozenset({"open"}), "shipped"),
    Step.ARRIVING: (frozenset({"shipped"}), "arrived"),
    Step.RECEIVING: (frozenset({"shipped", "arrived"}), "closed"),
}
"""Step → (states of the load it may start from, state after)."""
STATES = ("open", "shipped", "arrived", "closed", "cancelled")
"""A load's life in order; an empty one may be cancelled while it is open."""
REDIRECTABLE = frozenset({"open", "shipped"})
"""States in which its sender may still send a load elsewhere."""
OVER = frozenset({"closed", "cancelled"})
UNDER_WAY = frozenset({"shipped", "arrived"})
"""States of a load that has left; empty now means that everything aboard was received unit by unit."""
TRAVELLING: dict[Step, frozenset[Stage]] = {
    Step.SHIPPING: frozenset({Stage.COLLECTED, Stage.STORED}),
    Step.ARRIVING: frozenset({Stage.IN_TRANSIT}),
    Step.RECEIVING: frozenset({Stage.IN_TRANSIT}),
}


class LoadPlan(NamedTuple):
    """What a load's scan means for its units: one scan each, and what was listed as an exception."""

    load_id: UUID
    children: tuple[Scan, ...]
    exceptions: tuple[dict[str, object], ...]
    listed: int
    state: str
    flags: tuple[str, ...]


def plan_load(
    scan: Scan, load: LoadState, units: Iterable[UnitState], labels: Mapping[str, LabelState], actor: Actor
) -> LoadPlan:
    """The scans a load's scan stands for; raises a `ScanRefusal` when the load may not take this step."""
    after = _next_state(scan, load, actor)
    members = sorted(
        (unit for unit in units if unit.load_id == load.id and unit.stage in TRAVELLING[scan.step]),
        key=lambda unit: unit.id,
    )
    if not members and load.state not in UNDER_WAY and not scan.counted:
        raise LoadEmpty("code", load=load.code)
    expected = len(members) + _surplus(scan)
    if scan.counted is not None and scan.counted > expected and scan.step is Step.SHIPPING:
        raise LoadIncomplete("counted", load=load.code, listed=len(members), count=scan.counted)
    if scan.counted is not None and scan.counted != expected:
        raise CountDiffers("counted", listed=len(members), count=scan.counted)
    odd = _odd_units(scan, members, labels)
    children = tuple(child for unit in members if (child := _child(scan, load, unit, odd)) is not None)
    exceptions = tuple(one._asdict() for one in scan.exceptions)
    return LoadPlan(load.id, children, exceptions, len(members), after, _total_flags(scan, members))


def _next_state(scan: Scan, load: LoadState, actor: Actor) -> str:
    if scan.step not in MOVES:
        raise LoadStepUnknown("step")
    if scan.step is Step.SHIPPING:
        if load.origin_id != actor.organisation_id:
            raise LoadForeign("code")
    elif load.destination_id != actor.organisation_id:
        raise DestinationWrong("site", load=load.code)
    allowed, after = MOVES[scan.step]
    if load.state in allowed:
        return after
    if STATES.index(load.state) < min(STATES.index(state) for state in allowed):
        # A phone at the loading ramp has not synchronised yet; the arrival waits for the departure.
        raise LoadNotThere("code", load=load.code, state=load.state)
    raise LoadClosed("code", state=load.state)


def _surplus(scan: Scan) -> int:
    """How many more units stand there than were listed: unexpected ones, less the missing."""
    kinds = [one.kind for one in scan.exceptions]
    return kinds.count("unexpected") - kinds.count("missing")


def _odd_units(
    scan: Scan, members: Sequence[UnitState], labels: Mapping[str, LabelState]
) -> dict[UUID, tuple[str, int | None, str | None]]:
    """Exceptions by unit, each named once; one outside the load is refused unless it says `unexpected`."""
    aboard = {unit.id for unit in members}
    odd: dict[UUID, tuple[str, int | None, str | None]] = {}
    named: set[UUID | str] = set()
    for position, one in enumerate(scan.exceptions):
        label = labels.get(one.code)
        unit_id = label.unit_id if label else None
        # By unit, not by code: a relabelled unit answers to two.
        if (unit_id or one.code) in named:
            raise ExceptionTwice(f"exceptions.{position}.code", code=one.code)
        named.add(unit_id or one.code)
        if unit_id in aboard and unit_id is not None:
            _check_explained(one, position)
            odd[unit_id] = (one.kind, one.weight_g, one.reason)
        elif one.kind != "unexpected":
            raise ExceptionForeign(f"exceptions.{position}.code", code=one.code)
    return odd


def _check_explained(one: Discrepancy, position: int) -> None:
    """What is turned away goes back on somebody's account: with a reason, and a weight or why there is none."""
    if one.kind != REFUSED:
        return
    if not one.reason:
        raise RefusalUnexplained(f"exceptions.{position}.reason", code=one.code)
    if one.weight_g is None and not one.unweighed:
        raise RefusalUnweighed(f"exceptions.{position}.weight_g", code=one.code)


def _child(
    scan: Scan,
    load: LoadState,
    unit: UnitState,
    odd: Mapping[UUID, tuple[str, int | None, str | None]],
) -> Scan | None:
    kind, weight_g, reason = odd.get(unit.id, ("", None, None))
    if kind == "missing":
        return None
    child = scan._replace(
        event_id=uuid5(scan.event_id, unit.id.hex),
        code=unit.code,
        load=load.code,
        weight_g=weight_g,
        reason=reason or scan.reason or (CONFIRMED if scan.step is Step.RECEIVING else None),
        photos=(),
        exceptions=(),
        device=None,
        device_seq=None,
        counted=None,
        facts={"condition": kind} if kind == "damaged" else None,
    )
    if kind == REFUSED:
        return child._replace(step=Step.HOLDING, reason=f"{REFUSAL_MARK}{reason}")
    return child


def _total_flags(scan: Scan, members: Sequence[UnitState]) -> tuple[str, ...]:
    """Whether a weighbridge total is unlike the sum of the units, when every unit has been weighed."""
    weights = [unit.weight_g for unit in members if unit.weight_g is not None]
    if scan.weight_g is None or len(weights) < len(members):
        return ()
    differs = abs(scan.weight_g - sum(weights)) * 1000 > TOTALS_DIFFER_PER_MILLE * sum(weights)
    return ("weight_differs",) if differs else ()


def load_event(item: Waiting, plan: LoadPlan, now: datetime) -> LoadEvent:
    """The load's own event, everything confirmed; the caller notes what was not."""
    scan = item.scan
    return LoadEvent(
        load_id=plan.load_id,
        event_id=scan.event_id,
        step=scan.step,
        event_time=scan.event_time,
        record_time=now,
        organisation_id=item.actor.organisation_id,
        account_id=item.actor.account_id,
        listed=plan.listed,
        confirmed=plan.listed,
        weight_g=scan.weight_g,
        exceptions=plan.exceptions,
        flags=plan.flags,
        fingerprint=scan.fingerprint(),
    )


def load_verdict(event: LoadEvent, code: str, outcome: Outcome) -> Verdict:
    """The answer to a load's scan: how many of how many, and what was not as listed."""
    facts = {"listed": event.listed, "confirmed": event.confirmed, "exceptions": list(event.exceptions)}
    return Verdict(
        event.event_id, outcome, unit_code=code, recorded_at=event.record_time, flags=event.flags, facts=facts
    )
