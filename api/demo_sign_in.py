"""The demo city's sign-ins, offered on the front page in development and nowhere else."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from api.front_page import SignIn
from api.settings import Settings


def offered(settings: Settings) -> Sequence[SignIn]:
    """The sign-ins to show; none in production, and none while no demo city was loaded."""
    return [
        SignIn(row["role"], row["account"], row["password"], row["organisation"] or "")
        for row in _rows(settings)
        if row.get("password")
    ]


def key_of(settings: Settings, account: str | None) -> str | None:
    """The API key of a demo account, for its command lines."""
    return next((row["api_key"] for row in _rows(settings) if row["account"] == account), None)


def _rows(settings: Settings) -> list[Mapping[str, Any]]:
    if settings.production or not settings.demo_accounts.is_file():
        return []
    return json.loads(settings.demo_accounts.read_text("utf-8"))  # type: ignore[no-any-return]
