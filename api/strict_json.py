"""Strict JSON (RFC 8259, I-JSON RFC 7493): what two readers could understand differently is refused as unreadable.

`json.loads` accepts NaN, duplicate keys, other encodings, lone surrogates and numbers without bound; each of them ends
as a wrong record or a server error further in. Everything here answers 400: the body could not be read.
"""

import json
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Never

from api.json_fault import Fault, Faults, place_of
from tradein.refusal import Refusal

MAX_DEPTH = 32
MAX_DIGITS = 19
MAX_EXPONENT = 18
MAX_NUMBER_LENGTH = 64


REASONS: dict[str, tuple[str, str]] = {
    "not_utf8": ("须用 UTF-8 编码，请转码后重发", "it must be UTF-8; encode it so and send it again"),
    "syntax": (
        "第 {line} 行第 {column} 列不符合 JSON 语法，请更正后重发",
        "line {line}, column {column} breaks the syntax of JSON; correct it and send it again",
    ),
    "not_an_object": (
        "最外层须是对象，即以“{{”开头、“}}”结尾",
        "the outermost value must be an object, from {{ to }}",
    ),
    "too_deep": (
        f"嵌套超过 {MAX_DEPTH} 层，请减少层数",
        f"it is nested more than {MAX_DEPTH} levels deep; nest it less",
    ),
    "duplicate_key": (
        "同一对象中有两个相同的键，请只保留一个",
        "an object names the same key twice; keep one of them",
    ),
    "not_a_number": (
        "{literal} 不是数；没有数值时请省略该字段",
        "{literal} is no number; leave the field out where there is none",
    ),
    "number_too_long": (
        f"有一个数位数过多（整数最多 {MAX_DIGITS} 位），请核对",
        f"a number has too many digits (whole numbers have at most {MAX_DIGITS}); check it",
    ),
    "number_out_of_range": (
        f"有一个数超出范围（10 的 ±{MAX_EXPONENT} 次方以内），请核对",
        f"a number is out of range (10 to the power of ±{MAX_EXPONENT}); check it",
    ),
    "nul_character": (
        r"文本中有空字符（\u0000），请删去",
        r"a text holds a NUL character (\u0000); remove it",
    ),
    "lone_surrogate": (
        "文本中有不完整的字符（单独的代理码元），请重新输入",
        "a text holds half a character (a lone surrogate); enter it again",
    ),
}
"""Why a body cannot be read, and what to do about it."""


class Unreadable(Refusal):
    """The body is not the JSON object we agreed on; `reason` says in one word why, the field where it is known."""

    code = "unreadable_body"
    status = 400
    zh = "请求体无法读取：{reason}。"
    en = "The body cannot be read: {reason}."

    def sentence(self, language: str) -> str:
        """With the reason in words."""
        words = REASONS[self.facts["reason"]][language == "en"].format_map(self.facts)
        return (self.en if language == "en" else self.zh).format(reason=words)


def parse(raw: bytes) -> dict[str, Any]:
    """The object in `raw`: UTF-8, at most 32 levels, every key once, numbers finite and bounded.

    Fractions become `Decimal`. Raises `Unreadable` for everything else.
    """
    try:
        return _parse(raw)
    except Unreadable as refusal:
        refusal.field = place_of(raw, refusal.facts["reason"], FAULTS)
        raise


def _parse(raw: bytes) -> dict[str, Any]:
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
        wrong = _text_fault(value)
        if wrong is not None:
            raise Unreadable(reason=wrong)
    elif type(value) is dict:
        for key, inner in value.items():
            _check_text(key)
            _check_text(inner)
    elif type(value) is list:
        for inner in value:
            _check_text(inner)


def _text_fault(text: str) -> str | None:
    if "\x00" in text:
        return "nul_character"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "lone_surrogate"
    return None


def _fault_of(read: Callable[[str], object]) -> Fault:
    def fault(literal: str) -> str | None:
        try:
            read(literal)
        except Unreadable as refusal:
            return str(refusal.facts["reason"])
        return None

    return fault


FAULTS = Faults(_fault_of(_integer), _fault_of(_fraction), _text_fault)
