"""Units dismantled by a direct scan: their materials reach the site's stock like those of a work order."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.output import Cause, Material, MovementKind, Place, produce
from models.party import Site
from models.stale import Stale
from models.statement import cursor_of
from models.work_order_ground import open_orders
from tradein.actor import Actor
from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.scan import Event


def into_stock(session: Session, events: Iterable[Event]) -> None:
    """Put the outputs of direct `disassembling` events into stock; a work order's were weighed into it already.

    Raises `Stale` when one of the units went on a work order since it was read: its row is locked by now, so that
    nobody puts it on one any more.
    """
    direct = [event for event in events if event.step is Step.DISASSEMBLING and not _of_work_order(event)]
    if not direct:
        return
    if open_orders(cursor_of(session), [event.unit_id for event in direct]):
        raise Stale
    codes = dict(
        session.execute(
            select(Site.id, Site.code).where(Site.id.in_({event.site_id for event in direct}))
        ).all()
    )
    for site_id, mine in _by_site(direct).items():
        first = mine[0]
        if first.organisation_id is None:
            continue
        place = Place(site_id, codes[site_id], first.organisation_id, first.place)
        actor = Actor(first.account_id, first.organisation_id, "dismantler", "dismantler")
        moment = first.record_time
        cause = Cause(MovementKind.PRODUCED, actor, moment, day_of(moment))
        produce(session, place, _grams(mine), cause)


def _of_work_order(event: Event) -> bool:
    # An event that takes another back, or takes its place, moves no material: the stock is corrected by a count.
    corrects = event.corrects_seq is not None or event.stands_for is not None
    return corrects or bool(event.facts and event.facts.get("work_order"))


def _by_site(events: Iterable[Event]) -> dict[UUID, list[Event]]:
    found: dict[UUID, list[Event]] = {}
    for event in events:
        if event.site_id is not None:
            found.setdefault(event.site_id, []).append(event)
    return found


def _grams(events: Iterable[Event]) -> dict[Material, int]:
    grams: dict[Material, int] = {}
    for event in events:
        for output in event.outputs:
            material = (output.output_code, output.waste_code)
            grams[material] = grams.get(material, 0) + output.mass_g
    return grams
