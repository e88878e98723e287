"""The list of behaviours is exact: twenty-five an app, and every component and test it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "behaviours.md").read_text("utf-8")
ROWS = re.findall(r"^\| (\d+) \| (.+?) \| (.+?) \| ?(.*?) ?\|$", PAGE, re.MULTILINE)


def test_every_app_has_twenty_five():
    assert [int(row[0]) for row in ROWS] == [*range(1, 26)] * 4


def test_components_exist():
    named = {name for row in ROWS for name in re.findall(r"`((?:[mrd]|gov|shared)/[\w./-]+)`", " ".join(row))}
    assert named
    assert sorted(name for name in named if not (ROOT / "static" / "src" / name).is_file()) == []


def test_proofs_exist():
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = {name for row in ROWS for name in re.findall(r"`(test_\w+)`", row[3])}
    assert named
    assert sorted(name for name in named if f"def {name}(" not in sources) == []


def test_each_is_proved_or_says_why_not():
    open_ends = [row for row in ROWS if "**–**" not in row[2] and not row[3]]
    assert open_ends == []
