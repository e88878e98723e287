"""How much of a person is shown: decided by one level, applied by one function, before anything leaves the server.

Levels are those of the permission table (`pii_levels`). A document number is never shown in clear by a level; only
unmasking does that, with a reason, for a while, on record. Masks count code points.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

from tradein import contact


class Level(StrEnum):
    """How much of a consumer a reader may see."""

    NONE = "none"
    MASKED = "masked"
    FULL = "full"


class PersonalField(StrEnum):
    """The kinds of personal values, each with its mask."""

    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    DOCUMENT = "document"


MASKS: Mapping[PersonalField, Callable[[str], str]] = {
    PersonalField.NAME: contact.mask_name,
    PersonalField.PHONE: contact.mask_phone,
    PersonalField.ADDRESS: contact.mask_address,
    PersonalField.DOCUMENT: contact.mask_document,
}


def shown(level: Level, kind: PersonalField, text: str | None) -> str | None:
    """What a reader of this level sees of a value: nothing, its mask, or all of it. Nothing stays nothing."""
    if level is Level.NONE or not text:
        return None
    if level is Level.FULL and kind is not PersonalField.DOCUMENT:
        return text
    return MASKS[kind](text)


def unmasked(text: str | None) -> str | None:
    """The whole value, document numbers too; for a reader with a running unmasking, and for the person themselves."""
    return text or None
