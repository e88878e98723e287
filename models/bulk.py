"""Writing many rows with one statement and one parameter: the rows travel as JSON, PostgreSQL types them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session


def upsert(session: Session, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert `rows`, all with the same columns; a row whose primary key exists is brought up to date.

    Rows that are already equal are not touched, so a second import writes nothing.
    """
    data = list(rows)
    if not data:
        return
    columns = list(data[0])
    key = [column.name for column in table.primary_key]
    changed = [column for column in columns if column not in key]
    session.execute(
        text(_statement(table.name, columns, key, changed)), {"rows": json.dumps(data, default=str)}
    )


def _statement(table: str, columns: list[str], key: list[str], changed: list[str]) -> str:
    """Names come from our own table definitions, values only from the parameter."""
    listed = ", ".join(columns)
    insert = (
        f"INSERT INTO {table} AS kept ({listed}) "  # noqa: S608
        f"SELECT {listed} FROM jsonb_populate_recordset(NULL::{table}, CAST(:rows AS jsonb))"
    )
    if not changed:
        return f"{insert} ON CONFLICT DO NOTHING"
    values = ", ".join(f"{column} = excluded.{column}" for column in changed)
    before = ", ".join(f"kept.{column}" for column in changed)
    after = ", ".join(f"excluded.{column}" for column in changed)
    return (
        f"{insert} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {values} "
        f"WHERE ({before}) IS DISTINCT FROM ({after})"
    )
