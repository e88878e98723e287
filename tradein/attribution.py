"""What a batch yielded, attributed to the units that went in: pro rata to weight, grams adding up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass

from tradein.allotment import allot
from tradein.output import kinds_of


@dataclass(frozen=True, slots=True)
class Part:
    """A share of one weighed material; also what is attributed to one unit."""

    output_code: str
    mass_g: int
    waste_code: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """A unit that went into the batch."""

    code: str
    item_type: str
    weight_g: int


def attribute(inputs: Sequence[Input], parts: Sequence[Part]) -> dict[str, list[Part]]:
    """Each material shared among the units that may yield it, pro rata to weight; grams add up exactly.

    A material goes only to item types that yield it: hard disks to hosts, tube glass to tubes.
    """
    shares: dict[str, list[Part]] = {unit.code: [] for unit in inputs}
    for part in parts:
        bearers = [unit for unit in inputs if part.output_code in kinds_of(unit.item_type)]
        grams = allot(part.mass_g, [unit.weight_g for unit in bearers])
        for unit, mass_g in zip(bearers, grams, strict=True):
            if mass_g:
                shares[unit.code].append(Part(part.output_code, mass_g, part.waste_code))
    return shares
