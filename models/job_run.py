"""Who may run the jobs, and which period of which job was done: each exactly once, however many schedulers run."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, DateTime, Integer, Text, delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.db import Base

LEADER = 7_415_001
"""The advisory lock of the one scheduler that works."""


class JobRun(Base):
    """One done period of one job. Written with the job's own effects, so that half a job is no job."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(Text, primary_key=True)
    period: Mapped[str] = mapped_column(Text, primary_key=True)
    done_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    result: Mapped[int] = mapped_column(Integer)


def claim(session: Session, job: str, period: str, now: datetime) -> bool:
    """Take a period of a job inside the job's own transaction; False when it is done, or being done, elsewhere."""
    row = insert(JobRun).values(job=job, period=period, done_at=now, result=0)
    return session.scalar(row.on_conflict_do_nothing().returning(JobRun.job)) is not None


def record(session: Session, job: str, period: str, result: int) -> None:
    """What the claimed period came to."""
    session.get_one(JobRun, (job, period)).result = result
    session.flush()


def noted(session: Session, job: str, now: datetime, result: int) -> None:
    """Mark what somebody did by hand, under the instant as its period."""
    session.add(JobRun(job=job, period=now.isoformat(timespec="seconds"), done_at=now, result=result))
    session.flush()


def forget(session: Session, before: datetime) -> int:
    """Drop the marks of long-done periods."""
    gone = session.execute(delete(JobRun).where(JobRun.done_at < before))
    return cast("CursorResult[Any]", gone).rowcount


def lead(connection: Connection) -> bool:
    """Whether this direct connection holds, or now takes, the leader's lock; it ends with the connection."""
    held = text(
        "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()"
        " AND classid = 0 AND objid = :key) OR pg_try_advisory_lock(:key)"
    )
    return bool(connection.execute(held, {"key": LEADER}).scalar_one())
