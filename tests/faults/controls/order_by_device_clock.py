"""Late scans put in the order of device clocks: a step whose clock is behind is taken for outdated (H11)."""

import pytest

from tradein import custody
from tradein.refusals.unit import StepTooLate


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    right = custody.check_custody

    def by_clock(unit, seen, ground):
        if seen.scan.event_time < unit.last_event_time:
            raise StepTooLate("event_time", **unit.known())
        right(unit, seen, ground)

    monkeypatch.setattr(custody, "check_custody", by_clock)
