"""How the database stands: sizes, queues, jobs, errors. For whoever keeps the platform running; no business figures."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from models.audit import Audit
from models.job_run import LEADER, JobRun
from models.tally import TallyLive

LAST_HOUR = timedelta(hours=1)
BIGGEST = 20

# What the server estimates as it vacuums: asking is free, and row-level security hides nothing from it.
_TABLES = text("""
SELECT s.relname AS name, s.n_live_tup AS rows, s.n_dead_tup AS dead_rows, pg_total_relation_size(s.relid) AS bytes,
       greatest(s.last_vacuum, s.last_autovacuum) AS vacuumed_at
  FROM pg_stat_user_tables s WHERE s.schemaname = 'public' ORDER BY 4 DESC, 1 LIMIT :most
""")
_DATABASE = text("""
SELECT pg_database_size(current_database()) AS bytes, (SELECT version_num FROM alembic_version) AS migration,
       (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS connections,
       current_setting('max_connections')::integer AS most_connections,
       EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = :leader)
           AS jobs_work
""")


@dataclass(frozen=True, slots=True)
class Technical:
    """One look, as of `at`. `jobs` are the last done period of each job that keeps a mark."""

    at: datetime
    database: Any
    tables: list[Any]
    jobs: list[JobRun]
    live: Any
    """Counters not yet folded, and in how many of the slots."""
    requests: dict[str, int]
    """Audited requests of the last hour by outcome."""


def technical(session: Session, now: datetime) -> Technical:
    """Sizes, queues, jobs and errors. Five statements."""
    last = select(JobRun).ext(distinct_on(JobRun.job)).order_by(JobRun.job, JobRun.done_at.desc())
    live = select(func.count().label("cells"), func.count(TallyLive.slot.distinct()).label("slots"))
    outcomes = select(Audit.outcome, func.count()).where(Audit.at >= now - LAST_HOUR).group_by(Audit.outcome)
    return Technical(
        at=now,
        database=session.execute(_DATABASE, {"leader": LEADER}).one(),
        tables=list(session.execute(_TABLES, {"most": BIGGEST})),
        jobs=list(session.scalars(last)),
        live=session.execute(live.select_from(TallyLive)).one(),
        requests={outcome: int(count) for outcome, count in session.execute(outcomes)},
    )
