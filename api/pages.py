"""Server-rendered pages: HTML that needs no script, with its style inline under a strict policy.

The style travels inside the page (one round trip on a slow phone); the policy allows exactly that text by its hash.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """Templates with escaping on and unknown names refused."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["style"] = Markup(style())  # noqa: S704 - our own file, not input
    return made


@cache
def style() -> str:
    """The style sheet, its indentation and line breaks taken out."""
    lines = (HERE / "static" / "page.css").read_text("utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.strip().startswith("/*"))


@cache
def policy() -> str:
    """The Content-Security-Policy of a page: no script, no style but ours, nothing from elsewhere."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A finished page with its headers."""
    response = Response(environment().get_template(template).render(**values), status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy()
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response
