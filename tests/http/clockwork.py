"""A clock that tests turn: every module of `api` that reads the time reads this one."""

import sys
from datetime import UTC, datetime, timedelta

from api.clock import now


class Clockwork:
    """`clock.at` is the present; `clock.turn(minutes=5)` moves it on."""

    def __init__(self, monkeypatch, at=None):
        self.at = at or datetime.now(UTC)
        for name, module in list(sys.modules.items()):
            if name.startswith("api.") and getattr(module, "now", None) is now and name != "api.clock":
                monkeypatch.setattr(module, "now", lambda: self.at)

    def turn(self, **span):
        self.at += timedelta(**span)
