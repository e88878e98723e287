"""Two-hour pick-up windows: read by anybody, opened by recyclers."""

from typing import Any

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.paging import listing, page
from api.permit import permit
from api.slot_body import SlotBody, SlotQuery, SlotRuleBody, SlotRuleView, SlotView
from api.transaction import in_transaction
from models.db import db
from models.slot_list import (
    RuleCard,
    RuleWanted,
    SlotCard,
    SlotsWanted,
    SlotWanted,
    add_rule,
    add_slot,
    page_of_slots,
)

blp = Blueprint("slots", __name__, url_prefix="/api/v1/slots", description="预约时段 Pick-up windows")


@blp.get("")
@permit("slot", "read")
@blp.arguments(SlotQuery, location="query")
@blp.response(200, listing(SlotView))
def list_slots(query: dict[str, Any]) -> Any:
    """Windows still to come, earliest first; full ones are listed with `free` 0."""
    wanted = SlotsWanted(query["region"], query["from_"], query["to"])
    rows = page_of_slots(db.session(), wanted, now(), query["limit"], query["after"])
    return page(rows, query["limit"], key=lambda row: (row.start, row.id))


@blp.post("")
@permit("slot", "create")
@blp.arguments(SlotBody)
@blp.response(201, SlotView)
def create_slot(body: dict[str, Any]) -> SlotCard:
    """Open one window of my firm in a district."""
    actor, wanted = current_actor(), SlotWanted(**body)
    return in_transaction(lambda session: add_slot(session, actor, wanted, now()))


@blp.post("/rules")
@permit("slot", "create")
@blp.arguments(SlotRuleBody)
@blp.response(201, SlotRuleView)
def create_slot_rule(body: dict[str, Any]) -> RuleCard:
    """Enter a weekly timetable: its windows are opened now, thirty days ahead, and then daily."""
    actor, wanted = current_actor(), RuleWanted(**body)
    return in_transaction(lambda session: add_rule(session, actor, wanted, now()))
