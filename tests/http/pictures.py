"""Pictures for tests, good and bad: made here, none taken from anywhere."""

import struct
import zipfile
import zlib
from io import BytesIO
from random import Random

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

CANARY = "张三丰的坐标"


def jpeg(seed: int = 1, size: tuple[int, int] = (320, 240), **options) -> bytes:
    """A picture of coarse noise: another seed is another picture, also to a perceptual hash."""
    return saved(noise((12, 9), seed).resize(size, Image.Resampling.BILINEAR), "JPEG", quality=90, **options)


def noise(size: tuple[int, int], seed: int) -> Image.Image:
    width, height = size
    chance = Random(seed)  # noqa: S311 - the same picture every time
    return Image.frombytes("RGB", size, chance.randbytes(width * height * 3))


def saved(picture: Image.Image, form: str, **options) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def with_gps(seed: int = 1, orientation: int = 1, size: tuple[int, int] = (320, 240)) -> bytes:
    """A phone's picture: position, maker, owner and a thumbnail-like comment, turned as the phone was held."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "CANARYPHONE"
    exif[Base.Artist] = "CANARYOWNER"
    exif[IFD.GPSInfo] = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (36.0, 27.0, 15.5)}
    return jpeg(seed, size, exif=exif, comment=CANARY.encode())


def png_of(width: int, height: int, body: bytes | None = None) -> bytes:
    """A PNG that claims a size; its body need not keep the promise."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * (width * 3 + 1) * height, 9) if body is None else body
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(name: str, data: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, data)
    return out.getvalue()


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def bad_files() -> dict[str, bytes]:
    """What must not get in as a picture, by name."""
    good = jpeg()
    png = saved(Image.new("RGB", (64, 64), "red"), "PNG")
    webp = saved(Image.new("RGB", (64, 64), "red"), "WEBP")
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue")]
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    deep = Image.new("I;16", (64, 64))
    return {
        "magic and script": b"\xff\xd8\xff<script>alert(1)</script>",
        "magic and zeros": b"\xff\xd8\xff\xe0" + b"\0" * 4000,
        "magic and php": b"\xff\xd8\xff\xe0\0\x10JFIF\0<?php system($_GET['x']); ?>",
        "png magic alone": b"\x89PNG\r\n\x1a\n",
        "png magic and html": b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>",
        "riff of sound": b"RIFF\x24\0\0\0WAVEfmt " + b"\0" * 64,
        "riff and script": b"RIFF\xff\xff\xff\xffWEBP<script>alert(1)</script>",
        "one byte": b"\xff",
        "space": b" ",
        "text": b"not a picture",
        "html": b"<!doctype html><img src=x onerror=alert(1)>",
        "svg": svg,
        "svg with declaration": b'<?xml version="1.0"?>' + svg,
        "svgz": zlib.compress(svg),
        "heic": _box(b"ftyp", b"heic\0\0\0\0mif1heic") + _box(b"mdat", b"\0" * 64),
        "avif": _box(b"ftyp", b"avif\0\0\0\0mif1avif") + _box(b"mdat", b"\0" * 64),
        "gif": saved(frames[0], "GIF"),
        "bmp": saved(frames[0], "BMP"),
        "tiff": saved(frames[0], "TIFF"),
        "ico": saved(frames[0], "ICO"),
        "jpeg 2000": saved(frames[0], "JPEG2000"),
        "ppm": saved(frames[0], "PPM"),
        "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\nshowpage\n",
        "pdf": b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n0\n%%EOF",
        "zip": zipped("a.txt", b"a" * 10_000),
        "zip bomb": zipped("a", b"\0" * 8_000_000),
        "elf": b"\x7fELF\x02\x01\x01" + b"\0" * 64,
        "windows program": b"MZ\x90\0" + b"\0" * 64,
        "truncated jpeg": good[: len(good) // 2],
        "jpeg without end of header": good[:40],
        "truncated png": png[:60],
        "truncated webp": webp[: len(webp) // 2],
        "png with a wrong check": png[:40] + bytes([png[40] ^ 0xFF]) + png[41:],
        "pixel bomb": png_of(40_000, 40_000, zlib.compress(b"\0" * 1000)),
        "pixel bomb that keeps its word": png_of(9_000, 9_000),
        "largest png there is": png_of(2**31 - 1, 2**31 - 1, b""),
        "png of no width": png_of(0, 10, b""),
        "too small": saved(Image.new("RGB", (8, 8)), "PNG"),
        "a line": saved(Image.new("RGB", (4_000, 1)), "PNG"),
        "animated png": saved(frames[0], "PNG", save_all=True, append_images=frames[1:]),
        "animated webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]),
        "sixteen bits of grey": saved(deep, "PNG"),
        "random behind magic": b"\xff\xd8\xff\xdb" + Random(7).randbytes(5000),  # noqa: S311 - as above
    }
