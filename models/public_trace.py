"""What the public may read of a label: its unit's steps by organisation and district. No account, order or price."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from models.item_type import item_types
from models.label import Label
from models.party import Licence, Organisation
from models.reference import carbon_factors, item_type_for
from models.region import Region
from models.unit import Event, Unit, UnitOutput
from tradein.carbon import by_material
from tradein.lifecycle import Stage
from tradein.moment import SHANGHAI, day_of
from tradein.output import kinds_of
from tradein.public_trace import CodeStanding, PublicStep, PublicTrace, milestone_of

Correction = aliased(Event)


def public_trace(session: Session, code: str) -> PublicTrace:
    """The public story of an exact label code; a code nobody issued has the state `unknown`."""
    found = session.execute(
        select(Label.state, Label.replaced_by, Unit)
        .outerjoin(Unit, Unit.id == Label.unit_id)
        .where(Label.code == code)
    ).first()
    state, replaced_by, unit = found or (CodeStanding.UNKNOWN, None, None)
    # The same statements run for every code, so that the time of an answer tells nothing about it (frontend f12).
    story = _story(session, code, unit if unit is not None and state == CodeStanding.BOUND else _nobody())
    if state == CodeStanding.BOUND and unit is not None:
        return story
    return PublicTrace(code, state, replaced_by)


def _nobody() -> Unit:
    """A unit that is not there: nothing is found for it, in the same number of steps."""
    then = datetime(2026, 1, 1, tzinfo=UTC)
    return Unit(
        id=UUID(int=0),
        item_type="FRIDGE",
        district="000000",
        stage=Stage.DISMANTLED,
        on_hold=False,
        created_at=then,
        last_event_time=then,
    )


def _story(session: Session, code: str, unit: Unit) -> PublicTrace:
    steps = _steps(session, unit.id)
    outputs = _outputs(session, unit)
    kind = item_types(session).get(unit.item_type)
    names = kinds_of(unit.item_type)
    return PublicTrace(
        code=code,
        state=CodeStanding.BOUND,
        item_type=unit.item_type,
        item_name_zh=kind.name_zh if kind else None,
        item_name_en=kind.name_en if kind else None,
        stage=unit.stage,
        on_hold=unit.on_hold,
        born_month=f"{unit.created_at.astimezone(SHANGHAI):%Y-%m}",
        steps=steps,
        weight_g=unit.weight_g,
        outputs=[
            (names[output].name_zh, names[output].name_en, mass_g)
            for output, mass_g in outputs
            if output in names
        ],
        carbon_kg=_avoided(session, unit),
    )


def _steps(session: Session, unit_id: UUID) -> list[PublicStep]:
    """The unit's public events, oldest first; what was declared wrong and the declarations stay out."""
    wrong = exists().where(Correction.unit_id == unit_id, Correction.corrects_seq == Event.seq)
    query = (
        select(Event, Organisation.name, Region.name)
        .outerjoin(Organisation, Organisation.id == Event.organisation_id)
        .outerjoin(Region, Region.code == Event.place)
        .where(Event.unit_id == unit_id, Event.corrects_seq.is_(None), ~wrong)
        .order_by(Event.event_time, Event.seq)
    )
    rows = session.execute(query).all()
    licences = _licences(session, {event.organisation_id for event, _, _ in rows})
    steps = [_step(event, names, licences) for event, *names in rows]
    return [step for step in steps if milestone_of(step) is not None]


Licences = dict[UUID, list[Licence]]


def _licences(session: Session, organisations: set[UUID | None]) -> Licences:
    found: Licences = {}
    query = select(Licence).where(Licence.organisation_id.in_(organisations - {None}))
    for licence in session.scalars(query.order_by(Licence.valid_from, Licence.number)):
        found.setdefault(licence.organisation_id, []).append(licence)
    return found


def _step(event: Event, names: Sequence[str | None], licences: Licences) -> PublicStep:
    organisation, place = names
    return PublicStep(
        step=event.step,
        at=event.event_time,
        place_code=event.place,
        place_zh=place,
        organisation=organisation,
        licence_no=_valid_then(licences, event.organisation_id, event.event_time),
        weight_g=event.weight_g,
        to_stage=event.to_stage,
    )


def _valid_then(licences: Licences, organisation_id: UUID | None, at: datetime) -> str | None:
    day, held = day_of(at), licences.get(organisation_id, ()) if organisation_id else ()
    return next((kept.number for kept in held if kept.valid_from <= day <= kept.valid_to), None)


def _outputs(session: Session, unit: Unit) -> list[tuple[str, int]]:
    """(output code, mass in g), one line a material, in alphabetical order."""
    mass = func.sum(UnitOutput.mass_g)
    query = select(UnitOutput.output_code, mass).where(UnitOutput.unit_id == unit.id)
    rows = session.execute(query.group_by(UnitOutput.output_code).order_by(UnitOutput.output_code))
    return [(output, int(total)) for output, total in rows]


def _avoided(session: Session, unit: Unit) -> float | None:
    """The platform's bottom-up estimate, shown once the unit has really become materials."""
    day = day_of(unit.last_event_time)
    fact = item_type_for(session, unit.item_type, unit.district, day)
    factors = carbon_factors(session, unit.district, day)
    if fact is None or unit.stage != Stage.DISMANTLED:
        return None
    avoided = by_material(fact.value, {key: found.value for key, found in factors.items()}, unit.weight_g)
    return None if avoided.gco2e is None else avoided.gco2e / 1000
