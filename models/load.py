"""Loads: units travelling together from one organisation to one site."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class Load(Base):
    """A vehicle- or pallet-load (装载单). States: open → shipped → arrived → closed."""

    __tablename__ = "load"
    __table_args__ = (
        Index("ix_load_origin", "origin_id", "created_at"),
        Index("ix_load_destination", "destination_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    state: Mapped[str] = mapped_column(Text, server_default=text("'open'"))
    origin_id: Mapped[UUID]
    origin_site_id: Mapped[UUID | None]
    destination_site_id: Mapped[UUID]
    destination_id: Mapped[UUID]
    plate: Mapped[str | None] = mapped_column(Text)
    driver: Mapped[str | None] = mapped_column(Text)
    listed: Mapped[int | None] = mapped_column(Integer)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    shipped_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    arrived_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class LoadEvent(Base):
    """What happened to a load as a whole; its units carry their own events. Appended, never edited."""

    __tablename__ = "load_event"
    __table_args__ = (Index("ix_load_event_event_id", "event_id"),)

    load_id: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    event_id: Mapped[UUID]
    step: Mapped[str] = mapped_column(Text)
    event_time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    record_time: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    organisation_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    listed: Mapped[int] = mapped_column(Integer)
    confirmed: Mapped[int] = mapped_column(Integer)
    weight_g: Mapped[int | None] = mapped_column(Integer)
    exceptions: Mapped[list[dict[str, object]] | None] = mapped_column(JSONB)
    flags: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    fingerprint: Mapped[bytes] = mapped_column(BYTEA)
