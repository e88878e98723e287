"""A period's figures from its tally sums: integers in base units, nothing rounded before it is shown."""

from collections.abc import Mapping

from tradein.comparison import share_permille
from tradein.lifecycle import Stage
from tradein.tally import ZERO, Amount


def from_tallies(sums: Mapping[str, Amount]) -> dict[str, int | None]:
    """The figures that a period's tally sums answer, by key, in whole base units.

    `recovered_tonnes` comes as grams under `recovered_g` and `materials_kg` as `weight_out_g`, so that nothing is
    rounded before it is shown. A ratio without a denominator is None, and so is the gap while a unit was taken apart
    unweighed: unknown is not zero.
    """
    collected = sums.get("collecting", ZERO)
    taken_apart = sums.get("disassembling", ZERO)
    standard = sums.get("standard", ZERO).n
    out_g = _family(sums, "output.")
    return {
        "booked_units": sums.get("commissioning", ZERO).n,
        "recovered_units": collected.n,
        "recovered_g": collected.weight_g,
        "unweighed_units": collected.unweighed,
        "unweighed_share": share_permille(collected.unweighed, collected.n),
        "paid_fen": collected.amount_fen,
        "disassembled_units": taken_apart.n,
        "dismantled_units": standard,
        "dismantle_rate": share_permille(standard, collected.n),
        "weight_in_g": taken_apart.weight_g,
        "weight_in_unweighed": taken_apart.unweighed,
        "weight_out_g": out_g,
        "weight_gap_g": None if taken_apart.unweighed else taken_apart.weight_g - out_g,
        "hazardous_g": _family(sums, "waste."),
    }


def by_material(sums: Mapping[str, Amount]) -> dict[str, int]:
    """Grams per output code, heaviest first."""
    grams = {
        measure.removeprefix("output."): amount.weight_g
        for measure, amount in sums.items()
        if measure.startswith("output.")
    }
    return dict(sorted(grams.items(), key=lambda row: (-row[1], row[0])))


def by_stage(sums: Mapping[str, Amount]) -> dict[Stage, int]:
    """Units at each stage, from sums over all days up to the day asked for."""
    return {stage: sums.get(f"stage.{stage.value}", ZERO).n for stage in Stage}


def _family(sums: Mapping[str, Amount], prefix: str) -> int:
    return sum(amount.weight_g for measure, amount in sums.items() if measure.startswith(prefix))
