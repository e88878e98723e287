"""Strictness put on the application's JSON provider only, which webargs never asks (H35)."""

import pytest
from webargs.flaskparser import FlaskParser

from api import strict_json
from api.app import OrjsonProvider
from api.blueprint import StrictParser


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StrictParser, "_raw_load_json", FlaskParser._raw_load_json)
    monkeypatch.setattr(OrjsonProvider, "loads", lambda _self, raw, **_: strict_json.parse(raw))
