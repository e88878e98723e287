"""An export that forgets whose rows it may hold (H27)."""

import pytest
from sqlalchemy import true

from models import export_rows


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_rows, "within", lambda *_: true())
