"""Production started on the embedded server, because nobody gave another (H31)."""

import pytest

from api.settings import Settings


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "_missing_in_production", lambda _: [])
