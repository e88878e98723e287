"""Taking a table out: the reader's scope inside one statement, streamed. Which tables: `models.export_table`.

One statement sees one state of the database from its first row to its last, whatever else is written meanwhile; that is
the snapshot an export promises (H27), without holding a transaction open on purpose.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.export_table import DATASETS, Dataset
from models.region import under
from tradein import permissions
from tradein.actor import Actor
from tradein.lifecycle import Step
from tradein.moment import day_end, day_start
from tradein.refusal import Forbidden

FETCH = 1_000
FIGURES = {
    "booked_units": Step.COMMISSIONING,
    "recovered_units": Step.COLLECTING,
    "recovered_tonnes": Step.COLLECTING,
    "paid_fen": Step.COLLECTING,
}
"""Figures that count every event of a step where the unit comes from: their rows are exactly an export's."""
Rows = Generator[Sequence[Any], None, None]


@dataclass(frozen=True, slots=True)
class Filters:
    """What an export is narrowed to; days of Asia/Shanghai, both included."""

    state: str | None = None
    region: str | None = None
    item_type: str | None = None
    from_day: date | None = None
    to_day: date | None = None
    figure: str | None = None
    """Only the events this figure counts where units come from; one of `FIGURES`."""


def check_export(actor: Actor, dataset: str, reason: str) -> None:
    """Raises `forbidden` unless the actor may take tables out for this reason, and may read this one at all.

    Every export leaves an audit row in its own transaction, which is what `logged` asks for.
    """
    permissions.allow(actor, "export", "export", reason=reason, logged=True)
    if not permissions.grants(actor, DATASETS[dataset].resource, "read"):
        raise Forbidden


def unknown_filters(dataset: str, filters: Filters) -> list[str]:
    """Filters that were given and that this table does not know."""
    known = DATASETS[dataset].narrow
    return [name for name in Filters.__slots__ if getattr(filters, name) is not None and name not in known]


def rows(session: Session, actor: Actor, dataset: str, filters: Filters, most: int) -> Rows:
    """The rows in the actor's reach, newest first, at most `most + 1`; fetched by the thousand."""
    table = DATASETS[dataset]
    query = table.joins(select(*[column.value for column in table.columns])).where(
        table.inside(actor), *_narrowed(table, filters)
    )
    query = query.order_by(table.newest.desc()).limit(most + 1)
    # Closed however the reader ends: the cursor lives in the server until then.
    with session.execute(query, execution_options={"yield_per": FETCH}) as found:
        yield from found


def heads(dataset: str) -> list[str]:
    """The heads of the columns."""
    return [column.head for column in DATASETS[dataset].columns]


def _narrowed(table: Dataset, filters: Filters) -> Iterator[ColumnElement[bool]]:
    known = table.narrow
    if filters.figure is not None:
        yield known["figure"] == FIGURES[filters.figure].value
    if filters.state is not None:
        yield known["state"] == filters.state
    if filters.item_type is not None:
        yield known["item_type"] == filters.item_type
    if filters.region is not None:
        yield known["region"].in_(under(filters.region))
    if filters.from_day is not None:
        yield known["from_day"] >= _bound(known["from_day"], filters.from_day, day_start)
    if filters.to_day is not None:
        column = known["to_day"]
        late = _bound(column, filters.to_day, day_end)
        yield column <= late if late is filters.to_day else column < late


def _bound(column: Any, day: date, instant: Callable[[date], Any]) -> Any:
    return day if column.type.python_type is date else instant(day)
