"""Run as a program of its own: one picture in on stdin, the same picture on stdout as a clean JPEG, or a reason.

Decoders of foreign bytes are where pictures bite. This process may use little memory and time, may write nothing but
its answer, holds no secret and no connection, and ends after one picture. It sets its own limits before it loads the
decoder; it imports nothing of the platform. Arguments: longest side, most pixels, memory in MB, processor seconds.

Answer: one line of JSON, then the JPEG. Exit status 0, or 3 with `{"reason": …}`; anything else is a limit it ran into.
"""

import json
import resource
import sys
import warnings
from io import BytesIO

REFUSED = 3
LARGEST = 16 << 20
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")
SMALLEST = 16
WHITE = (255, 255, 255)


def _limit(megabytes: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST, LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def _refuse(reason: str) -> int:
    sys.stdout.write(json.dumps({"reason": reason}) + "\n")
    return REFUSED


def main(side: int, pixels: int) -> int:
    """Decode, upright, scale, flatten, encode; everything but the pixels is left behind."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = pixels
    warnings.simplefilter("error")
    try:
        clean = _decoded(side, pixels)
    except Exception as error:  # noqa: BLE001 - decoders raise whatever they like; this process ends here
        return _refuse(_reason(error))
    clean.thumbnail((side, side), Image.Resampling.LANCZOS)
    out = BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, optimize=True)
    said = {"width": clean.width, "height": clean.height, "dhash": _dhash(clean)}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(out.getvalue())
    return 0


class Odd(Exception):
    """Decodable, and yet not a photo; its text is the reason."""


def _decoded(side, pixels):  # noqa: ANN001, ANN202 - Pillow is loaded only after the limits stand
    from PIL import Image, ImageOps

    with Image.open(BytesIO(sys.stdin.buffer.read()), formats=FORMATS) as opened:
        if opened.width * opened.height > pixels:
            raise Odd("too_many_pixels")
        if min(opened.size) < SMALLEST:
            raise Odd("too_small")
        if getattr(opened, "n_frames", 1) > 1 and opened.format != "MPO":
            raise Odd("animated")
        # A JPEG can be decoded at an eighth of its size, which is what keeps a phone's picture cheap.
        opened.draft("RGB", (side, side))
        return _flat(ImageOps.exif_transpose(opened))


def _reason(error: Exception) -> str:
    from PIL import Image

    kinds = (
        (Odd, str(error)),
        (Image.UnidentifiedImageError, "not_a_picture"),
        (Image.DecompressionBombError, "too_many_pixels"),
        (Image.DecompressionBombWarning, "too_many_pixels"),
        (MemoryError, "too_costly"),
    )
    return next((reason for kind, reason in kinds if isinstance(error, kind)), "damaged")


def _flat(picture):  # noqa: ANN001, ANN202 - as above
    from PIL import Image

    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, WHITE)
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    if picture.mode.startswith("I;16") or picture.mode in {"I", "F"}:
        raise ValueError("unusual depth")
    # A copy made of pixels alone: no EXIF, no thumbnail, no colour profile, no comment.
    made = Image.new("RGB", picture.size)
    made.paste(picture.convert("RGB"))
    return made


def _dhash(picture) -> int:  # noqa: ANN001 - as above
    """Eight rows of eight comparisons between neighbours; a signed 64-bit number."""
    from PIL import Image

    small = picture.convert("L").resize((9, 8), Image.Resampling.BOX)
    grey = list(small.tobytes())
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (grey[row * 9 + column] < grey[row * 9 + column + 1])
    return bits - (1 << 64) if bits >> 63 else bits


if __name__ == "__main__":
    longest, most, memory, cpu = (int(argument) for argument in sys.argv[1:5])
    _limit(memory, cpu)
    sys.exit(main(longest, most))
