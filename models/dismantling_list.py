"""Reading what belongs to a plant within a reader's scope, newest first: the common page, work orders, checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from models.dismantling import Dismantling, DismantlingUnit
from models.dismantling_check import DismantlingCheck
from models.party import Organisation, Site
from models.scope import within
from tradein.actor import Actor
from tradein.refusal import NotFound

After = tuple[Any, ...] | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One page of a list: equal columns, the site's code if one was named, days, and where the last page ended."""

    equal: Mapping[str, Any]
    after: After
    limit: int
    site: str | None = None
    from_day: date | None = None
    to_day: date | None = None


class Listed(NamedTuple):
    """A row with the names people know its plant by."""

    row: Any
    site_code: str
    site_name: str
    organisation_name: str


def at_plants(table: Any, condition: ColumnElement[bool], wanted: Wanted) -> Select[Any]:
    """Rows of a plant's table with the plant's names, filtered but not ordered."""
    query = (
        select(table, Site.code, Site.name, Organisation.name)
        .join(Site, Site.id == table.site_id)
        .join(Organisation, Organisation.id == table.organisation_id)
        .where(condition, *(getattr(table, name) == value for name, value in wanted.equal.items()))
        .limit(wanted.limit)
    )
    return query if wanted.site is None else query.where(Site.code == wanted.site)


def page_of(table: Any, condition: ColumnElement[bool], wanted: Wanted) -> Select[Any]:
    """One page, newest first."""
    query = at_plants(table, condition, wanted).order_by(table.id.desc())
    # Identifiers are UUIDv7: their order is the order of creation.
    return query if wanted.after is None else query.where(table.id < wanted.after[0])


def between(query: Select[Any], day: Any, wanted: Wanted) -> Select[Any]:
    """Keep the rows of the days asked for."""
    if wanted.from_day is not None:
        query = query.where(day >= wanted.from_day)
    return query if wanted.to_day is None else query.where(day <= wanted.to_day)


def listed_rows(session: Session, query: Select[Any]) -> list[Listed]:
    """Run a query of `at_plants`."""
    return [Listed(*row) for row in session.execute(query)]


def work_orders(session: Session, actor: Actor, wanted: Wanted) -> list[Listed]:
    """Work orders in scope; days are those of opening."""
    return listed_rows(
        session, between(page_of(Dismantling, within(actor, Dismantling), wanted), Dismantling.day, wanted)
    )


def work_order(session: Session, actor: Actor, number: str) -> Listed:
    """One work order with its plant. Raises `not_found`."""
    wanted = Wanted({"number": number}, None, 1)
    return only(listed_rows(session, page_of(Dismantling, within(actor, Dismantling), wanted)))


def only(rows: Sequence[Listed]) -> Listed:
    """The one row, or `not_found`."""
    if not rows:
        raise NotFound
    return rows[0]


class UnitCount(NamedTuple):
    """Units of a work order, and how many of them counted as 规范拆解 so far."""

    units: int
    standard: int
    input_g: int


def unit_counts(session: Session, order_ids: Sequence[UUID]) -> dict[UUID, UnitCount]:
    """Counts of several orders in one statement."""
    rows = session.execute(
        select(
            DismantlingUnit.dismantling_id,
            func.count(),
            func.count().filter(DismantlingUnit.standard.is_(True)),
            func.sum(DismantlingUnit.input_g),
        )
        .where(DismantlingUnit.dismantling_id.in_(order_ids), DismantlingUnit.released_at.is_(None))
        .group_by(DismantlingUnit.dismantling_id)
    )
    return {order_id: UnitCount(units, standard, int(grams)) for order_id, units, standard, grams in rows}


def checks(session: Session, actor: Actor, wanted: Wanted) -> list[Listed]:
    """Official checks in scope."""
    return listed_rows(session, page_of(DismantlingCheck, within(actor, DismantlingCheck), wanted))
