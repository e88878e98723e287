"""Strict JSON (RFC 8259, I-JSON RFC 7493): what two readers could understand differently is refused as unreadable.

`json.loads` accepts NaN, duplicate keys, other encodings, lone surrogates and numbers without bound; each of them ends
as a wrong record or a server error further in. Everything here answers 400: the body could not be read.
"""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, Never

from tradein.refusal import Refusal

MAX_DEPTH = 32
MAX_DIGITS = 19
MAX_EXPONENT = 18
MAX_NUMBER_LENGTH = 64


class Unreadable(Refusal):
    """The body is not the JSON object we agreed on; `reason` says in one word why."""

    code = "unreadable_body"
    status = 400
    zh = "请求体不是可读的 JSON 对象({reason})。"
    en = "The body is not a readable JSON object ({reason})."


def parse(raw: bytes) -> dict[str, Any]:
    """The object in `raw`: UTF-8, at most 32 levels, every key once, numbers finite and bounded.

    Fractions become `Decimal`. Raises `Unreadable` for everything else.
    """
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_constant,
            parse_float=_fraction,
            parse_int=_integer,
        )
    except UnicodeDecodeError:
        raise Unreadable(reason="not_utf8") from None
    except RecursionError:
        raise Unreadable(reason="too_deep") from None
    except json.JSONDecodeError as error:
        raise Unreadable(reason="syntax", line=error.lineno, column=error.colno) from None
    if type(value) is not dict:
        raise Unreadable(reason="not_an_object")
    _check_depth(value)
    # Raw control characters and raw surrogates never get this far (strict decoding): only escapes can carry them.
    if b"\\u" in raw:
        _check_text(value)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable(reason="duplicate_key")
    return found


def _constant(name: str) -> Never:
    raise Unreadable(reason="not_a_number", literal=name)


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS and len(digits.lstrip("-")) > MAX_DIGITS:
        raise Unreadable(reason="number_too_long")
    return int(digits)


def _fraction(text: str) -> Decimal:
    # `1e400` is no constant to the json module, so parse_constant alone would let infinity in.
    if len(text) > MAX_NUMBER_LENGTH:
        raise Unreadable(reason="number_too_long")
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent beyond what even Decimal holds
        raise Unreadable(reason="number_out_of_range") from None
    if number and not -MAX_EXPONENT <= number.adjusted() <= MAX_EXPONENT:
        raise Unreadable(reason="number_out_of_range")
    if not number and abs(int(number.as_tuple().exponent)) > MAX_NUMBER_LENGTH:
        raise Unreadable(reason="number_out_of_range")
    return number


def _check_depth(top: dict[str, Any]) -> None:
    layer: list[Any] = [top]
    for _ in range(MAX_DEPTH):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if type(outer) is dict else outer)
            if type(inner) is dict or type(inner) is list
        ]
        if not layer:
            return
    raise Unreadable(reason="too_deep")


def _check_text(value: Any) -> None:
    if type(value) is str:
        if "\x00" in value:
            raise Unreadable(reason="nul_character")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise Unreadable(reason="lone_surrogate") from None
    elif type(value) is dict:
        for key, inner in value.items():
            _check_text(key)
            _check_text(inner)
    elif type(value) is list:
        for inner in value:
            _check_text(inner)
