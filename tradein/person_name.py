"""People's names as they are: any script, to a hundred characters, stored as typed; only what cannot be one is refused.

民委发〔2016〕33号 asks for fifty characters and more and writes the separator of minority names `·` (U+00B7).
Hanzi are tested by explicit ranges, since Python 3.11 knows Unicode 14 and takes neither 〇 nor the newest extensions
for letters. Digits, symbols and technical characters are refused in every width and script; what is merely unusual is
marked for a person to look at, never refused.
"""

import re
import unicodedata
from bisect import bisect_right
from enum import StrEnum

from tradein.refusal import Refusal

LONGEST = 100

# Start and end of every Han range (hazards (d)); the last, extension J, is unverified.
_HAN = (
    (0x3007, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2EE5F),
    (0x2F800, 0x2FA1F),
    (0x30000, 0x3347F),
)
_STARTS = [start for start, _ in _HAN]
_SEPARATORS = frozenset("·•‧・･.．")
_JOINERS = frozenset(" -'’,‘ʼ\u3000") | _SEPARATORS
# What steers a program, a table or a page; no name holds it. Looked for in the form without width (＝ is =).
_TECHNICAL = re.compile(r'[0-9<>="\\{}@;|#$%&*+/^~\[\]\ufdd0-\ufdef\ufff0-\uffff]')
# Control, invisible formatting, surrogates, private use, line ends; digits and numbers of any script; signs.
_TECHNICAL_KINDS = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Nd", "Nl", "No", "Sm", "Sc", "So"})
# Pictures and their colours, newer ones than Python knows included.
_PICTURES = range(0x1F000, 0x20000)
# Persian and Indic names need the first two between letters, Mongolian ones the third.
_NEEDED = frozenset("\u200c\u200d\u180e")
# Letters, and what this Python does not know yet: it may be the newest Hanzi or a script just encoded.
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Cn"})


class NameFault(StrEnum):
    """What keeps a text from being a name."""

    EMPTY = "EMPTY"
    TOO_LONG = "TOO_LONG"
    TECHNICAL = "TECHNICAL"


class NameMalformed(Refusal):
    """Cannot be a name; `fault` says why. The text itself is never a fact."""

    code = "name_malformed"
    zh = "姓名只能填写文字，少数民族姓名用间隔号“·”（例如 买买提·吐尔逊），不含数字、符号或不可见字符，最多100字。"
    en = (
        "A name holds letters or characters of any script, up to 100; its parts may be joined by the middle dot · "
        "(U+00B7). Digits, symbols and invisible characters are not part of a name."
    )


def is_han(character: str) -> bool:
    """Whether it is a Hanzi of any extension."""
    point = ord(character)
    place = bisect_right(_STARTS, point) - 1
    return place >= 0 and point <= _HAN[place][1]


def fault_of(name: str) -> NameFault | None:
    """The first thing wrong with `name`, exactly as given; lengths count code points."""
    if all(character in _JOINERS or character.isspace() for character in name):
        return NameFault.EMPTY
    if len(name) > LONGEST:
        return NameFault.TOO_LONG
    narrow = unicodedata.normalize("NFKC", name)
    if _TECHNICAL.search(narrow) or any(_is_technical(character) for character in name):
        return NameFault.TECHNICAL
    # Marks and joiners alone are nobody.
    return None if any(_is_letter(character) for character in name) else NameFault.EMPTY


def _is_technical(character: str) -> bool:
    if is_han(character) or character in _NEEDED:
        return False
    return unicodedata.category(character) in _TECHNICAL_KINDS or ord(character) in _PICTURES


def _is_letter(character: str) -> bool:
    return is_han(character) or unicodedata.category(character) in _LETTERS


def parse(text: str, field: str | None = "name") -> str:
    """The name with outer blanks dropped and nothing else changed. Raises `name_malformed`."""
    name = text.strip()
    fault = fault_of(name)
    if fault is not None:
        raise NameMalformed(field, fault=fault.value)
    return name


def is_odd(name: str) -> bool:
    """Whether somebody should look at it: it holds more than letters, their marks, and what joins names."""
    return not all(
        is_han(character)
        or character in _JOINERS
        or character in _NEEDED
        or unicodedata.category(character)[0] in "LM"
        for character in name
    )
