"""The books of many places at once: everything a set of figures is read from, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.oversight import Ask, Question, series, sums
from models.territory import Territory, groups
from tradein.reading import Books, Sums, is_stock, measures_of, merged
from tradein.span import BEGINNING, Span, bucket_of, buckets, ever
from tradein.tally import ORIGIN

STOCK = "stock"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures, on which basis where both make sense, of which item types (None: all)."""

    figures: tuple[str, ...]
    basis: str = ORIGIN
    item_types: tuple[str, ...] | None = None


def books_of(
    session: Session, places: Sequence[Territory], spans: Mapping[str, Span], wanted: Wanted
) -> dict[tuple[str, str], Books]:
    """The books of each (place's code, name of the span). One statement; the places must not overlap."""
    asks = {name: ask for label, span in spans.items() for name, ask in _asks(label, span, wanted)}
    found = sums(session, Question(groups(places), asks, wanted.item_types))
    return {
        (place.place.code, label): Books(
            {
                basis: found.get((place.place.code, f"{label}.{basis}"), {})
                for basis in measures_of(wanted.figures, wanted.basis)
            },
            found.get((place.place.code, f"{label}.{STOCK}"), {}),
        )
        for place in places
        for label in spans
    }


def _asks(label: str, span: Span, wanted: Wanted) -> list[tuple[str, Ask]]:
    asks = [
        (f"{label}.{basis}", Ask(span, basis, measures))
        for basis, measures in measures_of(wanted.figures, wanted.basis).items()
    ]
    stocks = tuple(key for key in wanted.figures if is_stock(key))
    if stocks:
        asks.append((f"{label}.{STOCK}", Ask(ever(span.last), ORIGIN, stocks)))
    return asks


def books_over_time(
    session: Session, place: Territory, span: Span, width: str, wanted: Wanted
) -> list[tuple[Span, Books]]:
    """The books of each day, week or month of a span. One statement; stocks are those at each one's end."""
    span = Span(max(span.first, BEGINNING + ONE_DAY), span.last)
    asks = dict(_asks("now", span, wanted))
    stocks = asks.pop(f"now.{STOCK}", None)
    if stocks is not None:
        asks |= {"flow": Ask(span, ORIGIN, stocks.measures)}
        asks |= {"before": Ask(ever(span.first - ONE_DAY), ORIGIN, stocks.measures)}
    found = series(session, Question(groups([place]), asks, wanted.item_types), width)
    stock: Sums = merged(cell for (ask, _), cell in found.items() if ask == "before")
    points = []
    for part in buckets(span, width):
        start = bucket_of(part.first, width)
        stock = merged((stock, found.get(("flow", start), {})))
        points.append((part, Books(_period(found, start, wanted), stock)))
    return points


def _period(found: Mapping[tuple[str, date], Sums], start: date, wanted: Wanted) -> dict[str, Sums]:
    bases = measures_of(wanted.figures, wanted.basis)
    return {basis: found.get((f"now.{basis}", start), {}) for basis in bases}
