"""Holds: a unit is kept from moving, with a reason; officers' holds are officers' to lift."""

from collections.abc import Callable
from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.routes.unit import UnitView
from api.schema import Body, Text
from api.stream import announce
from api.transaction import after_commit
from models.db import db
from models.hold import change_hold, held_after
from models.unit import Unit
from tradein.lifecycle import Step

blp = Blueprint("holds", __name__, url_prefix="/api/v1", description="暂扣与解除 Holds")


class HoldBody(Body):
    """Why; it is shown to everybody the unit concerns and stays in its story."""

    reason = Text(500, low=2, required=True)


def _changing(code: str, step: Step, reason: str) -> Callable[[Session], Unit]:
    by = (current_actor(), now())

    def work(session: Session) -> Unit:
        unit = change_hold(session, by, code, step, reason)
        district = unit.district
        after_commit(session, lambda: announce({district}))
        return unit

    return work


@blp.get("/holds")
@permit("hold", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(UnitView))
def list_holds(query: dict[str, Any]) -> Any:
    """Units on hold in reach."""
    after = query["after"][0] if query["after"] else None
    rows = held_after(db.session(), current_actor(), after, query["limit"])
    return page(rows, query["limit"], key=lambda unit: (unit.id,))


@blp.post("/units/<code>/hold")
@permit("hold", "create")
@blp.doc(**PARAMETERS)
@blp.arguments(HoldBody)
@blp.response(200, UnitView)
def place_hold(body: dict[str, Any], code: str) -> Response:
    """Hold a unit: an officer in the jurisdiction, or whoever has it."""
    return once(_changing(code, Step.HOLDING, body["reason"]), UnitView)


@blp.post("/units/<code>/release")
@permit("hold", "update")
@blp.doc(**PARAMETERS)
@blp.arguments(HoldBody)
@blp.response(200, UnitView)
def lift_hold(body: dict[str, Any], code: str) -> Response:
    """Lift a hold in one's jurisdiction, whoever placed it."""
    return once(_changing(code, Step.ACCEPTING, body["reason"]), UnitView)
