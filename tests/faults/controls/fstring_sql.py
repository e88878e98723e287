"""SQL made of what somebody typed: a search for regions whose text is put between the quotes of a statement."""

import pytest
from sqlalchemy import select, text

from models import region
from models.region import Region


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def glued(session, typed, _parent, limit):
        found = session.execute(text(f"SELECT code FROM region WHERE name LIKE '%{typed}%' LIMIT {limit}"))  # noqa: S608
        return list(session.scalars(select(Region).where(Region.code.in_(list(found.scalars())))))

    monkeypatch.setattr(region, "search", glued)
