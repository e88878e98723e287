"""SQL of the hot path, written with names and sent with numbers.

The driver re-reads a long named query on every execution; turning names into positions once, at import, spares that.
"""

import re
from collections.abc import Mapping
from typing import Any

import psycopg

Cursor = psycopg.RawCursor[tuple[Any, ...]]
_NAME = re.compile(r"%\((\w+)\)[bs]")


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
