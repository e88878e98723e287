"""Files of the web build: kept for ever or asked for anew, with right types, and words where there is no build."""

import gzip
import re
from pathlib import Path

import pytest

from api import web_build
from api.web_build import APPS, MEDIA_TYPES, Entry, home_of

SCRIPT = b"console.log('hello')\n" * 100


@pytest.fixture
def dist(tmp_path, monkeypatch):
    """A small build, in place of the real one."""
    assets = tmp_path / "static" / "dist" / "assets"
    assets.mkdir(parents=True)
    (assets.parent / "docs.html").write_text("<!doctype html><title>x</title>", "utf-8")
    (assets.parent / ".stamp").write_text("secret", "utf-8")
    for suffix in MEDIA_TYPES:
        (assets / f"page-1a2b{suffix}").write_bytes(SCRIPT)
    (assets / "page-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT, mtime=0))
    (assets / "notes.txt").write_text("not for serving", "utf-8")
    monkeypatch.setattr(web_build, "ROOT", tmp_path)
    return assets.parent


@pytest.fixture
def no_dist(tmp_path, monkeypatch):
    monkeypatch.setattr(web_build, "ROOT", tmp_path)


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_an_asset_is_kept_for_ever_under_its_type(client, dist, suffix):
    reply = client.get(f"/assets/page-1a2b{suffix}")
    assert reply.status_code == 200
    assert reply.data == SCRIPT
    assert reply.mimetype == MEDIA_TYPES[suffix]
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert (
        client.get(f"/assets/page-1a2b{suffix}", headers={"If-None-Match": reply.headers["ETag"]}).status_code
        == 304
    )


def test_types_do_not_come_from_the_host(client, dist, monkeypatch):
    monkeypatch.setattr("mimetypes.guess_type", lambda *_, **__: ("text/plain", None))
    assert client.get("/assets/page-1a2b.js").mimetype == "text/javascript"
    assert client.get("/assets/page-1a2b.wasm").mimetype == "application/wasm"


def test_who_can_unpack_gets_it_packed(client, dist):
    packed = client.get("/assets/page-1a2b.js", headers={"Accept-Encoding": "gzip, br"})
    plain = client.get("/assets/page-1a2b.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.mimetype == "text/javascript"
    assert gzip.decompress(packed.data) == plain.data == SCRIPT
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.parametrize(
    "path",
    ["nothing.js", "notes.txt", "page-1a2b.js.gz", "..%2fdocs.html", "..%2f.stamp", "%2e%2e", "a%00.js"],
)
def test_nothing_else_is_served_and_a_miss_is_not_kept(client, dist, path):
    reply = client.get(f"/assets/{path}")
    assert reply.status_code == 404
    assert "immutable" not in reply.headers.get("Cache-Control", "")


def test_a_page_is_asked_for_anew_under_the_strict_policy(client, dist):
    reply = client.get("/docs")
    assert reply.status_code == 200
    assert reply.mimetype == "text/html"
    assert reply.headers["Cache-Control"] == "no-cache"
    said = reply.headers["Content-Security-Policy"]
    assert "default-src 'self'; script-src 'self'; style-src 'self';" in said
    assert "unsafe" not in said
    assert client.get("/docs", headers={"If-None-Match": reply.headers["ETag"]}).status_code == 304
    assert client.get("/docs?from=groupmessage").status_code == 200


def test_only_pages_that_scan_may_compile_wasm():
    assert "'wasm-unsafe-eval'" in Entry("r.html", scans=True).policy
    assert "'unsafe-inline'" not in Entry("r.html", scans=True).policy


@pytest.mark.parametrize("path", ["/docs", "/assets/page-1a2b.js"])
def test_without_a_build_the_command_is_told(client, no_dist, path):
    reply = client.get(path, headers={"Accept-Language": "en"})
    assert reply.status_code == 503
    assert reply.json["code"] == "web_not_built"
    assert "make web" in reply.json["detail"]
    assert reply.headers["Retry-After"]
    assert client.get("/").status_code == 200, "pages made by the server do not need it"


def test_the_operators_folder_is_the_first_choice(app, client, dist, tmp_path, monkeypatch):
    (tmp_path / "given" / "assets").mkdir(parents=True)
    (tmp_path / "given" / "assets" / "page-1a2b.css").write_bytes(b"a{}")
    settings = app.extensions["settings"].model_copy(update={"web": tmp_path / "given"})
    monkeypatch.setitem(app.extensions, "settings", settings)
    assert client.get("/assets/page-1a2b.css").data == b"a{}"


@pytest.mark.parametrize("name", APPS)
def test_every_app_has_its_page_and_policy(client, dist, name):
    entry = APPS[name]
    (dist / entry.file).write_text(f"<!doctype html><title>{name}</title>", "utf-8")
    assert client.get(f"/{name}").status_code == 308
    reply = client.get(f"/{name}/?lang=en&from=groupmessage")
    assert reply.status_code == 200
    assert reply.headers["Content-Security-Policy"] == entry.policy
    assert reply.headers["Cache-Control"] == "no-cache"


def test_an_app_that_is_not_built_says_so(client, dist):
    assert client.get("/gov/").json["code"] == "web_not_built"


@pytest.mark.parametrize("name", [name for name, entry in APPS.items() if entry.worker])
def test_a_service_worker_lies_under_its_app_and_is_asked_for_anew(client, dist, name):
    (dist / APPS[name].worker).write_text("self.addEventListener('fetch', () => {})", "utf-8")
    reply = client.get(f"/{name}/sw.js")
    assert (reply.status_code, reply.mimetype) == (200, "text/javascript")
    assert reply.headers["Cache-Control"] == "no-cache"
    assert client.get(f"/{name}/sw.js", headers={"If-None-Match": reply.headers["ETag"]}).status_code == 304


def test_apps_without_a_worker_have_none(client, dist):
    assert client.get("/m/sw.js").status_code == 404
    assert client.get("/gov/sw.js").status_code == 404


def test_a_page_knows_whether_somebody_is_signed_in(client, dist, sign_in):
    assert "Set-Cookie" not in client.get("/docs").headers
    told = client.get("/docs", headers={"Cookie": sign_in("city_officer")["Cookie"]}).headers["Set-Cookie"]
    assert told.startswith("tradein_here=1;")
    assert "HttpOnly" not in told
    gone = client.get("/docs", headers={"Cookie": "tradein_here=1"}).headers["Set-Cookie"]
    assert gone.startswith("tradein_here=;")


def test_every_role_has_a_home(app, client, dist):
    with app.test_request_context():
        assert home_of("city_officer") == "/me", "while the app is not built"
        (dist / "gov.html").touch()
        assert home_of("city_officer") == "/gov/"
        assert home_of("integration_client") == "/me"


def test_who_may_open_two_apps_is_led_to_the_first_and_the_pages_agree():
    opened: dict[str, list[str]] = {}
    for name, entry in APPS.items():
        for role in entry.roles:
            opened.setdefault(role, []).append(name)
    assert {role: names for role, names in opened.items() if len(names) > 1} == {"warehouse": ["r", "d"]}
    source = (Path(__file__).parents[2] / "static/src/shared/entries.ts").read_text("utf-8")
    listed = dict(re.findall(r"^  (\w+): \[(.*)\],$", source, re.MULTILINE))
    assert {name: tuple(re.findall(r"\w+", text)) for name, text in listed.items()} == {
        name: entry.roles for name, entry in APPS.items()
    }


def test_the_sign_is_found_by_its_usual_name(client):
    reply = client.get("/favicon.ico")
    assert (reply.status_code, reply.mimetype) == (200, "image/svg+xml")


def test_an_answer_is_dated_once(client):
    assert "Date" not in client.get("/").headers
