"""Splitting an integer amount (fen, grams) over weights so that nothing is lost and nothing is invented."""

from collections.abc import Sequence


def allot(amount: int, weights: Sequence[int]) -> list[int]:
    """Shares of `amount` in proportion to `weights`, adding up exactly: the largest remainder gets the rest.

    Among equal remainders the earlier share wins, so the answer is the same every time. A negative amount is split
    like its opposite. Raises ValueError when weights are negative, or all zero while there is something to split.
    """
    total = sum(weights)
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is negative")
    if total == 0:
        if amount:
            raise ValueError("nothing to split the amount over")
        return [0] * len(weights)
    sign = -1 if amount < 0 else 1
    parts = [divmod(abs(amount) * weight, total) for weight in weights]
    shares = [share for share, _ in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: -parts[place][1])
    for place in by_remainder[: abs(amount) - sum(shares)]:
        shares[place] += 1
    return [sign * share for share in shares]
