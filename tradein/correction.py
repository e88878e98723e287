"""Corrections: what may be declared wrong, by whom, with whose approval, and what the unit is afterwards. Pure.

An event is never edited (EPCIS 2.0, standards §1.4): it is repeated identically under its own id as an error
declaration, which every counter subtracts; wrong data are said anew by a corrective event, which takes its place in
the unit's story. The unit's row is the projection of what stands.

Materials of a dismantled unit stay where they are: stock is not moved by a correction but corrected by a count, and
the booking a unit came with keeps its state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tradein.admission import PAST_LIMIT
from tradein.dismantling import judge_outputs
from tradein.evidence import check_balance
from tradein.ground import BALANCE_PER_MILLE, Ground
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.price_range import PRICE_OUT_OF_RANGE
from tradein.projection import place_of, project, standing
from tradein.refusals.correction import (
    AlreadyDeclared,
    BirthStays,
    ChangesForeign,
    FieldNotRecorded,
    FieldSealed,
    NothingCorrected,
    NotRecorder,
    NotTheLastEvent,
    TimeImplausible,
    WorkOrderStands,
)
from tradein.scan import Event, UnitState
from tradein.sealing import Corrector, seal_of
from tradein.walk_in import priced_event
from tradein.weighing import weight_flags

WEIGHT_FLAGS = frozenset({"weight_out_of_range", "weight_differs"})
TIME_INVERTED = "time_inverted"
"""The flag of an event that is said to have happened before the one before it."""
CORRECTED = "corrected"
"""The flag of a corrective event."""


RENEWED = WEIGHT_FLAGS | {TIME_INVERTED, CORRECTED, PRICE_OUT_OF_RANGE}
"""Flags that are judged anew by what is said now."""


class CorrectionKind(StrEnum):
    """Why an event is wrong (CBV error reasons)."""

    DID_NOT_OCCUR = "did_not_occur"
    INCORRECT_DATA = "incorrect_data"


class CorrectionState(StrEnum):
    """What became of a declaration."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody declares: which event, why, and the right data by field."""

    event_id: UUID
    kind: CorrectionKind
    reason: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who declares and when; `corrective_id` is the id of the event that takes the wrong one's place."""

    account_id: UUID | None
    declared_at: datetime
    corrective_id: UUID


def counter_party(event: Event, story: Sequence[Event]) -> UUID | None:
    """The first other organisation that took over after the event, and so has counter-signed it; None: nobody yet."""
    for later in standing(story):
        if place_of(later) > place_of(event) and later.organisation_id not in (None, event.organisation_id):
            return later.organisation_id
    return None


def judge(wanted: Wanted, event: Event, story: Sequence[Event], organisation_id: UUID | None) -> None:
    """Whether the declaration may be made at all; raises the refusal that says why not."""
    if event.organisation_id is None or event.organisation_id != organisation_id:
        raise NotRecorder("event_id")
    if any(later.corrects_seq == event.seq for later in story):
        raise AlreadyDeclared("event_id")
    work_order = (event.facts or {}).get("work_order")
    if work_order is not None and wanted.kind is CorrectionKind.DID_NOT_OCCUR:
        raise WorkOrderStands("event_id", work_order=work_order)
    if bool(wanted.changes) is (wanted.kind is CorrectionKind.DID_NOT_OCCUR):
        raise ChangesForeign("changes")
    if wanted.kind is CorrectionKind.DID_NOT_OCCUR:
        _judge_undoing(event, story)
    _judge_changes(wanted, event, story)


def _judge_changes(wanted: Wanted, event: Event, story: Sequence[Event]) -> None:
    for field in wanted.changes:
        _judge_field(field, event, story)
    if "event_time" in wanted.changes:
        _judge_time(wanted.changes["event_time"], event, story)
    if "outputs" in wanted.changes:
        _judge_outputs(wanted, event, story)
    if wanted.changes and all(said(event, field) == value for field, value in wanted.changes.items()):
        raise NothingCorrected("changes")


def _judge_time(told: datetime, event: Event, story: Sequence[Event]) -> None:
    """The bounds of capture, as they were when it was first recorded."""
    recorded = min(one.record_time for one in story if place_of(one) == place_of(event))
    if not recorded - PAST_LIMIT <= told <= recorded:
        raise TimeImplausible(
            "changes.event_time", earliest=(recorded - PAST_LIMIT).isoformat(), latest=recorded.isoformat()
        )


def judge_bench(wanted: Wanted, work_order: str | None) -> None:
    """Whether the open work order a unit is on, which has taken in its weight, stands in the way."""
    undone = wanted.kind is CorrectionKind.DID_NOT_OCCUR
    if work_order is not None and (undone or "weight_g" in wanted.changes):
        raise WorkOrderStands("event_id", work_order=work_order)


