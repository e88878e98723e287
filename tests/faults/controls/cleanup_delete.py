"""Data swept away when the embedded server stops, as its library does by default in tests (H33)."""

import shutil

import pytest

from api.embedded import EmbeddedServer


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def swept(server):
        stop(server)
        shutil.rmtree(server.data, ignore_errors=True)

    stop = EmbeddedServer.stop
    monkeypatch.setattr(EmbeddedServer, "stop", swept)
