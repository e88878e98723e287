"""Units moved without looking whether they moved since they were read: the last writer wins (H3)."""

import pytest

from models import ledger_sql


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    right = ledger_sql.WRITE.sql
    # The primary key (unit, sequence) would still catch the second writer, so it loses that guard, too.
    blind = right.replace("FROM locked WHERE unmoved", "FROM locked").replace(
        "SELECT e.unit_id, e.seq,", "SELECT e.unit_id, e.seq + (random() * 1000000)::integer,"
    )
    assert len(blind) > len(right)
    monkeypatch.setattr(ledger_sql.WRITE, "sql", blind)
