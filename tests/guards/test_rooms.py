"""The three generic package names mean ours, wherever a process starts; the arrow points one way."""

import configparser
import subprocess
import sys
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