def _judge_undoing(event: Event, story: Sequence[Event]) -> None:
    if event.step is Step.COMMISSIONING:
        raise BirthStays("event_id")
    last = standing(story)[-1]
    if last.seq != event.seq:
        raise NotTheLastEvent("event_id", step=last.step.value)


def _judge_field(field: str, event: Event, story: Sequence[Event]) -> None:
    seal = seal_of(field)
    if event.step not in seal.recorded_by:
        raise FieldNotRecorded(f"changes.{field}", name=field, step=event.step.value)
    later = [one.step for one in standing(story) if place_of(one) > place_of(event)]
    sealing = [step for step in later if step in seal.sealed_by]
    if seal.corrector is Corrector.NOBODY or sealing:
        raise FieldSealed(f"changes.{field}", name=field, step=(sealing[0] if sealing else event.step).value)


def _judge_outputs(wanted: Wanted, event: Event, story: Sequence[Event]) -> None:
    """The rules of capture: outputs balance, or are no further off than what a work order explained and confirmed."""
    outputs, reason = wanted.changes["outputs"], wanted.changes.get("reason", event.reason)
    judge_outputs(event.item_type, outputs, reason, day_of(event.event_time))
    in_g = _weighed(event, story)
    if in_g is None:
        return
    was_off, is_off = (abs(sum(one.mass_g for one in lines) - in_g) for lines in (event.outputs, outputs))
    if is_off > was_off:
        check_balance(in_g, outputs, BALANCE_PER_MILLE, "changes.outputs")


def _weighed(event: Event, story: Sequence[Event]) -> int | None:
    """What the unit weighed as it was taken apart: a doubtful weighing of that moment counts for nothing."""
    if event.weight_g is not None and not WEIGHT_FLAGS & set(event.flags):
        return event.weight_g
    weights = [one.weight_g for one in standing(story) if place_of(one) < place_of(event)]
    return next((weight for weight in reversed(weights) if weight is not None), None)


def said(event: Event, field: str) -> Any:
    """What an event says of a field."""
    return (event.facts or {}).get("route") if field == "route" else getattr(event, field)


def declare(wanted: Wanted, event: Event, story: Sequence[Event], signature: Signature) -> tuple[Event, ...]:
    """The error declaration and, for wrong data, the corrective event; `story` is the unit's, in order of `seq`."""
    following = max(one.seq for one in story) + 1
    corrective = wanted.kind is CorrectionKind.INCORRECT_DATA
    note = {
        "kind": wanted.kind.value,
        "reason": wanted.reason,
        "declared_by": str(signature.account_id) if signature.account_id else None,
        "corrective_event_ids": [str(signature.corrective_id)] if corrective else [],
    }
    declaration = event._replace(
        seq=following,
        corrects_seq=event.seq,
        stands_for=None,
        record_time=signature.declared_at,
        facts={**(event.facts or {}), "declaration": note},
    )
    if not corrective:
        return (declaration,)
    return declaration, _corrective(wanted, event, signature)._replace(seq=following + 1)


def _corrective(wanted: Wanted, event: Event, signature: Signature) -> Event:
    changes = dict(wanted.changes)
    facts = {**(event.facts or {}), "corrects": str(event.event_id)}
    if "route" in changes:
        facts["route"] = changes.pop("route")
    return event._replace(
        event_id=signature.corrective_id,
        record_time=signature.declared_at,
        # It speaks for the organisation that recorded the event; the device had no part in it.
        account_id=signature.account_id,
        device_id=None,
        device_seq=None,
        facts=facts,
        stands_for=place_of(event),
        **changes,
    )


def reproject(
    unit: UnitState, story: Sequence[Event], made: Sequence[Event], ground: Ground
) -> tuple[tuple[Event, ...], UnitState]:
    """The new events with the doubts their weights raise, and the unit as all of its events say now."""
    flagged = tuple(_flagged(event, unit, story, ground) for event in made)
    return flagged, project(unit, [*story, *flagged])


def _flagged(event: Event, unit: UnitState, story: Sequence[Event], ground: Ground) -> Event:
    if event.stands_for is None:
        return event
    earlier = [one for one in standing(story) if place_of(one) < event.stands_for]
    before = project(unit, earlier) if earlier else unit
    kept = [flag for flag in event.flags if flag not in RENEWED]
    inverted = [TIME_INVERTED] if earlier and event.event_time < before.last_event_time else []
    doubts = weight_flags(event.weight_g, before, ground)
    priced = priced_event(event, unit)
    if priced is not None:
        priced.check(ground, "changes.price_fen")
        doubts += priced.flags(ground)
    return event._replace(flags=(*kept, *inverted, *doubts, CORRECTED))
