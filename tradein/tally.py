"""Which tally cells an event adds to. Cells are projections: a recount from events must give the same numbers.

A cell is (day, district, item type, basis, measure). Basis `origin` counts in the district the unit was picked up in
and follows it through its whole life; basis `place` counts where the step happened (domain §7.4: the recovery region
owns the pick-up, the plant region owns the dismantling). Measures are the steps themselves, `stage.<stage>` (signed
changes, so that a sum up to a day is the stock on that day), `output.<code>`, `waste.<code>` and `standard`.
A step that its unit has behind it in the same stay is no second one (`tradein.repeat`).
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tradein.lifecycle import Step
from tradein.moment import day_of
from tradein.repeat import REPEATED
from tradein.scan import Event

ORIGIN = "origin"
PLACE = "place"
RELABELLING = "relabelling"
"""A lost label replaced (`commissioning` of a unit that exists): counted apart, or units would be born twice."""


class Cell(NamedTuple):
    """The key of one tally cell."""

    day: date
    district: str
    item_type: str
    basis: str
    measure: str


class Amount(NamedTuple):
    """What a cell counts: events, their weight in grams, how many of them nobody weighed, and money in fen."""

    n: int = 0
    weight_g: int = 0
    unweighed: int = 0
    amount_fen: int = 0

    def plus(self, other: "Amount") -> "Amount":
        """The sum of two amounts."""
        return Amount(
            self.n + other.n,
            self.weight_g + other.weight_g,
            self.unweighed + other.unweighed,
            self.amount_fen + other.amount_fen,
        )

    def negative(self) -> "Amount":
        """The amount that takes this one back."""
        return Amount(-self.n, -self.weight_g, -self.unweighed, -self.amount_fen)


ZERO = Amount()


def cells_of(event: Event) -> list[tuple[Cell, Amount]]:
    """What one event contributes; an error declaration contributes the negative of the event it takes back."""
    day = day_of(event.event_time)
    step = Amount(1, event.weight_g or 0, int(event.weight_g is None), event.price_fen or 0)
    relabelled = event.step is Step.COMMISSIONING and event.from_stage is not None
    measure = RELABELLING if relabelled else event.step.value
    found = []
    if REPEATED not in event.flags:
        found.append((Cell(day, event.district, event.item_type, ORIGIN, measure), step))
        found.append((Cell(day, event.place, event.item_type, PLACE, measure), step))
    if event.from_stage != event.to_stage:
        if event.from_stage is not None:
            left = Cell(day, event.district, event.item_type, ORIGIN, f"stage.{event.from_stage.value}")
            found.append((left, Amount(-1)))
        entered = Cell(day, event.district, event.item_type, ORIGIN, f"stage.{event.to_stage.value}")
        found.append((entered, Amount(1)))
    if event.step is Step.DISASSEMBLING:
        found.extend(_material_cells(event, day))
    return found


def _material_cells(event: Event, day: date) -> Iterable[tuple[Cell, Amount]]:
    for basis, district in ((ORIGIN, event.district), (PLACE, event.place)):
        for output in event.outputs:
            mass = Amount(1, output.mass_g)
            yield Cell(day, district, event.item_type, basis, f"output.{output.output_code}"), mass
            if output.waste_code:
                yield Cell(day, district, event.item_type, basis, f"waste.{output.waste_code}"), mass
        if event.facts and event.facts.get("standard"):
            yield Cell(day, district, event.item_type, basis, "standard"), Amount(1, event.weight_g or 0)


def add_up(contributions: Iterable[tuple[Cell, Amount]]) -> dict[Cell, Amount]:
    """Contributions aggregated by cell; cells that cancel out to nothing are dropped."""
    total: dict[Cell, Amount] = {}
    for cell, amount in contributions:
        total[cell] = total.get(cell, ZERO).plus(amount)
    return {cell: amount for cell, amount in total.items() if any(amount)}
