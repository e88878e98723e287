"""How a reference number is shown: never without its source, edition and whether anybody verified it."""

from typing import Any

from marshmallow import fields

from api.schema import View
from tradein.reference import DATASETS, REFERENCE_MARK, Fact, Row


class ReferenceNumberView(View):
    """One number with where it comes from. `mark` reads 参考值,非官方 unless the number is a verified fact."""

    value = fields.Raw(required=True, allow_none=True, metadata={"type": ["integer", "boolean", "null"]})
    unit = fields.String(required=True)
    verified = fields.Boolean(required=True)
    mark = fields.String(required=True, allow_none=True)
    source = fields.String(required=True)
    edition = fields.String(required=True)
    jurisdiction = fields.String(required=True, metadata={"description": "CN, or the province that set it"})
    document_no = fields.String(required=True, allow_none=True)
    valid_from = fields.Date(required=True)
    valid_to = fields.Date(required=True, allow_none=True)


def numbers_field() -> fields.Dict:
    """Numbers by name."""
    return fields.Dict(keys=fields.String(), values=fields.Nested(ReferenceNumberView), required=True)


class SourcedView(View):
    """Where a row without numbers of its own comes from."""

    source = fields.String(required=True)
    edition = fields.String(required=True)
    verified = fields.Boolean(required=True)
    mark = fields.String(required=True, allow_none=True)


def mark(*, verified: bool) -> str | None:
    return None if verified else REFERENCE_MARK["zh"]


def numbers(dataset: str, fact: Fact[Any]) -> dict[str, dict[str, Any]]:
    """Every number of a fact for `ReferenceNumberView`; an unknown one is shown as null, not left out."""
    return {name: _number(fact, name, number.unit) for name, number in DATASETS[dataset].numbers.items()}


def _number(fact: Fact[Any], name: str, unit: str) -> dict[str, Any]:
    origin, verified = fact.origins[name], fact.verified(name)
    return {
        "value": getattr(fact.value, name),
        "unit": unit,
        "verified": verified,
        "mark": mark(verified=verified),
        "source": origin.source,
        "edition": origin.edition,
        "jurisdiction": origin.jurisdiction,
        "document_no": origin.document_no,
        "valid_from": origin.valid_from,
        "valid_to": origin.valid_to,
    }


def sourced(fact: Fact[Any], name: str) -> dict[str, Any]:
    """The provenance of a fact, judged verified by its field `name`."""
    verified = fact.verified(name)
    return {
        "source": fact.base.source,
        "edition": fact.base.edition,
        "verified": verified,
        "mark": mark(verified=verified),
    }


def row_numbers(dataset: str, row: Row[Any]) -> dict[str, Any]:
    """The numbers a stored row itself states."""
    stated = {name: getattr(row.value, name) for name in DATASETS[dataset].numbers}
    return {name: value for name, value in stated.items() if value is not None}
