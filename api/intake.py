"""Receiving a file as the body of a request: to the disk piece by piece, never whole in memory, hashed on the way.

The size limit is asked before the first byte is read where the length is declared, and while reading where it is not.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from api.object_store import CHUNK
from tradein.refusals.photo import FileEmpty

F = TypeVar("F", bound=Callable[..., Any])

BINARY = {"schema": {"type": "string", "format": "binary", "minLength": 1}}


@dataclass(frozen=True, slots=True)
class Received:
    """A body as it came: a file that ends with the block, its hash and size, and how it begins."""

    file: BinaryIO
    sha256: str
    size_bytes: int
    head: bytes


def takes_file(*media_types: str) -> Callable[[F], F]:
    """Say that a route reads its body itself, as a file of one of these kinds; write it under `@permit`."""

    def decorate(view: F) -> F:
        view.takes_file = media_types  # type: ignore[attr-defined]
        documented = getattr(view, "_apidoc", {})
        body = {"required": True, "content": dict.fromkeys(media_types, BINARY)}
        manual = {**documented.get("manual_doc", {}), "requestBody": body}
        view._apidoc = {**documented, "manual_doc": manual}  # type: ignore[attr-defined]  # noqa: SLF001
        return view

    return decorate


@contextmanager
def received() -> Iterator[Received]:
    """The body of this request in a temporary file. Raises 413 beyond the limit, `file_empty` for nothing at all."""
    most = current_app.config["MAX_UPLOAD_LENGTH"]
    request.max_content_length = most
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
    with tempfile.TemporaryFile() as file:
        digest, size, head = hashlib.sha256(), 0, b""
        while chunk := request.stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise RequestEntityTooLarge
            head = head or chunk[:1024]
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise FileEmpty("body")
        yield Received(file, digest.hexdigest(), size, head)
