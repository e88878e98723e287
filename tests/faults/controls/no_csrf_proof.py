"""Changes under a cookie accepted from any page."""

import pytest

from api import identity


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "_refuse_forgery", lambda _token: None)
