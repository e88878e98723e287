"""Alarms on how much of other people's data somebody looks at: read by the bureau above, closed with a reason."""

from typing import Any
from uuid import UUID

from marshmallow import fields

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Day, Identifier, Instant, NamedView, Quantity, Remark, View
from api.transaction import in_transaction
from models.db import db
from models.sight_alarm import STATES, AlarmCard, Asked, alarms_after, close_alarm
from tradein.sight import SightKind

blp = Blueprint(
    "sight-alarms",
    __name__,
    url_prefix="/api/v1/sight-alarms",
    description="查看量预警 Alarms on how much is looked at",
)
KINDS = tuple(kind.value for kind in SightKind)
SHOWN = (
    "id",
    "kind",
    "role",
    "day",
    "count",
    "usual",
    "raised_at",
    "closed_at",
    "closed_by",
    "close_reason",
)


class LookerView(View):
    """Who looked."""

    id = Identifier(required=True)
    login = fields.String(required=True)
    name = fields.String(attribute="display_name", required=True)


class SightAlarmView(View):
    """`count` on that day; `usual` is the mean of the days before (null: none to compare with)."""

    id = Identifier(required=True)
    kind = Choice(KINDS, required=True)
    person = fields.Nested(LookerView, required=True)
    role = fields.String(required=True)
    organisation = fields.Nested(NamedView, allow_none=True)
    day = Day(required=True)
    count = Quantity(1_000_000, required=True)
    usual = Quantity(1_000_000, allow_none=True)
    raised_at = Instant(required=True)
    closed_at = Instant(allow_none=True)
    closed_by = Identifier(allow_none=True)
    close_reason = fields.String(allow_none=True)


class SightAlarmQuery(PageQuery):
    """Filters. `open`: nobody has closed it yet."""

    kind = Choice(KINDS, load_default=None)
    state = Choice(STATES, load_default=None)


class FindingBody(Body):
    """What came of looking into it."""

    reason = Remark(500, low=10, required=True)


def _shown(card: AlarmCard) -> dict[str, Any]:
    said = {name: getattr(card.alarm, name) for name in SHOWN}
    return said | {"person": card.account, "organisation": card.organisation}


@blp.get("")
@permit("sight_alarm", "read")
@blp.arguments(SightAlarmQuery, location="query")
@blp.response(200, listing(SightAlarmView))
def list_sight_alarms(query: dict[str, Any]) -> Any:
    """Alarms told to bureaus in my territory, newest first."""
    after, limit = query.pop("after"), query.pop("limit")
    asked = Asked(**query)
    cards = alarms_after(db.session(), current_actor(), asked, after[0] if after else None, limit + 1)
    answer, status, headers = page(cards, limit, key=lambda card: (card.alarm.id,))
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers


@blp.post("/<uuid:alarm_id>/close")
@permit("sight_alarm", "update")
@blp.arguments(FindingBody)
@blp.response(200, SightAlarmView)
def close_sight_alarm(body: dict[str, Any], alarm_id: UUID) -> dict[str, Any]:
    """Say what came of it; nobody closes an alarm about themselves."""
    by = (current_actor(), now())
    note(f"sight_alarm:{alarm_id}", reason=body["reason"])
    return in_transaction(lambda session: _shown(close_alarm(session, by, alarm_id, body["reason"])))
