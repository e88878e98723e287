"""The answer stored in a transaction of its own, after the effect: a worker may die in between (H8)."""

import pytest

from api import once
from api.transaction import after_commit, in_transaction
from models import idempotency


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def later(session, *facts) -> None:
        after_commit(session, lambda: in_transaction(lambda own: idempotency.remember(own, *facts)))

    monkeypatch.setattr(once, "remember", later)
