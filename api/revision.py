"""Which schema this release expects: asked by every probe, so it does without loading the migration tool."""

import re
from functools import cache

from api.settings import ROOT

_LINK = re.compile(r"^(down_)?revision = (?:\"(\w+)\"|None)$", re.MULTILINE)


@cache
def expected_revision() -> str:
    """The revision no other follows; empty while there is none. A guard test compares it with Alembic's own."""
    revisions, followed = set(), set()
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        for link in _LINK.finditer(path.read_text("utf-8")):
            (followed if link[1] else revisions).add(link[2])
    return max(revisions - followed, default="")
