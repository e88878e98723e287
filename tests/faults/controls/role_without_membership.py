"""A session that ignores the term of the membership it stands on: privilege left behind (H26)."""

import pytest

from models import session


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_BY_SESSION", "_BY_KEY"):
        lax = getattr(session, name).replace("m.valid_to > %(now)s", "true")
        monkeypatch.setattr(session, name, lax)
