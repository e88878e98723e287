"""Sessions and keys that do not ask whether their organisation may still work (G19)."""

import pytest

from models import session


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_BY_SESSION", "_BY_KEY"):
        right = getattr(session, name)
        lax = right.sql.replace("o.state = 'active'", "true")
        assert lax != right.sql
        monkeypatch.setattr(right, "sql", lax)
