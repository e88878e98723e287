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

SECRETS = {"account": ("password_hash",)}
"""Columns the application writes and never reads: a function answers for one account at a time."""
NARROW = (
    "audit_forget(timestamptz, integer)",
    "account_by_phone(bytea[])",
    "account_by_identity(text, text)",
    "credentials_of(text)",
    "password_of(uuid)",
    "put_password_away(uuid, uuid, timestamptz, integer)",
    "factor_in_force(uuid)",
    "take_factor_away(uuid, timestamptz)",
    "real_name_by_document(bytea[])",
    "real_name_answer(bytea)",
    "texts_since(timestamptz)",
)
"""Functions that run as the tables' owner, each for one thing, and that nobody but the application may call."""


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
        *(f"GRANT EXECUTE ON FUNCTION {function} TO {name}" for function in NARROW),
        f"REVOKE SELECT ON {', '.join(SECRETS)} FROM {name}",  # noqa: S608 - our own words
        *(f"GRANT SELECT ({_readable(connection, table)}) ON {table} TO {name}" for table in SECRETS),
    ):
        connection.execute(text(statement))


def _readable(connection: Connection, table: str) -> str:
    """The columns of a table that are no secret, for a list of columns."""
    columns = text(
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
        " WHERE attrelid = CAST(:table AS regclass) AND attnum > 0 AND NOT attisdropped AND attname <> ALL(:secret)"
    )
    named: str = connection.execute(columns, {"table": table, "secret": list(SECRETS[table])}).scalar_one()
    return named


def readable_secrets(connection: Connection) -> list[str]:
    """Secret columns that the role of this connection could read after all; empty is right."""
    asked = text("SELECT has_column_privilege(:table, :column, 'SELECT')")
    return [
        f"{table}.{column}"
        for table, columns in SECRETS.items()
        for column in columns
        if connection.execute(asked, {"table": table, "column": column}).scalar_one()
    ]


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
