"""Reading a unit's story by any of its codes: a fixed number of statements, whatever its length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session

from models import region
from models.label import Label
from models.load import Load
from models.party import Organisation, Site
from models.photo_repeat import repeated_for
from models.region import Region, RegionClosure
from models.scope import within
from models.time_limit import limits_of_stages
from models.unit import Event, Unit, UnitOutput
from tradein import permissions
from tradein.actor import Actor
from tradein.codes import normalise
from tradein.reference import NATION
from tradein.refusal import NotFound
from tradein.scan import ScanOutput
from tradein.scanned_code import name_codes
from tradein.trace import Clock, Gap, TraceEvent, count_anomalies, own_leg, tell
from tradein.working_days import IsWorkday

OWN_LEG = "own_leg"


@dataclass(frozen=True, slots=True)
class Trace:
    """A unit with its codes, events and gaps; `view` is `full` or `own_leg`.

    `anomalies` counts what is marked in the events and gaps that are shown.
    """

    unit: Unit
    holder: str | None
    codes: Sequence[Mapping[str, Any]]
    events: Sequence[TraceEvent]
    gaps: Sequence[Gap]
    view: str
    anomalies: int


def find_unit(session: Session, actor: Actor, code: str) -> tuple[Unit, str]:
    """The unit behind any of its codes, and how much of it the actor may see; raises `NotFound` out of scope."""
    bound = select(Label.unit_id).where(Label.code == normalise(code))
    row = session.execute(
        select(Unit, within(actor, Unit).label("inside")).where(Unit.id.in_(bound))
    ).one_or_none()
    if row is None:
        raise NotFound
    unit, inside = row
    if inside:
        return unit, "full"
    passed = actor.region is not None and _passed_through(session, unit.id, actor.region)
    grants = permissions.satisfied(actor, "unit", "read", leg_in_jurisdiction=passed)
    if any(grant.view == OWN_LEG for grant in grants):
        return unit, OWN_LEG
    raise NotFound


def _passed_through(session: Session, unit_id: UUID, region: str) -> bool:
    here = exists().where(
        and_(Event.unit_id == unit_id, Event.place == RegionClosure.leaf, RegionClosure.ancestor == region)
    )
    return bool(session.scalar(select(here)))


def trace(session: Session, actor: Actor, code: str, at: tuple[datetime, IsWorkday]) -> Trace:
    """Every event of a unit with who, where and when, weights and differences, gaps and anomalies.

    `at` is the present instant and the official calendar; raises `NotFound` for a unit out of scope.
    """
    unit, view = find_unit(session, actor, code)
    places = (*region.jurisdictions(session, unit.district), NATION)
    clock = Clock(*at, limits_of_stages(session), places)
    codes = codes_of(session, unit)
    named = name_codes(events_of(session, unit.id), [one["code"] for one in codes])
    events, gaps = tell(named, clock, repeated_for(session, actor, unit.id))
    if view == OWN_LEG:
        events, gaps = own_leg(events, _districts(session, actor.region or "")), ()
    return Trace(unit, holder_of(session, unit), codes, events, gaps, view, count_anomalies(events, gaps))


def _districts(session: Session, region: str) -> frozenset[str]:
    leaves = select(RegionClosure.leaf).where(RegionClosure.ancestor == region)
    return frozenset(session.scalars(leaves))


def holder_of(session: Session, unit: Unit) -> str | None:
    """The name of the organisation that holds the unit."""
    if unit.holder_id is None:
        return None
    return session.scalar(select(Organisation.name).where(Organisation.id == unit.holder_id))


def codes_of(session: Session, unit: Unit) -> list[Mapping[str, Any]]:
    """Every code the unit wore, the present one last."""
    labels = select(Label).where(or_(Label.unit_id == unit.id, Label.code == unit.code))
    return [
        {
            "code": label.code,
            "state": label.state,
            "bound_at": label.bound_at,
            "replaced_by": label.replaced_by,
        }
        for label in session.scalars(labels.order_by(Label.bound_at, Label.code))
    ]


def events_of(session: Session, unit_id: UUID) -> list[TraceEvent]:
    """The unit's events in order of `seq`, with names in place of ids."""
    query = (
        select(Event, Organisation.name, Site.code, Site.name, Region.name, Load.code)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Site, Site.id == Event.site_id)
        .outerjoin(Region, Region.code == Event.place)
        .outerjoin(Load, Load.id == Event.load_id)
        .where(Event.unit_id == unit_id)
        .order_by(Event.seq)
    )
    outputs = _outputs_of(session, unit_id)
    return [_told(event, names, outputs.get(event.seq, [])) for event, *names in session.execute(query)]


def _outputs_of(session: Session, unit_id: UUID) -> dict[int, list[ScanOutput]]:
    lines = select(UnitOutput).where(UnitOutput.unit_id == unit_id).order_by(UnitOutput.seq, UnitOutput.line)
    found: dict[int, list[ScanOutput]] = {}
    for line in session.scalars(lines):
        found.setdefault(line.seq, []).append(ScanOutput(line.output_code, line.mass_g, line.waste_code))
    return found


def _told(event: Event, names: Sequence[str | None], outputs: Sequence[ScanOutput]) -> TraceEvent:
    organisation, site, site_name, place_name, load = names
    facts: Mapping[str, Any] = event.facts or {}
    return TraceEvent(
        seq=event.seq,
        event_id=event.event_id,
        step=event.step,
        from_stage=event.from_stage,
        to_stage=event.to_stage,
        event_time=event.event_time,
        record_time=event.record_time,
        organisation_id=event.organisation_id,
        organisation=organisation,
        site=site,
        site_name=site_name,
        place=event.place,
        place_name=place_name,
        load=load,
        weight_g=event.weight_g,
        price_fen=event.price_fen,
        reason=event.reason,
        photos=event.photos or (),
        flags=event.flags or (),
        outputs=outputs,
        corrects_seq=event.corrects_seq,
        stands_for=event.stands_for,
        code=_word(facts, "code"),
        work_order=_word(facts, "work_order"),
        mass_gap_g=facts.get("mass_gap_g"),
    )


def _word(facts: Mapping[str, Any], name: str) -> str | None:
    return None if facts.get(name) is None else str(facts[name])


def units_in_scope(
    session: Session, actor: Actor, wanted: Mapping[str, Any], after: UUID | None, limit: int
) -> Sequence[Unit]:
    """Units in the actor's scope, oldest id first, one row more than `limit`; `wanted` are exact column values."""
    query = select(Unit).where(within(actor, Unit))
    for name, value in wanted.items():
        query = query.where(getattr(Unit, name) == value)
    if after is not None:
        query = query.where(Unit.id > after)
    return session.scalars(query.order_by(Unit.id).limit(limit + 1)).all()
