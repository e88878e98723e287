"""The keys this process works with: given once by whoever starts it, never read from the environment here.

An application answers with its own keys (`find_by`), so that two applications in one process do not mix theirs; a
command, a job or a test without an application uses those it was given (`use`).
"""

from collections.abc import Callable
from dataclasses import dataclass

from tradein.blind_index import BlindIndex
from tradein.field_cipher import FieldCipher


@dataclass(frozen=True, slots=True)
class Keys:
    """What personal data is sealed with, and what it is found by."""

    cipher: FieldCipher
    index: BlindIndex


class KeysMissing(RuntimeError):
    """Personal data was touched before anybody said which keys to use."""


_given: list[Keys] = []
_finders: list[Callable[[], Keys | None]] = []


def use(keys: Keys) -> None:
    """The keys of a process that runs no application."""
    _given[:] = [keys]


def find_by(finder: Callable[[], Keys | None]) -> None:
    """How the application at work finds its own keys; None while none is at work."""
    _finders[:] = [finder]


def current() -> Keys:
    """The keys to use now. Raises `KeysMissing`."""
    for finder in _finders:
        found = finder()
        if found is not None:
            return found
    if not _given:
        raise KeysMissing
    return _given[0]
