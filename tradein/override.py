"""What a province may set in place of a reference value (○), and what it may not."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tradein.reference import FLAG, LAST_DAY, Dataset, Header, Number, Row, in_force
from tradein.refusals import reference as refusals


@dataclass(frozen=True, slots=True)
class Override:
    """A local value as asked for: whose, which numbers, from when to when, by which document."""

    key: str
    values: Mapping[str, Any]
    valid_from: date
    document_no: str
    valid_to: date | None = None


def check_override(
    dataset: Dataset, wish: Override, rows: Sequence[Row[Any]], place: str, today: date
) -> None:
    """Refuse an override that is malformed, past-dated, overlapping, contradictory or against a verified fact.

    `rows` are all stored rows of the key. Raises the refusals of `tradein.refusals.reference`.
    """
    _check_numbers(dataset, wish.values)
    _check_period(wish, today)
    fact = in_force(dataset, rows, (place,), wish.valid_from)
    if fact is None:
        raise refusals.ReferenceKeyUnknown("key", dataset=dataset.name, key=wish.key)
    for name in wish.values:
        if name in fact.base.verified:
            raise refusals.FactVerified(f"values.{name}", name=name, source=fact.base.source)
    _check_overlap(wish, rows, place)
    _check_order(dataset, replace(fact.value, **wish.values))
    _check_whole(dataset, wish.values)


def _check_numbers(dataset: Dataset, wanted: Mapping[str, Any]) -> None:
    if not dataset.numbers:
        raise refusals.DatasetNational("dataset", dataset=dataset.name)
    if not wanted:
        raise refusals.NumberUnknown("values", name="", allowed=tuple(dataset.numbers))
    for name, value in wanted.items():
        number = dataset.numbers.get(name)
        if number is None:
            raise refusals.NumberUnknown(f"values.{name}", name=name, allowed=tuple(dataset.numbers))
        _check_number(name, number, value)


def _check_number(name: str, number: Number, value: Any) -> None:
    if number is FLAG:
        if not isinstance(value, bool):
            raise refusals.FlagInvalid(f"values.{name}", name=name)
        return
    # bool is an int to Python, but true kilograms are nobody's weight.
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= number.highest:
        raise refusals.NumberInvalid(f"values.{name}", name=name, highest=number.highest, unit=number.unit)


def _check_period(wish: Override, today: date) -> None:
    if wish.valid_from <= today:
        raise refusals.OverridePast("valid_from", earliest=(today + timedelta(days=1)).isoformat())
    if wish.valid_to is not None and wish.valid_to < wish.valid_from:
        raise refusals.PeriodReversed("valid_to")


def _check_overlap(wish: Override, rows: Sequence[Row[Any]], place: str) -> None:
    """An open earlier row is superseded, which is normal; a row with a stated end, or one ahead, is not."""
    for row in rows:
        if row.header.jurisdiction == place and _touches(wish, row) and _collides(wish, row.header):
            raise refusals.OverrideOverlap(
                "valid_from",
                other_from=row.header.valid_from.isoformat(),
                other_document=row.header.document_no,
            )


def _touches(wish: Override, row: Row[Any]) -> bool:
    return any(getattr(row.value, name) is not None for name in wish.values)


def _collides(wish: Override, other: Header) -> bool:
    if other.valid_from >= wish.valid_from:
        return other.valid_from <= (wish.valid_to or LAST_DAY)
    return other.valid_to is not None and other.valid_to >= wish.valid_from


def _check_order(dataset: Dataset, merged: Any) -> None:
    known = [(name, number) for name in dataset.ascending if (number := getattr(merged, name)) is not None]
    if any(low[1] > high[1] for low, high in itertools.pairwise(known)):
        raise refusals.LimitsDisordered("values", order=tuple(name for name, _ in known))


def _check_whole(dataset: Dataset, wanted: Mapping[str, Any]) -> None:
    shares = [wanted[name] for name in dataset.whole if name in wanted]
    if shares and (len(shares) < len(dataset.whole) or sum(shares) != 1000):
        raise refusals.SharesIncomplete("values", total=sum(shares))
