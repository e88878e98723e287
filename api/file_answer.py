"""Handing out a stored object: never by its own word, never as a page, and never kept by anybody in between."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, current_app

from api.object_store import ObjectMissing, ObjectStore
from tradein.refusal import Busy, NotFound

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
    response.headers["Cache-Control"] = "private, max-age=300" if handed.inline else "no-store"
    return response


def _ascii(name: str) -> str:
    return "".join(
        letter if (letter.isascii() and letter.isalnum()) or letter in "._-" else "_" for letter in name
    )
