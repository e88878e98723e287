"""A unit's full story: every event with what is odd about it, and what is missing between two of them.

The trace is what officers and the organisations of the chain read; the public page has its own, narrower story.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tradein.ground import BALANCE_PER_MILLE
from tradein.lifecycle import FINAL_STAGES, Stage, Step
from tradein.moment import day_of
from tradein.scan import ScanOutput
from tradein.service_level import Limit, choose_limit, overdue
from tradein.weighing import WEIGHT_DIFFERS, WEIGHT_OUT_OF_RANGE, weighings_differ
from tradein.working_days import IsWorkday

LATE_RECORD = timedelta(hours=24)
WEIGHED_STEPS = frozenset({Step.COLLECTING, Step.RECEIVING})
DOUBTED = frozenset({WEIGHT_DIFFERS, WEIGHT_OUT_OF_RANGE})


class Anomaly(StrEnum):
    """What is marked in the chain itself."""

    LATE_RECORD = "late_record"
    UNWEIGHED = "unweighed"
    OVERSTAYED = "overstayed"
    DECLARED_WRONG = "declared_wrong"
    HELD_BACK = "held_back"
    WEIGHT_DIFFERS = WEIGHT_DIFFERS
    """Unlike the weighing before in the story (F16), in whatever order the two were recorded."""
    MASS_GAP = "mass_gap"
    """Materials do not weigh what went in; for a unit of a work order, that the whole order does not balance."""
    PHOTO_REPEAT = "photo_repeat"
    """A photo of this event is also one of another unit (F05)."""


@dataclass(frozen=True, slots=True)
class TraceEvent:
    """One event as it is told: who, what, where, when it happened and when it was recorded, weights and oddities.

    `weight_change_g` is the difference to the weighing before; `overstayed_s` how long past its limit the unit had
    been in the stage this event ended, `mass_gap_g` by how much materials and documented losses exceed what went in
    (negative: something is missing), None within the tolerance. `flags` are the event's own, followed by the anomalies
    found in the chain.
    """

    seq: int
    event_id: UUID
    step: str
    from_stage: str | None
    to_stage: str
    event_time: datetime
    record_time: datetime
    organisation_id: UUID | None
    organisation: str | None
    site: str | None
    site_name: str | None
    place: str
    place_name: str | None
    load: str | None
    weight_g: int | None
    price_fen: int | None
    reason: str | None
    photos: Sequence[str]
    flags: Sequence[str]
    outputs: Sequence[ScanOutput]
    corrects_seq: int | None
    stands_for: int | None = None
    weight_change_g: int | None = None
    overstayed_s: int | None = None
    mass_gap_g: int | None = None
    declared_wrong: bool = False
    work_order: str | None = None
    """The work order it was taken apart in, which balances as a whole."""
    code: str | None = None
    """The label code that was scanned: the one the unit wore then, or a replaced one (flag `void_label`)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A stay beyond its limit: after which event, in which stage, due when, and whether it still goes on."""

    after_seq: int
    stage: str
    due_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Clock:
    """What lateness is judged by: the present instant, the official calendar, the limits where the unit belongs."""

    now: datetime
    is_workday: IsWorkday
    limits: Sequence[Limit]
    places: Sequence[str]
    """Whose limits count, nearest first."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the chain says about an event: the weighing before it, and the stay it ended too late."""

    weighed: int | None = None
    gap: Gap | None = None


def tell(
    events: Sequence[TraceEvent], clock: Clock, twice: Collection[str] = ()
) -> tuple[tuple[TraceEvent, ...], tuple[Gap, ...]]:
    """The events with what is odd about each, and the gaps between them; `events` come in order of `seq`.

    `twice` are the photos that were used for another unit, too.
    """
    wrong = {event.corrects_seq for event in events if event.corrects_seq is not None}
    # A corrective event is recorded last and stands where the event stood that it replaces.
    story = sorted((event for event in events if _counts(event, wrong)), key=_place)
    gaps = tuple(_gaps(story, clock))
    late = {gap.after_seq: gap for gap in gaps}
    marks: dict[int, _Mark] = {}
    weighed: int | None = None
    before: TraceEvent | None = None
    for event in story:
        moved = event.to_stage != event.from_stage
        marks[event.seq] = _Mark(weighed, late.get(before.seq) if before and moved else None)
        weighed = event.weight_g if event.weight_g is not None else weighed
        before = event if moved else before
    return tuple(_marked(event, wrong, marks.get(event.seq), twice) for event in events), gaps


