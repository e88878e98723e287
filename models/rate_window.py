"""How often a network asks for what everybody may ask for, counted where every worker sees it.

Only those who are fast are counted at all: a process reports in lumps once a network has been quick (`api/rates.py`),
so that an ordinary look at a label costs no write.
"""

from datetime import datetime

from sqlalchemy import DateTime, Integer, LargeBinary, delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base


class RateWindow(Base):
    """Requests of one subject (a keyed digest of a rate's name and a network) within one window of time."""

    __tablename__ = "rate_window"

    subject: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    began_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), primary_key=True, index=True)
    hits: Mapped[int] = mapped_column(Integer)


def count_hits(session: Session, subject: bytes, began_at: datetime, hits: int) -> int:
    """Add to a window and say how many it holds now, of all workers. The commit does not wait for the disk."""
    session.execute(text("SET LOCAL synchronous_commit = off"))
    fresh = insert(RateWindow).values(subject=subject, began_at=began_at, hits=hits)
    counted = fresh.on_conflict_do_update(
        index_elements=["subject", "began_at"], set_={"hits": RateWindow.hits + hits}
    )
    return session.scalars(counted.returning(RateWindow.hits)).one()


def forget_windows(session: Session, before: datetime) -> int:
    """Remove windows that are over; how many."""
    gone = session.execute(
        delete(RateWindow).where(RateWindow.began_at < before).returning(RateWindow.subject)
    )
    return len(gone.all())
