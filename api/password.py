"""Passwords by Argon2id (RFC 9106): m = 19 MiB, t = 2, p = 1, so many at a time that a flood cannot eat the memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tradein.refusal import Busy

SHORTEST, LONGEST = 10, 128
AT_ONCE = 2
LONGEST_WAIT_S = 5.0

_hasher = PasswordHasher(memory_cost=19 * 1024, time_cost=2, parallelism=1)
_room = BoundedSemaphore(AT_ONCE)


def hashed(password: str) -> str:
    """What is stored of a password. Raises `Busy` when too many wait."""
    with _place():
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one. Without a stored one it takes as long and is never true."""
    with _place():
        try:
            return _hasher.verify(stored or _nobodys(), password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys() -> str:
    return _hasher.hash("the password of an account that does not exist")


@contextmanager
def _place() -> Iterator[None]:
    if not _room.acquire(timeout=LONGEST_WAIT_S):
        raise Busy
    try:
        yield
    finally:
        _room.release()
