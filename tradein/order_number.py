"""Order numbers for people: `JD20261121` + six random Crockford characters + one check character.

The day makes a number easy to find, the random part makes the next one impossible to guess, and the check character
(ISO/IEC 7064 MOD 37,2, as on labels) tells a slip of the pen from an order that does not exist.
"""

import re
from collections.abc import Callable
from datetime import date

from tradein.codes import CROCKFORD, check_character, remainder
from tradein.refusal import Refusal

PREFIX = "JD"
RANDOM = 6
LENGTH = len(PREFIX) + 8 + RANDOM + 1
_FORM = re.compile(rf"JD[0-9]{{8}}[{CROCKFORD}]{{{RANDOM + 1}}}")
_LOOKALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})


class OrderNumberMalformed(Refusal):
    """Not an order number, or a character of it is wrong."""

    code = "order_number_malformed"
    status = 404
    zh = "订单号不正确，请核对（以 JD 开头，共 17 位）。"
    en = "This is not an order number (JD and 15 more characters). Please check it."


def issue(day: date, random_bytes: Callable[[int], bytes]) -> str:
    """Draw a number for a day, e.g. `issue(day, secrets.token_bytes)`; a check character off the alphabet redraws."""
    while True:
        drawn = "".join(CROCKFORD[byte & 31] for byte in random_bytes(RANDOM))
        payload = f"{PREFIX}{day:%Y%m%d}{drawn}"
        check = check_character(payload)
        if check in CROCKFORD:
            return payload + check


def normalise(text: str) -> str:
    """The number meant by a typed text: case, blanks, hyphens and look-alikes are forgiven."""
    number = "".join(text[:40].upper().split()).replace("-", "").translate(_LOOKALIKE)
    if not _FORM.fullmatch(number) or remainder(number) != 1:
        raise OrderNumberMalformed("number")
    return number
