"""The licensed map: imported only when known or vouched for, served to officers, absent without trouble."""

import hashlib
import io
import json
import tarfile
import zipfile
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from api.cli import licensed_map  # noqa: F401
from api.cli.group import tradein
from api.cli.trouble import Trouble
from api.map_import import Vouched, import_map
from tests.squares import collection, line, square
from tradein.map_data import Edition, MapLevel, MapUnreadable

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
OWN = Edition("测试S(2026)1号", "合成方块", "2026-11")
PROVINCES = collection(square("370000", 0), square("110000", 4), line())
CITIES = collection(square("371500", 0), square("371400", 1))


def _bytes(content):
    return json.dumps(content, ensure_ascii=False).encode()


def _sha(content):
    return hashlib.sha256(_bytes(content)).hexdigest()


VOUCHED = Vouched({_sha(PROVINCES): MapLevel.PROVINCE, _sha(CITIES): MapLevel.CITY}, OWN)


def _folder(path, **files):
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / f"{name}.geojson").write_bytes(_bytes(content))
    return path


def _zip(path, **files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"data/{name}.json", _bytes(content))
    return path


def _tar(path, **files):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(f"../../{name}.json")
            entry.size = len(_bytes(content))
            archive.addfile(entry, io.BytesIO(_bytes(content)))
    return path


@pytest.fixture
def geo(app):
    """Where this application looks for its map; emptied afterwards."""
    home = app.extensions["settings"].geo
    yield home
    for path in home.glob("*"):
        path.unlink()
    if home.exists():
        home.rmdir()


def test_without_a_map_the_manifest_says_so(client, sign_in, geo):
    reply = client.get("/geo/manifest.json", headers=sign_in("city_officer"))
    assert (reply.status_code, reply.json["sheets"], reply.json["audit_no"]) == (200, [], None)
    assert client.get("/geo/370000.json", headers=sign_in("city_officer")).status_code == 404


@pytest.mark.parametrize("pack", [_folder, _zip, _tar])
def test_a_map_that_is_vouched_for_is_cut_and_served(client, sign_in, geo, tmp_path, pack):
    source = pack(tmp_path / "map", provinces=PROVINCES, cities=CITIES, other=collection(square("1", 1)))
    import_map(source, geo, VOUCHED, NOW)
    officer = sign_in("city_officer")
    told = client.get("/geo/manifest.json", headers=officer).json
    assert (told["audit_no"], told["source"], told["sheets"]) == (
        OWN.audit_no,
        OWN.source,
        ["100000", "370000"],
    )
    reply = client.get("/geo/370000.json", headers=officer)
    assert reply.mimetype == "application/json"
    assert [one["properties"]["code"] for one in reply.json["features"]] == ["371500", "371400"]
    again = client.get("/geo/370000.json", headers={**officer, "If-None-Match": reply.headers["ETag"]})
    assert again.status_code == 304


def test_a_new_map_takes_the_place_of_the_old_one_whole(geo, tmp_path):
    import_map(_folder(tmp_path / "a", provinces=PROVINCES, cities=CITIES), geo, VOUCHED, NOW)
    import_map(_folder(tmp_path / "b", provinces=PROVINCES), geo, VOUCHED, NOW)
    assert sorted(path.name for path in geo.iterdir()) == ["100000.json", "manifest.json"]
    assert [path.name for path in geo.parent.glob("geo*")] == ["geo"]


@pytest.mark.parametrize(
    ("vouched", "said"),
    [(Vouched({}, OWN), "no file of provinces"), (Vouched(VOUCHED.files, None), "--audit-no")],
)
def test_an_unknown_drawing_is_refused(geo, tmp_path, vouched, said):
    with pytest.raises(MapUnreadable, match=said):
        import_map(_folder(tmp_path / "map", provinces=PROVINCES), geo, vouched, NOW)
    assert not geo.exists()


def test_what_is_no_archive_or_no_json_is_refused(geo, tmp_path):
    file = tmp_path / "map.txt"
    file.write_bytes(b"a map, believe me")
    with pytest.raises(MapUnreadable, match="neither a folder"):
        import_map(file, geo, VOUCHED, NOW)
    for content, said in ((b"{", "no JSON"), (b"[]", "no JSON object")):
        (tmp_path / "broken.json").write_bytes(content)
        known = Vouched({hashlib.sha256(content).hexdigest(): MapLevel.PROVINCE}, OWN)
        with pytest.raises(MapUnreadable, match=said):
            import_map(tmp_path, geo, known, NOW)


@pytest.mark.parametrize("role", ["consumer", "recycler_manager", "system_admin"])
def test_nobody_else_sees_it(client, sign_in, role):
    for path in ("manifest", "370000"):
        assert client.get(f"/geo/{path}.json", headers=sign_in(role)).status_code == 403
        assert client.get(f"/geo/{path}.json").status_code == 401


@pytest.mark.parametrize("code", ["37", "3700000", "..%2Fsecrets", "manifest2", "３７００００", "37000a"])
def test_no_other_file_can_be_asked_for(client, sign_in, code):
    assert client.get(f"/geo/{code}.json", headers=sign_in("city_officer")).status_code == 404


def test_the_command_reads_hashes_and_says_what_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setenv("TRADEIN_HOME", str(tmp_path / "home"))
    source = str(_folder(tmp_path / "map", provinces=PROVINCES))
    stated = ["--sha256", f"province={_sha(PROVINCES)}"]
    edition = ["--audit-no", OWN.audit_no, "--origin", OWN.source, "--date", OWN.date]
    made = CliRunner().invoke(tradein, ["import-map", source, *stated, *edition])
    assert (made.exit_code, made.output) == (0, f"1 sheets · {OWN.audit_no} · {OWN.source}\n")
    assert (tmp_path / "home" / "geo" / "100000.json").is_file()
    for wrong in (["--sha256", "moon=00"], stated, []):
        assert isinstance(CliRunner().invoke(tradein, ["import-map", source, *wrong]).exception, Trouble)
