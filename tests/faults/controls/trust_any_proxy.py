"""Forwarded headers believed whether or not a proxy was declared."""

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from api import app


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def always(made, _settings):
        made.wsgi_app = ProxyFix(made.wsgi_app, x_for=1, x_proto=1, x_host=1)

    monkeypatch.setattr(app, "_stand_behind_proxies", always)
