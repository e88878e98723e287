"""Numbers on rating plates and boxes: GTIN-13 (69码) and IMEI, with their check digits."""

import unicodedata

from tradein.refusal import Refusal

_DIGITS = frozenset("0123456789")


class Gtin13Invalid(Refusal):
    """Not a 13-digit GTIN, or its check digit is wrong."""

    code = "gtin13_invalid"
    zh = "商品条码（69码）应为13位数字且校验位正确，请重新扫描。"
    en = "A GTIN has 13 digits and a matching check digit. Please scan again."


class ImeiInvalid(Refusal):
    """Not a 15-digit IMEI, or its check digit is wrong."""

    code = "imei_invalid"
    zh = "IMEI应为15位数字且校验位正确，可在拨号界面输入 *#06# 查看。"
    en = "An IMEI has 15 digits and a matching check digit; dial *#06# to see it."


def _digits(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("-", "").split())


def valid_gtin13(number: str) -> bool:
    """GS1 General Specifications 7.9: weights 1, 3, 1, 3 …, the sum is a multiple of ten."""
    formed = len(number) == 13 and _DIGITS.issuperset(number)
    return formed and sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(number)) % 10 == 0


def valid_imei(number: str) -> bool:
    """3GPP TS 23.003 Annex B: the Luhn sum over 15 digits is a multiple of ten."""
    formed = len(number) == 15 and _DIGITS.issuperset(number)
    return formed and sum(_luhn(int(digit), place) for place, digit in enumerate(number)) % 10 == 0


def _luhn(digit: int, place: int) -> int:
    return sum(divmod(2 * digit, 10)) if place % 2 else digit


def gtin13(text: str, field: str | None = "gtin") -> str:
    """The GTIN-13 meant by a typed or scanned text; raises `gtin13_invalid`."""
    number = _digits(text)
    if not valid_gtin13(number):
        raise Gtin13Invalid(field)
    return number


def imei(text: str, field: str | None = "imei") -> str:
    """The IMEI meant by a typed or scanned text; raises `imei_invalid`."""
    number = _digits(text)
    if not valid_imei(number):
        raise ImeiInvalid(field)
    return number
