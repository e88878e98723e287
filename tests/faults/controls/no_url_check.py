"""Addresses believed as the provider of the unified sign-on says them: into our own network, without TLS (SSRF)."""

import pytest

from api.oidc import client


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "may_lead_to", lambda _url, _issuer: True)
