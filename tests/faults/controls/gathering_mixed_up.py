"""Those who wait in line get each other's answers."""

import pytest

from api.gathering import Gathering


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Gathering._together

    def turned(self, given, others):
        first = real(self, given, others)
        answers = [place.done for place in others]
        for place, answer in zip(others, answers[::-1], strict=True):
            place.done = answer
        return first

    monkeypatch.setattr(Gathering, "_together", turned)
