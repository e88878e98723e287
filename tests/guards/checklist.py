"""Tables of `docs/security.md` that answer a standard, clause by clause."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
_TEST = re.compile(r"`(tests/[\w/]+\.py)`")


def rows(heading: str) -> list[tuple[str, str]]:
    """Clause and whole row of every line of the table under a heading that begins so."""
    section = next(part for part in PAGE.read_text("utf-8").split("\n## ") if part.startswith(heading))
    lines = [
        line for line in section.splitlines() if line.startswith("| ") and not line.startswith("| clause")
    ]
    return [(line.split("|")[1].split()[0], line) for line in lines if not line.startswith("| risk")]


def answers(row: str) -> bool:
    """Whether a row names a test or a page with one, or says that it is the operator's."""
    return bool(_TEST.search(row)) or ".md)" in row or "operator:" in row
