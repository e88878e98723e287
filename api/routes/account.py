"""The people of an organisation: who belongs to it, in which role, from when until when."""

from typing import Any
from uuid import UUID

from marshmallow import fields

from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.organisation_body import PersonBody
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.routes.organisation import new_account
from api.routes.site import CODE
from api.schema import Choice, Flag, Identifier, Instant, Pattern, View
from api.transaction import in_transaction
from models.account import Appointment, add_member, end_membership
from models.db import db
from models.party_list import Member, member, members_after
from tradein.conditions import APPOINTABLE

blp = Blueprint(
    "accounts", __name__, url_prefix="/api/v1/accounts", description="账号与任职 Accounts and terms"
)


class AccountBody(PersonBody):
    """A colleague; `valid_to` ends the term by itself."""

    role = Choice(APPOINTABLE, required=True)
    manager = Flag(load_default=False)
    site = Pattern(CODE, load_default=None, allow_none=True)
    valid_to = Instant(load_default=None, allow_none=True)


class MemberView(View):
    """A person's term in an organisation. `id` is the term's."""

    id = Identifier(required=True)
    account_id = Identifier(required=True)
    login = fields.String(required=True)
    display_name = fields.String(required=True)
    organisation_id = Identifier(required=True)
    organisation_name = fields.String(required=True)
    role = fields.String(required=True)
    manager = fields.Boolean(required=True)
    site = fields.String(allow_none=True)
    valid_from = Instant(required=True)
    valid_to = Instant(allow_none=True)


@blp.post("")
@permit("organisation", "create")
@blp.arguments(AccountBody)
@blp.response(201, MemberView)
def create_account(body: dict[str, Any]) -> Member:
    """Enter a colleague with a role no higher than my own."""
    actor, new = current_actor(), new_account(body)
    terms = Appointment(body["role"], body["manager"], body["site"], body["valid_to"])
    return in_transaction(lambda session: member(session, add_member(session, actor, new, terms, now()).id))


@blp.get("")
@permit("organisation", "read")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(MemberView))
def list_accounts(query: dict[str, Any]) -> Any:
    """Terms in reach, newest first, ended ones included."""
    rows = members_after(db.session(), current_actor(), query["after"], query["limit"] + 1)
    return page(rows, query["limit"], key=lambda row: (row.id,))


@blp.post("/<uuid:membership_id>/end")
@permit("organisation", "update")
@blp.response(200, MemberView)
def end_account(membership_id: UUID) -> Member:
    """End a term now; whatever rests on it stops with the next request."""
    actor = current_actor()
    return in_transaction(
        lambda session: member(session, end_membership(session, actor, membership_id, now()).id)
    )
