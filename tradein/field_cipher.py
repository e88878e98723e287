"""Encrypting one field of one row: authenticated, bound to its place, readable after the key has changed.

A sealed value is `version (1) | algorithm (1) | key id (4) | nonce (12) | ciphertext and tag`. The header and the
place (table, column, row) are authenticated with it: a value moved to another row, column or table, or whose header
was altered, does not open. Text is padded to a multiple of 16 bytes, so that the length of a name stays hidden.

AES-256-GCM by default; SM4-GCM (GB/T 32907-2016) where 国密 is asked for. Nonces are random: one key may seal 2^32
values (NIST SP 800-38D §8.3), after which it must be rotated; a province stays far below.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = 1
KID_BYTES = 4
NONCE_BYTES = 12
TAG_BYTES = 16
HEADER_BYTES = 2 + KID_BYTES
BLOCK = 16
SHORTEST_SECRET = 32

RandomBytes = Callable[[int], bytes]


class Algorithm(IntEnum):
    """How a value is sealed; the number stands in its second byte and never changes its meaning."""

    AES_256_GCM = 1
    SM4_GCM = 2


KEY_BYTES = {Algorithm.AES_256_GCM: 32, Algorithm.SM4_GCM: 16}


class SealBroken(Exception):
    """The value was altered, moved, or sealed under a key we do not hold. It carries nothing of the value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value belongs; `row` is its row's key as text, several parts joined by `/`."""

    table: str
    column: str
    row: str

    def bound(self) -> bytes:
        """The place as bytes; names of tables and columns hold neither dot nor colon."""
        return f"{self.table}.{self.column}:{self.row}".encode()


@dataclass(frozen=True, slots=True)
class MasterKey:
    """One generation of a secret. Its id is derived from it, so that nobody has to number keys by hand."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(f"a key needs {SHORTEST_SECRET} bytes or more")

    @property
    def kid(self) -> bytes:
        """Four bytes that name the key and tell nothing about it."""
        digest = Hash(SHA256())
        digest.update(b"tradein key id\0" + self.secret)
        return digest.finalize()[:KID_BYTES]

    def derive(self, purpose: str, length: int) -> bytes:
        """A key of its own for each purpose (HKDF, RFC 5869): no two algorithms share one."""
        return HKDF(SHA256(), length, None, f"tradein {purpose}".encode()).derive(self.secret)


class FieldCipher:
    """Seals under the newest key, opens under any key it was given."""

    def __init__(
        self,
        keys: Iterable[MasterKey],
        random_bytes: RandomBytes,
        algorithm: Algorithm = Algorithm.AES_256_GCM,
    ) -> None:
        """`keys` newest first. Raises `ValueError` without any, or when two share an id."""
        held = tuple(keys)
        self._keys: Mapping[bytes, Mapping[Algorithm, bytes]] = MappingProxyType(
            {key.kid: _derived(key) for key in held}
        )
        if not held or len(self._keys) < len(held):
            raise ValueError("a cipher needs keys with ids of their own")
        self._header = bytes((VERSION, algorithm)) + held[0].kid
        self._random_bytes = random_bytes

    def seal(self, text: str, place: Place) -> bytes:
        """`text` sealed for this place and no other."""
        nonce = self._random_bytes(NONCE_BYTES)
        header = self._header
        key = self._keys[header[2:]][Algorithm(header[1])]
        seal = _SEAL[Algorithm(header[1])]
        return header + nonce + seal(key, nonce, _padded(text.encode()), header + place.bound())

    def open(self, sealed: bytes, place: Place) -> str:
        """The text; raises `SealBroken`."""
        header, nonce = sealed[:HEADER_BYTES], sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
        body = sealed[HEADER_BYTES + NONCE_BYTES :]
        if len(body) < BLOCK + TAG_BYTES or header[0] != VERSION:
            raise SealBroken
        try:
            algorithm = Algorithm(header[1])
            key = self._keys[header[2:]][algorithm]
            return _unpadded(_OPEN[algorithm](key, nonce, body, header + place.bound())).decode()
        except (ValueError, KeyError, InvalidTag):
            # Which of the three it was helps nobody but an attacker; no cause is kept that could quote the value.
            raise SealBroken from None

    @property
    def header(self) -> bytes:
        """What every value sealed now begins with."""
        return self._header

    def is_current(self, sealed: bytes) -> bool:
        """Whether this value needs no re-sealing: newest key, chosen algorithm."""
        return sealed[:HEADER_BYTES] == self._header


def _derived(key: MasterKey) -> Mapping[Algorithm, bytes]:
    return {
        algorithm: key.derive(f"field {algorithm.name}", length) for algorithm, length in KEY_BYTES.items()
    }


def _padded(plain: bytes) -> bytes:
    # ISO/IEC 7816-4: one mark, then zeros; always at least the mark, so that it can be taken off again.
    return plain + b"\x80" + b"\0" * (-(len(plain) + 1) % BLOCK)


def _unpadded(padded: bytes) -> bytes:
    plain, mark, _ = padded.rpartition(b"\x80")
    if not mark:
        raise ValueError("no padding")
    return plain


def _aes_seal(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    return AESGCM(key).encrypt(nonce, plain, bound)


def _aes_open(key: bytes, nonce: bytes, body: bytes, bound: bytes) -> bytes:
    return AESGCM(key).decrypt(nonce, body, bound)


def _sm4(key: bytes, mode: modes.GCM) -> Cipher[Any]:
    return Cipher(algorithms.SM4(key), mode)


def _sm4_seal(key: bytes, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    worker = _sm4(key, modes.GCM(nonce)).encryptor()
    worker.authenticate_additional_data(bound)
    return worker.update(plain) + worker.finalize() + worker.tag


def _sm4_open(key: bytes, nonce: bytes, body: bytes, bound: bytes) -> bytes:
    worker = _sm4(key, modes.GCM(nonce, body[-TAG_BYTES:])).decryptor()
    worker.authenticate_additional_data(bound)
    return worker.update(body[:-TAG_BYTES]) + worker.finalize()


_SEAL = {Algorithm.AES_256_GCM: _aes_seal, Algorithm.SM4_GCM: _sm4_seal}
_OPEN = {Algorithm.AES_256_GCM: _aes_open, Algorithm.SM4_GCM: _sm4_open}
