"""Handing out a stored object: never by its own word, never as a page, and never kept by anybody in between."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar
from urllib.parse import quote

from flask import Response, current_app

from api.object_store import ObjectMissing, ObjectStore
from tradein.refusal import Busy, NotFound

T = TypeVar("T")
POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Handed:
    """What the reader's browser is told about a file."""

    media_type: str
    name: str
    inline: bool = False


def store() -> ObjectStore:
    """The store of this application."""
    found: ObjectStore = current_app.extensions["object_store"]
    return found


def entered(sha256: str, source: BinaryIO, write: Callable[[], T]) -> T:
    """Keep the bytes, then write the row that names them: a row never lacks its object. Raises `busy`.

    Looked at again after the row is there: the same object may have been removed in between, because the last row that
    named it was erased just then. From now on this row keeps it.
    """
    begins = source.tell()
    _put(sha256, source)
    made = write()
    if store().size(sha256) is None:
        source.seek(begins)
        _put(sha256, source)
    return made


def _put(sha256: str, source: BinaryIO) -> None:
    try:
        store().put(sha256, source)
    except OSError:
        raise Busy from None


def answer(sha256: str, handed: Handed) -> Response:
    """The object in pieces. Pictures of ours may be shown in a page, everything else is saved."""
    try:
        size = store().size(sha256)
        pieces: Iterator[bytes] = store().open(sha256)
    except ObjectMissing:
        raise NotFound("sha256") from None
    except OSError:
        raise Busy from None
    response = Response(pieces, mimetype=handed.media_type)
    if size is not None:
        response.content_length = size
    kind = "inline" if handed.inline else "attachment"
    response.headers["Content-Disposition"] = (
        f"{kind}; filename=\"{_ascii(handed.name)}\"; filename*=UTF-8''{quote(handed.name, safe='')}"
    )
    response.headers["Content-Security-Policy"] = POLICY
    # Pictures are of people's homes: a shared desk's browser must not keep one after its reader has left.
    response.headers["Cache-Control"] = "no-store"
    return response


def _ascii(name: str) -> str:
    return "".join(
        letter if (letter.isascii() and letter.isalnum()) or letter in "._-" else "_" for letter in name
    )
