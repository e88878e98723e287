"""Stored reference rows as the values the rules work on."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.reference_table import TABLES, ReferenceEdition
from tradein.reference import DATASETS, NATION, Dataset, Header, Row
from tradein.refusals import reference as refusals


def dataset_named(name: str) -> Dataset:
    """The dataset of that name; raises `dataset_unknown`."""
    if name not in DATASETS:
        raise refusals.DatasetUnknown("dataset", dataset=name)
    return DATASETS[name]


def rows_of(session: Session, name: str, places: Sequence[str] | None = None, **equal: str) -> list[Row[Any]]:
    """Stored rows of a dataset, national and of `places` (of all when None), whose columns equal what is given."""
    table = TABLES[name]
    query = select(table).filter_by(**equal).order_by(table.key, table.valid_from)
    if places is not None:
        query = query.where(table.jurisdiction_code.in_([NATION, *places]))
    return [_row(name, stored) for stored in session.scalars(query)]


def _row(name: str, stored: Any) -> Row[Any]:
    header = Header(
        key=stored.key,
        jurisdiction=stored.jurisdiction_code,
        valid_from=stored.valid_from,
        valid_to=stored.valid_to,
        source=stored.source,
        edition=stored.edition,
        document_no=stored.document_no,
        verified=frozenset(stored.verified),
        note=stored.note,
    )
    fields = dataclasses.fields(DATASETS[name].value)
    return Row(header, DATASETS[name].value(**{field.name: getattr(stored, field.name) for field in fields}))


def revision(session: Session) -> int:
    """The newest revision of any reference data; equal means nothing changed."""
    return session.scalar(select(func.coalesce(func.max(ReferenceEdition.revision), 0))) or 0
