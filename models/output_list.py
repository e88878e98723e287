"""Reading lots, stock, ageing hazardous waste and shipments within a reader's scope."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, cast, func, select
from sqlalchemy.orm import Session

from models.dismantling_list import Listed, Wanted, at_plants, between, listed_rows, page_of
from models.output import OutputLot, OutputMovement
from models.party import Organisation, Site
from models.scope import within
from models.shipment import OutputShipment
from models.time_limit import Wait, days_for
from tradein.actor import Actor


def lots(session: Session, actor: Actor, wanted: Wanted) -> list[Listed]:
    """Lots in scope that hold something."""
    query = page_of(OutputLot, within(actor, OutputLot), wanted).where(OutputLot.stock_g > 0)
    return listed_rows(session, between(query, OutputLot.day, wanted))


class StockRow(NamedTuple):
    """Grams of one material at one site over all its lots."""

    site_code: str
    organisation_id: UUID
    organisation_name: str
    output_code: str
    waste_code: str | None
    stock_g: int
    lots: int
    oldest: date


def stock(session: Session, actor: Actor, site: str | None) -> list[StockRow]:
    """What lies in the plants in scope, summed by site and material; at most a few dozen rows a site."""
    query = (
        select(
            Site.code,
            Organisation.id,
            Organisation.name,
            OutputLot.output_code,
            OutputLot.waste_code,
            cast(func.sum(OutputLot.stock_g), BigInteger),
            func.count(),
            func.min(OutputLot.day),
        )
        .join(Site, Site.id == OutputLot.site_id)
        .join(Organisation, Organisation.id == OutputLot.organisation_id)
        .where(within(actor, OutputLot), OutputLot.stock_g > 0)
        .group_by(Site.code, Organisation.id, Organisation.name, OutputLot.output_code, OutputLot.waste_code)
        .order_by(Site.code, OutputLot.output_code, OutputLot.waste_code)
    )
    if site is not None:
        query = query.where(Site.code == site)
    return [StockRow(*row) for row in session.execute(query)]


class Aged(NamedTuple):
    """A hazardous lot and how long it has been stored."""

    listed: Listed
    days_stored: int
    limit_on: date
    late: bool


def ageing(session: Session, actor: Actor, wanted: Wanted, today: date) -> list[Aged]:
    """Hazardous lots still in stock, oldest first (固废法 Art. 81: at most one year without approval)."""
    hazardous = within(actor, OutputLot) & OutputLot.waste_code.is_not(None) & (OutputLot.stock_g > 0)
    query = at_plants(OutputLot, hazardous, wanted).order_by(OutputLot.day, OutputLot.id)
    if wanted.after is not None:
        day, lot_id = wanted.after
        query = query.where((OutputLot.day > day) | ((OutputLot.day == day) & (OutputLot.id > lot_id)))
    limit = timedelta(days=days_for(session, Wait.STORAGE, actor.region, today))
    return [
        Aged(listed, (today - day).days, day + limit, today > day + limit)
        for listed in listed_rows(session, query)
        for day in [listed.row.day]
    ]


def shipments(session: Session, actor: Actor, wanted: Wanted) -> list[Listed]:
    """Shipments of outputs in scope."""
    query = page_of(OutputShipment, within(actor, OutputShipment), wanted)
    return listed_rows(session, between(query, OutputShipment.day, wanted))


def shipment_lines(session: Session, shipment_ids: Sequence[UUID]) -> dict[UUID, list[tuple[str, str, int]]]:
    """Lot number, output code and grams of several shipments, one statement."""
    rows = session.execute(
        select(OutputMovement.shipment_id, OutputLot.number, OutputLot.output_code, -OutputMovement.mass_g)
        .join(OutputLot, OutputLot.id == OutputMovement.lot_id)
        .where(OutputMovement.shipment_id.in_(shipment_ids))
        .order_by(OutputLot.number)
    )
    found: dict[UUID, list[tuple[str, str, int]]] = {shipment_id: [] for shipment_id in shipment_ids}
    for shipment_id, number, output_code, mass_g in rows:
        if shipment_id is not None:
            found[shipment_id].append((number, output_code, mass_g))
    return found
