"""Failed sign-ins counted in the worker's memory: another worker, or a restart, starts from zero."""

import pytest

from api import sign_in


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "take_attempt", lambda *_: None)
