"""A repeated key answered without looking at the body (H9)."""

import pytest

from api import once


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "_body_hash", lambda _raw: b"\0" * 32)
