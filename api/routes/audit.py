"""The audit trail: searched by auditors, and by managers and officers within their own reach."""

from typing import Any

from marshmallow import fields

from api.action_title import action_title
from api.blueprint import Blueprint
from api.identity import current_actor
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Choice, Identifier, Instant, Pattern, Text, View
from models.audit import AuditOutcome
from models.audit_search import AuditCard, AuditFilter, audit_after
from models.db import db
from tradein import permissions

blp = Blueprint("audit", __name__, url_prefix="/api/v1/audit", description="审计日志 Audit trail")

OUTCOMES = tuple(outcome.value for outcome in AuditOutcome)
COLUMNS = (
    "account_id",
    "organisation_id",
    "key_id",
    "role",
    "verb",
    "resource",
    "action",
    "outcome",
    "request_id",
)
SHOWN = (
    *(
        "id",
        "at",
        "account_id",
        "organisation_id",
        "role",
        "membership_id",
        "key_id",
        "session_ref",
        "action",
    ),
    *("verb", "resource", "subjects", "consumers", "reason", "ticket", "request_id", "outcome", "facts"),
)


class AuditQuery(PageQuery):
    """Narrowed by exact values; `subject` as `kind:id`, `since` included, `until` excluded."""

    account_id = Identifier(data_key="account", load_default=None)
    organisation_id = Identifier(data_key="organisation", load_default=None)
    key_id = Identifier(data_key="key", load_default=None)
    consumer = Identifier(load_default=None)
    role = Pattern(r"[a-z_]{2,40}", 40, load_default=None)
    verb = Choice(tuple(sorted(permissions.table().verbs)), load_default=None)
    resource = Pattern(r"[a-z_]{2,40}", 40, load_default=None)
    action = Pattern(r"[A-Za-z0-9_.\-]{2,80}", 80, load_default=None)
    subject = Text(200, load_default=None)
    outcome = Choice(OUTCOMES, load_default=None)
    request_id = Text(64, load_default=None)
    since = Instant(load_default=None)
    until = Instant(load_default=None)


class AuditView(View):
    """Who did or saw what, when, by which sign-in and why. Identifiers only.

    `action_zh` and `action_en` are what the operation or page `action` is called; jobs have no such name.
    """

    id = Identifier(required=True)
    at = Instant(required=True)
    account_id = Identifier(allow_none=True)
    organisation_id = Identifier(allow_none=True)
    organisation_name = fields.String(allow_none=True)
    role = fields.String(required=True)
    membership_id = Identifier(allow_none=True)
    key_id = Identifier(allow_none=True)
    session_ref = fields.String(allow_none=True)
    action = fields.String(required=True)
    action_zh = fields.String(allow_none=True)
    action_en = fields.String(allow_none=True)
    verb = fields.String(required=True)
    resource = fields.String(required=True)
    subjects = fields.List(fields.String())
    consumers = fields.List(fields.UUID())
    reason = fields.String(allow_none=True)
    ticket = fields.String(allow_none=True)
    request_id = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    outcome = Choice(OUTCOMES, required=True)
    facts = fields.Dict()


def _shown(card: AuditCard) -> dict[str, Any]:
    said = {name: getattr(card.audit, name) for name in SHOWN}
    address = card.audit.address
    action_zh, action_en = action_title(card.audit.action)
    return said | {
        "action_zh": action_zh,
        "action_en": action_en,
        "organisation_name": card.organisation_name,
        "address": str(address) if address else None,
    }


@blp.get("")
@permit("audit_log", "read")
@blp.arguments(AuditQuery, location="query")
@blp.response(200, listing(AuditView))
def list_audit(query: dict[str, Any]) -> Any:
    """What was done and seen, newest first; consumers find who looked at their data under their own account."""
    wanted = AuditFilter(
        {name: query[name] for name in COLUMNS},
        *(query[name] for name in ("subject", "consumer", "since", "until")),
    )
    after = query["after"][0] if query["after"] else None
    rows = audit_after(db.session(), current_actor(), wanted, after, query["limit"])
    answer, status, headers = page(rows, query["limit"], key=lambda card: (card.audit.id,))
    return {"items": [_shown(card) for card in answer["items"]]}, status, headers
