"""How Alembic reaches the database: on the connection the caller hands over, or on DATABASE_URL.

Every migration runs with a short lock and statement limit, so that it cannot stop a serving platform; one that
must take longer sets its own limit and says why.
"""

from alembic import context
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from api.settings import load_settings
from models.every_table import metadata

LOCK_TIMEOUT = "4s"
STATEMENT_TIMEOUT = "5s"


def run(connection: Connection) -> None:
    context.configure(
        connection=connection, target_metadata=metadata(), compare_type=True, transaction_per_migration=True
    )
    connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET statement_timeout = '{STATEMENT_TIMEOUT}'"))
    connection.commit()
    with context.begin_transaction():
        context.run_migrations()


def on_own_connection() -> None:
    settings = load_settings()
    url = settings.owner_database_url or settings.database_url
    if url is None:
        raise SystemExit("set DATABASE_URL, or use `tradein migrate`, which finds the embedded server")
    with create_engine(url.get_secret_value(), poolclass=NullPool).connect() as connection:
        run(connection)


def offline() -> None:
    """Print the SQL only: what the reviewers and squawk read."""
    context.configure(
        dialect_name="postgresql",
        target_metadata=metadata(),
        literal_binds=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    offline()
elif (handed_over := context.config.attributes.get("connection")) is not None:
    run(handed_over)
else:
    on_own_connection()
