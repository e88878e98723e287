"""The web build calls nobody, is the same every time, and its lock works with any registry."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tradein.conditions import KEY_ROLE
from tradein.permissions import key_may_carry

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
DIST = STATIC / "dist"
# Names of XML vocabularies, which are never fetched.
NAMES = {"www.w3.org"}
ADDRESS = re.compile(rb"""(?:https?:|wss?:|["'(=]\s*)//([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)""")
MANIFEST = ".vite/manifest.json"


def _built() -> Path:
    if not (DIST / "docs.html").is_file():
        if os.environ.get("TRADEIN_REQUIRE_BROWSER"):
            pytest.fail("static/dist is missing: run `make web`")
        pytest.skip("static/dist is missing: `make web` makes it")
    return DIST


def _node() -> Path:
    node = Path(sys.executable).parent / "node"
    if not node.is_file() or not (STATIC / "node_modules").is_dir():
        pytest.skip("the web tools are not installed: `make web` installs them")
    return node


def _hosts(path: Path) -> set[str]:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    return {found.decode() for found in ADDRESS.findall(raw)} - NAMES


def test_the_build_names_no_foreign_host():
    named = {path.name: hosts for path in _built().rglob("*") if path.is_file() and (hosts := _hosts(path))}
    assert not named


@pytest.mark.parametrize("folder", ["api/templates", "api/static"])
def test_pages_made_by_the_server_name_no_foreign_host(folder):
    named = {
        path.name: hosts for path in (ROOT / folder).rglob("*") if path.is_file() and (hosts := _hosts(path))
    }
    assert not named


def test_packed_files_hold_what_lies_beside_them():
    packed = list(_built().glob("assets/*.gz"))
    assert packed
    for path in packed:
        assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes(), path.name


def test_built_pages_have_no_inline_script_or_style():
    for page in _built().glob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), page.name
        assert not re.search(r"<style|\son\w+=|\sstyle=", text), page.name


def test_sources_put_no_text_in_as_markup():
    for path in [*STATIC.glob("src/**/*.vue"), *STATIC.glob("src/**/*.ts")]:
        source = path.read_text("utf-8")
        assert "v-html" not in source, path.name
        assert not re.search(r"\b(innerHTML|outerHTML|insertAdjacentHTML|eval)\b", source), path.name


def test_versions_are_exact_and_the_lock_names_no_registry():
    wanted = json.loads((STATIC / "package.json").read_text("utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
    lock = json.loads((STATIC / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert all("resolved" not in one for one in packages.values())
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())


def test_the_lock_serves_other_machines_too():
    lock = json.loads((STATIC / "package-lock.json").read_text("utf-8"))["packages"]
    for name, one in lock.items():
        for needed in one.get("optionalDependencies", {}):
            assert f"node_modules/{needed}" in lock, f"{name} wants {needed} on some machine"


def test_the_types_of_the_api_are_those_of_its_document(tmp_path):
    node = _node()
    document = subprocess.run(
        [sys.executable, "-m", "api.cli", "openapi"], cwd=ROOT, capture_output=True, check=True
    )
    made = tmp_path / "schema.d.ts"
    subprocess.run([node, "scripts/api-types.mjs", str(made)], cwd=STATIC, input=document.stdout, check=True)
    same = made.read_bytes() == (STATIC / "src/shared/api/schema.d.ts").read_bytes()
    assert same, (
        "the API changed: run `make api-types`, then `npm run check` in static/ shows the pages it concerns"
    )


def test_two_builds_are_the_same_byte_for_byte(tmp_path):
    node = _node()
    shutil.copytree(STATIC, tmp_path / "static", ignore=shutil.ignore_patterns("dist*", "node_modules"))
    (tmp_path / "static" / "node_modules").symlink_to(STATIC / "node_modules")
    first = DIST if _of_these_sources(_built()) else _build(node, tmp_path, "one")
    assert _contents(first) == _contents(_build(node, tmp_path, "two"))


def _of_these_sources(build: Path) -> bool:
    """Whether `make web` made it after anything was last changed: then it is one of the two builds already."""
    stamp, apart = build / ".stamp", {"node_modules", "dist", "dist.next", "dist.last"}
    tops = [path for path in STATIC.iterdir() if path.name not in apart]
    sources = [path for top in tops for path in (top, *top.rglob("*"))]
    return stamp.is_file() and stamp.stat().st_mtime > max(path.stat().st_mtime for path in sources)


def _build(node: Path, folder: Path, name: str) -> Path:
    command = [
        node,
        "node_modules/vite/bin/vite.js",
        "build",
        "--outDir",
        folder / name,
        "--logLevel",
        "warn",
    ]
    subprocess.run(command, cwd=folder / "static", check=True)
    return folder / name


def _contents(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".stamp"
    }
    # The list of pieces names a library by its way from the sources, which from a copy leads through a link.
    listed = re.sub(r'"[^"]*/node_modules/', '"node_modules/', found[MANIFEST].decode())
    return found | {MANIFEST: json.loads(listed)}


def test_the_keys_page_offers_each_manager_what_their_key_may_carry():
    source = (STATIC / "src/shared/firm/names.ts").read_text("utf-8")
    letters = {"R": "recycler_manager", "W": "warehouse", "D": "dismantler", "F": "refurbisher"}
    everybody = [*letters.values(), "retailer_clerk"]
    rows = re.findall(r'\["([a-z_]+):([a-z]+)"(?:, \[([A-Z, ]+)\])?\]', source)
    offered = {
        (role, f"{resource}:{verb}"): key_may_carry(role, KEY_ROLE, resource, verb)
        for resource, verb, some in rows
        for role in ([letters[one] for one in some.split(", ")] if some else everybody)
    }
    assert len(rows) > 20
    assert [what for what, may in offered.items() if not may] == []
