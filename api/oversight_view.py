"""How figures are shown: never a bare number, always with its definition, what it was divided by and what it missed."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import fields

from api.clock import now
from api.oversight_query import Period
from api.schema import Instant, View
from models.territory import Place, Territory
from tradein.figures import catalogue
from tradein.reading import Books, Reading, basis_of, changes, read, unit_of

NUMBER = {"type": ["integer", "null"]}


def _number(description: str) -> fields.Raw:
    return fields.Raw(required=True, allow_none=True, metadata={**NUMBER, "description": description})


class PlaceView(View):
    """A region."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    level = fields.String(required=True)


class PeriodView(View):
    """Shanghai days, both included."""

    first = fields.Date(required=True, data_key="from")
    last = fields.Date(required=True, data_key="to")


class ReadingView(View):
    """One figure's value in whole base units. A ratio says what was divided by what."""

    key = fields.String(required=True)
    value = _number("null when there is nothing to compute it from")
    numerator = _number("of a ratio")
    denominator = _number("of a ratio")
    unweighed = _number("counted units that nobody weighed: their weight is missing, not zero")
    weight_g = _number("of a step: grams weighed at it")
    before = _number("the value of the period compared with")
    difference = _number("value − before")
    change_permille = _number("(value − before) ÷ before; null for ratios and without a value before")


class FigureView(ReadingView):
    """A figure with its names, unit and the key of its definition (`/api/v1/figures`)."""

    definition = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    unit = fields.String(required=True)
    basis = fields.String(required=True)


class MaterialView(View):
    """Grams of one output of dismantling, or of one hazardous waste."""

    code = fields.String(required=True)
    weight_g = fields.Integer(required=True)


class AnswerView(View):
    """What every answer about figures says of itself."""

    region = fields.Nested(PlaceView, required=True)
    path = fields.List(fields.Nested(PlaceView), required=True)
    period = fields.Nested(PeriodView, required=True)
    before = fields.Nested(PeriodView, required=True, allow_none=True)
    category = fields.String(required=True, allow_none=True)
    basis = fields.String(required=True)
    as_of = Instant(
        required=True, metadata={"description": "time of data: every event recorded before it is counted"}
    )


class SummaryView(AnswerView):
    """All figures of a region, and its materials."""

    figures = fields.List(fields.Nested(FigureView), required=True)
    materials = fields.List(fields.Nested(MaterialView), required=True)
    wastes = fields.List(fields.Nested(MaterialView), required=True)


class PartView(PlaceView):
    """The figures of one part of a region."""

    figures = fields.List(fields.Nested(ReadingView), required=True)


class ChildrenView(AnswerView):
    """The figures of every part of a region; the parts add up to the total."""

    total = fields.List(fields.Nested(FigureView), required=True)
    items = fields.List(fields.Nested(PartView), required=True)


class RankedView(PlaceView, ReadingView):
    """A place with its rank; null while nothing is known of it."""

    rank = _number("1 is the highest value; equals share a rank")


class RankingView(AnswerView):
    """Places by one figure."""

    figure = fields.Nested(FigureView, required=True)
    order = fields.String(required=True)
    items = fields.List(fields.Nested(RankedView), required=True)


class PointView(PeriodView):
    """The figures of one day, week or month; stocks are those at its end."""

    values = fields.Dict(keys=fields.String(), values=fields.Integer(allow_none=True), required=True)


class SeriesView(AnswerView):
    """Figures over time."""

    by = fields.String(required=True)
    figures = fields.List(fields.Nested(FigureView), required=True)
    points = fields.List(fields.Nested(PointView), required=True)


def heading(territory: Territory, asked: Period, query: Mapping[str, Any]) -> dict[str, Any]:
    """The part every answer begins with. Take it before reading: a later event may be counted, never a lost one."""
    return {
        "region": territory.place,
        "path": territory.path,
        "period": asked.now,
        "before": asked.spans.get("before"),
        "category": query["category"],
        "basis": query["basis"],
        "as_of": now(),
    }


def reading(found: Reading, before: Reading | None) -> dict[str, Any]:
    """One figure as `ReadingView`."""
    compared = (
        changes(found, before) if before else dict.fromkeys(("before", "difference", "change_permille"))
    )
    return found._asdict() | compared


def figure(found: Reading, before: Reading | None, basis: str) -> dict[str, Any]:
    """One figure as `FigureView`."""
    definition = catalogue()[found.key]
    return reading(found, before) | {
        "definition": found.key,
        "zh": definition.zh,
        "en": definition.en,
        "unit": unit_of(found.key),
        "basis": basis_of(found.key, basis),
    }


def figures(
    keys: Iterable[str], books: Books, before: Books | None, basis: str
) -> list[tuple[Reading, Reading | None]]:
    """Readings of the period and of the one before, in the order of the keys."""
    current = read(keys, books, basis)
    earlier = read(keys, before, basis) if before else {}
    return [(current[key], earlier.get(key)) for key in keys]


def materials(books: Books, basis: str, family: str) -> list[dict[str, Any]]:
    """Grams by code of the outputs or wastes, the heaviest first."""
    sums = books.period.get(basis, {})
    grams = {measure: amount.weight_g for measure, amount in sums.items() if measure.startswith(family)}
    heaviest = sorted(grams.items(), key=lambda row: (-row[1], row[0]))
    return [
        {"code": measure.removeprefix(family), "weight_g": weight} for measure, weight in heaviest if weight
    ]


def place(found: Place) -> dict[str, Any]:
    """A place's own fields."""
    return {"code": found.code, "name": found.name, "level": found.level}
