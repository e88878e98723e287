"""Reading reference numbers as they hold at a place on a day, and setting local ones."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import region
from models.item_type import item_types
from models.reference_row import dataset_named, revision, rows_of
from models.reference_table import TABLES, ReferenceEdition
from tradein import reference_values as values
from tradein.actor import Actor
from tradein.moment import day_of
from tradein.override import Override, check_override
from tradein.reference import DATASETS, Fact, Row, in_force
from tradein.refusal import Forbidden

REGIONAL = frozenset({"permissions", "regions", "region_history", "zones"})

__all__ = [
    "Wish",
    "carbon_factors",
    "dataset_named",
    "edition_set",
    "editions",
    "facts",
    "hazardous_wastes",
    "item_type_for",
    "item_types",
    "key_outputs",
    "override",
    "refrigerants",
    "required_parts",
    "revision",
    "rows_of",
]


def facts(session: Session, name: str, place: str | None, day: date, **equal: str) -> dict[str, Fact[Any]]:
    """What holds per key in a dataset at a place (any node; None: the nation) on a day.

    `equal` narrows by column, for instance `item_type="FRIDGE"` or `key="R22"`.
    """
    places = region.jurisdictions(session, place) if place else []
    by_key: dict[str, list[Row[Any]]] = {}
    for row in rows_of(session, name, places, **equal):
        by_key.setdefault(row.header.key, []).append(row)
    found = {key: in_force(DATASETS[name], rows, places, day) for key, rows in by_key.items()}
    return {key: fact for key, fact in found.items() if fact is not None}


def item_type_for(
    session: Session, code: str, place: str | None, day: date
) -> Fact[values.ItemTypeFact] | None:
    """Weights and composition of an item type at a place on a day; None for an unknown code."""
    return facts(session, "item_types", place, day, key=code).get(code)


def required_parts(
    session: Session, item_type: str, place: str | None, day: date
) -> list[Fact[values.RequiredPart]]:
    """The completeness check-list of an item type, in order."""
    found = facts(session, "required_parts", place, day, item_type=item_type)
    return sorted(found.values(), key=lambda fact: cast("int", fact.value.seq))


def key_outputs(
    session: Session, item_type: str, place: str | None, day: date
) -> list[Fact[values.KeyOutput]]:
    """The outputs expected of one unit of an item type, with their coefficients."""
    return list(facts(session, "key_outputs", place, day, item_type=item_type).values())


def hazardous_wastes(session: Session, day: date) -> dict[str, Fact[values.HazardousWaste]]:
    """Waste codes of the national list in force on a day."""
    return facts(session, "hazardous_wastes", None, day)


def refrigerants(
    session: Session, item_type: str, place: str | None, day: date
) -> list[Fact[values.Refrigerant]]:
    """Refrigerants and blowing agents that may be found in an item type."""
    found = facts(session, "refrigerants", place, day)
    return [fact for fact in found.values() if item_type in fact.value.item_types]


def carbon_factors(session: Session, place: str | None, day: date) -> dict[str, Fact[values.CarbonFactor]]:
    """Emission factors by material."""
    return facts(session, "carbon_factors", place, day)


@dataclass(frozen=True, slots=True)
class Wish:
    """An override as asked for, with the table it goes to."""

    dataset: str
    override: Override


def override(session: Session, actor: Actor, wish: Wish, now: datetime) -> Fact[Any]:
    """Add a dated local row for the actor's jurisdiction and return what will hold from its first day.

    Nothing old is closed or changed. Raises the refusals of `tradein.refusals.reference`; `forbidden` for an actor
    who answers for no province.
    """
    place = _province_of(session, actor)
    dataset, asked = dataset_named(wish.dataset), wish.override
    # One writer per table and province at a time, so that two overlapping rows cannot pass the check together.
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{dataset.name}/{place}", 0))))
    rows = rows_of(session, dataset.name, [place], key=asked.key)
    check_override(dataset, asked, rows, place, day_of(now))
    _store(session, actor, wish, place, now)
    rows = rows_of(session, dataset.name, [place], key=asked.key)
    return cast("Fact[Any]", in_force(dataset, rows, [place], asked.valid_from))


def _province_of(session: Session, actor: Actor) -> str:
    found = region.resolve(session, actor.region) if actor.region else None
    if found is None or found.level != "province":
        raise Forbidden
    return found.code


def _store(session: Session, actor: Actor, wish: Wish, place: str, now: datetime) -> None:
    dataset, asked = DATASETS[wish.dataset], wish.override
    national = next(row for row in rows_of(session, wish.dataset, [], key=asked.key)[::-1])
    # Words are copied, numbers stay empty unless set here: an empty one lets the national number stand.
    content = {**_fields(national.value), **dict.fromkeys(dataset.numbers), **asked.values}
    stored = TABLES[wish.dataset](
        **content,
        key=asked.key,
        jurisdiction_code=place,
        valid_from=asked.valid_from,
        valid_to=asked.valid_to,
        source=asked.document_no,
        edition=asked.document_no,
        document_no=asked.document_no,
        verified=[],
        recorded_at=now,
        recorded_by=actor.account_id,
    )
    session.add(stored)
    session.add(_edition(actor, wish, place, now))
    session.flush()


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}


def _edition(actor: Actor, wish: Wish, place: str, now: datetime) -> ReferenceEdition:
    return ReferenceEdition(
        dataset=wish.dataset,
        jurisdiction_code=place,
        edition=wish.override.document_no,
        source=wish.override.key,
        source_date=wish.override.valid_from,
        row_count=1,
        imported_at=now,
        imported_by=actor.account_id,
    )


def editions(session: Session, dataset: str | None = None) -> list[ReferenceEdition]:
    """What was imported or set locally, newest first."""
    query = select(ReferenceEdition).order_by(ReferenceEdition.revision.desc()).limit(500)
    if dataset is not None:
        query = query.where(ReferenceEdition.dataset == dataset)
    return list(session.scalars(query))


def edition_set(name: str) -> str:
    """A name editions are recorded under: a dataset or a part of the jurisdiction tree. Raises `dataset_unknown`."""
    return name if name in REGIONAL else dataset_named(name).name
