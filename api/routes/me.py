"""A consumer's own account."""

from typing import Any

from api.blueprint import Blueprint
from api.clock import now
from api.identity import ForgedRequest, foreign_origin
from api.permit import permit
from api.routes.organisation import PersonBody, limit_registrations, new_account
from api.schema import NamedView
from api.transaction import in_transaction
from models.account import add_account

blp = Blueprint("me", __name__, url_prefix="/api/v1/me", description="我的账号 My account")


@blp.post("")
@permit("consumer_profile", "create", action="sign_up")
@blp.arguments(PersonBody)
@blp.response(201, NamedView)
def sign_up(body: dict[str, Any]) -> dict[str, Any]:
    """Open a consumer's account; sign in with it afterwards."""
    if foreign_origin():
        raise ForgedRequest
    limit_registrations()
    new = new_account(body)
    account = in_transaction(lambda session: add_account(session, new, now()))
    return {"id": account.id, "name": account.display_name}
