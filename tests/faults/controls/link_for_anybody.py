"""A signed link that is not bound to the person it was made for."""

import pytest

from api import signed_link
from tradein.actor import Actor

NOBODY = Actor(None, None, None, "public")


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_link, "current_actor", lambda: NOBODY)
