"""Scans that could not be applied yet: nothing a device sent is ever dropped silently."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class PendingScan(Base):
    """A held scan (state `waiting`), or one a person must look at (`conflict`), or one they settled (`settled`).

    `body` is the scan as it was sent (its hand-over code only while it waits); `actor` is who sent it.
    """

    __tablename__ = "pending_scan"
    __table_args__ = (
        Index("ix_pending_scan_code", "code", postgresql_where=text("state = 'waiting'")),
        Index("ix_pending_scan_device", "device_id", postgresql_where=text("state = 'waiting'")),
        Index("ix_pending_scan_unit", "unit_id", postgresql_where=text("state = 'waiting'")),
        Index("ix_pending_scan_received", "state", "received_at"),
        Index("ix_pending_scan_organisation", "organisation_id", "state", "received_at"),
    )

    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[UUID | None]
    account_id: Mapped[UUID | None]
    code: Mapped[str] = mapped_column(Text)
    unit_id: Mapped[UUID | None]
    device_id: Mapped[UUID | None]
    device_seq: Mapped[int | None] = mapped_column(BigInteger)
    body: Mapped[dict[str, object]] = mapped_column(JSONB)
    actor: Mapped[dict[str, object]] = mapped_column(JSONB)
    state: Mapped[str] = mapped_column(Text)
    refusal: Mapped[str] = mapped_column(Text)
    field: Mapped[str | None] = mapped_column(Text)
    facts: Mapped[dict[str, object] | None] = mapped_column(JSONB)
    received_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    settled_by: Mapped[UUID | None]
    note: Mapped[str | None] = mapped_column(Text)


class DeviceStream(Base):
    """How far the sequence of one device has been taken in without a gap."""

    __tablename__ = "device_stream"

    device_id: Mapped[UUID] = mapped_column(primary_key=True)
    next_seq: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(BigInteger, server_default=text("1"))
    """Counts the batches that relied on the row: one that waits for a gap leaves `next_seq` as it was."""