def count_anomalies(events: Iterable[TraceEvent], gaps: Iterable[Gap]) -> int:
    """How many oddities and gaps are marked in the chain, each once: a stay that has ended is its last event's mark."""
    return sum(len(set(event.flags)) for event in events) + sum(gap.ended_at is None for gap in gaps)


def _place(event: TraceEvent) -> int:
    return event.seq if event.stands_for is None else event.stands_for


def _counts(event: TraceEvent, wrong: Collection[int | None]) -> bool:
    return event.corrects_seq is None and event.seq not in wrong


def _marked(
    event: TraceEvent, wrong: Collection[int | None], mark: _Mark | None, twice: Collection[str]
) -> TraceEvent:
    weighed, gap = (mark.weighed, mark.gap) if mark else (None, None)
    change = event.weight_g - weighed if event.weight_g is not None and weighed is not None else None
    told = replace(
        event,
        weight_change_g=change,
        overstayed_s=int((event.event_time - gap.due_at).total_seconds()) if gap else None,
        mass_gap_g=_mass_gap(event, weighed) if mark else None,
        declared_wrong=event.seq in wrong,
    )
    return replace(told, flags=tuple(dict.fromkeys((*event.flags, *_oddities(told, twice)))))


def _oddities(event: TraceEvent, twice: Collection[str]) -> Iterable[Anomaly]:
    change_g = event.weight_change_g or 0
    found = {
        Anomaly.LATE_RECORD: event.record_time - event.event_time > LATE_RECORD,
        Anomaly.UNWEIGHED: event.step in WEIGHED_STEPS and event.weight_g is None,
        Anomaly.HELD_BACK: event.step == Step.HOLDING,
        Anomaly.DECLARED_WRONG: event.declared_wrong,
        Anomaly.OVERSTAYED: event.overstayed_s is not None,
        Anomaly.WEIGHT_DIFFERS: bool(change_g)
        and weighings_differ((event.weight_g or 0) - change_g, event.weight_g or 0),
        Anomaly.MASS_GAP: event.mass_gap_g is not None,
        Anomaly.PHOTO_REPEAT: event.corrects_seq is None and not set(event.photos).isdisjoint(twice),
    }
    return (anomaly for anomaly, is_so in found.items() if is_so)


def _mass_gap(event: TraceEvent, weighed: int | None) -> int | None:
    """What a work order said of itself, or the unit's own materials against its weight (domain §2.7).

    A unit's share of a work order is an allotment: it balances only with all the others. A weighing on the line counts
    where nothing speaks against it.
    """
    if event.work_order:
        return event.mass_gap_g
    input_g = weighed if event.weight_g is None or DOUBTED & set(event.flags) else event.weight_g
    if not event.outputs or not input_g:
        return None
    gap_g = sum(output.mass_g for output in event.outputs) - input_g
    return gap_g if abs(gap_g) * 1000 > BALANCE_PER_MILLE * input_g else None


def _gaps(events: Sequence[TraceEvent], clock: Clock) -> Iterable[Gap]:
    """Stays past the limit of their stage; a booked unit's clock starts at the door, so it is left to its order."""
    entered = [event for event in events if event.from_stage != event.to_stage]
    for here, following in zip(entered, [*entered[1:], None], strict=True):
        stage = Stage(here.to_stage)
        if stage in FINAL_STAGES or stage is Stage.BOOKED:
            continue
        until = following.event_time if following else clock.now
        limit = choose_limit(clock.limits, clock.places, stage, day_of(here.event_time))
        late = overdue(limit, here.event_time, until, clock.is_workday) if limit else None
        if late is not None:
            yield Gap(here.seq, stage.value, late.due_at, following.event_time if following else None)


def own_leg(events: Sequence[TraceEvent], districts: Collection[str]) -> tuple[TraceEvent, ...]:
    """What a jurisdiction may see that only a leg passed through.

    Its own events, and of the neighbouring ones no more than that there was one and whose it was.
    """
    mine = [position for position, event in enumerate(events) if event.place in districts]
    shown = {near for position in mine for near in (position - 1, position, position + 1)}
    return tuple(
        event if position in mine else _outline(event)
        for position, event in enumerate(events)
        if position in shown
    )


def _outline(event: TraceEvent) -> TraceEvent:
    return replace(
        event,
        site=None,
        site_name=None,
        weight_g=None,
        weight_change_g=None,
        mass_gap_g=None,
        work_order=None,
        price_fen=None,
        reason=None,
        photos=(),
        outputs=(),
        flags=(),
        code=None,
    )
