"""API keys: shown once, scoped, bound to networks and to their maker's term, revocable at once."""

import secrets
from typing import Any
from uuid import UUID

from marshmallow import fields, validate

from api import audit_trail
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor, digest
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Body, Choice, Flag, Identifier, Instant, Pattern, Remark, Text, View
from api.transaction import in_transaction
from models.api_key import KeyChange, NewKey, Secret, change_key, is_anywhere, make_key, revoke_key, take_over
from models.db import db
from models.party_list import keys_after
from models.scope import find
from models.session import ApiKey
from tradein.conditions import APPOINTABLE, KEY_ROLE
from tradein.gate import may_be_a_key

blp = Blueprint("api-keys", __name__, url_prefix="/api/v1/api-keys", description="对接密钥 API keys")

PREFIX_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789"
PREFIX_LENGTH = 12


KEY_ROLES = (KEY_ROLE, *(role for role in APPOINTABLE if may_be_a_key(role)))


class KeyBody(Body):
    """A key for an integration; `scopes` as `resource:verb`, never more than the role may do.

    `ip_list` names the networks it is used from; whoever means any address says so with `any_address`. Without
    `expires_at` it holds for a year, which is the longest.
    """

    name = Text(100, required=True)
    role = Choice(KEY_ROLES, load_default=KEY_ROLE)
    scopes = fields.List(
        Pattern(r"[a-z_]{2,40}:[a-z]{2,10}"), required=True, validate=validate.Length(min=1, max=100)
    )
    ip_list = fields.List(Text(50), load_default=list, validate=validate.Length(max=50))
    any_address = Flag(load_default=False)
    expires_at = Instant(load_default=None, allow_none=True)


class KeyChangeBody(Body):
    """The networks and the end of a key, both as they shall be; `any_address` in place of networks.

    Without an end (null) it holds for a year from now, which is the longest.
    """

    ip_list = fields.List(Text(50), required=True, validate=validate.Length(max=50))
    any_address = Flag(load_default=False)
    expires_at = Instant(required=True, allow_none=True)


class RevokeBody(Body):
    """Why the key is taken away."""

    reason = Remark(500, low=10, required=True)


class KeyView(View):
    """A key without its secret. It rests on the term `membership_id` and stops when that ends."""

    id = Identifier(required=True)
    prefix = fields.String(required=True)
    name = fields.String(required=True)
    organisation_id = Identifier(allow_none=True)
    membership_id = Identifier(allow_none=True)
    role = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    ip_list = fields.List(fields.String(), required=True)
    any_address = fields.Boolean(required=True)
    created_at = Instant(required=True)
    expires_at = Instant(allow_none=True)
    revoked_at = Instant(allow_none=True)


class RevokedView(View):
    """That a key has ended. An administrator may end any key and read none: nothing of the key itself is said."""

    id = Identifier(required=True)
    revoked_at = Instant(required=True)


class NewKeyView(KeyView):
    """A key just made; `key` is shown this once and cannot be read again."""

    key = fields.String(required=True)


SHOWN = tuple(name for name in KeyView().fields if name != "any_address")


def _shown(key: ApiKey) -> dict[str, Any]:
    return {name: getattr(key, name) for name in SHOWN} | {"any_address": is_anywhere(key.ip_list)}


def fresh_key() -> tuple[str, Secret]:
    """A new key as its holder keeps it, and what we keep of it."""
    prefix = "".join(secrets.choice(PREFIX_ALPHABET) for _ in range(PREFIX_LENGTH))
    secret = secrets.token_urlsafe(32)
    return f"tik_{prefix}_{secret}", Secret(prefix, digest(secret))


@blp.post("")
@permit("api_key", "create")
@blp.arguments(KeyBody)
@blp.response(201, NewKeyView)
def create_key(body: dict[str, Any]) -> dict[str, Any]:
    """Make a key for my organisation."""
    actor, (key, secret) = current_actor(), fresh_key()
    made = in_transaction(lambda session: make_key(session, actor, NewKey(**body), secret, now()))
    return {**_shown(made), "key": key}


@blp.get("")
@permit("api_key", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(KeyView))
def list_keys(query: dict[str, Any]) -> Any:
    """Keys in reach, newest first, revoked ones included."""
    rows = keys_after(db.session(), current_actor(), query["after"], query["limit"] + 1)
    answer, status, headers = page(rows, query["limit"], key=lambda row: (row.id,))
    return {"items": [_shown(row) for row in answer["items"]]}, status, headers


@blp.get("/<uuid:key_id>")
@permit("api_key", "read")
@blp.response(200, KeyView)
def read_key(key_id: UUID) -> dict[str, Any]:
    """One key without its secret."""
    return _shown(find(db.session(), current_actor(), ApiKey, ApiKey.id == key_id))


@blp.put("/<uuid:key_id>")
@permit("api_key", "create")
@blp.arguments(KeyChangeBody)
@blp.response(200, KeyView)
def edit_key(body: dict[str, Any], key_id: UUID) -> dict[str, Any]:
    """Change where a key may be used from, and until when; what it may do stays as it was made."""
    actor, change = current_actor(), KeyChange(**body)
    return in_transaction(lambda session: _shown(change_key(session, actor, key_id, change, now())))


@blp.post("/<uuid:key_id>/take-over")
@permit("api_key", "create")
@blp.response(200, KeyView)
def take_key_over(key_id: UUID) -> dict[str, Any]:
    """Answer for a colleague's key from now on: it rests on my term, and works on as it is."""
    actor = current_actor()
    return in_transaction(lambda session: _shown(take_over(session, actor, key_id)))


@blp.delete("/<uuid:key_id>")
@permit("api_key", "update", action="revoke")
@blp.response(204)
def delete_key(key_id: UUID) -> None:
    """Revoke a key; it stops with the next request. An administrator gives a reason instead: see `revoke`."""
    actor = current_actor()
    in_transaction(lambda session: revoke_key(session, actor, key_id, now()))


@blp.post("/<uuid:key_id>/revoke")
@permit("api_key", "update", action="revoke")
@blp.arguments(RevokeBody)
@blp.response(200, RevokedView)
def end_key(body: dict[str, Any], key_id: UUID) -> dict[str, Any]:
    """Revoke a key with the reason, which stays in the audit trail; an administrator can only do it so."""
    actor = current_actor()
    audit_trail.note(f"api_key:{key_id}", reason=body["reason"])
    return in_transaction(lambda session: _shown(revoke_key(session, actor, key_id, now(), body["reason"])))
