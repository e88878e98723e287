"""Administration of a whole database: emptying it, refreshing its statistics, being the only one at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

TABLES = text(
    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
LOADER = 0x7A12
"""Advisory lock: two loaders at once would write everything twice."""


def empty(session: Session) -> None:
    """Remove every row of every table. Sequences go on, so that no process takes new data for what it remembers."""
    tables = session.scalars(TABLES).all()
    if tables:
        session.execute(text(f"TRUNCATE {', '.join(tables)}"))


def refresh_statistics(engine: Engine) -> None:
    """What autovacuum does in its own time, done now."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE)"))


GROWING = ("unit", "event", "label", "unit_output", "output_lot", "output_movement", "trade_order", "slot")


def learn(session: Session) -> None:
    """Count what grows, within the caller's transaction: a loader that fills empty tables faster than autovacuum comes
    round would be planned for as if they were empty still.
    """
    session.execute(text(f"ANALYZE {', '.join(GROWING)}"))


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Be the only loader of this database while the block lasts; a second one waits."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOADER})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOADER})
