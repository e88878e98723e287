"""The built web pages: where they lie, what their media types are, which policy each entry is served under.

`static/` holds the source and is never imported; the server reads `static/dist`, or the folder the operator names.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from flask import Response, current_app, request

from api.settings import ROOT
from tradein.refusal import NotFound, Refusal

BUILD_COMMAND = "make web"
# What the build calls its files; a longer or stranger name never reaches the file system.
NAME = re.compile(r"[A-Za-z0-9_.-]{1,120}")
FOREVER = "public, max-age=31536000, immutable"
# With `nosniff` a browser runs nothing whose type is wrong, and a host's own table is not to be trusted.
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
}
POLICY = (
    "default-src 'self'; script-src 'self'{wasm}; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class WebNotBuilt(Refusal):
    """The web pages were never built here; the API works without them."""

    code = "web_not_built"
    status = 503
    zh = "网页尚未构建,请在代码目录运行 {command}。"
    en = "The web pages have not been built; run {command} in the source tree."


@dataclass(frozen=True, slots=True)
class Entry:
    """An HTML page of the build. Only pages that read labels by camera may compile WebAssembly."""

    file: str
    scans: bool = False

    @property
    def policy(self) -> str:
        """The Content-Security-Policy it runs under."""
        return POLICY.format(wasm=" 'wasm-unsafe-eval'" if self.scans else "")


DOCS = Entry("docs.html")


def folder() -> Path:
    """Where the build lies; raises `WebNotBuilt` with the command that makes it."""
    for candidate in (ROOT / "static" / "dist", current_app.extensions["settings"].web):
        if candidate is not None and (candidate / "assets").is_dir():
            return Path(candidate)
    raise WebNotBuilt(command=BUILD_COMMAND)


def entry_page(entry: Entry) -> Response:
    """A page of the build: asked for anew each time, sent only when it changed."""
    path = folder() / entry.file
    if not path.is_file():
        raise WebNotBuilt(command=BUILD_COMMAND)
    response = Response(path.read_bytes(), mimetype="text/html")
    response.headers["Content-Security-Policy"] = entry.policy
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]


def asset(name: str) -> Response:
    """A file with its hash in its name: may be kept for ever, and is sent compressed to those who can read that."""
    path = folder() / "assets" / name
    media_type = MEDIA_TYPES.get(path.suffix)
    if media_type is None or not NAME.fullmatch(name) or not path.is_file():
        raise NotFound("name")
    packed = path.with_name(path.name + ".gz")
    smaller = packed.is_file()
    chosen = packed if smaller and request.accept_encodings.quality("gzip") else path
    response = Response(chosen.read_bytes(), mimetype=media_type)
    response.headers["Cache-Control"] = FOREVER
    response.set_etag(chosen.name)
    if smaller:
        response.vary.add("Accept-Encoding")
    if chosen is packed:
        response.headers["Content-Encoding"] = "gzip"
    return response.make_conditional(request)  # type: ignore[return-value]
