"""A query that forgets whose rows it may show (G7)."""

import pytest
from sqlalchemy import true

from models import (
    account,
    api_key,
    dismantling_list,
    organisation,
    output_list,
    party_list,
    scope,
    waste_transfer,
)

MODULES = (scope, account, api_key, organisation, party_list, dismantling_list, output_list, waste_transfer)


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        if hasattr(module, "within"):
            monkeypatch.setattr(module, "within", lambda *_: true())
