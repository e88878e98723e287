"""Any address taken for a database's (H19)."""

import pytest

from api import settings


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "postgresql_url", lambda url: url)
