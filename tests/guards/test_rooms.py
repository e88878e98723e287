"""The three generic package names mean ours, wherever a process starts; the arrow points one way."""

import ast
import configparser
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from api.rooms import ForeignRoom, check_rooms

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("tradein", "models", "api")


def test_imports_from_another_directory_come_from_this_tree(tmp_path):
    program = "import tradein, models, api; print(tradein.__file__, models.__file__, api.__file__, sep='\\n')"
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=60
    ).stdout.splitlines()
    assert [Path(path).parent.parent for path in shown] == [ROOT] * 3


def test_a_foreign_room_is_refused(monkeypatch, tmp_path):
    import models

    check_rooms()
    monkeypatch.setattr(models, "__file__", str(tmp_path / "models" / "__init__.py"))
    with pytest.raises(ForeignRoom, match="models"):
        check_rooms()


def test_every_package_is_listed():
    """An unlisted package works here, because the tree is on the path, and is missing where it is installed."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ROOMS
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert found <= listed


def test_every_library_the_sources_import_is_locked():
    """One that is only here because somebody once installed it is missing on the next machine."""
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    locked = {_canonical(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    ours = {*ROOMS, "tests", "benchmarks", "migrations", "wsgi"}
    sources = [path for room in sorted(ours) for path in (ROOT / room).rglob("*.py")] + [ROOT / "wsgi.py"]
    sources = [path for path in sources if "node_modules" not in path.parts]
    wanted = {name for path in sources for name in _imported(path)} - ours - sys.stdlib_module_names
    made_by = packages_distributions()
    unlocked = {
        name for name in wanted if not {_canonical(one) for one in made_by.get(name, [name])} & locked
    }
    assert len(wanted) > 30
    assert not unlocked


def _imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_import_contracts_hold():
    ended = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--config", "setup.cfg"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stdout
