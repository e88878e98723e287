"""Whoever leads the line gets the error of whoever stands in it."""

import pytest

from api.gathering import Gathering


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def together(self, given, others):
        first, *rest = self.work([given, *(place.given for place in others)])
        for place, result in zip(others, rest, strict=True):
            place.done.append(result)
        return first

    monkeypatch.setattr(Gathering, "_together", together)
