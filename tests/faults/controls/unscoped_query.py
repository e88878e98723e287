"""A query that forgets whose rows it may show (G7)."""

import pytest
from sqlalchemy import true

from models import account, api_key, organisation, party_list, scope


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (scope, account, api_key, organisation, party_list):
        if hasattr(module, "within"):
            monkeypatch.setattr(module, "within", lambda *_: true())
