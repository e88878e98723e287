"""The built web pages: where they lie, what their media types are, which policy each entry is served under.

`static/` holds the source and is never imported; the server reads `static/dist`, or the folder the operator names.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flask import Response, current_app, request

from api.identity import session_token
from api.settings import ROOT
from tradein.refusal import NotFound, Refusal

BUILD_COMMAND = "make web"
PLAIN_HOME = "/me"
HERE = "tradein_here"
SIGN_ON = "tradein_sign_on"
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
    zh = "网页尚未构建，请在代码目录运行 {command}。"
    en = "The web pages have not been built; run {command} in the source tree."


@dataclass(frozen=True, slots=True)
class Entry:
    """An HTML page of the build. Only pages that read labels by camera may compile WebAssembly.

    `roles` says whose app it is; `worker` names its service worker where it works without a network.
    """

    file: str
    scans: bool = False
    roles: tuple[str, ...] = ()
    worker: str | None = None

    @property
    def policy(self) -> str:
        """The Content-Security-Policy it runs under."""
        return POLICY.format(wasm=" 'wasm-unsafe-eval'" if self.scans else "")


DOCS = Entry("docs.html")
OFFICES = (
    "community_worker",
    "district_officer",
    "city_officer",
    "province_officer",
    "auditor",
    "system_admin",
)
# The same table as `static/src/shared/entries.ts`; served at `/<name>/`.
APPS: Mapping[str, Entry] = {
    "m": Entry("m.html", roles=("consumer",)),
    "r": Entry(
        "r.html", scans=True, roles=("recycler_staff", "recycler_manager", "warehouse"), worker="r-sw.js"
    ),
    "d": Entry("d.html", scans=True, roles=("dismantler", "warehouse"), worker="d-sw.js"),
    "gov": Entry("gov.html", roles=OFFICES),
    # Whoever applies for an organisation comes here before they have any role; managers of every trade may, too.
    "o": Entry("o.html", roles=("refurbisher", "retailer_clerk")),
}


def home_of(role: str) -> str:
    """Where somebody of this role begins: their app where the build has it, else their plain page."""
    try:
        built = folder()
    except WebNotBuilt:
        return PLAIN_HOME
    found = (name for name, entry in APPS.items() if role in entry.roles and (built / entry.file).is_file())
    return next((f"/{name}/" for name in found), PLAIN_HOME)


def folder() -> Path:
    """Where the build lies: where the operator says, else in the tree. Raises `WebNotBuilt` with the command for it."""
    for candidate in (current_app.extensions["settings"].web, ROOT / "static" / "dist"):
        if candidate is not None and (candidate / "assets").is_dir():
            return Path(candidate)
    raise WebNotBuilt(command=BUILD_COMMAND)


def entry_page(entry: Entry) -> Response:
    """A page of the build: asked for anew each time, sent only when it changed."""
    return _fresh(entry, entry.file, "text/html")


def worker(entry: Entry) -> Response:
    """The service worker of an app that works offline; under the app's address, so that it may serve that alone."""
    if entry.worker is None:
        raise NotFound("name")
    return _fresh(entry, entry.worker, "text/javascript")


def _fresh(entry: Entry, file: str, media_type: str) -> Response:
    path = folder() / file
    if not path.is_file():
        raise WebNotBuilt(command=BUILD_COMMAND)
    response = Response(path.read_bytes(), mimetype=media_type)
    response.headers["Content-Security-Policy"] = entry.policy
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    _tell_whether_signed_in(response)
    return response.make_conditional(request)  # type: ignore[return-value]


def _tell_whether_signed_in(response: Response) -> None:
    # Scripts cannot see the session cookie. Without this word a page would have to ask who is signed in and be
    # refused, on every visit of the public. It grants nothing.
    if session_token() is not None:
        response.set_cookie(HERE, "1", samesite="Lax", secure=request.is_secure)
    elif HERE in request.cookies:
        response.delete_cookie(HERE, samesite="Lax")
    # Likewise whether there is a unified sign-on to offer beside account and password.
    offered = bool(current_app.extensions["settings"].oidc_issuer)
    if offered:
        response.set_cookie(SIGN_ON, "1", samesite="Lax", secure=request.is_secure)
    elif SIGN_ON in request.cookies:
        response.delete_cookie(SIGN_ON, samesite="Lax")


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
