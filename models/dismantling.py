"""Work orders of dismantling lines and everything noted on them; rows are only ever added while the order is open."""

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
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, new_id
from tradein.dismantling import WorkOrderState
from tradein.output import MOST_GRAMS

_STATES = ", ".join(f"'{state.value}'" for state in WorkOrderState)


class Dismantling(Base):
    """One work order (拆解工单): one category group at one bench in one shift.

    `region` is the plant's district, for the officers who answer for it. The last four columns freeze at closing.
    """

    __tablename__ = "dismantling"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        Index("ix_dismantling_organisation_id_id", "organisation_id", "id"),
        Index("ix_dismantling_region_id", "region", "id"),
        Index("ix_dismantling_site_id_ended_day", "site_id", "ended_day"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=new_id)
    number: Mapped[str] = mapped_column(Text, unique=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    region: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    category_group: Mapped[str] = mapped_column(Text)
    line: Mapped[str] = mapped_column(Text)
    bench: Mapped[str] = mapped_column(Text)
    shift: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text)
    opened_by: Mapped[UUID | None]
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_by: Mapped[UUID | None]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_day: Mapped[date | None] = mapped_column(Date)
    cancel_reason: Mapped[str | None] = mapped_column(Text)
    input_g: Mapped[int | None] = mapped_column(BigInteger)
    output_g: Mapped[int | None] = mapped_column(BigInteger)
    loss_g: Mapped[int | None] = mapped_column(BigInteger)
    tolerance_permille: Mapped[int | None] = mapped_column(Integer)


class DismantlingUnit(Base):
    """A unit on a work order with its input weight and the outcome of its completeness check.

    `standard` is None until checked; False means dismantled but not counted as 规范拆解.
    """

    __tablename__ = "dismantling_unit"
    __table_args__ = (
        CheckConstraint("input_g > 0", name="input_positive"),
        CheckConstraint("standard IS NOT FALSE OR reason IS NOT NULL", name="missing_part_explained"),
        # One order at a time, and once dismantled never again.
        Index(
            "uq_dismantling_unit_live", "unit_id", unique=True, postgresql_where=text("released_at IS NULL")
        ),
    )

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    item_type: Mapped[str] = mapped_column(Text)
    input_g: Mapped[int] = mapped_column(Integer)
    added_by: Mapped[UUID | None]
    added_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    released_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    checked_by: Mapped[UUID | None]
    checked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    standard: Mapped[bool | None]
    reason: Mapped[str | None] = mapped_column(Text)


class DismantlingMissing(Base):
    """A required part that was not there."""

    __tablename__ = "dismantling_missing"

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    unit_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    part: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    name_zh: Mapped[str] = mapped_column(Text)


class DismantlingTick(Base):
    """One person's tick on a guided step; a hazardous step carries two. `camera` points to the video."""

    __tablename__ = "dismantling_tick"

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    step: Mapped[str] = mapped_column(Text, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    camera: Mapped[str | None] = mapped_column(Text)


class DismantlingRecovery(Base):
    """Refrigerant recovered from one unit, or from the order as a whole when `unit_id` is None."""

    __tablename__ = "dismantling_recovery"
    __table_args__ = (
        CheckConstraint(f"mass_g BETWEEN 0 AND {MOST_GRAMS}", name="mass"),
        CheckConstraint("mass_g > 0 OR reason IS NOT NULL", name="zero_explained"),
    )

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    unit_id: Mapped[UUID | None]
    refrigerant: Mapped[str] = mapped_column(Text)
    mass_g: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str | None] = mapped_column(Text)
    account_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DismantlingWeighing(Base):
    """One container put on the scale. `label` is printed on it; a slip is withdrawn, never edited."""

    __tablename__ = "dismantling_weighing"
    __table_args__ = (
        CheckConstraint(
            f"tare_g >= 0 AND gross_g > tare_g AND gross_g <= {MOST_GRAMS}", name="gross_above_tare"
        ),
        CheckConstraint("net_g = gross_g - tare_g", name="net"),
        CheckConstraint("scale IN ('manual', 'serial')", name="scale"),
    )

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    label: Mapped[str] = mapped_column(Text, unique=True)
    output_code: Mapped[str] = mapped_column(Text)
    waste_code: Mapped[str | None] = mapped_column(Text)
    gross_g: Mapped[int] = mapped_column(Integer)
    tare_g: Mapped[int] = mapped_column(Integer)
    net_g: Mapped[int] = mapped_column(Integer)
    scale: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_by: Mapped[UUID | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)
    prints: Mapped[int] = mapped_column(Integer, server_default="0")
    """How often its label was printed; who printed it when is on the audit trail."""


class DismantlingLoss(Base):
    """A documented loss: drained water, dust, evaporated foam gas."""

    __tablename__ = "dismantling_loss"
    __table_args__ = (CheckConstraint(f"mass_g > 0 AND mass_g <= {MOST_GRAMS}", name="mass"),)

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    mass_g: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DismantlingNote(Base):
    """Why a balance is outside tolerance, for exactly these figures, and the second person who confirmed it."""

    __tablename__ = "dismantling_note"
    __table_args__ = (CheckConstraint("confirmed_by IS DISTINCT FROM noted_by", name="two_persons"),)

    dismantling_id: Mapped[UUID] = mapped_column(ForeignKey("dismantling.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    note: Mapped[str] = mapped_column(Text)
    input_g: Mapped[int] = mapped_column(BigInteger)
    output_g: Mapped[int] = mapped_column(BigInteger)
    loss_g: Mapped[int] = mapped_column(BigInteger)
    noted_by: Mapped[UUID]
    noted_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    confirmed_by: Mapped[UUID | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
