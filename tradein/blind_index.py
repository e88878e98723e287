"""Finding a person by what is stored encrypted: a keyed digest that tells nothing without its key.

HMAC-SHA256 in full width under a key of its own (never the encryption key's), so that two people never share an
index and nobody without the key can try out phone numbers. Each kind of value has its own name space: a phone's
index says nothing about a document that happens to hold the same digits.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tradein.field_cipher import MasterKey

WIDTH = 32


class Indexed(StrEnum):
    """What can be looked up exactly."""

    PHONE = "phone"
    DOCUMENT = "document"
    NAME = "name"


class Indexes(NamedTuple):
    """What a row stores: the index under the present key, and under the coming one while keys change."""

    now: bytes
    next: bytes | None


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """Computes indexes. `coming` is the key being changed to; rows then carry both, one column each."""

    present: MasterKey = field(repr=False)
    coming: MasterKey | None = field(default=None, repr=False)

    def of(self, kind: Indexed, normalised: str) -> Indexes:
        """Both indexes of a value that is in its one normal form already."""
        coming = self.coming
        return Indexes(
            _digest(self.present, kind, normalised),
            _digest(coming, kind, normalised) if coming is not None else None,
        )

    def unnamed(self, text: str) -> bytes:
        """A digest to count something under that is never looked up otherwise; a new key starts it afresh."""
        return _counting(self.present, text)

    def sought(self, kind: Indexed, normalised: str) -> Sequence[bytes]:
        """What to look for, in either column: rows not yet moved to a new key are found, too."""
        return [index for index in self.of(kind, normalised) if index is not None]


def _counting(key: MasterKey, text: str) -> bytes:
    return hmac.digest(_counting_key(key), text.encode(), hashlib.sha256)


@lru_cache(8)
def _counting_key(key: MasterKey) -> bytes:
    # Asked on every attempt and every counted request; deriving costs more than the digest itself.
    return key.derive("index of what is counted", WIDTH)


def _digest(key: MasterKey, kind: Indexed, normalised: str) -> bytes:
    return hmac.digest(key.derive(f"index {kind}", WIDTH), normalised.encode(), hashlib.sha256)
