"""Output lots (拆解产物批次) and their movements: stock is the sum of movements and never goes below zero.

`output_lot.stock_g` is the running sum, moved only by `move`, whose conditional update is what keeps two shipments
from taking the same grams; `recount_stock` proves it against the movements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from models.series import next_number
from tradein.actor import Actor
from tradein.refusals.output import StockShort

LOT = "OL"


class MovementKind(StrEnum):
    """Why grams entered or left a lot."""

    PRODUCED = "produced"
    SHIPPED = "shipped"
    LOSS = "loss"
    COUNT_ADJUST = "count_adjust"


class OutputLot(Base):
    """What one site produced of one output on one day. `waste_code` is set for hazardous waste only."""

    __tablename__ = "output_lot"
    __table_args__ = (
        UniqueConstraint("site_id", "day", "output_code", "waste_code", postgresql_nulls_not_distinct=True),
        CheckConstraint("stock_g >= 0", name="stock_not_negative"),
        Index("ix_output_lot_organisation_id_id", "organisation_id", "id"),
        Index("ix_output_lot_region_id", "region", "id"),
        Index(
            "ix_output_lot_waste", "organisation_id", "day", postgresql_where=text("waste_code IS NOT NULL")
        ),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(Text, unique=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    output_code: Mapped[str] = mapped_column(Text)
    waste_code: Mapped[str | None] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    stock_g: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))


class OutputMovement(Base):
    """Grams that entered (positive) or left (negative) a lot; appended, never edited."""

    __tablename__ = "output_movement"
    __table_args__ = (
        CheckConstraint("mass_g <> 0", name="mass_not_zero"),
        CheckConstraint(
            "CASE kind WHEN 'produced' THEN mass_g > 0 WHEN 'shipped' THEN mass_g < 0"
            " WHEN 'loss' THEN mass_g < 0 ELSE kind = 'count_adjust' END",
            name="kind_and_sign",
        ),
        CheckConstraint("kind IN ('produced', 'shipped') OR reason IS NOT NULL", name="reason"),
        Index("ix_output_movement_lot_id_at", "lot_id", "at"),
        Index("ix_output_movement_site_id_day", "site_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    lot_id: Mapped[UUID] = mapped_column(ForeignKey("output_lot.id"))
    site_id: Mapped[UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(Text)
    mass_g: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    day: Mapped[date] = mapped_column(Date)
    dismantling_id: Mapped[UUID | None]
    shipment_id: Mapped[UUID | None]
    transfer_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    reason: Mapped[str | None] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why and when lots move, and on whose word."""

    kind: MovementKind
    actor: Actor
    at: datetime
    day: date
    dismantling_id: UUID | None = None
    shipment_id: UUID | None = None
    transfer_id: UUID | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """The site whose stock it is."""

    site_id: UUID
    site_code: str
    organisation_id: UUID
    region: str


Material = tuple[str, str | None]
"""Output code and waste code."""


def lots_for(
    session: Session, place: Place, day: date, materials: Sequence[Material]
) -> dict[Material, UUID]:
    """The day's lots of these materials at a site, made where there are none; three statements and one a new lot."""
    found = _lots_of_day(session, place, day)
    fresh = sorted((material for material in set(materials) - found.keys()), key=str)
    if fresh:
        rows = [
            {
                "id": new_id(),
                "number": next_number(session, LOT, (place.site_id, place.site_code), day),
                "site_id": place.site_id,
                "organisation_id": place.organisation_id,
                "region": place.region,
                "output_code": output_code,
                "waste_code": waste_code,
                "day": day,
            }
            for output_code, waste_code in fresh
        ]
        session.execute(insert(OutputLot).values(rows).on_conflict_do_nothing())
        # A no-op insert proves nothing (H16): read again what is there now.
        found = _lots_of_day(session, place, day)
    return {material: found[material] for material in materials}


def _lots_of_day(session: Session, place: Place, day: date) -> dict[Material, UUID]:
    lots = session.execute(
        select(OutputLot.output_code, OutputLot.waste_code, OutputLot.id).where(
            OutputLot.site_id == place.site_id, OutputLot.day == day
        )
    )
    return {(output_code, waste_code): lot_id for output_code, waste_code, lot_id in lots}


def produce(session: Session, place: Place, grams: Mapping[Material, int], cause: Cause) -> None:
    """Put dismantled materials into the lots of the cause's day; whoever records `disassembling` outputs calls this."""
    lots = lots_for(session, place, cause.day, list(grams))
    move(session, place, {lots[material]: mass_g for material, mass_g in grams.items()}, cause)


def move(session: Session, place: Place, grams: Mapping[UUID, int], cause: Cause) -> None:
    """Change lots of one site by signed grams, all or nothing, rows locked in id order (H17).

    Raises `output_stock_short` naming the lot that holds too little. To move nothing leaves no movement.
    """
    if not grams:
        return
    for lot_id in sorted(grams):
        _change(session, place, lot_id, grams[lot_id])
    session.execute(
        insert(OutputMovement),
        [
            {
                "id": new_id(),
                "lot_id": lot_id,
                "site_id": place.site_id,
                "kind": cause.kind.value,
                "mass_g": grams[lot_id],
                "at": cause.at,
                "day": cause.day,
                "dismantling_id": cause.dismantling_id,
                "shipment_id": cause.shipment_id,
                "transfer_id": cause.transfer_id,
                "account_id": cause.actor.account_id,
                "reason": cause.reason,
            }
            for lot_id in sorted(grams)
        ],
    )


def _change(session: Session, place: Place, lot_id: UUID, mass_g: int) -> None:
    moved = session.execute(
        update(OutputLot)
        .where(OutputLot.id == lot_id, OutputLot.site_id == place.site_id, OutputLot.stock_g + mass_g >= 0)
        .values(stock_g=OutputLot.stock_g + mass_g)
        .returning(OutputLot.id)
        .execution_options(synchronize_session=False)
    ).first()
    if moved is None:
        number, stock_g = session.execute(
            select(OutputLot.number, OutputLot.stock_g).where(OutputLot.id == lot_id)
        ).one()
        raise StockShort("mass_g", lot=number, stock_g=stock_g, wanted_g=-mass_g)


def recount_stock(session: Session) -> list[tuple[str, int, int]]:
    """Lots whose running sum differs from their movements: number, running sum, recount. Empty when all is well."""
    counted = (
        select(OutputMovement.lot_id, func.sum(OutputMovement.mass_g).label("g"))
        .group_by(OutputMovement.lot_id)
        .subquery()
    )
    total = func.coalesce(counted.c.g, 0)
    rows = session.execute(
        select(OutputLot.number, OutputLot.stock_g, total)
        .outerjoin(counted, counted.c.lot_id == OutputLot.id)
        .where(OutputLot.stock_g != total)
        .order_by(OutputLot.number)
    )
    return [(number, stock, int(recount)) for number, stock, recount in rows]
