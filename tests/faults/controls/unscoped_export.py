"""An export that forgets whose rows it may hold, with the database's own net taken down too (H27)."""

import pytest
from sqlalchemy import text, true

from api import export
from models import export_rows, export_table


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything(session, *asked):
        session.execute(text("SELECT set_config('tradein.purpose', 'system', true)"))
        yield from export_rows.rows(session, *asked)

    monkeypatch.setattr(export_table, "within", lambda *_: true())
    monkeypatch.setattr(export, "rows", everything)
