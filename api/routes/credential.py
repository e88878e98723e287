"""My own sign-in: where I am signed in, my password, my recovery codes, my phone."""

from typing import Any
from uuid import UUID

from marshmallow import fields

from api import credential, password
from api import second_factor as factor
from api.blueprint import Blueprint
from api.clock import now
from api.identity import Presented, session_holder
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.routes.second_factor import RecoveryView
from api.routes.session import CODE_LENGTH, PHONE_LENGTH
from api.schema import Body, Choice, Identifier, Instant, Text, View
from api.session_cookie import take_back
from api.transaction import in_transaction
from models.session_list import end_all, end_one, sessions_after
from tradein.refusals.sign_in import ReauthRequired

blp = Blueprint("credentials", __name__, url_prefix="/api/v1/me", description="我的登录 My sign-in")


class MySessionView(View):
    """One place where I am signed in. `last_seen_at` is the hour, no more; `label` is browser and system in words."""

    id = Identifier(required=True)
    method = fields.String(required=True)
    label = fields.String(allow_none=True)
    created_at = Instant(required=True)
    last_seen_at = Instant(allow_none=True)
    expires_at = Instant(required=True)
    current = fields.Boolean(required=True)


class PasswordBody(Body):
    """The present password (left out by who has none, after a fresh proof) and the new one."""

    current_password = Text(password.LONGEST, load_default=None, load_only=True)
    password = Text(password.LONGEST, low=password.SHORTEST, required=True, load_only=True)


class MyPhoneBody(Body):
    """The new phone and the code it got for `change_phone`."""

    phone = Text(PHONE_LENGTH, required=True)
    code = Text(CODE_LENGTH, required=True)


class EndQuery(Body):
    """Which of my sessions end: every one, or the others than this."""

    which = Choice(("all", "others"), load_default="all")


@blp.get("/sessions")
@permit("credential", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(MySessionView))
def list_my_sessions(query: dict[str, Any]) -> Any:
    """Where I am signed in, newest first."""
    found = session_holder()
    wanted = (query["after"], query["limit"] + 1)
    rows = in_transaction(lambda session: sessions_after(session, _account(found), now(), wanted))
    seen = [credential.told(row, found.token_hash) for row in rows]
    return page(seen, query["limit"], key=lambda row: (row["created_at"], row["id"]))


@blp.delete("/sessions/<uuid:session_id>")
@permit("credential", "update", action="end_session")
@blp.response(204)
def end_my_session(session_id: UUID) -> None:
    """Sign out there; it counts from the next request."""
    found = session_holder()
    ended = in_transaction(lambda session: end_one(session, _account(found), session_id, now()))
    if ended == found.token_hash:
        take_back()


@blp.delete("/sessions")
@permit("credential", "update", action="end_session")
@blp.arguments(EndQuery, location="query")
@blp.response(204)
def end_my_sessions(query: dict[str, Any]) -> None:
    """Sign out everywhere, here too; or everywhere else."""
    found = session_holder()
    keep = found.token_hash if query["which"] == "others" else None
    in_transaction(lambda session: end_all(session, _account(found), now(), keep=keep))
    if keep is None:
        take_back()


@blp.post("/password")
@permit("credential", "update", action="change_password")
@blp.arguments(PasswordBody)
@blp.response(204)
def change_my_password(body: dict[str, Any]) -> None:
    """Set a new password; every other session ends."""
    credential.change_password(session_holder(), body["current_password"], body["password"])


@blp.post("/recovery-codes")
@permit("credential", "update", action="renew_recovery")
@blp.response(201, RecoveryView)
def renew_recovery_codes() -> dict[str, Any]:
    """Ten new recovery codes after a fresh proof; the old ones no longer hold."""
    return {"recovery_codes": factor.renew_recovery(_freshly_proved())}


@blp.delete("/second-factor")
@permit("credential", "update", action="remove_second_factor")
@blp.response(204)
def remove_second_factor() -> None:
    """Do without a second factor again, where the role allows it; after a fresh proof."""
    factor.remove(_freshly_proved())


@blp.post("/phone")
@permit("credential", "update", action="change_phone")
@blp.arguments(MyPhoneBody)
@blp.response(204)
def change_my_phone(body: dict[str, Any]) -> None:
    """Sign in by another phone from now on; after a fresh proof, and one from the new phone."""
    credential.change_phone(_freshly_proved(), body["phone"], body["code"])


def _freshly_proved() -> Presented:
    found = session_holder()
    if not found.actor.fresh_proof:
        raise ReauthRequired
    return found


def _account(found: Presented) -> UUID:
    return credential.account_of(found)
