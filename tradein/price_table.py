"""From the text of a price table to price rules. Pure: the caller reads the file or the province's upload.

One row says one thing about one item type: `base`, `floor`, `round` and `carry` (fen), `age` and `age_cap`
(permille), `answer` and `part` (signed fen or permille). Rows of one jurisdiction, item type and start make a rule.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from tradein.price_rule import Adjustment, Part, PriceRule, Unit
from tradein.questions import questions_for

Row = Mapping[str, str]
COLUMNS = (
    "jurisdiction_code",
    "item_type",
    "kind",
    "key",
    "answer",
    "unit",
    "amount",
    "name_zh",
    "name_en",
    "valid_from",
    "valid_to",
    "verified",
    "source",
)
_SINGLE = {
    "base": "base_fen",
    "floor": "floor_fen",
    "round": "round_to_fen",
    "age": "yearly_permille",
    "age_cap": "age_cap_permille",
    "carry": "carry_fen",
}


def parse(text: str) -> tuple[PriceRule, ...]:
    """Every rule of a price table in CSV; raises ValueError naming what is wrong with the table."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"a price table has the columns {', '.join(COLUMNS)}")
    return rules_of(reader)


def rules_of(rows: Iterable[Row]) -> tuple[PriceRule, ...]:
    """Every rule of parsed rows, sorted by jurisdiction, item type and start."""
    ordered = sorted(rows, key=_identity)
    return tuple(_rule(key, tuple(group)) for key, group in groupby(ordered, key=_identity))


def _identity(row: Row) -> tuple[str, str, str]:
    return row["jurisdiction_code"], row["item_type"], row["valid_from"]


def _rule(key: tuple[str, str, str], rows: Sequence[Row]) -> PriceRule:
    region, item_type, start = key
    said = [(row["kind"], row["key"], row["answer"]) for row in rows]
    if len(set(said)) != len(said):
        raise ValueError(f"{item_type}: a row is there twice")
    unknown = {row["kind"] for row in rows} - _SINGLE.keys() - {"answer", "part"}
    if unknown:
        raise ValueError(f"{item_type}: no such kind of row: {sorted(unknown)}")
    numbers = {_SINGLE[row["kind"]]: _natural(row) for row in rows if row["kind"] in _SINGLE}
    if not {"base_fen", "floor_fen"} <= numbers.keys():
        raise ValueError(f"{item_type}: a rule needs a base and a floor")
    end = rows[0]["valid_to"]
    return PriceRule(
        region,
        item_type,
        date.fromisoformat(start),
        date.fromisoformat(end) if end else None,
        **numbers,
        answers=dict(_answers(item_type, rows)),
        parts={int(row["key"]): _part(row) for row in rows if row["kind"] == "part"},
        verified=all(row["verified"] == "1" for row in rows),
        source=rows[0]["source"],
    )


def _answers(item_type: str, rows: Sequence[Row]) -> Iterable[tuple[tuple[str, str], Adjustment]]:
    offered = {(question.key, choice) for question in questions_for(item_type) for choice in question.choices}
    for row in rows:
        if row["kind"] != "answer":
            continue
        key = (row["key"], row["answer"])
        if key not in offered:
            raise ValueError(f"{item_type}: nobody asks for {key}")
        yield key, _adjustment(row)


def _part(row: Row) -> Part:
    return Part(int(row["key"]), row["name_zh"], row["name_en"], _adjustment(row))


def _adjustment(row: Row) -> Adjustment:
    return Adjustment(Unit(row["unit"]), int(row["amount"]))


def _natural(row: Row) -> int:
    amount = int(row["amount"])
    if amount < 0:
        raise ValueError(f"{row['item_type']}: {row['kind']} is negative")
    return amount
