"""Outputs leaving a plant: sales of materials, losses and stock-take adjustments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, DateTime, ForeignKey, Index, Text, Uuid, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.balance_tolerance import tolerance_at
from models.db import Base, new_id
from models.output import Cause, MovementKind, OutputLot, OutputMovement, Place, move
from models.series import next_number
from models.work_order import plant
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.refusals.output import AdjustmentSign, HazardousNeedsTransfer, LotTwice, LotUnknown
from tradein.stock_count import Count, judge_adjustment
from tradein.tolerance import Check

SHIPMENT = "SH"


class OutputShipment(Base):
    """One vehicle with sold materials (产物出库): who bought, where it went."""

    __tablename__ = "output_shipment"
    __table_args__ = (
        Index("ix_output_shipment_organisation_id_id", "organisation_id", "id"),
        Index("ix_output_shipment_region_id", "region", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(Text, unique=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    buyer_name: Mapped[str] = mapped_column(Text)
    buyer_credit_code: Mapped[str | None] = mapped_column(Text)
    plate: Mapped[str] = mapped_column(Text)
    destination: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    account_id: Mapped[UUID | None]


@dataclass(frozen=True, slots=True)
class LotLine:
    """Grams out of one lot, by its number."""

    lot: str
    mass_g: int


@dataclass(frozen=True, slots=True)
class Shipping:
    """A sale as the plant reports it."""

    site: str
    buyer_name: str
    buyer_credit_code: str | None
    plate: str
    destination: str
    lines: Sequence[LotLine]


def lots_at(session: Session, place: Place, numbers: Sequence[str]) -> dict[str, OutputLot]:
    """Lots of a site by number. Raises `output_lot_twice`, `output_lot_unknown`."""
    seen: set[str] = set()
    for number in numbers:
        if number in seen:
            raise LotTwice("lot", lot=number)
        seen.add(number)
    query = select(OutputLot).where(OutputLot.site_id == place.site_id, OutputLot.number.in_(numbers))
    lots = {lot.number: lot for lot in session.scalars(query)}
    for number in numbers:
        if number not in lots:
            raise LotUnknown("lot", lot=number)
    return lots


def ship(session: Session, actor: Actor, shipping: Shipping, now: datetime) -> OutputShipment:
    """Send materials out; all lines or none.

    Raises `output_stock_short`, `hazardous_needs_transfer`, `output_lot_unknown`, `not_dismantling_site`.
    """
    place = plant(session, actor, shipping.site)
    lots = lots_at(session, place, [line.lot for line in shipping.lines])
    for lot in lots.values():
        if lot.waste_code is not None:
            raise HazardousNeedsTransfer("lot", lot=lot.number, waste_code=lot.waste_code)
    today = day_of(now)
    shipment = OutputShipment(
        id=new_id(),
        number=next_number(session, SHIPMENT, (place.site_id, place.site_code), today),
        site_id=place.site_id,
        organisation_id=place.organisation_id,
        region=place.region,
        buyer_name=shipping.buyer_name,
        buyer_credit_code=shipping.buyer_credit_code,
        plate=shipping.plate,
        destination=shipping.destination,
        day=today,
        at=now,
        account_id=actor.account_id,
    )
    session.add(shipment)
    session.flush()
    grams = {lots[line.lot].id: -line.mass_g for line in shipping.lines}
    move(session, place, grams, Cause(MovementKind.SHIPPED, actor, now, today, shipment_id=shipment.id))
    return shipment


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A loss or a stock-take difference of one lot in signed grams, with its reason."""

    site: str
    lot: str
    kind: MovementKind
    mass_g: int
    reason: str


def adjust(session: Session, actor: Actor, adjustment: Adjustment, now: datetime) -> OutputLot:
    """Book a loss or a count difference.

    Raises `loss_adds_stock`, `output_stock_short`, `output_lot_unknown`, `adjustment_beyond_produced`,
    `adjustment_needs_manager`.
    """
    if adjustment.kind is MovementKind.LOSS and adjustment.mass_g >= 0:
        raise AdjustmentSign("mass_g")
    place = plant(session, actor, adjustment.site)
    lot = lots_at(session, place, [adjustment.lot])[adjustment.lot]
    session.refresh(lot, with_for_update=True)
    tolerance = tolerance_at(session, Check.CLOSING_STOCK, place.region, day_of(now))
    judge_adjustment(_count_of(session, lot, adjustment), tolerance, actor)
    cause = Cause(adjustment.kind, actor, now, day_of(now), reason=adjustment.reason)
    move(session, place, {lot.id: adjustment.mass_g}, cause)
    session.refresh(lot)
    return lot


def _count_of(session: Session, lot: OutputLot, adjustment: Adjustment) -> Count:
    """The adjustment beside what was weighed into its lot and what was adjusted before."""
    mass, kind = OutputMovement.mass_g, OutputMovement.kind
    ours = kind.in_((MovementKind.LOSS.value, MovementKind.COUNT_ADJUST.value))
    query = select(
        func.coalesce(func.sum(mass).filter(kind == MovementKind.PRODUCED.value), 0),
        func.coalesce(func.sum(mass).filter(ours), 0),
        func.coalesce(func.sum(func.abs(mass)).filter(ours), 0),
    ).where(OutputMovement.lot_id == lot.id)
    produced_g, net_g, moved_g = map(int, session.execute(query).one())
    return Count(lot.number, lot.stock_g, produced_g, net_g, moved_g, adjustment.mass_g, adjustment.reason)
