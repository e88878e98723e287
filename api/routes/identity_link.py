"""Whom the unified sign-on leads to which account: linked by an administrator beforehand, never by itself."""

from typing import Any
from uuid import UUID

from flask import current_app
from marshmallow import fields

from api.audit_trail import note
from api.blueprint import Blueprint
from api.clock import now
from api.identity import current_actor
from api.oidc.client import LONGEST_SUBJECT
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.routes.account_help import ReasonBody
from api.schema import Identifier, Instant, Text, View
from api.transaction import in_transaction
from models.identity_link import IdentityLink, link, links_after, unlink
from models.party import Account
from tradein.refusals.sign_in import SignOnNotSetUp

blp = Blueprint(
    "identity-links",
    __name__,
    url_prefix="/api/v1/identity-links",
    description="统一身份关联 Links to the unified sign-on",
)


class LinkBody(ReasonBody):
    """The account here, and what the provider calls its owner (`sub`)."""

    account = Text(64, required=True)
    subject = Text(LONGEST_SUBJECT, required=True)


class LinkView(View):
    """A link."""

    id = Identifier(required=True)
    issuer = fields.String(required=True)
    subject = fields.String(required=True)
    account_id = Identifier(required=True)
    login = fields.String(required=True)
    created_at = Instant(required=True)


@blp.post("")
@permit("organisation", "update", action="link_identity")
@blp.arguments(LinkBody)
@blp.response(201, LinkView)
def link_identity(body: dict[str, Any]) -> dict[str, Any]:
    """Let a person of the unified sign-on act for an account; its rights are the account's."""
    actor, issuer = current_actor(), current_app.extensions["settings"].oidc_issuer
    if not issuer:
        raise SignOnNotSetUp
    note(reason=body["reason"])

    def write(session: Any) -> dict[str, Any]:
        made = link(session, (issuer, body["subject"]), body["account"], actor.account_id, now())
        return _shown(made, session.get_one(Account, made.account_id).login)

    return in_transaction(write)


@blp.get("")
@permit("organisation", "update", action="link_identity")
@blp.arguments(PageQuery, location="query")
@blp.response(200, listing(LinkView))
def list_identity_links(query: dict[str, Any]) -> Any:
    """All links, newest first."""
    current_actor()
    rows = in_transaction(lambda session: links_after(session, query["after"], query["limit"] + 1))
    return page([_shown(*row) for row in rows], query["limit"], key=lambda row: (row["id"],))


@blp.delete("/<uuid:link_id>")
@permit("organisation", "update", action="link_identity")
@blp.response(204)
def unlink_identity(link_id: UUID) -> None:
    """End a link: the next visit leads nowhere, and the account's sessions end."""
    current_actor()
    in_transaction(lambda session: unlink(session, link_id, now()))


def _shown(row: IdentityLink, login: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "issuer": row.issuer,
        "subject": row.subject,
        "account_id": row.account_id,
        "login": login,
        "created_at": row.created_at,
    }
