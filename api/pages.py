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
SHEET = "page.css"


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
    made.globals["sheet"] = lambda name: Markup(style(name))  # noqa: S704 - as above
    return made


@cache
def style(name: str = SHEET) -> str:
    """A style sheet, its indentation and line breaks taken out."""
    lines = (HERE / "static" / name).read_text("utf-8").splitlines()
    return "".join(line.strip() for line in lines if not line.strip().startswith("/*"))


@cache
def policy(*further: str, forms: str = "'none'") -> str:
    """The Content-Security-Policy of a page: no script, no style but ours, nothing from elsewhere.

    `further` sheets come on top of the common one; `forms` says where the page's forms may lead.
    """
    allowed = " ".join(f"'sha256-{_digest(name)}'" for name in (SHEET, *further))
    return (
        f"default-src 'none'; style-src {allowed}; img-src 'self'; "
        f"base-uri 'none'; form-action {forms}; frame-ancestors 'none'"
    )


def _digest(name: str) -> str:
    return base64.b64encode(hashlib.sha256(style(name).encode()).digest()).decode()


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A finished page with its headers."""
    response = Response(environment().get_template(template).render(**values), status, mimetype="text/html")
    response.headers["Content-Security-Policy"] = policy()
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response
