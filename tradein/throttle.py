"""How often something may be tried in a row before the next attempt waits: free at first, then doubling."""

from dataclasses import dataclass
from datetime import timedelta

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=300)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many attempts are free; where `back_after` is given, one of them comes back whenever it has passed."""

    free: int
    back_after: timedelta | None = None

    def count(self, before: int, since: timedelta) -> int:
        """The attempts counted, this one included: `before` were, the last of them `since` ago."""
        if since > FORGOTTEN_AFTER:
            return 1
        # Two at once: the one that waited for the row read its clock before the other was counted.
        passed = max(since, timedelta(0))
        returned = passed // self.back_after if self.back_after else 0
        return max(before - returned, 0) + 1

    def wait_after(self, attempts: int) -> timedelta:
        """The lock after so many attempts: none while they are free, then 5 s × 2ⁿ up to 300 s."""
        if attempts < self.free:
            return timedelta(0)
        doublings = min(attempts - self.free, 10)  # 5 s × 2¹⁰ is far beyond the longest wait
        return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


SIGN_IN = Allowance(5)
"""Failures of one account and of one address: guessing never pays."""

REGISTRATION = Allowance(30, back_after=timedelta(minutes=2))
"""Of one address: a community centre on an open day signs up thirty people an hour; a machine soon waits."""
