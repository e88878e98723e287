"""Bodies that take whatever they are given, as if every column of the model were a field of the form."""

import marshmallow
import pytest

from api.blueprint import StrictParser


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    lenient = {**StrictParser.DEFAULT_UNKNOWN_BY_LOCATION, "json": marshmallow.EXCLUDE}
    monkeypatch.setattr(StrictParser, "DEFAULT_UNKNOWN_BY_LOCATION", lenient)
