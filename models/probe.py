"""Whether the database takes writes: asked by `/readyz` and rolled back each time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import DateTime

from models.db import Base, new_id


class Probe(Base):
    """Always empty: its rows exist only inside transactions that are rolled back."""

    __tablename__ = "probe"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


def write_and_read(session: Session, now: datetime) -> bool:
    """Write one row and read it back in the caller's transaction, which the caller rolls back."""
    written = session.scalar(insert(Probe).values(id=new_id(), written_at=now).returning(Probe.written_at))
    return written == now


def schema_revision(session: Session) -> str:
    """The revision the migrations have brought the database to. Raises `ProgrammingError` where they never ran."""
    return str(session.scalar(text("SELECT version_num FROM alembic_version")))
