"""What a count or a loss may change in the stock of a lot, and who must speak for it."""

from dataclasses import dataclass

from tradein.actor import Actor
from tradein.refusals.output import AdjustmentBeyond, AdjustmentLarge
from tradein.tolerance import Tolerance

LETTERS = 10
"""How long the reason of an adjustment outside the tolerance must be."""


@dataclass(frozen=True, slots=True)
class Count:
    """An adjustment of a lot in signed grams, beside what is on record of the lot.

    `produced_g` was weighed into it, `net_g` is the sum of its earlier adjustments, `moved_g` the sum of their sizes.
    """

    lot: str
    stock_g: int
    produced_g: int
    net_g: int
    moved_g: int
    mass_g: int
    reason: str


def judge_adjustment(count: Count, tolerance: Tolerance, actor: Actor) -> None:
    """Nothing comes out of thin air, and what is outside the tolerance is a manager's word, given in person.

    Earlier adjustments count, so that many small ones are no way around. Raises `adjustment_beyond_produced`,
    `adjustment_needs_manager`.
    """
    most_g = tolerance.allowance(count.produced_g)
    if count.mass_g > 0 and count.net_g + count.mass_g > most_g:
        raise AdjustmentBeyond("mass_g", lot=count.lot, produced_g=count.produced_g, allowed_g=most_g)
    allowed_g = tolerance.allowance(count.stock_g)
    if count.moved_g + abs(count.mass_g) <= allowed_g:
        return
    in_person = actor.account_id is not None and actor.key_id is None
    if not (in_person and actor.manager):
        raise AdjustmentLarge("mass_g", allowed_g=allowed_g, letters=LETTERS)
    if len(count.reason) < LETTERS:
        raise AdjustmentLarge("reason", allowed_g=allowed_g, letters=LETTERS)
