"""What the application's own database role may do. It owns nothing, and what is appended it can never edit.

The owner of the tables runs migrations; the application signs in as another role. Even a mistake in our code, or
somebody who takes over a worker, cannot rewrite what happened.
"""

from sqlalchemy import Connection, text

APPEND_ONLY = (
    "event",
    "load_event",
    "order_log",
    "output_movement",
    "label_print",
    "alert_log",
    "audit",
    "application_log",
)
"""Tables whose rows are facts: inserted once, corrected only by later rows."""


def grant(connection: Connection, role: str) -> None:
    """Give `role` what the application needs on every table of this schema; repeatable, run after each migration."""
    name = connection.dialect.identifier_preparer.quote(role)
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(APPEND_ONLY)} FROM {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {name}",
        f"GRANT EXECUTE ON FUNCTION audit_forget(timestamptz, integer) TO {name}",
    ):
        connection.execute(text(statement))


def editable_facts(connection: Connection) -> list[str]:
    """Append-only tables that the role of this connection could edit after all; empty is right."""
    found = connection.execute(
        text(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
            " AND relname = ANY(:names) AND (has_table_privilege(oid, 'UPDATE') OR has_table_privilege(oid, 'DELETE'))"
            " ORDER BY relname"
        ),
        {"names": list(APPEND_ONLY)},
    )
    return list(found.scalars())
