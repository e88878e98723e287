"""Invitations: a manager names the role, the invited set their own password; the link works once and for days."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor, digest, maybe_actor
from api.organisation_body import PersonBody
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.personal_body import PersonName
from api.routes.account import MemberView
from api.routes.organisation import limit_registrations, new_account
from api.routes.site import CODE
from api.schema import Body, Choice, Flag, Identifier, Instant, Pattern, Quantity, View
from api.transaction import in_transaction
from models.account import Appointment
from models.db import db
from models.invitation import (
    Invited,
    Offer,
    accept_as_known,
    accept_as_new,
    invitations_after,
    invite,
    offer_of,
    revoke_invitation,
)
from models.party_list import Member, member
from tradein.conditions import APPOINTABLE
from tradein.refusal import Unauthenticated

blp = Blueprint(
    "invitations", __name__, url_prefix="/api/v1/invitations", description="员工邀请 Invitations of staff"
)

TOKEN = r"[A-Za-z0-9_-]{43}"  # noqa: S105 - the form of a token, not one
LONGEST_DAYS, DEFAULT_DAYS = 14, 3
PAGE_OF = {"dismantler": "/d", "refurbisher": "/o", "retailer_clerk": "/o"}


class InvitationBody(Body):
    """A colleague to invite; `valid_to` ends the term by itself, `days` is how long the link works."""

    display_name = PersonName(required=True)
    role = Choice(APPOINTABLE, required=True)
    manager = Flag(load_default=False)
    site = Pattern(CODE, load_default=None, allow_none=True)
    valid_to = Instant(load_default=None, allow_none=True)
    days = Quantity(LONGEST_DAYS, low=1, load_default=DEFAULT_DAYS)


class TokenBody(Body):
    """What the link carries after its `#`; it never stands in an address that servers see."""

    token = Pattern(TOKEN, 43, required=True)


class AcceptBody(TokenBody):
    """The token, and the account to open."""

    account = fields.Nested(PersonBody, required=True)


class InvitationView(View):
    """An invitation without its token."""

    id = Identifier(required=True)
    organisation_id = Identifier(required=True)
    display_name = fields.String(required=True)
    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    valid_to = Instant(allow_none=True)
    created_at = Instant(required=True)
    expires_at = Instant(required=True)
    revoked_at = Instant(allow_none=True)
    accepted_at = Instant(allow_none=True)


class NewInvitationView(InvitationView):
    """An invitation just made; the link is shown this once and cannot be read again."""

    token = fields.String(required=True)
    link = fields.String(required=True)


class OfferView(View):
    """What an invitation offers."""

    organisation_name = fields.String(required=True)
    display_name = fields.String(required=True)
    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    valid_to = Instant(allow_none=True)
    expires_at = Instant(required=True)


SHOWN = tuple(InvitationView().fields)


@blp.post("")
@permit("organisation", "create")
@blp.arguments(InvitationBody)
@blp.response(201, NewInvitationView)
def create_invitation(body: dict[str, Any]) -> dict[str, Any]:
    """Invite a colleague with a role no higher than my own. Send them the link; it is shown only now."""
    actor, moment, token = current_actor(), now(), secrets.token_urlsafe(32)
    terms = Appointment(body["role"], body["manager"], body["site"], body["valid_to"])
    invited = Invited(body["display_name"], terms, moment + timedelta(days=body["days"]))
    made = in_transaction(lambda session: invite(session, (actor, moment), invited, digest(token)))
    base = current_app.extensions["settings"].base_url
    link = f"{base}{PAGE_OF.get(made.role, '/r')}#/invitation/{token}"
    return {name: getattr(made, name) for name in SHOWN} | {"token": token, "link": link}


@blp.get("")
@permit("organisation", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(InvitationView))
def list_invitations(query: dict[str, Any]) -> Any:
    """Invitations in reach, newest first, used and ended ones included."""
    after = query["after"][0] if query["after"] else None
    rows = invitations_after(db.session(), current_actor(), after, query["limit"] + 1)
    return page(rows, query["limit"], key=lambda row: (row.id,))


@blp.delete("/<uuid:invitation_id>")
@permit("organisation", "update")
@blp.response(204)
def delete_invitation(invitation_id: UUID) -> None:
    """Take an invitation back; its link stops at once."""
    by = (current_actor(), now())
    in_transaction(lambda session: revoke_invitation(session, by, invitation_id))


@blp.post("/read")
@permit("invitation", "read")
@blp.arguments(TokenBody)
@blp.response(200, OfferView)
def read_invitation(body: dict[str, Any]) -> Offer:
    """What the link in my hand offers."""
    return offer_of(db.session(), digest(body["token"]), now())


@blp.post("/accept")
@permit("invitation", "create", action="accept")
@blp.arguments(AcceptBody)
@blp.response(201, MemberView)
def accept_invitation(body: dict[str, Any]) -> Member:
    """Open an account with a password of my own and join; the link is used up."""
    limit_registrations()
    token, new = digest(body["token"]), new_account(body["account"], "account.")
    return in_transaction(lambda session: member(session, accept_as_new(session, token, new, now()).id))


@blp.post("/join")
@permit("invitation", "create", action="accept")
@blp.arguments(TokenBody)
@blp.response(201, MemberView)
def join_by_invitation(body: dict[str, Any]) -> Member:
    """Join with the account I am signed in with; the link is used up."""
    actor = maybe_actor()
    if actor is None or actor.account_id is None:
        raise Unauthenticated
    token, account = digest(body["token"]), actor.account_id
    return in_transaction(lambda session: member(session, accept_as_known(session, token, account, now()).id))
