"""The audit row written after the commit, in a transaction of its own: a crash in between loses it (G18)."""

import pytest

from api import audit_trail
from api.transaction import after_commit


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    in_time = audit_trail.changed

    def late(session):
        def write():
            in_time(session)
            session.commit()

        after_commit(session, write)

    monkeypatch.setattr(audit_trail, "changed", late)
