"""Avoided emissions of a territory over a period, by item type, from the counters."""

from typing import NamedTuple

from sqlalchemy.orm import Session

from models.oversight import Ask, Question, sums_by_type
from models.reference import carbon_factors, facts
from models.territory import Territory, groups
from tradein.carbon import BOTTOM_UP, Total, by_material_in_all
from tradein.span import Span
from tradein.tally import ZERO

_STANDARD, _TAKEN_APART = "standard", "disassembling"


class Spared(NamedTuple):
    """The sum, and how many units were taken apart without a weight: their part is missing, not zero."""

    total: Total
    unweighed: int


def avoided_over(
    session: Session, place: Territory, span: Span, item_types: tuple[str, ...], basis: str
) -> Spared:
    """What dismantling to standard spared in these days, by the composition and factors in force on the last one.

    Four statements, whatever the number of districts, days and types.
    """
    asks = {"now": Ask(span, basis, (_STANDARD, _TAKEN_APART))}
    found = sums_by_type(session, Question(groups([place]), asks, item_types))
    compositions = facts(session, "item_types", place.place.code, span.last)
    factors = {key: fact.value for key, fact in carbon_factors(session, place.place.code, span.last).items()}
    total, unweighed = Total(0, BOTTOM_UP, 0, 0, 0), 0
    for (item_type, _), sums in found.items():
        done = sums.get(_STANDARD, ZERO)
        unweighed += sums.get(_TAKEN_APART, ZERO).unweighed
        known = compositions.get(item_type)
        if known is None:
            total = total.plus(Total(0, BOTTOM_UP, done.n, done.n, 0))
        else:
            total = total.plus(by_material_in_all(known.value, factors, done.n, done.weight_g))
    return Spared(total, unweighed)
