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
    LoadClosed,
    LoadEmpty,
    LoadForeign,
    LoadIncomplete,
    LoadNotThere,
    LoadStepUnknown,
)
from tradein.scan import REFUSED, LabelState, LoadEvent, LoadState, Outcome, Scan, UnitState, Verdict

CONFIRMED = "load_confirmed"
"""The reason a unit received with its load has no weight of its own."""
TOTALS_DIFFER_PER_MILLE = 50


class PaperStep(StrEnum):
    """What its sender changes about a load on paper; its events stand among those of the scans."""

    REDIRECTING = "redirecting"
    CANCELLING = "cancelling"


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
    if not members and not (scan.counted and scan.step is Step.SHIPPING):
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
    """Exceptions by unit; one that names a unit outside the load is refused unless it says `unexpected`."""
    aboard = {unit.id for unit in members}
    odd = {}
    for position, one in enumerate(scan.exceptions):
        label = labels.get(one.code)
        unit_id = label.unit_id if label else None
        if unit_id in aboard and unit_id is not None:
            odd[unit_id] = (one.kind, one.weight_g, one.reason)
        elif one.kind != "unexpected":
            raise ExceptionForeign(f"exceptions.{position}.code", code=one.code)
    return odd


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
        why = f"{REFUSED}: {reason}" if reason else REFUSED
        return child._replace(step=Step.HOLDING, reason=why)
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
