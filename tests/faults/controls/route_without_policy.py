"""An application that starts although a route has no permission (G7)."""

import pytest

from api import permit


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permit, "needs", lambda _app: iter(()))
