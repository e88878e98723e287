"""SQL of the hot path, written with names and sent with numbers.

The driver re-reads a long named query on every execution; turning names into positions once, at import, spares that.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

import orjson
import psycopg
from psycopg.types.array import ListBinaryDumper
from sqlalchemy.orm import Session, SessionTransaction

Cursor = psycopg.RawCursor[tuple[Any, ...]]
_CURSOR = "hot path cursor"
_NAME = re.compile(r"%\((\w+)\)[bs]")


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as one JSON text: identifiers, instants and enums as PostgreSQL reads them."""
    return orjson.dumps(rows).decode()


def cursor_of(session: Session) -> Cursor:
    """The driver's cursor inside the session's transaction: the hot path pays for no statement it compiled before.

    One a connection, kept with it: every answer is fetched whole before the next statement is sent. Which one it is, is
    asked of the session once a transaction.
    """
    # A savepoint is set only when the session is asked for its connection inside it.
    transaction = session.get_nested_transaction() or session.get_transaction()
    held: tuple[SessionTransaction, Cursor] | None = session.info.get(_CURSOR)
    if held is not None and held[0] is transaction:
        return held[1]
    connection = session.connection()
    cursor: Cursor | None = connection.info.get(_CURSOR)
    if cursor is None:
        raw = connection.connection.driver_connection
        cursor = connection.info[_CURSOR] = Cursor(cast("psycopg.Connection[tuple[Any, ...]]", raw))
        # Left to itself the driver sends lists of text as text, quoted one by one.
        cursor.adapters.register_dumper(list, ListBinaryDumper)
    session.info[_CURSOR] = (session.get_nested_transaction() or session.get_transaction(), cursor)
    return cursor


class Statement:
    """One statement with `%(name)b` parameters."""

    def __init__(self, text: str) -> None:
        self.names: list[str] = []
        self.sql = _NAME.sub(self._position, text)

    def _position(self, found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in self.names:
            self.names.append(name)
        return f"${self.names.index(name) + 1}"

    def run(self, cursor: Cursor, given: Mapping[str, Any]) -> Cursor:
        """Execute with parameters by name; further names in `given` are ignored."""
        return cursor.execute(self.sql, [given[name] for name in self.names], binary=True)
