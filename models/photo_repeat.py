"""The same picture for two units: which, and who is told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Index, Integer, SmallInteger, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base, new_id
from tradein import permissions
from tradein.actor import Actor

OVERSEERS = frozenset({"district", "city", "province", "all"})
"""Reaches over photos of those who are told what is suspected; the trade is not."""


class PhotoRepeat(Base):
    """A picture of one unit that is nearly, or exactly, a picture of another."""

    __tablename__ = "photo_repeat"
    __table_args__ = (
        UniqueConstraint("unit_id", "sha256", "other_unit_id", "other_sha256", name="uq_photo_repeat_pair"),
        Index("ix_photo_repeat_unit", "unit_id"),
        Index("ix_photo_repeat_other_unit", "other_unit_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    unit_id: Mapped[UUID]
    """The later one."""
    seq: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(Text)
    other_unit_id: Mapped[UUID]
    other_sha256: Mapped[str] = mapped_column(Text)
    distance: Mapped[int] = mapped_column(SmallInteger)
    found_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def oversees(actor: Actor) -> bool:
    """Whether the actor is told that a photo was used twice."""
    return not permissions.reach(actor, "photo", "read").isdisjoint(OVERSEERS)


def repeated(session: Session, unit_id: UUID) -> set[str]:
    """The photos of a unit that were also used for another, before or after."""
    mine = select(PhotoRepeat.sha256).where(PhotoRepeat.unit_id == unit_id)
    theirs = select(PhotoRepeat.other_sha256).where(PhotoRepeat.other_unit_id == unit_id)
    return set(session.scalars(mine.union(theirs)))


def repeated_for(session: Session, actor: Actor, unit_id: UUID) -> set[str]:
    """The same for those who oversee; nothing for anybody else."""
    return repeated(session, unit_id) if oversees(actor) else set()
