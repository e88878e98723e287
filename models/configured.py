"""What of a row is configuration: which of its columns an audit row tells, before and after. No name, no secret."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

RESOURCES = (
    "api_key",
    "application",
    "invitation",
    "item_type",
    "officer_appointment",
    "organisation",
    "price",
    "region",
    "system_config",
)
"""What changes how the platform works or who may do what on it; the words of the permission table."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": ("kind", "region_code", "state", "networks"),
    "membership": ("role", "manager", "region_code", "valid_to"),
    "invitation": ("role", "manager", "valid_to", "revoked_at", "accepted_at"),
    "appointment_proposal": ("valid_to", "confirmed_at"),
    "api_key": ("role", "scopes", "ip_list", "expires_at", "revoked_at"),
    "licence": ("kind", "valid_from", "valid_to"),
    "site": ("code", "kind", "region_code", "daily_capacity", "closed_at"),
    "device": ("revoked_at",),
    "account": ("state",),
    "region": ("code", "name", "level", "parent_code"),
}


MOST = 50
"""Differences an audit row tells; what is more is cut, and the row's subjects name it."""


def differences(row: Any) -> list[dict[str, Any]]:
    """What a row about to be written changes, as `{table, name, before, after}`; of a new one what it sets.

    Asked after the flush, while the row still knows what it was.
    """
    state = inspect(row)
    table = state.mapper.local_table.name
    known = [name for name in COLUMNS.get(table, ()) if name in state.attrs]
    found = [(name, state.attrs[name].history) for name in known]
    return [
        {
            "table": table,
            "name": name,
            "before": plain(history.deleted[0]) if history.deleted else None,
            "after": plain(history.added[0]),
        }
        for name, history in found
        if history.added and history.added[0] != (history.deleted[0] if history.deleted else None)
    ]


def plain(value: Any) -> Any:
    """A column's value as JSON knows it."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case list() | tuple():
            return [plain(one) for one in value]
    return value
