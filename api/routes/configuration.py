"""What auditors ask of the configuration: what was changed, by whom, when, from what to what. No secret is told."""

from typing import Any

from marshmallow import fields

from api.action_title import action_title
from api.blueprint import Blueprint
from api.paging import PageQuery, listing, page
from api.permit import permit
from api.schema import Choice, Identifier, Instant, View
from models.configuration import KINDS, ChangesWanted, changes_after
from models.db import db

blp = Blueprint(
    "configuration", __name__, url_prefix="/api/v1/configuration", description="配置变更 Configuration"
)


class ChangesQuery(PageQuery):
    """One kind only; `since` included, `until` excluded."""

    kind = Choice(KINDS, load_default=None)
    since = Instant(load_default=None)
    until = Instant(load_default=None)


class DifferenceView(View):
    """One value: what it was (null: nothing was said before) and what it is. `table` and `name` say which."""

    table = fields.String(required=True)
    name = fields.String(required=True)
    before = fields.Raw(allow_none=True)
    after = fields.Raw(allow_none=True)


class ChangeView(View):
    """One change. `id` is the audit row's; of what came with a new version, the import's.

    `valid_from` is the first day a dated row counts; `sha256` the beginning of a packaged file's.
    """

    id = fields.String(required=True)
    at = Instant(required=True)
    kind = Choice(KINDS, required=True)
    action = fields.String(required=True)
    action_zh = fields.String(allow_none=True)
    action_en = fields.String(allow_none=True)
    role = fields.String(required=True)
    account_id = Identifier(allow_none=True)
    organisation_name = fields.String(allow_none=True)
    subjects = fields.List(fields.String(), required=True)
    reason = fields.String(allow_none=True)
    valid_from = fields.String(allow_none=True)
    sha256 = fields.String(allow_none=True)
    changed = fields.List(fields.Nested(DifferenceView), required=True)


TOLD = ("id", "at", "kind", "action", "role", "account_id", "organisation_name", "subjects", "reason")


def _shown(row: Any) -> dict[str, Any]:
    action_zh, action_en = action_title(row.action)
    return {name: getattr(row, name) for name in TOLD} | {
        "action_zh": action_zh,
        "action_en": action_en,
        "valid_from": row.facts.get("valid_from"),
        "sha256": row.facts.get("sha256"),
        "changed": row.facts.get("changed", []),
    }


@blp.get("/changes")
@permit("system_config", "read", view="config_diff")
@blp.arguments(ChangesQuery, location="query")
@blp.response(200, listing(ChangeView))
def list_changes(query: dict[str, Any]) -> Any:
    """What was changed of settings, tables, people's roles and keys, newest first: by whom, from what to what."""
    wanted = ChangesWanted(query["kind"], query["since"], query["until"])
    rows = changes_after(db.session(), wanted, query["after"], query["limit"])
    answer, status, headers = page(rows, query["limit"], key=lambda row: (row.at, row.id))
    return {"items": [_shown(row) for row in answer["items"]]}, status, headers
