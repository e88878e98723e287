"""Files that somebody took out of the platform: who, what, why, how many rows, until when they can be fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, Text, delete, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein.actor import Actor
from tradein.refusal import NotFound


class ExportFile(Base):
    """One export. Only who made it may fetch it; the row stays after the file has gone."""

    __tablename__ = "export_file"
    __table_args__ = (
        Index("ix_export_file_made_by", "made_by", "id"),
        Index("ix_export_file_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    made_by: Mapped[UUID]
    """The account, or the key of an integration."""
    organisation_id: Mapped[UUID | None]
    role: Mapped[str] = mapped_column(Text)
    dataset: Mapped[str] = mapped_column(Text)
    format: Mapped[str] = mapped_column(Text)
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str] = mapped_column(Text)
    rows: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(Text)
    size_bytes: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    """The instant whose state it shows."""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export, in which form, and why."""

    dataset: str
    format: str
    filters: dict[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """The file as it lies in the store."""

    sha256: str
    size_bytes: int
    rows: int
    as_of: datetime
    expires_at: datetime


def note_export(
    session: Session, by: tuple[Actor, datetime], export_id: UUID, wanted: Wanted, written: Written
) -> ExportFile:
    """Enter a finished file."""
    actor, now = by
    made = ExportFile(
        id=export_id,
        made_by=maker(actor),
        organisation_id=actor.organisation_id,
        role=actor.role,
        dataset=wanted.dataset,
        format=wanted.format,
        filters=wanted.filters,
        reason=wanted.reason,
        rows=written.rows,
        sha256=written.sha256,
        size_bytes=written.size_bytes,
        as_of=written.as_of,
        created_at=now,
        expires_at=written.expires_at,
    )
    session.add(made)
    session.flush()
    return made


def maker(actor: Actor) -> UUID:
    """Who made it."""
    who = actor.account_id or actor.key_id
    if who is None:
        raise NotFound
    return who


def export_of(session: Session, actor: Actor, export_id: UUID) -> ExportFile:
    """One's own export; raises `not_found`."""
    query = select(ExportFile).where(ExportFile.id == export_id, ExportFile.made_by == maker(actor))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound
    return found


def exports_after(session: Session, actor: Actor, after: UUID | None, limit: int) -> Sequence[ExportFile]:
    """One's own exports, newest first."""
    query = select(ExportFile).where(ExportFile.made_by == maker(actor))
    if after is not None:
        query = query.where(ExportFile.id < after)
    return session.scalars(query.order_by(ExportFile.id.desc()).limit(limit)).all()


def expired(session: Session, now: datetime, limit: int) -> Sequence[ExportFile]:
    """Exports whose time is over and whose file may still lie there, locked."""
    query = (
        select(ExportFile)
        .where(ExportFile.expires_at <= now, ExportFile.removed_at.is_(None))
        .order_by(ExportFile.expires_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(query).all()


def forget_exports(session: Session, before: datetime) -> int:
    """Drop rows of files long gone; the audit trail keeps who took what."""
    gone = session.execute(delete(ExportFile).where(ExportFile.removed_at < before).returning(ExportFile.id))
    return len(gone.all())
