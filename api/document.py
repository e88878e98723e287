"""Papers that organisations send: pictures go through the child like any photo, PDF is kept as it is or refused.

A PDF is never shown by us, only handed out as an attachment in a sandbox. What runs or hides when opened elsewhere is
refused where it can be seen: scripts, launches, attached files, encryption. Names inside compressed streams cannot be
seen without a PDF reader, and a reader is what we keep out of here; the reviewer's own viewer is the second net.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from api.intake import Received
from api.picture import MEDIA_TYPE, cleaned, looks_like_a_picture
from tradein.refusals.photo import DocumentUnsafe, NotADocument

PDF = "application/pdf"
_HEAD = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n]")
_TAIL = re.compile(rb"startxref\s+[0-9]{1,10}\s+%%EOF\s*\Z")
_UNSAFE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|Encrypt|SubmitForm|ImportData|GoToE|XFA)(?![A-Za-z])"
)
_HEX_NAME = re.compile(rb"/[A-Za-z]*#[0-9A-Fa-f]{2}")
TAIL = 1024


@dataclass(frozen=True, slots=True)
class Ready:
    """A paper fit for the store."""

    file: BinaryIO
    sha256: str
    media_type: str
    size_bytes: int


@contextmanager
def fit(received: Received) -> Iterator[Ready]:
    """The paper as it will be kept. Raises `document_kind`, `document_unsafe`, `picture_unreadable`."""
    if looks_like_a_picture(received.head):
        with cleaned(received.file) as clean:
            yield Ready(clean.file, clean.sha256, MEDIA_TYPE, clean.size_bytes)
        return
    if not _HEAD.match(received.head):
        raise NotADocument("body", found="unknown")
    _check_pdf(received)
    received.file.seek(0)
    yield Ready(received.file, received.sha256, PDF, received.size_bytes)


def _check_pdf(received: Received) -> None:
    received.file.seek(0)
    whole = received.file.read()
    if not _TAIL.search(whole[-TAIL:]):
        raise DocumentUnsafe("body", reason="damaged")
    if found := _UNSAFE.search(whole):
        raise DocumentUnsafe("body", reason=found[1].decode())
    # A name may be written in hexadecimal to hide from the look above; honest writers do that in no name we look for.
    if _HEX_NAME.search(whole) and _UNSAFE.search(_plain(whole)):
        raise DocumentUnsafe("body", reason="disguised")


def _plain(raw: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw)
