"""Reading alerts within a reader's scope, newest first, with the names people know things by."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Alert, AlertLog
from models.load import Load
from models.order import TradeOrder
from models.party import Organisation
from models.scope import Condition, within
from models.unit import Unit
from tradein.actor import Actor
from tradein.refusal import NotFound


class AlertCard(NamedTuple):
    """An alert with its unit's code and type, who answers for it, and the load and booking it belongs to."""

    alert: Alert
    code: str
    item_type: str
    organisation: Organisation | None
    load_code: str | None
    order_number: str | None


def alerts_after(
    session: Session, actor: Actor, equal: Mapping[str, Any], after: UUID | None, limit: int
) -> list[AlertCard]:
    """Alerts in reach whose columns equal what is asked, newest first, `limit + 1` rows."""
    conditions = [getattr(Alert, name) == value for name, value in equal.items() if value is not None]
    if after is not None:
        conditions.append(Alert.id < after)
    return _cards(session, actor, conditions, limit + 1)


def alert_card(session: Session, actor: Actor, alert_id: UUID) -> AlertCard:
    """One alert in reach. Raises `not_found`."""
    for card in _cards(session, actor, [Alert.id == alert_id], 1):
        return card
    raise NotFound


def log_of(session: Session, alert_id: UUID) -> Sequence[AlertLog]:
    """What happened to an alert, in order."""
    return session.scalars(select(AlertLog).where(AlertLog.alert_id == alert_id).order_by(AlertLog.id)).all()


def _cards(session: Session, actor: Actor, conditions: Sequence[Condition], limit: int) -> list[AlertCard]:
    query = (
        select(Alert, Unit.code, Unit.item_type, Organisation, Load.code, TradeOrder.number)
        .join(Unit, Unit.id == Alert.unit_id)
        .outerjoin(Organisation, Organisation.id == Alert.organisation_id)
        .outerjoin(Load, Load.id == Alert.load_id)
        .outerjoin(TradeOrder, TradeOrder.id == Alert.order_id)
        .where(within(actor, Alert), *conditions)
        .order_by(Alert.id.desc())
        .limit(limit)
    )
    return [AlertCard(*row) for row in session.execute(query)]
