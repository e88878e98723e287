"""Spans of days, and how to answer a question about one from the coarsest closed counters.

Counters are kept per day, per month and for all time. A span is cut into signed pieces: whole months, the few days at
its edges (or a whole month less the days outside), and for a stock the all-time counter less what came later. How
many counters a question reads therefore depends on the length of its edges, never on the number of units.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

DAY = "day"
MONTH = "month"
TOTAL = "total"
BEGINNING = date(2000, 1, 1)
"""Nothing is counted before; a span from here is a span from ever. Also the period of the all-time counter."""
END_OF_TIME = date(9999, 12, 31)
ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """Shanghai days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it holds; zero or less when it is empty."""
        return (self.last - self.first).days + 1


class Piece(NamedTuple):
    """Counters to add (+1) or to take away (-1): those of `grain` whose period begins within first…last."""

    sign: int
    grain: str
    first: date
    last: date

    def negative(self) -> "Piece":
        """The same counters with the other sign."""
        return self._replace(sign=-self.sign)


def ever(last: date) -> Span:
    """Everything up to a day, that day included: the span of a stock."""
    return Span(BEGINNING, last)


def month_start(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def week_start(day: date) -> date:
    """The Monday of its week (GB/T 7408)."""
    return day - timedelta(days=day.weekday())


def pieces(span: Span) -> list[Piece]:
    """The counters that together hold exactly the days of a span; none for an empty one."""
    if span.first > span.last:
        return []
    if span.first <= BEGINNING:
        after = pieces(Span(span.last + ONE_DAY, END_OF_TIME)) if span.last < END_OF_TIME else []
        return [Piece(1, TOTAL, BEGINNING, BEGINNING), *(piece.negative() for piece in after)]
    if month_start(span.first) == month_start(span.last):
        return _within_month(span)
    inner_first, inner_last = month_start(span.first), month_start(span.last)
    edges: list[Piece] = []
    if span.first != inner_first:
        edges += _edge(span.first, month_end(span.first), Span(inner_first, span.first - ONE_DAY))
        inner_first = month_end(span.first) + ONE_DAY
    if span.last not in (month_end(span.last), END_OF_TIME):
        edges += _edge(inner_last, span.last, Span(span.last + ONE_DAY, month_end(span.last)))
        inner_last = month_start(inner_last - ONE_DAY)
    whole = [Piece(1, MONTH, inner_first, inner_last)] if inner_first <= inner_last else []
    return whole + edges


def _edge(first: date, last: date, outside: Span) -> list[Piece]:
    """The days first…last of one month whose other days are `outside`: whichever reads fewer counters."""
    inside = Span(first, last)
    if inside.days <= outside.days + 1:
        return [Piece(1, DAY, *inside)]
    month = month_start(first)
    return [Piece(1, MONTH, month, month), Piece(-1, DAY, *outside)]


def _within_month(span: Span) -> list[Piece]:
    month = month_start(span.first)
    before = Span(month, span.first - ONE_DAY)
    after = Span(span.last + ONE_DAY, month_end(span.last))
    if span.days <= before.days + after.days + 1:
        return [Piece(1, DAY, *span)]
    outside = [Piece(-1, DAY, *part) for part in (before, after) if part.days > 0]
    return [Piece(1, MONTH, month, month), *outside]


def previous(span: Span) -> Span:
    """The period before (环比): a span from the first of a month compares with the same days as many months earlier.

    1–21 March with 1–21 February, the first quarter with the last one; other spans with as many days just before.
    """
    if span.first != month_start(span.first):
        return Span(span.first - timedelta(days=span.days), span.first - ONE_DAY)
    months = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    return _shifted(span, months)


def year_before(span: Span) -> Span:
    """The same days a year earlier (同比); 29 February compares with 28 February, month ends with month ends."""
    return _shifted(span, 12)


def _shifted(span: Span, months: int) -> Span:
    first, last = _months_back(span.first, months), _months_back(span.last, months)
    return Span(first, month_end(last) if span.last == month_end(span.last) else last)


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def bucket_of(day: date, width: str) -> date:
    """The first day of the `day`, `week` or `month` a day falls in."""
    if width == "week":
        return week_start(day)
    return month_start(day) if width == MONTH else day


def buckets(span: Span, width: str) -> Iterator[Span]:
    """The days, weeks or months of a span in order; the first and the last are cut to the span."""
    start = bucket_of(span.first, width)
    while start <= span.last:
        end = _bucket_end(start, width)
        yield Span(max(start, span.first), min(end, span.last))
        start = end + ONE_DAY


def _bucket_end(start: date, width: str) -> date:
    if width == "week":
        return start + timedelta(days=6)
    return month_end(start) if width == MONTH else start
