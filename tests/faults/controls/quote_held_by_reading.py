"""Whether a quote is free asked first and written afterwards, instead of in one statement."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models import booking
from models.quote import QuoteRow, QuoteTaken


def _hold(session: Session, order_id: UUID, quotes: Sequence[QuoteRow]) -> None:
    mine = QuoteRow.id.in_([quote.id for quote in quotes])
    if session.scalars(select(QuoteRow.id).where(mine, QuoteRow.order_id.is_not(None))).all():
        raise QuoteTaken("units.0.quote")
    session.execute(update(QuoteRow).where(mine).values(order_id=order_id))


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booking, "hold", _hold)
