"""A list that asks the database once more for every row it shows."""

import pytest
from marshmallow import fields
from sqlalchemy import text

from models.db import db


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    serialise = fields.Nested._serialize

    def ask_again(self, *args, **kwargs):
        db.session.execute(text("SELECT 1"))
        return serialise(self, *args, **kwargs)

    monkeypatch.setattr(fields.Nested, "_serialize", ask_again)
