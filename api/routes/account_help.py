"""Help with somebody's account: resets, each with a code to hand over, and locks. Every act has a reason."""

from typing import Any
from uuid import UUID

from marshmallow import fields

from api import account_help as helping
from api.blueprint import Blueprint
from api.identity import current_actor
from api.organisation_body import LOGIN
from api.permit import permit
from api.schema import Body, Identifier, Instant, Pattern, Remark, View
from models.party import Account

blp = Blueprint(
    "account-help", __name__, url_prefix="/api/v1/account-help", description="账号协助 Help with accounts"
)


class ReasonBody(Body):
    """Why, in ten characters or more; kept in the audit trail."""

    reason = Remark(500, low=10, required=True)


class FindBody(ReasonBody):
    """Who: the name they sign in with. Sent as a body, because addresses are logged."""

    login = Pattern(LOGIN, required=True)


class HandedView(View):
    """A code to hand over in person, for one use; it is not shown again."""

    code = fields.String(required=True)
    expires_at = Instant(required=True)


class StateView(View):
    """An account and whether it may sign in."""

    id = Identifier(required=True)
    login = fields.String(required=True)
    state = fields.String(required=True)


@blp.post("/find")
@permit("organisation", "update", action="lock_account")
@blp.arguments(FindBody)
@blp.response(200, StateView)
def find_account(body: dict[str, Any]) -> Account:
    """Find the account to help by the name it signs in with, for a reason."""
    return helping.find(current_actor(), body["login"], body["reason"])


@blp.post("/<uuid:account_id>/reset-second-factor")
@permit("organisation", "update", action="reset_second_factor")
@blp.arguments(ReasonBody)
@blp.response(201, HandedView)
def reset_second_factor(body: dict[str, Any], account_id: UUID) -> helping.Handed:
    """Take a lost authenticator away; its owner sets up the next one with the code answered here."""
    return helping.reset_second_factor(current_actor(), account_id, body["reason"])


@blp.post("/<uuid:account_id>/reset-password")
@permit("organisation", "update", action="reset_password")
@blp.arguments(ReasonBody)
@blp.response(201, HandedView)
def reset_password(body: dict[str, Any], account_id: UUID) -> helping.Handed:
    """Take a forgotten password away; its owner sets the next one with the code answered here."""
    return helping.reset_password(current_actor(), account_id, body["reason"])


@blp.post("/<uuid:account_id>/lock")
@permit("organisation", "update", action="lock_account")
@blp.arguments(ReasonBody)
@blp.response(200, StateView)
def lock_account(body: dict[str, Any], account_id: UUID) -> Account:
    """Lock an account: its sessions and keys stop with the next request."""
    return helping.set_state(current_actor(), account_id, "locked", body["reason"])


@blp.post("/<uuid:account_id>/unlock")
@permit("organisation", "update", action="lock_account")
@blp.arguments(ReasonBody)
@blp.response(200, StateView)
def unlock_account(body: dict[str, Any], account_id: UUID) -> Account:
    """Open a locked account again."""
    return helping.set_state(current_actor(), account_id, "active", body["reason"])
