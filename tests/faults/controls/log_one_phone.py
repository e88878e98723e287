"""One log line of the booking names the phone, under a key that is allowed."""

import structlog

from models import booking


def sabotage(monkeypatch):
    door = booking._contact

    def contact(order_id, where):
        structlog.stdlib.get_logger("api.booking").info("booked", code=where.phone)
        return door(order_id, where)

    monkeypatch.setattr(booking, "_contact", contact)
