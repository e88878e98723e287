"""Anybody's `X-Forwarded-For` believed: an attacker has as many addresses as they like."""

import pytest
from flask import request

from api import attempt, identity, rates


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def told():
        return request.headers.get("X-Forwarded-For", request.remote_addr).split(",")[0]

    for module in (attempt, identity, rates):
        monkeypatch.setattr(module, "caller_address", told)
