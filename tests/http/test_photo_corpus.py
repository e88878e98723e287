"""Bad files stay outside (G11): every one of the corpus is a 4xx, nothing of it is stored, the worker stays small."""

from io import BytesIO
from json import loads

import psutil
import pytest
from PIL import Image
from werkzeug.test import EnvironBuilder, run_wsgi_app

from models.photo import Photo
from tests.http.pictures import CANARY, bad_files, jpeg, saved, with_gps, zipped
from tests.http.test_photo import files_of, send

BAD = bad_files()


def test_the_corpus_is_large_enough():
    assert len(BAD) >= 30


@pytest.mark.control("magic_bytes_only")
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_and_leaves_nothing(client, world, settings, session, name):
    before = files_of(settings)
    reply = send(client, world, BAD[name])
    assert 400 <= reply.status_code < 500, (name, reply.json)
    assert reply.mimetype == "application/problem+json"
    assert reply.json["code"] in {"picture_kind", "picture_unreadable"}
    assert files_of(settings) == before
    assert session.query(Photo).count() == 0


def test_nothing_at_all_is_refused_as_empty(client, world):
    reply = send(client, world, b"")
    assert (reply.status_code, reply.json["code"]) == (422, "file_empty")
    assert reply.json["errors"][0]["field"] == "body"


@pytest.mark.parametrize("media_type", ["application/json", "text/html", "image/svg+xml", "image/heic"])
def test_what_the_sender_calls_it_does_not_matter(client, world, media_type):
    """The bytes decide, not the header: a wrong name on a good picture is harmless, a right one on a bad is no help."""
    assert send(client, world, jpeg(), content_type=media_type).status_code == 201
    assert send(client, world, BAD["svg"], content_type="image/jpeg").status_code == 415


def ask(app, world, stream, **environ):
    """One request as a web server hands it over, its body a stream of our own."""
    path = "/api/v1/photos?purpose=receiving"
    headers = world.person("warehouse").session_headers()
    builder = EnvironBuilder(path=path, method="POST", headers=headers, content_type="image/jpeg")
    given = builder.get_environ() | {"wsgi.input": stream} | environ
    return run_wsgi_app(app, given)


def test_too_large_is_refused_before_it_is_read(app, world):
    """Only the declared length is needed: the body is a stream that would fail if anybody asked it."""

    class Untouchable(BytesIO):
        def read(self, *_):
            raise AssertionError("the body was read")

    declared = str(app.config["MAX_UPLOAD_LENGTH"] + 1)
    body, status, _ = ask(app, world, Untouchable(), CONTENT_LENGTH=declared)
    said = loads(b"".join(body))
    assert (status, said["code"]) == ("413 REQUEST ENTITY TOO LARGE", "too_large")
    assert said["errors"][0]["field"] == "body"
    assert "8 MB" in said["detail"]
    assert said["facts"]["most_bytes"] == app.config["MAX_UPLOAD_LENGTH"]


def test_without_a_declared_length_reading_stops_at_the_limit(app, world):
    class Endless(BytesIO):
        given = 0

        def read(self, size=-1):
            size = 65536 if size < 0 else size
            Endless.given += size
            return b"\xff" * size

        def readinto(self, target):
            target[:] = self.read(len(target))
            return len(target)

    _, status, _ = ask(app, world, Endless(), **{"wsgi.input_terminated": True})
    assert status == "413 REQUEST ENTITY TOO LARGE"
    assert 0 < Endless.given <= app.config["MAX_UPLOAD_LENGTH"] + 2 * 65536


def test_metadata_does_not_survive(client, world, settings):
    made = send(client, world, with_gps())
    assert made.status_code == 201, made.json
    (kept,) = [path.read_bytes() for path in files_of(settings) if path.name == made.json["sha256"]]
    for trace in (b"CANARY", CANARY.encode(), b"Exif", b"GPS", b"ICC_PROFILE", b"http://ns.adobe.com"):
        assert trace not in kept
    assert not Image.open(BytesIO(kept)).getexif()


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_picture_is_turned_upright(client, world, settings, orientation):
    """Position is part of the picture: what the phone only wrote beside it must be in the pixels afterwards."""
    made = send(client, world, with_gps(orientation, orientation, (320, 160))).json
    assert (made["width"] > made["height"]) == (orientation in {1, 3})


def test_what_follows_a_picture_is_cut_off(client, world, settings):
    """A picture that is also an archive, or also a page, is only a picture afterwards."""
    for tail in (zipped("evil.txt", b"PAYLOAD"), b"<script>PAYLOAD</script>", b"%PDF-1.4 PAYLOAD"):
        made = send(client, world, jpeg(3) + tail)
        assert made.status_code == 201
        kept = (settings.media / made.json["sha256"][:2] / made.json["sha256"]).read_bytes()
        assert b"PAYLOAD" not in kept
        assert kept.endswith(b"\xff\xd9")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "CMYK", "1"])
def test_every_ordinary_kind_of_pixel_is_taken(client, world, mode):
    form = "JPEG" if mode == "CMYK" else "PNG"
    picture = Image.open(BytesIO(jpeg(5))).convert(mode)
    assert send(client, world, saved(picture, form)).status_code == 201


def test_a_large_photo_leaves_the_worker_small(client, world):
    """Fifty million pixels are decoded, elsewhere: this process grows by less than 100 MB, and loads no decoder."""
    large = jpeg(9, (8_000, 6_000))
    send(client, world, jpeg(10))
    before = psutil.Process().memory_info().rss
    made = send(client, world, large)
    assert made.status_code == 201
    assert max(made.json["width"], made.json["height"]) == 2560
    assert psutil.Process().memory_info().rss - before < 100 << 20


def test_what_serves_never_loads_the_decoder():
    """In a process of its own: this one has Pillow for making pictures."""
    import subprocess
    import sys

    script = (
        "import sys; from api.settings import load_settings; from api.app import create_app; "
        "create_app(load_settings(database_url='postgresql://nobody@/nothing')); import api.picture; "
        "print(sorted(name for name in sys.modules if name.startswith('PIL.Jpeg') or name == 'api.picture_child'))"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
