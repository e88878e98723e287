"""Figures of a region: its summary, its parts, a ranking of places, and how they went over time."""

from typing import Any

from api.blueprint import Blueprint
from api.identity import current_actor
from api.oversight_query import FEW, WHOLE, FiguresQuery, Period, RankingQuery, SeriesQuery, period, wanted
from api.oversight_view import (
    ChildrenView,
    RankingView,
    SeriesView,
    SummaryView,
    figure,
    figures,
    heading,
    materials,
    place,
    reading,
)
from api.permit import permit
from models.books import Wanted, books_of, books_over_time
from models.db import db
from models.territory import Territory, districts, overseen, parts
from tradein.comparison import ranking
from tradein.reading import Books, Reading, read, together
from tradein.refusals.oversight import SeriesTooLong
from tradein.span import buckets
from tradein.tally import PLACE

MOST_POINTS = 400

blp = Blueprint(
    "oversight", __name__, url_prefix="/api/v1/oversight", description="监管指标 · Figures of a region"
)


@blp.get("/<string:region>/summary")
@permit("oversight", "read")
@blp.arguments(FiguresQuery, location="query")
@blp.response(200, SummaryView)
def show_summary(query: dict[str, Any], region: str) -> dict[str, Any]:
    """Every figure of a region over a period, exact at the time of data, with the period before if asked."""
    territory = overseen(db.session(), current_actor(), region)
    asked, which = period(query), wanted(db.session(), query, WHOLE)
    answer = heading(territory, asked, query)
    books = books_of(db.session(), [territory], asked.spans, which)
    here, before = _pair(books, territory, asked)
    return answer | {
        "figures": _shown(which, here, before),
        "materials": materials(here, which.basis, "output."),
        "wastes": materials(here, PLACE, "waste."),
    }


@blp.get("/<string:region>/children")
@permit("oversight", "read")
@blp.arguments(FiguresQuery, location="query")
@blp.response(200, ChildrenView)
def list_children(query: dict[str, Any], region: str) -> dict[str, Any]:
    """The same figures for every part: function zones, and cities without districts, are parts like the others."""
    territory = overseen(db.session(), current_actor(), region)
    asked, which = period(query), wanted(db.session(), query, FEW)
    answer = heading(territory, asked, query)
    below = parts(db.session(), territory)
    books = books_of(db.session(), below or [territory], asked.spans, which)
    total = [together(one for (_, label), one in books.items() if label == span) for span in asked.spans]
    return answer | {
        "total": _shown(which, total[0], total[1] if asked.compare else None),
        "items": [
            place(part.place) | {"figures": _brief(which, *_pair(books, part, asked))} for part in below
        ],
    }


@blp.get("/<string:region>/ranking")
@permit("oversight", "read")
@blp.arguments(RankingQuery, location="query")
@blp.response(200, RankingView)
def rank_places(query: dict[str, Any], region: str) -> dict[str, Any]:
    """Parts or districts by one figure; equals share a rank, and places of which nothing is known come last."""
    territory = overseen(db.session(), current_actor(), region)
    asked, which = period(query), wanted(db.session(), query, FEW[:1])
    answer = heading(territory, asked, query)
    listed = {"children": parts, "districts": districts}[query["of"]](db.session(), territory)
    books = books_of(db.session(), listed, asked.spans, which)
    key = which.figures[0]
    read_here = {part.place.code: _read(key, which, *_pair(books, part, asked)) for part in listed}
    ranked = ranking({code: now.value for code, (now, _) in read_here.items()})
    known = [row for row in ranked if row[0] is not None]
    ordered = (known if query["order"] == "top" else known[::-1]) + ranked[len(known) :]
    names = {part.place.code: part.place for part in listed}
    whole = [together(one for (_, label), one in books.items() if label == span) for span in asked.spans]
    return answer | {
        "figure": _shown(which, whole[0], whole[1] if asked.compare else None)[0],
        "order": query["order"],
        "items": [
            place(names[code]) | reading(*read_here[code]) | {"rank": rank}
            for rank, code in ordered[: query["limit"]]
        ],
    }


@blp.get("/<string:region>/series")
@permit("oversight", "read")
@blp.arguments(SeriesQuery, location="query")
@blp.response(200, SeriesView)
def show_series(query: dict[str, Any], region: str) -> dict[str, Any]:
    """Figures by day, week or month, at most 400 points; the first and last may be parts of a week or month."""
    territory = overseen(db.session(), current_actor(), region)
    asked, which = period(query), wanted(db.session(), query, FEW)
    answer = heading(territory, asked, query)
    count = sum(1 for _ in buckets(asked.now, query["by"]))
    if count > MOST_POINTS:
        raise SeriesTooLong("from", points=count, high=MOST_POINTS)
    points = books_over_time(db.session(), territory, asked.now, query["by"], which)
    whole = together(books for _, books in points)
    if points:
        whole = Books(whole.period, points[-1][1].stock)
    return answer | {
        "by": query["by"],
        "figures": _shown(which, whole, None),
        "points": [
            {"first": span.first, "last": span.last, "values": _values(which, books)}
            for span, books in points
        ],
    }


def _pair(
    books: dict[tuple[str, str], Books], territory: Territory, asked: Period
) -> tuple[Books, Books | None]:
    code = territory.place.code
    return books[code, "now"], books.get((code, "before")) if asked.compare else None


def _shown(which: Wanted, here: Books, before: Books | None) -> list[dict[str, Any]]:
    return [figure(*pair, which.basis) for pair in figures(which.figures, here, before, which.basis)]


def _brief(which: Wanted, here: Books, before: Books | None) -> list[dict[str, Any]]:
    return [reading(*pair) for pair in figures(which.figures, here, before, which.basis)]


def _read(key: str, which: Wanted, here: Books, before: Books | None) -> tuple[Reading, Reading | None]:
    return figures((key,), here, before, which.basis)[0]


def _values(which: Wanted, books: Books) -> dict[str, int | None]:
    return {key: found.value for key, found in read(which.figures, books, which.basis).items()}
