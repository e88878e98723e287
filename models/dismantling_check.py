"""Results of the three official checks, each stored with the tolerance it used."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Text,
    Uuid,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id

_METHODS = "'material_coefficient', 'closing_stock', 'video_document'"


class DismantlingCheck(Base):
    """One check of one plant over a period, both days included."""

    __tablename__ = "dismantling_check"
    __table_args__ = (
        CheckConstraint(f"method IN ({_METHODS})", name="method"),
        CheckConstraint("verdict IN ('within', 'outside', 'unknown')", name="verdict"),
        CheckConstraint("from_day <= to_day", name="period"),
        Index("ix_dismantling_check_organisation_id_id", "organisation_id", "id"),
        Index("ix_dismantling_check_region_id", "region", "id"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    method: Mapped[str] = mapped_column(Text)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    from_day: Mapped[date] = mapped_column(Date)
    to_day: Mapped[date] = mapped_column(Date)
    tolerance_permille: Mapped[int] = mapped_column(Integer)
    tolerance_source: Mapped[str] = mapped_column(Text)
    tolerance_jurisdiction: Mapped[str] = mapped_column(Text)
    tolerance_verified: Mapped[bool]
    verdict: Mapped[str] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DismantlingCheckItem(Base):
    """One compared quantity of a check, in grams or units."""

    __tablename__ = "dismantling_check_item"

    check_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling_check.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    subject: Mapped[str] = mapped_column(Text)
    aspect: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    expected: Mapped[int | None] = mapped_column(BigInteger)
    found: Mapped[int | None] = mapped_column(BigInteger)
    opening: Mapped[int | None] = mapped_column(BigInteger)
    receipts: Mapped[int | None] = mapped_column(BigInteger)
    issues: Mapped[int | None] = mapped_column(BigInteger)
    implied_units: Mapped[int | None] = mapped_column(BigInteger)
    deviation_permille: Mapped[int | None] = mapped_column(BigInteger)
    verdict: Mapped[str] = mapped_column(Text)


def items_of(session: Session, check_ids: Sequence[UUID]) -> dict[UUID, list[DismantlingCheckItem]]:
    """The compared quantities of several checks, one statement."""
    rows = session.scalars(
        select(DismantlingCheckItem)
        .where(DismantlingCheckItem.check_id.in_(check_ids))
        .order_by(DismantlingCheckItem.check_id, DismantlingCheckItem.seq)
    )
    found: dict[UUID, list[DismantlingCheckItem]] = {check_id: [] for check_id in check_ids}
    for row in rows:
        found[row.check_id].append(row)
    return found
