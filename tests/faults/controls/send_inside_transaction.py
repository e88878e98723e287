"""The message handed to the provider while the transaction it tells of is still open (H18)."""

import pytest
from flask import current_app

from api import one_time
from api.sms import Outgoing, provider_of
from models.db import new_id


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def send_now(_session, telling, _now):
        provider = provider_of(current_app.extensions["settings"])
        provider.send(Outgoing(new_id(), telling.phone, telling.template, "sent at once"))

    monkeypatch.setattr(one_time, "enqueue", send_now)
