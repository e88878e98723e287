"""A second release of the web pages, as the first one's users would be offered it."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.browser.conftest import DIST, ROOT

STATIC = ROOT / "static"
MARK = '<meta name="release" content="second" />'


def copied(folder: Path) -> Path:
    """The build as it is, with another page of the collection app; the worker's version follows it."""
    shutil.copytree(DIST, folder)
    page = folder / "r.html"
    page.write_text(page.read_text("utf-8").replace("</head>", f"{MARK}</head>"), "utf-8")
    script = folder / "r-sw.js"
    source = script.read_text("utf-8")
    version = hashlib.sha256(page.read_bytes()).hexdigest()[:16]
    changed, times = re.subn(r"(tradein-r-|KEPT\}?)([0-9a-f]{16})", rf"\g<1>{version}", source)
    assert times == 1, "the worker no longer carries its version where this looks for it"
    script.write_text(changed, "utf-8")
    (folder / "r-sw.js.gz").unlink(missing_ok=True)
    return folder


def built(folder: Path) -> Path:
    """A whole build of changed sources: other words in the collection app, other files, another list in its worker."""
    tree = folder.parent / f"{folder.name}-source"
    shutil.copytree(STATIC, tree, ignore=shutil.ignore_patterns("node_modules", "dist*"))
    (tree / "node_modules").symlink_to(STATIC / "node_modules")
    page = tree / "r.html"
    page.write_text(page.read_text("utf-8").replace("</head>", f"{MARK}</head>"), "utf-8")
    words = tree / "src" / "r" / "texts" / "zh-CN.json"
    words.write_text(words.read_text("utf-8").replace("今日任务", "今天的任务"), "utf-8")
    subprocess.run(
        ["node", "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--outDir", str(folder)],
        cwd=tree,
        env=os.environ | {"TRADEIN_ENTRIES": "r"},
        check=True,
    )
    return folder
