"""What a weighing makes doubtful. Doubtful weights are marked and kept, never refused."""

from tradein.ground import Ground
from tradein.moment import day_of
from tradein.scan import UnitState

WEIGHT_OUT_OF_RANGE, WEIGHT_DIFFERS = "weight_out_of_range", "weight_differs"
WEIGHINGS_DIFFER_PER_MILLE = 50
"""F16: two weighings of one unit may differ by 5 %."""
WEIGHINGS_DIFFER_MIN_G = 500


def plausible(weight_g: int, unit: UnitState, ground: Ground) -> bool:
    """Whether a unit of this item type may weigh so much."""
    if unit.item_type not in ground.item_types:
        return True
    usual = ground.item_types.weights(unit.item_type, unit.district, day_of(ground.now))
    return usual.low_g <= weight_g <= usual.high_g


def weighings_differ(before_g: int, weight_g: int) -> bool:
    """Whether two weighings of one unit are further apart than scales and dust explain (F16)."""
    allowed = max(WEIGHINGS_DIFFER_MIN_G, before_g * WEIGHINGS_DIFFER_PER_MILLE // 1000)
    return abs(weight_g - before_g) > allowed


def weight_flags(weight_g: int | None, unit: UnitState, ground: Ground) -> list[str]:
    """What a weighing makes doubtful: outside the item type's range, or unlike the weighing before (F16)."""
    if weight_g is None:
        return []
    flags = [] if plausible(weight_g, unit, ground) else [WEIGHT_OUT_OF_RANGE]
    if unit.weight_g is not None and weighings_differ(unit.weight_g, weight_g):
        flags.append(WEIGHT_DIFFERS)
    return flags


def input_g(weight_g: int | None, unit: UnitState, ground: Ground) -> int | None:
    """What a unit weighs as it is taken apart, in grams; None where nobody ever weighed it.

    A weighing on the line counts only where nothing speaks against it: else any outputs would balance with the weight
    that was typed in for them.
    """
    if weight_g is None or weight_flags(weight_g, unit, ground):
        return unit.weight_g
    return weight_g
