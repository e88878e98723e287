"""Photos compared by their bytes alone: saved once more, the same picture is another (F05)."""

import pytest

from models import photo_use


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_use, "NEAR", -1)
