"""What people enter at the dismantling bench: checks, steps, refrigerant, weighings, losses."""

from typing import Any

from sqlalchemy.orm import Session

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.dismantling_body import (
    CompletenessBody,
    LossBody,
    ReasonBody,
    RecoveryBody,
    TickBody,
    WeighingBody,
)
from api.dismantling_view import SheetView
from api.identity import current_actor
from api.once import PARAMETERS, once
from api.permit import permit
from api.routes.dismantling import sheet_after
from api.transaction import in_transaction
from models.bench import (
    Inspection,
    Weighing,
    Withdrawal,
    check_unit,
    note_loss,
    print_output,
    recover,
    tick_step,
    weigh,
    withdraw,
)
from models.dismantling import Dismantling
from tradein.recovery import Recovery

blp = Blueprint(
    "dismantling_bench",
    __name__,
    url_prefix="/api/v1/dismantlings/<number>",
    description="拆解台 · At the dismantling bench",
)


@blp.post("/completeness")
@permit("dismantling", "update")
@blp.arguments(CompletenessBody)
@blp.response(200, SheetView)
def check_completeness(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Check a unit against its required parts; a missing one takes it out of the count of 规范拆解."""
    actor, moment = current_actor(), now()
    inspection = Inspection(body["code"], tuple(body["missing"]), body["reason"])
    return in_transaction(sheet_after(lambda session: check_unit(session, actor, number, inspection, moment)))


@blp.post("/steps")
@permit("dismantling", "update")
@blp.arguments(TickBody)
@blp.response(200, SheetView)
def tick_guided_step(body: dict[str, Any], number: str) -> dict[str, Any]:
    """Tick a guided step as the person signed in; a hazardous one takes a second person."""
    actor, moment = current_actor(), now()
    tick = body["step"], body["camera"]
    return in_transaction(sheet_after(lambda session: tick_step(session, actor, number, tick, moment)))


@blp.post("/refrigerant")
@permit("dismantling", "update")
@blp.doc(**PARAMETERS)
@blp.arguments(RecoveryBody)
@blp.response(201, SheetView)
def recover_refrigerant(body: dict[str, Any], number: str) -> Any:
    """Record recovered refrigerant in grams, per unit or per order."""
    actor, moment = current_actor(), now()
    return once(
        sheet_after(lambda session: recover(session, actor, number, Recovery(**body), moment)), SheetView, 201
    )


@blp.post("/outputs")
@permit("dismantling", "update")
@blp.doc(**PARAMETERS)
@blp.arguments(WeighingBody)
@blp.response(201, SheetView)
def weigh_output(body: dict[str, Any], number: str) -> Any:
    """Weigh one container of one output; the answer holds its label number."""
    actor, moment = current_actor(), now()
    return once(
        sheet_after(lambda session: weigh(session, actor, number, Weighing(**body), moment)), SheetView, 201
    )


@blp.post("/outputs/<int:seq>/withdraw")
@permit("dismantling", "update")
@blp.arguments(ReasonBody)
@blp.response(200, SheetView)
def withdraw_weighing(body: dict[str, Any], number: str, seq: int) -> dict[str, Any]:
    """Take a weighing back; its row and label number stay."""
    actor, moment = current_actor(), now()
    slip = Withdrawal(seq, body["reason"])
    return in_transaction(sheet_after(lambda session: withdraw(session, actor, number, slip, moment)))


@blp.post("/outputs/<int:seq>/label")
@permit("dismantling", "update")
@blp.response(200, SheetView)
def print_output_label(number: str, seq: int) -> dict[str, Any]:
    """Log the print of a container's label; a second one is a reprint, and the audit trail names who made it."""
    actor = current_actor()

    def work(session: Session) -> Dismantling:
        order, label, prints = print_output(session, actor, number, seq)
        note(f"output_label:{label}", print=prints, reprint=prints > 1)
        return order

    return in_transaction(sheet_after(work))


@blp.post("/losses")
@permit("dismantling", "update")
@blp.doc(**PARAMETERS)
@blp.arguments(LossBody)
@blp.response(201, SheetView)
def document_loss(body: dict[str, Any], number: str) -> Any:
    """Document a loss: drained water, dust, foam gas."""
    actor, moment = current_actor(), now()
    loss = body["mass_g"], body["reason"]
    return once(sheet_after(lambda session: note_loss(session, actor, number, loss, moment)), SheetView, 201)
