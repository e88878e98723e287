"""A unit's row is the projection of its events: one function moves it by one event, another folds them all.

Capture and corrections use the same `advance`, so that a unit that was corrected is what it would have been.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tradein.lifecycle import Step
from tradein.scan import Event, UnitState


def advance(unit: UnitState, event: Event) -> UnitState:
    """The unit after the event: what every step changes, then what this one changes; the rest stays."""
    after = unit._replace(
        stage=event.to_stage,
        seq=event.seq,
        last_event_time=max(event.event_time, unit.last_event_time),
        stage_since=unit.stage_since if event.to_stage is event.from_stage else event.event_time,
        weight_g=unit.weight_g if event.weight_g is None else event.weight_g,
    )
    change = _CHANGES.get(event.step)
    return change(after, event) if change else after


def _said(event: Event, name: str) -> Any:
    return (event.facts or {}).get(name)


def _relabelled(unit: UnitState, event: Event) -> UnitState:
    return unit._replace(code=_said(event, "code") or unit.code)


def _collected(unit: UnitState, event: Event) -> UnitState:
    agreed = unit.agreed_fen if event.price_fen is None else event.price_fen
    return unit._replace(holder_id=event.organisation_id, agreed_fen=agreed)


def _taken_in(unit: UnitState, event: Event) -> UnitState:
    return unit._replace(
        holder_id=event.organisation_id,
        site_id=event.site_id,
        load_id=None,
        on_hold=False,
        hold_reason=None,
    )


_CHANGES: dict[Step, Callable[[UnitState, Event], UnitState]] = {
    Step.COMMISSIONING: _relabelled,
    Step.COLLECTING: _collected,
    Step.RECEIVING: _taken_in,
    Step.INSPECTING: lambda unit, event: unit._replace(route=_said(event, "route")),
    Step.LOADING: lambda unit, event: unit._replace(load_id=event.load_id),
    Step.UNLOADING: lambda unit, _: unit._replace(load_id=None),
    Step.SHIPPING: lambda unit, event: unit._replace(load_id=event.load_id, site_id=None),
    Step.HOLDING: lambda unit, event: unit._replace(on_hold=True, hold_reason=event.reason),
    Step.ACCEPTING: lambda unit, _: unit._replace(on_hold=False, hold_reason=None),
}
"""What a step changes in a unit's row beyond its stage."""


def place_of(event: Event) -> int:
    """Where in its unit's story the event stands: a corrective event takes the place of the one it replaces."""
    return event.seq if event.stands_for is None else event.stands_for


def standing(events: Iterable[Event]) -> list[Event]:
    """The events that count, in story order: neither error declarations nor the events they take back."""
    known = list(events)
    declared = {event.corrects_seq for event in known}
    return sorted(
        (event for event in known if event.corrects_seq is None and event.seq not in declared),
        key=place_of,
    )


def project(unit: UnitState, events: Sequence[Event]) -> UnitState:
    """The unit as its events say; the sequence counts every event, declared ones included.

    Birth facts and the label in use come from the row: a correction changes neither. What was agreed with an order's
    consumer is the order's (a new quote changes it without an event) until the unit is collected.
    """
    story = standing(events)
    birth = story[0]
    after = unit._replace(
        on_hold=False,
        hold_reason=None,
        holder_id=None,
        site_id=None,
        load_id=None,
        route=None,
        weight_g=None,
        agreed_fen=unit.agreed_fen if unit.order_id else birth.price_fen,
        last_event_time=birth.event_time,
    )
    for event in story:
        after = advance(after, event)
    return after._replace(code=unit.code, seq=max(event.seq for event in events))
