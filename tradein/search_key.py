"""The one form under which a personal value is looked up: however it was typed, the same person is found."""

import re
import unicodedata

from tradein.blind_index import Indexed

_SEPARATORS = re.compile("[•‧・･.]")
# Variation selectors choose a glyph, not a character.
_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_COUNTRY = re.compile(r"(?:\+86|0086)(?=1[3-9][0-9]{9}$)")


def name_key(name: str) -> str:
    """NFKC, case folded, selectors and blanks dropped, every separator as `·` (民委发〔2016〕33号: U+00B7)."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _SEPARATORS.sub("·", _SELECTORS.sub("", "".join(folded.split()))).replace("’", "'")


def phone_key(phone: str) -> str:
    """Digits of a number; a mainland mobile loses its country prefix, so that +86 138… and 138… are one."""
    bare = re.sub(r"[\s\-·.()‐-―]", "", unicodedata.normalize("NFKC", phone))
    return _COUNTRY.sub("", bare)


def document_key(number: str) -> str:
    """As `tradein.identity` writes it; nothing is left to forgive."""
    return number


_KEYS = {Indexed.PHONE: phone_key, Indexed.NAME: name_key, Indexed.DOCUMENT: document_key}


def search_key(kind: Indexed, text: str) -> str:
    """The form of `text` that its index is made of."""
    return _KEYS[kind](text)
