"""The guard against replay forgets a used step as soon as that step is over, while the leeway still takes its code."""

import pytest

from models import second_factor
from tradein import totp


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    real = totp.matching_step

    def forgetful(secret, code, now, last_step):
        kept = last_step if last_step is not None and totp.step_at(now) <= last_step else None
        return real(secret, code, now, kept)

    monkeypatch.setattr(totp, "matching_step", forgetful)
    monkeypatch.setattr(second_factor, "matching_step", forgetful)
