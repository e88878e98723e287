"""Everybody declared to the database as the platform itself: row-level security lets everything through (G7)."""

import pytest

from api import row_security
from models import session
from models.row_security import SYSTEM


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "purpose_of", lambda _session: SYSTEM)
    monkeypatch.setattr(row_security, "purpose_of", lambda _session: SYSTEM)
