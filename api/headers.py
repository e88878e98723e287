"""What every answer carries: a request id, and headers that leave a browser no room for surprises."""

import re

from flask import Flask, Response, g, request
from uuid_utils.compat import uuid7

REQUEST_ID = "X-Request-Id"
_ACCEPTABLE = re.compile(r"[A-Za-z0-9_-]{8,64}")

PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Under which scripts of ours run that bring no policy of their own; pages bring a narrower one."""
DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
"""Data opened as if it were a page may do nothing at all."""
COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), camera=(self), display-capture=(), geolocation=(self), gyroscope=(), hid=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()"
    ),
}
ON_PAGES = {**COMMON, "Content-Security-Policy": PAGE_POLICY}
# What a role may see is nobody else's to keep: no cache between us and the reader (H29).
ON_DATA = {**COMMON, "Content-Security-Policy": DATA_POLICY, "Cache-Control": "no-store"}


def register(app: Flask) -> None:
    """Install the hooks."""
    app.before_request(_name_request)
    app.after_request(_harden)


def _name_request() -> None:
    given = request.headers.get(REQUEST_ID, "")
    g.request_id = given if _ACCEPTABLE.fullmatch(given) else str(uuid7())


def _harden(response: Response) -> Response:
    # Asked one by one, the headers would be searched from the start for every name.
    said = {name.lower() for name, _ in response.headers}
    for name, value in (ON_DATA if request.path.startswith("/api/") else ON_PAGES).items():
        if name.lower() not in said:
            response.headers.add(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    response.headers[REQUEST_ID] = g.get("request_id", "-")
    # Comparing by tag dates the answer; the web server dates it again, and a header must not come twice.
    if "date" in said:
        del response.headers["Date"]
    return response
