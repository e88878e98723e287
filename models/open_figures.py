"""Counts for everybody: whole months by region, small groups held back at every level alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.books import Wanted, books_of
from models.territory import Place, Territory, parts, territory
from tradein.reading import Books, read, together
from tradein.refusal import NotFound
from tradein.span import Span
from tradein.suppression import visible
from tradein.tally import ORIGIN

SMALLEST_GROUP = 5
COUNTED_BY = {
    "recovered_units": "recovered_units",
    "recovered_tonnes": "recovered_units",
    "disassembled_units": "disassembled_units",
    "weight_out_g": "disassembled_units",
}
"""Published figures, and the count of units whose size decides whether they are."""
FIGURES = tuple(COUNTED_BY)


@dataclass(frozen=True, slots=True)
class OpenFigures:
    """Values by figure, None where held back: of the region, and of each of its parts."""

    region: Territory
    total: Mapping[str, int | None]
    parts: Sequence[tuple[Place, Mapping[str, int | None]]]


def open_figures(session: Session, code: str, month: Span) -> OpenFigures:
    """A region's published figures of a month: one statement for each level above it, two for itself, one for sums.

    What a level hides is computed from the top, so that no level shows what another one holds back.
    """
    region = territory(session, code)
    line = [region] if len(region.path) == 1 else [territory(session, place.code) for place in region.path]
    below = [parts(session, node) for node in line]
    leaves = [Territory(Place(leaf, "", ""), (), (leaf,)) for leaf in line[0].leaves]
    found = books_of(session, leaves, {"month": month}, Wanted(FIGURES))
    by_leaf = {leaf: found[leaf, "month"] for leaf in line[0].leaves}
    shown = {count: _shown_at(count, line, below, by_leaf) for count in set(COUNTED_BY.values())}
    return OpenFigures(
        region,
        _values(region, by_leaf, {figure: shown[count][0] for figure, count in COUNTED_BY.items()}),
        [
            (
                part.place,
                _values(
                    part,
                    by_leaf,
                    {figure: part.place.code in shown[count][1] for figure, count in COUNTED_BY.items()},
                ),
            )
            for part in below[-1]
        ],
    )


def _shown_at(
    count: str, line: Sequence[Territory], below: Sequence[Sequence[Territory]], by_leaf: Mapping[str, Books]
) -> tuple[bool, frozenset[str]]:
    """Whether the last region's total may be shown, and which of its parts."""
    may_show = True
    for number, (node, nodes) in enumerate(zip(line, below, strict=True), 1):
        sizes = {part.place.code: _value(count, part, by_leaf) or 0 for part in nodes or [node]}
        answer = visible(sizes, SMALLEST_GROUP, total_may_show=may_show)
        if number == len(line):
            return answer.total, answer.parts
        may_show = line[number].place.code in answer.parts
    raise NotFound("region")


def _value(figure: str, region: Territory, by_leaf: Mapping[str, Books]) -> int | None:
    books = together(by_leaf[leaf] for leaf in region.leaves)
    return read((figure,), books, ORIGIN)[figure].value


def _values(
    region: Territory, by_leaf: Mapping[str, Books], shown: Mapping[str, bool]
) -> dict[str, int | None]:
    return {figure: _value(figure, region, by_leaf) if shown[figure] else None for figure in FIGURES}
