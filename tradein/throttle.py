"""How long failed sign-ins make the next one wait: free at first, then doubling, so that guessing never pays."""

from datetime import timedelta

FREE_FAILURES = 5
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(seconds=300)
FORGOTTEN_AFTER = timedelta(hours=1)


def wait_after(failures: int) -> timedelta:
    """The lock after so many failures in a row: none below 5, then 5 s × 2ⁿ up to 300 s."""
    if failures < FREE_FAILURES:
        return timedelta(0)
    doublings = min(failures - FREE_FAILURES, 10)  # 5 s × 2¹⁰ is far beyond the longest wait
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
