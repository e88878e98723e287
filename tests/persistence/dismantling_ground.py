"""What dismantling tests stand on: received units at a plant, a bench with its people, an order on its way."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

from models.bench import Inspection, Weighing, check_unit, recover, tick_step, weigh
from models.db import new_id
from models.label import Label
from models.order_record import record_of
from models.party import Account, Membership
from models.unit import Unit
from models.work_order import Entry, Opening, add_units, open_work_order
from tradein.codes import CROCKFORD, check_character
from tradein.recovery import Recovery

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
_serial = count(1)
FRIDGES = Opening("", "FRIDGE", "一号线", "3", "早班")


def a_code():
    """A well-formed label code."""
    while True:
        number = next(_serial)
        payload = "".join(CROCKFORD[number >> shift & 31] for shift in range(55, -1, -5))
        if (check := check_character(payload)) in CROCKFORD:
            return payload + check


def received(session, place, item_type="FRIDGE", weight_g=45_000, **more):
    """A unit standing at the plant, with its label; answers its code."""
    code, unit_id = a_code(), new_id()
    facts = {"district": "371502", "stage": "received", "on_hold": False, "seq": 4, "holder_id": place.id}
    facts |= {"site_id": place.site_id, "stage_since": NOW, "last_event_time": NOW, "created_at": NOW}
    facts |= {"id": unit_id, "code": code, "item_type": item_type, "weight_g": weight_g} | more
    session.add(Unit(**facts))
    session.add(Label(code=code, state="bound", unit_id=unit_id, created_at=NOW, bound_at=NOW))
    session.flush()
    return code


def colleague(session, actor, *, manager=False):
    """Another person of the same plant."""
    account_id = uuid4()
    session.add(
        Account(
            id=account_id,
            login=account_id.hex,
            password_hash="-",
            display_name="同事",
            state="active",
            created_at=NOW,
        )
    )
    session.flush()
    session.add(
        Membership(
            account_id=account_id,
            organisation_id=actor.organisation_id,
            role=actor.role,
            manager=manager,
            valid_from=NOW,
        )
    )
    session.flush()
    return replace(actor, account_id=account_id, manager=manager)


def an_order(session, world, codes, *, group="FRIDGE", number=0):
    """An open work order with these units on it; answers its number."""
    place, actor = world.organisation("dismantler", number), world.actor("dismantler", number)
    order = open_work_order(session, actor, replace(FRIDGES, site=place.site_code, group=group), NOW)
    add_units(session, actor, order.number, [Entry(code) for code in codes], NOW)
    return order.number


def made_ready(session, world, order, *, refrigerant_g=100):
    """Check every unit, tick every step, recover the refrigerant: everything but weighing."""
    actor = world.actor("dismantler")
    second = colleague(session, actor)
    found = the_record(session, order)
    for code in found.item_types:
        check_unit(session, actor, order, Inspection(code, (), None), NOW)
    for step in found.steps:
        for person in (actor, second)[: step.persons]:
            tick_step(session, person, order, (step.code, "CAM-3"), NOW)
    if refrigerant_g is not None:
        recover(session, actor, order, Recovery(None, "R134a", refrigerant_g), NOW)
    return actor


def weighed(session, actor, order, **grams):
    """Weigh outputs by code; the tare is always 500 g."""
    codes = {"PCB": "900-045-49", "COMPRESSOR_OIL": "900-219-08"}
    for output_code, net_g in grams.items():
        container = Weighing(output_code, net_g + 500, 500, codes.get(output_code), "serial")
        weigh(session, actor, order, container, NOW)


def the_record(session, number):
    from models.dismantling import Dismantling

    return record_of(session, session.query(Dismantling).filter_by(number=number).one())
