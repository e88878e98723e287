"""The bounded child seen from the web worker: pictures go in as files and come out clean; no decoder enters here.

Few children at once, little memory and time each. Who finds no free place within seconds is told to come again.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import BinaryIO

from api.object_store import CHUNK
from tradein.refusal import Busy
from tradein.refusals.photo import NotAPicture, PictureUnreadable

CHILD = Path(__file__).with_name("picture_child.py")
LONGEST_SIDE = 2560
MOST_PIXELS = 50_000_000
MEMORY_MB = 768
PROCESSOR_SECONDS = 10
TIME_OUT = 20.0
WAIT_FOR_PLACE = 8.0
REFUSED = 3
MEDIA_TYPE = "image/jpeg"
# The first bytes are no proof, they only save the child: what it decodes decides.
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
_places = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Clean:
    """A picture of ours: a file that stands where its bytes begin and ends with the block, and what they are."""

    file: BinaryIO
    sha256: str
    size_bytes: int
    width: int
    height: int
    dhash: int


def looks_like_a_picture(head: bytes) -> bool:
    """Whether it begins like something the child may be asked about."""
    return head.startswith(SIGNATURES)


@contextmanager
def cleaned(source: BinaryIO) -> Iterator[Clean]:
    """The picture in `source` decoded, upright, at most 2,560 pixels a side, without any metadata.

    Raises `picture_kind`, `picture_unreadable`, `busy`.
    """
    source.seek(0)
    if not looks_like_a_picture(source.read(16)):
        raise NotAPicture("body", found="unknown")
    source.flush()
    # The child inherits the descriptor, and with it the position of the file itself, not of our buffer.
    os.lseek(source.fileno(), 0, os.SEEK_SET)
    with tempfile.TemporaryFile() as out:
        _decode(source, out)
        yield _read(out)


def _decode(source: BinaryIO, out: BinaryIO) -> None:
    command = [sys.executable, "-I", str(CHILD)]
    command += [str(number) for number in (LONGEST_SIDE, MOST_PIXELS, MEMORY_MB, PROCESSOR_SECONDS)]
    if not _places.acquire(timeout=WAIT_FOR_PLACE):
        raise Busy
    try:
        ended = subprocess.run(  # noqa: S603 - our own program, fixed arguments
            command,
            stdin=source,
            stdout=out,
            stderr=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            timeout=TIME_OUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PictureUnreadable("body", reason="too_costly") from None
    finally:
        _places.release()
    if ended.returncode == REFUSED:
        out.seek(0)
        reason = json.loads(out.readline())["reason"]
        raise (
            NotAPicture("body", found=reason)
            if reason == "not_a_picture"
            else PictureUnreadable("body", reason=reason)
        )
    if ended.returncode != 0:
        raise PictureUnreadable("body", reason="too_costly")


def _read(out: BinaryIO) -> Clean:
    out.seek(0)
    said = json.loads(out.readline())
    begins = out.tell()
    digest, size = hashlib.sha256(), 0
    while chunk := out.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    if not size:
        raise PictureUnreadable("body", reason="too_costly")
    out.seek(begins)  # where the picture begins: whoever reads from here reads exactly what was hashed
    facts = {name: int(said[name]) for name in ("width", "height", "dhash")}
    return Clean(out, digest.hexdigest(), size, **facts)
