"""Bodies and query strings read as webargs reads them: lenient, last duplicate wins, NaN welcome."""

import pytest
from webargs.flaskparser import FlaskParser

from api.blueprint import StrictParser


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_raw_load_json", "load_querystring"):
        monkeypatch.setattr(StrictParser, name, getattr(FlaskParser, name))
