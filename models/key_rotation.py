"""Sealing personal data again: under the newest key, and out of the columns of earlier releases.

Each batch is one transaction; what is current already is not touched, so that an interrupted run is simply run again.
While it works everything reads and writes as always: old keys open, the newest seals.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from models.every_table import metadata
from models.keys import Keys, current
from models.sealed import Personal, Sealed, sealed_fields

BATCH = 500


def personal_tables() -> Sequence[type[Personal]]:
    """Every table with sealed fields, by name: all of the platform's, whichever the caller has imported."""
    metadata()
    return sorted(_below(Personal), key=lambda table: table.__tablename__)


def _below(kind: type[Personal]) -> Iterator[type[Personal]]:
    for child in kind.__subclasses__():
        if "__tablename__" in vars(child):
            yield child
        yield from _below(child)


def outdated(session: Session, table: type[Personal]) -> int:
    """How many rows of a table still need sealing again."""
    return session.scalar(select(func.count()).select_from(table).where(_needs_work(table, current()))) or 0


def reseal_batch(session: Session, table: type[Personal], size: int = BATCH) -> int:
    """Seal up to `size` rows again; zero when none is left. The caller commits.

    Rows that somebody is writing are left to the next batch: whoever writes seals under the newest key anyway.
    """
    query = select(table).where(_needs_work(table, current())).limit(size)
    rows = session.scalars(query.with_for_update(skip_locked=True, of=table)).all()
    for row in rows:
        for field in sealed_fields(table):
            _reseal(row, field)
    session.flush()
    session.expunge_all()
    return len(rows)


def _reseal(row: Any, field: Sealed[Any]) -> None:
    held = getattr(row, f"{field.name}_sealed") is not None
    if held or (field.plain is not None and getattr(row, field.plain) is not None):
        setattr(row, field.name, getattr(row, field.name))


def _needs_work(table: type[Personal], keys: Keys) -> ColumnElement[bool]:
    return or_(*(_field_needs_work(table, field, keys) for field in sealed_fields(table)))


def _field_needs_work(table: type[Personal], field: Sealed[Any], keys: Keys) -> ColumnElement[bool]:
    sealed = getattr(table, f"{field.name}_sealed")
    header = keys.cipher.header
    stale = [and_(sealed.is_not(None), func.substr(sealed, 1, len(header)) != literal(header))]
    if field.plain is not None:
        stale.append(getattr(table, field.plain).is_not(None))
    if field.indexed is not None:
        coming = getattr(table, f"{field.name}_index_next")
        # While keys change every row gets the coming index; afterwards it becomes the only one.
        changing = coming.is_(None) if keys.index.coming is not None else coming.is_not(None)
        stale.append(and_(sealed.is_not(None), changing))
    return or_(*stale)
