"""Finding people by what is stored encrypted: exactly, through the blind index, and never by a part of it."""

from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

from models.keys import current
from tradein.blind_index import Indexed, Indexes
from tradein.search_key import search_key


def phone_index(phone: str) -> Indexes:
    """Indexes of a phone number; +86, blanks and hyphens make no difference."""
    return _index(Indexed.PHONE, phone)


def document_index(person_key: str) -> Indexes:
    """Indexes of a document, by the key `tradein.identity` gives the person it names."""
    return _index(Indexed.DOCUMENT, person_key)


def name_index(name: str) -> Indexes:
    """Indexes of a name; case, blanks and separators make no difference."""
    return _index(Indexed.NAME, name)


def _index(kind: Indexed, text: str) -> Indexes:
    return current().index.of(kind, search_key(kind, text))


def sought(kind: Indexed, text: str) -> list[bytes]:
    """What `text` may be indexed as, whichever key that was done under: two values at most."""
    return list(current().index.sought(kind, search_key(kind, text)))


def matches(table: type[Any], field: str, kind: Indexed, text: str) -> ColumnElement[bool]:
    """The condition that a row's indexed field is exactly `text`, whichever key it was indexed under."""
    among = sought(kind, text)
    columns: list[InstrumentedAttribute[Any]] = [
        getattr(table, f"{field}_index"),
        getattr(table, f"{field}_index_next"),
    ]
    return or_(*(column.in_(among) for column in columns))
