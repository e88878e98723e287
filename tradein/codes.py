"""Trace codes: what a label and a load wear, how they are drawn, checked, typed and shown.

A label code is 12 random Crockford-32 characters and one ISO/IEC 7064 MOD 37,2 check character
(`7K3M-9QXT-4B2A-E`); a load code is `L`, 10 random characters and the same check (`L7K3-M9QX-T4B4`). Thirteen
against twelve characters tell them apart, whatever a thumb does to the `L`. MOD 37,2 finds every single wrong
character and every swap of neighbours. A code is an address, not a secret.
"""

import unicodedata
from collections.abc import Callable
from enum import StrEnum

from tradein.refusal import Refusal

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ISO_7064 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
LABEL_LENGTH = 13
LOAD_LENGTH = 12
LOAD_PREFIX = "L"
# A hand scanner types the whole address of a label; anything longer is not a code.
LONGEST_INPUT = 120

_VALUE = {character: value for value, character in enumerate(ISO_7064)}
_ALLOWED = frozenset(CROCKFORD)
_LOOKALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad_")


class Kind(StrEnum):
    """What a code can be on."""

    LABEL = "label"
    LOAD = "load"


class CodeMalformed(Refusal):
    """Wrong length or a character that no code contains."""

    code = "code_malformed"
    zh = "追溯码应为13位（装载单为L开头的12位）数字和字母，且不含字母U。请重新扫描或对照标签输入。"
    en = "A code has 13 characters (a load: L and 11 more) and never a U. Scan again or compare the label."


class CodeCheckCharacter(Refusal):
    """Right form, but the last character does not belong to the others: mistyped or swapped."""

    code = "code_check_character"
    zh = "追溯码校验位不符，可能输错或前后颠倒了字符，请核对标签。"
    en = "The check character does not match: a character is wrong or two are swapped. Compare the label."


def remainder(text: str) -> int:
    """ISO/IEC 7064 pure system MOD 37,2; a text with its right check character leaves 1."""
    running = 0
    for character in text:
        running = (2 * running + _VALUE[character]) % 37
    return running


def check_character(payload: str) -> str:
    """The check character for `payload`: one of 37; no code wears `I`, `L`, `O`, `U` or `*`."""
    return ISO_7064[(1 - 2 * remainder(payload)) % 37]


def issue(random_bytes: Callable[[int], bytes]) -> str:
    """Draw a new label code, e.g. `issue(secrets.token_bytes)`; 32 of 37 draws are kept (standards §5.1)."""
    return _draw(random_bytes, "", LABEL_LENGTH - 1)


def issue_load(random_bytes: Callable[[int], bytes]) -> str:
    """Draw a new load code: `L`, ten random characters and the check character."""
    return _draw(random_bytes, LOAD_PREFIX, LOAD_LENGTH - 2)


def _draw(random_bytes: Callable[[int], bytes], prefix: str, count: int) -> str:
    while True:
        # 256 is a multiple of 32, so five bits of a byte are uniform.
        payload = prefix + "".join(CROCKFORD[byte & 31] for byte in random_bytes(count))
        check = check_character(payload)
        if check in _ALLOWED:
            return payload + check


def tidy(text: str) -> str:
    """What was meant: NFKC, upper case, no blanks or hyphens, I and L read as 1, O as 0.

    The address on a label gives its code. Twelve characters that begin with `L` (or a look-alike) are a load
    and keep their `L`. Nothing is checked here.
    """
    folded = unicodedata.normalize("NFKC", text[: LONGEST_INPUT + 1]).upper()
    tail = folded.rpartition("/OBJ/")[2].partition("?")[0].rstrip("/")
    bare = "".join(character for character in tail if not (character.isspace() or character in _DASHES))
    typed = bare.translate(_LOOKALIKE)
    if len(typed) == LOAD_LENGTH and typed[0] == "1":
        return LOAD_PREFIX + typed[1:]
    return typed


def kind_of(text: str) -> Kind | None:
    """What a freely typed text looks like by length and alphabet; the check character is not judged."""
    code = tidy(text)
    body = code[1:] if code[:1] == LOAD_PREFIX else code
    if not _ALLOWED.issuperset(body):
        return None
    if len(code) == LABEL_LENGTH:
        return Kind.LABEL
    return Kind.LOAD if len(code) == LOAD_LENGTH and code[0] == LOAD_PREFIX else None


def valid(code: str) -> bool:
    """Is `code`, exactly as stored, a well-formed label code?"""
    return len(code) == LABEL_LENGTH and _ALLOWED.issuperset(code) and remainder(code) == 1


def valid_load(code: str) -> bool:
    """Is `code`, exactly as stored, a well-formed load code?"""
    formed = len(code) == LOAD_LENGTH and code[0] == LOAD_PREFIX and _ALLOWED.issuperset(code[1:])
    return formed and remainder(code) == 1


def normalise(text: str, field: str | None = "code") -> str:
    """The label code meant by a freely typed or scanned text.

    Raises `code_malformed` or `code_check_character` on `field`.
    """
    return _checked(text, Kind.LABEL, field)


def normalise_load(text: str, field: str | None = "load") -> str:
    """The load code meant by a freely typed or scanned text; raises like `normalise`."""
    return _checked(text, Kind.LOAD, field)


def _checked(text: str, kind: Kind, field: str | None) -> str:
    if len(text) > LONGEST_INPUT or kind_of(text) is not kind:
        raise CodeMalformed(field, expected=str(kind))
    code = tidy(text)
    if remainder(code) != 1:
        raise CodeCheckCharacter(field, expected=str(kind))
    return code


def display(code: str) -> str:
    """Groups of four for eyes and voices: `7K3M-9QXT-4B2A-E`, `L7K3-M9QX-T4B4`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
