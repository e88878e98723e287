"""The name on the door goes into the booking's history, which nobody can edit afterwards."""

from models import booking


def sabotage(monkeypatch):
    real, names = booking.record, []
    door = booking._contact

    def contact(order_id, where):
        names.append(where.name)
        return door(order_id, where)

    def record(session, order, what, by, reason=None):
        real(session, order, what, by, reason)

    def told(session, order, what, by, reason=None):
        record(session, order, what, by, names[-1] if names else reason)

    monkeypatch.setattr(booking, "_contact", contact)
    monkeypatch.setattr(booking, "record", told)
