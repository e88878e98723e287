"""A web server that reads headers generously, folded, with blanks, of any version: a proxy reads them otherwise."""

import pytest
from gunicorn import config


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    for generous in (
        config.PermitObsoleteFolding,
        config.StripHeaderSpaces,
        config.PermitUnconventionalHTTPMethod,
        config.PermitUnconventionalHTTPVersion,
    ):
        monkeypatch.setattr(generous, "default", True)
