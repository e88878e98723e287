"""How the application holds its connections: a pool no larger than its threads, and limits the server enforces."""

from typing import Any, cast

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Engine, event

from api.settings import Settings


def engine_options(settings: Settings, purpose: str = "") -> dict[str, Any]:
    """Options of `create_engine`.

    One connection a thread and no overflow: a thread never holds two. Waiting longer than `pool_timeout_s` is answered
    503 rather than queued, and PostgreSQL itself ends statements and idle transactions that outlive their limit.
    `purpose` is what row-level security takes this process for: requests say for themselves, jobs are the system.
    """
    limits = {
        "TimeZone": "UTC",
        "statement_timeout": f"{settings.statement_timeout_s}s",
        "idle_in_transaction_session_timeout": f"{settings.idle_transaction_timeout_s}s",
        "application_name": "tradein",
        **({"tradein.purpose": purpose} if purpose else {}),
    }
    return {
        "pool_size": settings.threads,
        "max_overflow": 0,
        "pool_timeout": settings.pool_timeout_s,
        "pool_pre_ping": False,
        "pool_recycle": 1800,
        # The last one used is the next one used: its plans are warm, its buffers grown, and the others stay small.
        "pool_use_lifo": True,
        "connect_args": {
            "connect_timeout": 5,
            "options": " ".join(f"-c {name}={value}" for name, value in limits.items()),
        },
    }


def flask_database(settings: Settings, purpose: str = "") -> dict[str, Any]:
    """The keys Flask-SQLAlchemy reads. `SettingsRefused` belongs to the caller when there is no address."""
    if settings.database_url is None:
        raise LookupError("no database: start with `tradein run`, or set DATABASE_URL")
    return {
        "SQLALCHEMY_DATABASE_URI": settings.database_url.get_secret_value(),
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings, purpose),
        "SQLALCHEMY_RECORD_QUERIES": False,
        "SQLALCHEMY_TRACK_MODIFICATIONS": False,
    }


def keep_statements(engine: Engine) -> None:
    """Let a connection keep its prepared statements when a transaction is rolled back, as the end of every read is.

    The driver forgets them at its own ROLLBACK, and has the server forget them by a further round trip, because they
    may name what the transaction made. Ours makes nothing: the application's role owns no schema. Without this, every
    statement of every read is parsed and planned anew, and each read costs the next scan its plans.
    """
    event.listen(engine, "rollback", _roll_back)


def _roll_back(connection: Connection) -> None:
    if connection.invalidated:  # lost: nothing is left to roll back
        return
    raw = cast("psycopg.Connection[Any]", connection.connection.driver_connection)
    # What libpq has rolled back is idle when the driver comes to it; a failure is left for the driver to report.
    if raw.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR):
        raw.pgconn.exec_(b"ROLLBACK")
