"""Units: one row per old appliance, the projection of its events."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, DateTime, Index, Integer, SmallInteger, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class Unit(Base):
    """An old appliance (旧机). Everything but its birth facts is recounted from `event`.

    `unit_id` leads every key of what belongs to a unit, so that the tables can be distributed by it.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("weight_g >= 0", name="weight_not_negative"),
        CheckConstraint("agreed_fen >= 0", name="price_not_negative"),
        Index("ix_unit_district_stage", "district", "stage", "id"),
        Index("ix_unit_holder_stage", "holder_id", "stage", "id"),
        Index("ix_unit_load", "load_id", postgresql_where=text("load_id IS NOT NULL")),
        # How long units stand where they are: only those whose life is not over.
        Index(
            "ix_unit_stage_since",
            "stage",
            "stage_since",
            postgresql_where=text("stage NOT IN ('dismantled', 'resold', 'void')"),
        ),
        Index("ix_unit_on_hold", "district", postgresql_where=text("on_hold")),
        Index("ix_unit_order", "order_id", postgresql_where=text("order_id IS NOT NULL")),
        {"postgresql_with": {"fillfactor": "80"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    item_type: Mapped[str] = mapped_column(Text)
    district: Mapped[str] = mapped_column(Text)
    order_id: Mapped[UUID | None]
    stage: Mapped[str] = mapped_column(Text)
    on_hold: Mapped[bool] = mapped_column(server_default=text("false"))
    hold_reason: Mapped[str | None] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(Integer)
    holder_id: Mapped[UUID | None]
    site_id: Mapped[UUID | None]
    load_id: Mapped[UUID | None]
    route: Mapped[str | None] = mapped_column(Text)
    weight_g: Mapped[int | None] = mapped_column(Integer)
    agreed_fen: Mapped[int | None] = mapped_column(BigInteger)
    stage_since: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last_event_time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Event(Base):
    """What happened to a unit: appended once, never edited; a correction is a later row that names this one.

    No foreign keys: rows are only ever written together with their unit, and reference rows may live elsewhere.
    """

    __tablename__ = "event"
    __table_args__ = (
        # An error declaration repeats the id of the event it takes back (EPCIS 2.0); each event can be declared once.
        Index("uq_event_event_id", "event_id", unique=True, postgresql_where=text("corrects_seq IS NULL")),
        Index(
            "uq_event_corrects",
            "unit_id",
            "corrects_seq",
            unique=True,
            postgresql_where=text("corrects_seq IS NOT NULL"),
        ),
        Index(
            "uq_event_device_seq",
            "device_id",
            "device_seq",
            unique=True,
            postgresql_where=text("device_id IS NOT NULL AND corrects_seq IS NULL"),
        ),
        Index("ix_event_district_step", "district", "step", "event_time"),
        # Most steps happen where the unit comes from; only the others need a way in by their place.
        Index(
            "ix_event_place_step", "place", "step", "event_time", postgresql_where=text("place <> district")
        ),
        Index("ix_event_record_time", "record_time", postgresql_using="brin"),
    )

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    event_id: Mapped[UUID]
    step: Mapped[str] = mapped_column(Text)
    from_stage: Mapped[str | None] = mapped_column(Text)
    to_stage: Mapped[str] = mapped_column(Text)
    event_time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    record_time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    organisation_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    device_id: Mapped[UUID | None]
    device_seq: Mapped[int | None] = mapped_column(BigInteger)
    site_id: Mapped[UUID | None]
    place: Mapped[str] = mapped_column(Text)
    load_id: Mapped[UUID | None]
    weight_g: Mapped[int | None] = mapped_column(Integer)
    price_fen: Mapped[int | None] = mapped_column(BigInteger)
    item_type: Mapped[str] = mapped_column(Text)
    district: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    photos: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    flags: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    lat_e6: Mapped[int | None] = mapped_column(Integer)
    lon_e6: Mapped[int | None] = mapped_column(Integer)
    fingerprint: Mapped[bytes] = mapped_column(BYTEA)
    facts: Mapped[dict[str, object] | None] = mapped_column(JSONB)
    corrects_seq: Mapped[int | None] = mapped_column(Integer)
    """An error declaration: the sequence of the event it takes back."""
    stands_for: Mapped[int | None] = mapped_column(Integer)
    """A corrective event: the place in the unit's story it takes."""


class UnitOutput(Base):
    """Material a unit became: counted facts, therefore rows and not JSON."""

    __tablename__ = "unit_output"
    __table_args__ = (CheckConstraint("mass_g >= 0", name="mass_not_negative"),)

    unit_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    line: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    output_code: Mapped[str] = mapped_column(Text)
    mass_g: Mapped[int] = mapped_column(Integer)
    waste_code: Mapped[str | None] = mapped_column(Text)
