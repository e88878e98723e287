"""Pages that compile their templates in the browser, for which the content policy must allow `eval` (H36)."""

import pytest

from api import web_build


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    loosened = web_build.POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'")
    monkeypatch.setattr(web_build, "POLICY", loosened)
