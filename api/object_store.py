"""Where bytes lie: a port of five verbs, named by SHA-256, and its local folder.

Names are the content's own hash, so that a second writer of the same picture changes nothing and nobody can put other
bytes in its place. The S3-compatible one is `api.object_store_s3`; both keep the contract in `tests/contracts`.
"""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from api.settings import Settings, SettingsRefused, private_directory

CHUNK = 64 * 1024
_NAME = re.compile(r"[0-9a-f]{64}")


class ObjectMissing(LookupError):
    """No object of that name; a store that lost one says the same."""


class ObjectDamaged(RuntimeError):
    """The bytes are not those of their name: nothing of them is handed out, nothing of them is taken in."""


class ObjectStore(Protocol):
    """Objects by the SHA-256 of their bytes, in lower-case hexadecimal."""

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Keep the bytes under their hash; once kept, again is harmless. Raises `ObjectDamaged`."""

    def open(self, sha256: str) -> Iterator[bytes]:
        """The bytes in pieces; raises `ObjectMissing` before the first."""

    def size(self, sha256: str) -> int | None:
        """How many bytes; None when there is no such object."""

    def remove(self, sha256: str) -> None:
        """Forget an object; an unknown one too."""

    def probe(self) -> None:
        """Write, read and remove a few bytes; raises `OSError` when that fails."""


class LocalStore:
    """A folder nobody else may enter. An object appears by one rename, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, sha256: str, source: BinaryIO) -> None:
        """Written beside, flushed to the disk, then moved to its name."""
        path = self._path(sha256)
        if path.exists():
            return
        private_directory(self.folder)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=self.folder, prefix="draft-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                digest = hashlib.sha256()
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != sha256:
                raise ObjectDamaged(sha256)
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)

    def open(self, sha256: str) -> Iterator[bytes]:
        """As the port says."""
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError:
            raise ObjectMissing(sha256) from None
        return _pieces(file)

    def size(self, sha256: str) -> int | None:
        """As the port says."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """As the port says."""
        self._path(sha256).unlink(missing_ok=True)

    def probe(self) -> None:
        """As the port says."""
        private_directory(self.folder)
        if shutil.disk_usage(self.folder).free < CHUNK:
            raise OSError("no room for photos")

    def _path(self, sha256: str) -> Path:
        checked = name_of(sha256)
        return self.folder / checked[:2] / checked


def name_of(sha256: str) -> str:
    """The hash, if it is one; raises `ObjectMissing`: no other name ever reaches a file system or a bucket."""
    if not _NAME.fullmatch(sha256):
        raise ObjectMissing(sha256[:80])
    return sha256


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk


def store_of(settings: Settings) -> ObjectStore:
    """The store the operator chose: an S3-compatible bucket where one is named, a folder otherwise."""
    if not settings.s3_bucket:
        return LocalStore(settings.media)
    try:
        from api.object_store_s3 import S3Store
    except ImportError as error:
        raise SettingsRefused("TRADEIN_S3_BUCKET: install boto3 first (pip install 'tradein[s3]')") from error
    return S3Store(settings)
