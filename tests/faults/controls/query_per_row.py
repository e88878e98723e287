"""A list that asks the database once more for every row it shows."""

import pytest
from flask import has_request_context
from marshmallow import fields
from sqlalchemy import text

from models.db import db


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    serialise = fields.Nested._serialize

    def ask_again(self, *args, **kwargs):
        # The document is made without a request: what a field shows there is no row.
        if has_request_context():
            db.session.execute(text("SELECT 1"))
        return serialise(self, *args, **kwargs)

    monkeypatch.setattr(fields.Nested, "_serialize", ask_again)
