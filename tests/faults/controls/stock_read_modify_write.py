"""Stock checked before it is changed, and written back as a number: two shipments take the same grams (H15)."""

import pytest
from sqlalchemy import select, update

from models import output
from models.output import OutputLot
from tradein.refusals.output import StockShort


def _change(session, _place, lot_id, mass_g):
    number, stock_g = session.execute(
        select(OutputLot.number, OutputLot.stock_g).where(OutputLot.id == lot_id)
    ).one()
    if stock_g + mass_g < 0:
        raise StockShort("mass_g", lot=number)
    session.execute(update(OutputLot).where(OutputLot.id == lot_id).values(stock_g=stock_g + mass_g))


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_change", _change)
    # Numbers from the series would queue the writers by accident and hide what is missing.
    numbers = iter(range(10**6))
    monkeypatch.setattr("models.shipment.next_number", lambda *_: f"SH-{next(numbers)}")
