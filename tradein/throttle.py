"""How often something may be tried in a row before the next attempt waits: free at first, then doubling."""

from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=300)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many attempts are free; where `back_after` is given, one of them comes back whenever it has passed."""

    free: int
    back_after: timedelta | None = None

    def count(self, before: int, since: datetime, now: datetime) -> tuple[int, datetime]:
        """The attempts counted, this one included, and the moment from which the next to come back is counted.

        `before` were counted; `since` is that moment as it was. It moves on by whole steps only: were it set anew by
        every attempt, a busy address would never get one back.
        """
        # Two at once: the one that waited for the row read its clock before the other was counted.
        passed = max(now - since, timedelta(0))
        if passed > FORGOTTEN_AFTER:
            return 1, now
        if self.back_after is None:
            return before + 1, since + passed
        returned = passed // self.back_after
        left = before - returned
        return (left + 1, since + returned * self.back_after) if left > 0 else (1, now)

    def wait_after(self, attempts: int) -> timedelta:
        """The lock after so many attempts: none while they are free, then 5 s × 2ⁿ up to 300 s."""
        if attempts < self.free:
            return timedelta(0)
        doublings = min(attempts - self.free, 10)  # 5 s × 2¹⁰ is far beyond the longest wait
        return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


SIGN_IN = Allowance(5)
"""Failures of one account: guessing never pays."""

ADDRESS = Allowance(30, back_after=timedelta(minutes=5))
"""Failures of one address: an office or a carrier's subscribers share it and mistype; a machine soon waits."""

REGISTRATION = Allowance(30, back_after=timedelta(minutes=2))
"""Of one address: a community centre on an open day signs up thirty people an hour; a machine soon waits."""
