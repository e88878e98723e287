"""Units board a load, and the load leaves, without either looking at the other."""

import pytest

from models import ledger_sql


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    blind = ledger_sql.STILL_OPEN.sql.replace("AND state = 'open'", "")
    assert blind != ledger_sql.STILL_OPEN.sql
    monkeypatch.setattr(ledger_sql.STILL_OPEN, "sql", blind)
    nobody = ledger_sql.BOARDED_UNSEEN.sql.replace("WHERE", "WHERE false AND")
    monkeypatch.setattr(ledger_sql.BOARDED_UNSEEN, "sql", nobody)
