"""A key does whatever its role and scopes allow, like somebody who has given two factors."""

import pytest

from tradein import permissions


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "in_person", lambda *_: False)
