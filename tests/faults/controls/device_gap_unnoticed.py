"""A batch that fills a device's gap does not notice that another came to wait for it meanwhile (H10)."""

import pytest

from models import ledger_sql


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    right = ledger_sql.DEVICES.sql
    blind = right.replace("AND s.version = w.seen", "AND s.next_seq <= w.next_seq")
    assert blind != right
    monkeypatch.setattr(ledger_sql.DEVICES, "sql", blind)
