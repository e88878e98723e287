"""An unknown account answered at once, without the work a wrong password takes."""

import pytest

from api import password


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    real = password.matches
    monkeypatch.setattr(password, "matches", lambda stored, given: stored is not None and real(stored, given))
