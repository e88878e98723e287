"""The socket of a server with a long path laid wherever there is room, whoever may enter (H32)."""

import pytest

from api import embedded


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "private_socket_directory", lambda path: path.mkdir(exist_ok=True))
