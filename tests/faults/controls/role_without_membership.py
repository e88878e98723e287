"""A session that ignores the term of the membership it stands on: privilege left behind (H26)."""

import re

import pytest

from models import session


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_BY_SESSION", "_BY_KEY"):
        said = getattr(session, name)
        lax = re.sub(r"m\.valid_to > \$\d+", "true", said.sql)
        assert lax != said.sql
        monkeypatch.setattr(said, "sql", lax)
