"""What a connection has prepared outlives the end of a read."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.db import db

OFTEN = 8
"""More than the driver wants to see of a statement before it prepares it."""


@pytest.mark.usefixtures("world")
def test_reads_leave_their_statements_prepared(fresh_app: Flask) -> None:
    client = fresh_app.test_client()
    for _ in range(OFTEN):
        assert client.get("/api/v1/item-types/FRIDGE").status_code == 200
    assert _prepared(fresh_app) > 0


@pytest.mark.usefixtures("world")
def test_a_failed_statement_costs_the_others_nothing(fresh_app: Flask) -> None:
    client = fresh_app.test_client()
    for _ in range(OFTEN):
        assert client.get("/api/v1/item-types/FRIDGE").status_code == 200
    before = _prepared(fresh_app)
    with fresh_app.app_context(), db.engine.connect() as connection:
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT 1 / 0"))
        connection.rollback()
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
    assert _prepared(fresh_app) >= before


def _prepared(app: Flask) -> int:
    with app.app_context(), db.engine.connect() as connection:
        found: int = connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()
    return found
