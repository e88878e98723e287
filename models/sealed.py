"""Personal columns: plain text in Python, sealed bytes in the table, bound to their row.

A table with personal fields inherits from `Personal` and declares, for a field `phone`, a column `phone_sealed`
(and `phone_index`, `phone_index_next` where it can be looked up) and `phone = Sealed(...)`. Such a field cannot stand
in a query: SQL never sees the text.
"""

from collections.abc import Sequence
from typing import Any, Generic, Self, TypeVar, overload

from sqlalchemy import inspect

from models.db import Base, new_id
from models.keys import current
from tradein.blind_index import Indexed
from tradein.field_cipher import Place
from tradein.search_key import search_key

T = TypeVar("T")


class Sealed(Generic[T]):
    """One personal field. `absent` is what it reads as when nothing is stored, or when it was erased.

    `plain` names a column of an earlier release that may still hold the text in clear; writing empties it, and
    `tradein rotate-keys` does so for rows that nobody writes.
    """

    def __init__(self, absent: T, indexed: Indexed | None = None, plain: str | None = None) -> None:
        self.absent = absent
        self.indexed = indexed
        self.plain = plain
        self.name = ""

    def __set_name__(self, owner: type[Any], name: str) -> None:
        self.name = name

    @overload
    def __get__(self, row: None, owner: type[Any]) -> Self: ...
    @overload
    def __get__(self, row: Any, owner: type[Any]) -> str | T: ...
    def __get__(self, row: Any, owner: type[Any]) -> Self | str | T:
        if row is None:
            return self
        sealed = getattr(row, f"{self.name}_sealed")
        if sealed is None:
            earlier = getattr(row, self.plain) if self.plain else None
            return self.absent if earlier is None else earlier
        return current().cipher.open(bytes(sealed), place_of(row, self.name))

    def __set__(self, row: Any, text: str | None) -> None:
        sealed = None if text is None else current().cipher.seal(text, place_of(row, self.name))
        setattr(row, f"{self.name}_sealed", sealed)
        if self.plain is not None:
            setattr(row, self.plain, None)
        if self.indexed is not None:
            self._index(row, self.indexed, text)

    def _index(self, row: Any, indexed: Indexed, text: str | None) -> None:
        key = None if text is None else search_key(indexed, text)
        found = None if key is None else current().index.of(indexed, key)
        setattr(row, f"{self.name}_index", found.now if found else None)
        setattr(row, f"{self.name}_index_next", found.next if found else None)


class Personal(Base):
    """A table with personal fields. Its key is set before them, because they are bound to it."""

    __abstract__ = True

    def __init__(self, **values: Any) -> None:
        keys = _key_names(type(self))
        if keys == ("id",):
            values.setdefault("id", new_id())
        first = {name: values.pop(name) for name in keys if name in values}
        super().__init__(**first, **values)


def _key_names(table: type[Any]) -> Sequence[str]:
    return tuple(column.key for column in inspect(table).primary_key)


def place_of(row: Any, name: str) -> Place:
    """Where a field of this row belongs. Raises `LookupError` for a row whose key is not set yet."""
    parts = [getattr(row, key) for key in _key_names(type(row))]
    if None in parts:
        raise LookupError(f"{type(row).__name__}.{name} is bound to a row that has no key yet")
    return Place(type(row).__tablename__, name, "/".join(map(str, parts)))


def sealed_fields(table: type[Base]) -> list[Sealed[Any]]:
    """The personal fields of a table, in the order of their names."""
    found = {name: value for kind in table.__mro__ for name, value in vars(kind).items()}
    return [found[name] for name in sorted(found) if isinstance(found[name], Sealed)]
