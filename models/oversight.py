"""Figures' raw sums: counters of many districts over several spans, in one statement and from one snapshot.

Every district is asked for every piece of every span by one range scan of the key, so a question costs what its
districts and its edges cost, whatever the number of units behind the counters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from models.tally import ALL_TYPES
from tradein.span import BEGINNING, Piece, Span, pieces
from tradein.tally import ORIGIN, Amount

Sums = Mapping[str, Amount]
"""Amounts by measure."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One span to sum up: whose basis, which measures (names, and prefixes ending in a dot); none means all."""

    span: Span
    basis: str = ORIGIN
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Which districts (each with the group it counts for), which item types (none: all), which spans by name."""

    groups: Mapping[str, str]
    asks: Mapping[str, Ask]
    item_types: tuple[str, ...] | None = None


_QUESTION = """
WITH leaf AS MATERIALIZED (
  SELECT * FROM unnest(CAST(:leaf AS text[]), CAST(:grp AS text[])) AS l(leaf, grp)
), piece AS MATERIALIZED (
  SELECT p.*, a.basis, string_to_array(a.measures, ' ') AS measures
    FROM unnest(CAST(:p_ask AS text[]), CAST(:p_sign AS integer[]), CAST(:p_grain AS text[]),
                CAST(:p_first AS date[]), CAST(:p_last AS date[])) AS p(ask, sign, grain, first, last)
    JOIN unnest(CAST(:a_ask AS text[]), CAST(:a_basis AS text[]), CAST(:a_measures AS text[]))
         AS a(ask, basis, measures) USING (ask)
), asked AS MATERIALIZED (
  SELECT a.ask, a.basis, string_to_array(a.measures, ' ') AS measures, a.first, a.last
    FROM unnest(CAST(:a_ask AS text[]), CAST(:a_basis AS text[]), CAST(:a_measures AS text[]),
                CAST(:a_first AS date[]), CAST(:a_last AS date[])) AS a(ask, basis, measures, first, last)
), found AS (
  SELECT {folded_group} AS grp, p.ask, {folded_bucket} AS bucket, t.measure,
         p.sign * t.n AS n, p.sign * t.weight_g AS weight_g, p.sign * t.unweighed AS unweighed,
         p.sign * t.amount_fen AS amount_fen
    FROM leaf l CROSS JOIN piece p
   CROSS JOIN LATERAL (
         SELECT period, item_type, measure, n, weight_g, unweighed, amount_fen FROM tally
          WHERE grain = p.grain AND district = l.leaf AND basis = p.basis
            AND item_type = ANY(CAST(:item_types AS text[]))
            AND period BETWEEN p.first AND p.last
            AND (p.measures IS NULL OR measure = ANY(p.measures) OR {family} = ANY(p.measures))
         OFFSET 0) t
  UNION ALL
  SELECT {live_group}, a.ask, {live_bucket}, v.measure, v.n, v.weight_g, v.unweighed, v.amount_fen
    FROM tally_live v JOIN leaf l ON l.leaf = v.district
    JOIN asked a ON a.basis = v.basis AND v.day BETWEEN a.first AND a.last
     AND (a.measures IS NULL OR v.measure = ANY(a.measures) OR {live_family} = ANY(a.measures))
   WHERE CAST(:every_type AS boolean) OR v.item_type = ANY(CAST(:item_types AS text[]))
)
SELECT grp, ask, bucket, measure, sum(n)::bigint, sum(weight_g)::bigint, sum(unweighed)::bigint,
       sum(amount_fen)::bigint
  FROM found GROUP BY grp, ask, bucket, measure
"""

# `output.` of `output.IRON`: a name with a trailing dot asks for its family. Ten times cheaper than a pattern.
_FAMILY = "left({measure}, strpos({measure}, '.'))"
_BUCKET = {
    None: "NULL::date",
    "day": "{day}",
    "week": "{day} - (extract(isodow FROM {day})::integer - 1)",
    "month": "{day} - (extract(day FROM {day})::integer - 1)",
}


def _statement(bucket: str, group: tuple[str, str] = ("l.grp", "l.grp")) -> TextClause:
    return text(
        _QUESTION.format(
            folded_group=group[0],
            live_group=group[1],
            folded_bucket=bucket.format(day="t.period"),
            live_bucket=bucket.format(day="v.day"),
            family=_FAMILY.format(measure="measure"),
            live_family=_FAMILY.format(measure="v.measure"),
        )
    )


_STATEMENTS = {width: _statement(bucket) for width, bucket in _BUCKET.items()}
_BY_TYPE = _statement(_BUCKET[None], ("t.item_type", "v.item_type"))


def sums(session: Session, question: Question) -> dict[tuple[str, str], dict[str, Amount]]:
    """Amounts by measure for each (group, name of the span). One statement."""
    found: dict[tuple[str, str], dict[str, Amount]] = {}
    for group, ask, _, measure, *amount in _rows(session, question, None):
        found.setdefault((group, ask), {})[measure] = Amount(*amount)
    return found


def sums_by_type(session: Session, question: Question) -> dict[tuple[str, str], dict[str, Amount]]:
    """Amounts by measure for each (item type, name of the span), all groups together. One statement.

    The question names its item types.
    """
    found: dict[tuple[str, str], dict[str, Amount]] = {}
    for item_type, ask, _, measure, *amount in session.execute(_BY_TYPE, _asked(question, None)):
        found.setdefault((item_type, ask), {})[measure] = Amount(*amount)
    return found


def series(session: Session, question: Question, width: str) -> dict[tuple[str, date], dict[str, Amount]]:
    """Amounts by measure for each (name of the span, first day of its day, week or month). One statement.

    Groups are summed up. A span from ever has no meaningful buckets: add them up for a stock.
    """
    found: dict[tuple[str, date], dict[str, Amount]] = {}
    for _, ask, bucket, measure, *amount in _rows(session, question, width):
        cell = found.setdefault((ask, bucket), {})
        cell[measure] = cell.get(measure, Amount()).plus(Amount(*amount))
    return found


def _rows(session: Session, question: Question, width: str | None) -> Sequence[Any]:
    return session.execute(_STATEMENTS[width], _asked(question, width)).all()


def _asked(question: Question, width: str | None) -> dict[str, Any]:
    cut = [(name, piece) for name, ask in question.asks.items() for piece in _cut(ask.span, width)]
    asks = question.asks
    return {
        "leaf": list(question.groups),
        "grp": list(question.groups.values()),
        "p_ask": [name for name, _ in cut],
        "p_sign": [piece.sign for _, piece in cut],
        "p_grain": [piece.grain for _, piece in cut],
        "p_first": [piece.first for _, piece in cut],
        "p_last": [piece.last for _, piece in cut],
        "a_ask": list(asks),
        "a_basis": [ask.basis for ask in asks.values()],
        "a_measures": [" ".join(ask.measures) or None for ask in asks.values()],
        "a_first": [ask.span.first for ask in asks.values()],
        "a_last": [ask.span.last for ask in asks.values()],
        "item_types": list(question.item_types or (ALL_TYPES,)),
        "every_type": question.item_types is None,
    }


def _cut(span: Span, width: str | None) -> list[Piece]:
    """Days and weeks need the days; months may take whole months less the days outside, and a stock has no days."""
    if width in ("day", "week") and BEGINNING < span.first <= span.last:
        return [Piece(1, "day", *span)]
    return pieces(span)
