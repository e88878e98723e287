"""Bringing a licensed map in: files known by their SHA-256, cut into sheets, laid where the server finds them.

The drawing itself is never part of this platform's source, wheels or images: its licence does not say that it may be
passed on. An operator who holds it imports it.
"""

import hashlib
import json
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tradein.map_data import OFFICIAL, OFFICIAL_FILES, Edition, MapLevel, MapUnreadable, Sheets, split

MANIFEST = "manifest.json"
SUFFIXES = (".json", ".geojson")
LARGEST = 64 * 1024 * 1024
"""Bytes of one file; the whole of China by district is 13 million."""


class Found(NamedTuple):
    """A file that may be part of a map."""

    name: str
    sha256: str
    content: bytes


class Vouched(NamedTuple):
    """Hashes the operator vouches for, and what to say under a map made of them."""

    files: Mapping[str, MapLevel]
    edition: Edition | None


def import_map(source: Path, home: Path, vouched: Vouched, now: datetime) -> dict[str, Any]:
    """Cut the map in `source` into sheets under `home` and answer its manifest; the one before is replaced whole.

    Raises `MapUnreadable` for a source without known files, or with one that is no map.
    """
    known = {**OFFICIAL_FILES, **vouched.files}
    chosen = {known[one.sha256]: one for one in _files(source) if one.sha256 in known}
    if MapLevel.PROVINCE not in chosen:
        raise MapUnreadable(
            f"{source.name}: no file of provinces with a known SHA-256; yours has another? State it with --sha256"
        )
    sheets = split({level: _read(one) for level, one in chosen.items()})
    own = any(one.sha256 not in OFFICIAL_FILES for one in chosen.values())
    if own and vouched.edition is None:
        raise MapUnreadable(f"{source.name}: a map of your own needs --audit-no, --origin and --date")
    manifest = {
        **(vouched.edition or OFFICIAL)._asdict(),
        "files": {level.value: one.sha256 for level, one in chosen.items()},
        "sheets": sorted(sheets),
        "imported_at": now.isoformat(),
    }
    _lay(home, sheets, manifest)
    return manifest


def _files(source: Path) -> Iterator[Found]:
    if source.is_dir():
        for path in sorted(source.rglob("*")):
            if path.is_file() and path.suffix in SUFFIXES and path.stat().st_size <= LARGEST:
                yield _found(path.name, path.read_bytes())
    elif zipfile.is_zipfile(source):
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith(SUFFIXES) and entry.file_size <= LARGEST:
                    yield _found(entry.filename, archive.read(entry))
    elif source.is_file() and tarfile.is_tarfile(source):
        yield from _unpacked(source)
    else:
        raise MapUnreadable(f"{source.name}: neither a folder nor a zip, wheel or tar archive")


def _unpacked(source: Path) -> Iterator[Found]:
    # Read in memory, never unpacked: names in an archive are not to be trusted with a file system.
    with tarfile.open(source) as archive:
        for entry in archive:
            held = archive.extractfile(entry) if entry.isfile() and entry.size <= LARGEST else None
            if held is not None and entry.name.endswith(SUFFIXES):
                yield _found(entry.name, held.read())


def _found(name: str, content: bytes) -> Found:
    return Found(name, hashlib.sha256(content).hexdigest(), content)


def _read(one: Found) -> dict[str, Any]:
    try:
        content = json.loads(one.content)
    except ValueError as error:
        raise MapUnreadable(f"{one.name}: no JSON") from error
    if not isinstance(content, dict):
        raise MapUnreadable(f"{one.name}: no JSON object")
    return content


def _lay(home: Path, sheets: Sheets, manifest: Mapping[str, Any]) -> None:
    """Write all beside the old map and take its place: a reader sees one of them, never half of one."""
    home.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="geo-", dir=home.parent))
    made.chmod(0o755)
    for code, sheet in sheets.items():
        text = json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))
        (made / f"{code}.json").write_text(text, "utf-8")
    (made / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    old = home.with_name(f"{made.name}-old")
    if home.exists():
        home.replace(old)
    made.replace(home)
    shutil.rmtree(old, ignore_errors=True)
