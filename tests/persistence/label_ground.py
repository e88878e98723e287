"""A bound label with a whole life behind it, written straight into the tables."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from models.db import new_id
from models.label import Label, label_for_order
from models.unit import Event, Unit, UnitOutput
from tests.world import World
from tradein.lifecycle import Stage, Step

START = datetime(2026, 9, 3, 6, 5, tzinfo=UTC)
LIFE = [
    (Step.COMMISSIONING, Stage.BOOKED, "recycler", None),
    (Step.COLLECTING, Stage.COLLECTED, "recycler", 64_200),
    (Step.LOADING, Stage.COLLECTED, "recycler", None),
    (Step.SHIPPING, Stage.IN_TRANSIT, "recycler", None),
    (Step.RECEIVING, Stage.RECEIVED, "dismantler", 64_100),
    (Step.DISASSEMBLING, Stage.DISMANTLED, "dismantler", None),
]
OUTPUTS = [("STEEL", 28_900), ("PLASTIC", 11_500), ("STEEL", 100)]


def reserved_code(session: Session, world: World) -> str:
    return label_for_order(session, None, world.organisation("recycler").id, START)


def bound_unit(session: Session, world: World) -> Unit:
    """A dismantled drum washing machine, its label bound."""
    code = reserved_code(session, world)
    unit = Unit(
        id=new_id(),
        code=code,
        item_type="WASHER_DRUM",
        district="371502",
        stage=Stage.DISMANTLED,
        on_hold=False,
        seq=len(LIFE),
        weight_g=64_100,
        stage_since=START,
        last_event_time=START + timedelta(days=5),
        created_at=START,
    )
    session.add(unit)
    session.add_all(_event(unit, seq, world) for seq in range(1, len(LIFE) + 1))
    session.add_all(
        UnitOutput(unit_id=unit.id, seq=6, line=line, output_code=output, mass_g=mass)
        for line, (output, mass) in enumerate(OUTPUTS)
    )
    label = session.get_one(Label, code)
    label.state, label.unit_id, label.bound_at = "bound", unit.id, START
    session.commit()
    return unit


def _event(unit: Unit, seq: int, world: World) -> Event:
    step, stage, kind, weight = LIFE[seq - 1]
    at = START + timedelta(days=seq - 1)
    place = world.organisation(kind)
    return Event(
        unit_id=unit.id,
        seq=seq,
        event_id=new_id(),
        step=step,
        to_stage=stage,
        event_time=at,
        record_time=at,
        organisation_id=place.id,
        account_id=world.person(f"{kind}_staff" if kind == "recycler" else kind).account_id,
        place=place.region,
        weight_g=weight,
        price_fen=12_300,
        item_type=unit.item_type,
        district=unit.district,
        fingerprint=b"f",
    )
