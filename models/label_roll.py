"""Reading rolls and labels within an actor's scope, and what their papers must say."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.item_type import item_types
from models.label import Label, LabelRoll
from models.party import Organisation
from models.scope import find, within
from models.unit import Unit
from tradein.actor import Actor


class RollFacts(NamedTuple):
    """A roll as shown: whose it is and how far it is printed."""

    number: int
    organisation_id: UUID
    organisation: str
    size: int
    made_at: datetime
    printed_count: int


class RollUse(NamedTuple):
    """How much of a roll is used up."""

    bound_count: int
    void_count: int


def rolls_of(session: Session, actor: Actor, after: int | None, limit: int) -> list[RollFacts]:
    """Rolls in scope, newest first, below number `after`; one row more than `limit` says that more follow."""
    query = _roll_query(actor)
    if after is not None:
        query = query.where(LabelRoll.number < after)
    return [
        RollFacts._make(row)
        for row in session.execute(query.order_by(LabelRoll.number.desc()).limit(limit + 1))
    ]


def roll_facts(session: Session, actor: Actor, number: int) -> tuple[RollFacts, RollUse]:
    """One roll in scope and its use. Raises `not_found`."""
    roll = find(session, actor, LabelRoll, LabelRoll.number == number)
    states = (func.count().filter(Label.state == state) for state in ("bound", "void"))
    use = session.execute(select(*states).where(Label.roll_id == roll.id)).one()
    row = session.execute(_roll_query(actor).where(LabelRoll.number == number)).one()
    return RollFacts._make(row), RollUse._make(use)


def _roll_query(actor: Actor) -> Select[int, UUID, str, int, datetime, int]:
    return (
        select(
            LabelRoll.number,
            LabelRoll.organisation_id,
            Organisation.name,
            LabelRoll.count,
            LabelRoll.made_at,
            LabelRoll.printed_count,
        )
        .join(Organisation, Organisation.id == LabelRoll.organisation_id)
        .where(within(actor, LabelRoll))
    )


def labels_on(session: Session, actor: Actor, number: int, after: int | None, limit: int) -> Sequence[Label]:
    """A roll's labels in order of position, after position `after`. Raises `not_found`."""
    roll = find(session, actor, LabelRoll, LabelRoll.number == number)
    query = select(Label).where(Label.roll_id == roll.id, Label.position > (after or 0))
    return session.scalars(query.order_by(Label.position).limit(limit + 1)).all()


def organisation_name(session: Session, organisation_id: UUID | None) -> str:
    """The name printed on a label; empty while nobody is named."""
    return session.scalar(select(Organisation.name).where(Organisation.id == organisation_id)) or ""


def item_names(session: Session, labels: Sequence[Label]) -> dict[str, str]:
    """Code → Chinese name of the appliance, for labels that are bound."""
    units = [label.unit_id for label in labels if label.unit_id is not None and label.state == "bound"]
    if not units:
        return {}
    rows = session.execute(select(Unit.id, Unit.item_type).where(Unit.id.in_(units)))
    of_unit = {unit: item_type for unit, item_type in rows}  # noqa: C416
    kinds = item_types(session)
    return {
        label.code: kinds[of_unit[label.unit_id]].name_zh
        for label in labels
        if label.unit_id in of_unit and of_unit[label.unit_id] in kinds
    }
