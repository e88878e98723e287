"""What may be asked of the figures: period, category, basis, comparison. Unknown names and values answer 422."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import fields
from sqlalchemy.orm import Session

from api.clock import now
from api.paging import PageQuery
from api.schema import Body, Choice, Day, Number, Text
from models.books import Wanted
from models.item_type import item_types
from tradein.lifecycle import Stage, Step
from tradein.moment import day_of
from tradein.reading import BASES, readable, step_figure
from tradein.refusals.oversight import CategoryUnknown, PeriodReversed
from tradein.span import Span, month_start, previous, year_before
from tradein.tally import ORIGIN

BEFORE = {"previous": previous, "year": year_before}
STEP_PREFIX = "step."
WHOLE = tuple(key for key in readable() if not key.startswith(STEP_PREFIX))
"""What a summary shows unless some figures are asked for."""
FEW = ("recovered_units", "recovered_tonnes", "dismantled_units")

BASIS = (
    "origin counts a step in the district the unit was picked up in, place in the district the step happened in. "
    "It matters for figures without a basis of their own."
)


class PeriodQuery(Body):
    """`from` and `to` are Shanghai days, both included; without them the month so far."""

    first = Day(
        data_key="from", load_default=None, metadata={"description": "default: first of the month of `to`"}
    )
    last = Day(data_key="to", load_default=None, metadata={"description": "last day; default: today"})
    category = Text(20, load_default=None, metadata={"description": "an item type or a WEEE class"})
    basis = Choice(BASES, load_default=ORIGIN, metadata={"description": BASIS})


class FiguresQuery(PeriodQuery):
    """Also which figures, and which earlier period to compare with."""

    figure = fields.List(
        Choice(readable()), load_default=None, metadata={"description": "repeat for several"}
    )
    step = Choice(Step, load_default=None, metadata={"description": "only the figure that counts this step"})
    compare = Choice(
        BEFORE, load_default=None, metadata={"description": "the period before, or the year before"}
    )


class SeriesQuery(PeriodQuery):
    """Also which figures, and whether by day, week (from Monday) or month."""

    figure = fields.List(
        Choice(readable()), load_default=None, metadata={"description": "repeat for several"}
    )
    step = Choice(Step, load_default=None, metadata={"description": "only the figure that counts this step"})
    by = Choice(("day", "week", "month"), load_default="day")


class RankingQuery(PeriodQuery):
    """Also by which figure, of which places, from which end."""

    figure = Choice(readable(), load_default=None, metadata={"description": "default: recovered_units"})
    step = Choice(Step, load_default=None, metadata={"description": "rank by how often this step happened"})
    of = Choice(("children", "districts"), load_default="children")
    order = Choice(("top", "bottom"), load_default="top")
    limit = Number(200, low=1, load_default=200)
    compare = Choice(BEFORE, load_default=None)


class DrillQuery(PageQuery):
    """Exactly one of `stage`, `step` and `figure`, and the same period and category as the figure itself."""

    first = Day(data_key="from", load_default=None)
    last = Day(
        data_key="to", load_default=None, metadata={"description": "for stages: the day's end; default now"}
    )
    category = Text(20, load_default=None)
    basis = Choice(BASES, load_default=ORIGIN, metadata={"description": BASIS})
    stage = Choice(Stage, load_default=None)
    step = Choice(Step, load_default=None)
    figure = Choice(readable(), load_default=None)


@dataclass(frozen=True, slots=True)
class Period:
    """The spans a question speaks of: `now`, and `before` if it compares."""

    spans: Mapping[str, Span]
    compare: str | None

    @property
    def now(self) -> Span:
        """The period asked for."""
        return self.spans["now"]


def period(query: Mapping[str, Any]) -> Period:
    """The days asked for. Raises `PeriodReversed`."""
    last: date = query["last"] or day_of(now())
    first: date = query["first"] or month_start(last)
    if first > last:
        raise PeriodReversed("from")
    span, compare = Span(first, last), query.get("compare")
    return Period({"now": span} | ({"before": BEFORE[compare](span)} if compare else {}), compare)


def wanted(session: Session, query: Mapping[str, Any], default: tuple[str, ...]) -> Wanted:
    """The figures asked for. Raises `CategoryUnknown`."""
    figure = query["figure"]
    chosen = [figure] if isinstance(figure, str) else list(figure or ())
    if query["step"]:
        chosen.append(step_figure(query["step"]))
    # The catalogue's order, each once.
    asked = set(chosen) or set(default)
    keys = tuple(key for key in readable() if key in asked)
    return Wanted(keys, query["basis"], category_types(session, query["category"]))


def category_types(session: Session, category: str | None) -> tuple[str, ...] | None:
    """The item types of a category: itself, or those of a WEEE class; None for all. Raises `CategoryUnknown`."""
    if category is None:
        return None
    types = item_types(session, now())
    found = tuple(sorted(code for code, kind in types.items() if category in (code, kind.weee_class)))
    if not found:
        raise CategoryUnknown("category", category=category)
    return found
