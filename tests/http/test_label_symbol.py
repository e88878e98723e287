"""The printed symbol survives what happens to labels (standards §5.2, §5.3, S15); control: level M."""

import io
import random
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from qrcode.main import QRCode
from qrcode.util import lost_point

from api.qr import QUIET_ZONE, Level, Symbol, object_url, png, svg, symbol
from api.qr_mask import differences, lightest, packed, penalty, unpacked

BASE = "https://trace.example.org"
URL = object_url(BASE, "7K3M9QXT4B2AE")
TRIALS = 60
DOTS = 6


def decoded(image: Image.Image) -> str | None:
    found = zxingcpp.read_barcodes(image)
    return found[0].text if found else None


def picture(drawn: Symbol) -> Image.Image:
    return Image.open(io.BytesIO(png(drawn, DOTS))).convert("L")


def spot(image: Image.Image, edge: int, chance: random.Random) -> tuple[int, int]:
    """Where a square fits on the symbol without touching a finder pattern: those are lost at any level."""
    first = QUIET_ZONE * DOTS
    side, finder = image.width - 2 * first, 8 * DOTS
    while True:
        x, y = (chance.randrange(side - edge + 1) for _ in range(2))
        left, right, top, low = x < finder, x + edge > side - finder, y < finder, y + edge > side - finder
        if not ((left and top) or (right and top) or (left and low)):
            return first + x, first + y


def one_patch(image: Image.Image, share: float, chance: random.Random) -> Image.Image:
    """One square of `share` of the symbol's area torn off to white."""
    edge = round((image.width - 2 * QUIET_ZONE * DOTS) * share**0.5)
    x, y = spot(image, edge, chance)
    damaged = image.copy()
    ImageDraw.Draw(damaged).rectangle((x, y, x + edge - 1, y + edge - 1), fill=255)
    return damaged


def specks(image: Image.Image, share: float, chance: random.Random) -> Image.Image:
    """White specks of two modules' width all across, of `share` of the area together."""
    edge = 2 * DOTS
    damaged = image.copy()
    draw = ImageDraw.Draw(damaged)
    for _ in range(round((image.width - 2 * QUIET_ZONE * DOTS) ** 2 * share / edge**2)):
        x, y = spot(image, edge, chance)
        draw.rectangle((x, y, x + edge - 1, y + edge - 1), fill=255)
    return damaged


def rate(level: Level, damage, share: float) -> float:
    chance = random.Random(20261121)  # noqa: S311
    image = picture(symbol(URL, level))
    return sum(decoded(damage(image, share, chance)) == URL for _ in range(TRIALS)) / TRIALS


def test_payload_is_short_enough_for_the_versions_of_the_standard():
    assert len(URL) == 43
    assert URL == "https://trace.example.org/obj/7K3M9QXT4B2AE"
    assert (symbol(URL, Level.H).version, symbol(URL, Level.Q).version) == (5, 4)
    assert symbol(URL, Level.H).span == 45
    assert symbol(URL, Level.Q).span == 41


@pytest.mark.parametrize("level", [Level.H, Level.Q])
def test_png_is_read_back(level: Level):
    assert decoded(picture(symbol(URL, level))) == URL


def test_png_is_one_bit_and_has_whole_dots_at_203_dpi():
    image = Image.open(io.BytesIO(png(symbol(URL), 6)))
    assert image.mode == "1"
    assert image.size == (270, 270)
    assert round(image.info["dpi"][0]) == 203


def test_svg_draws_the_same_modules_as_the_png():
    drawn = symbol(URL)
    text = svg(drawn)
    assert len(text) < 3000
    assert "style" not in text
    assert decoded(painted(text, drawn.span)) == URL


def painted(text: str, side: int) -> Image.Image:
    """The SVG's stroked path, drawn by its own words: relative moves and horizontal lines of width one."""
    path = re.search(r'stroke="#000" d="([^"]+)"', text)[1]
    assert re.fullmatch(r"(m-?\d+ -?[\d.]+h\d+)+", path)
    image = Image.new("L", (side * DOTS, side * DOTS), 255)
    x = y = 0.0
    for dx, dy, length in re.findall(r"m(-?[\d.]+) (-?[\d.]+)h(\d+)", path):
        x, y = x + float(dx), y + float(dy)
        box = (x * DOTS, (y - 0.5) * DOTS, (x + int(length)) * DOTS - 1, (y + 0.5) * DOTS - 1)
        ImageDraw.Draw(image).rectangle(box, fill=0)
        x += int(length)
    return image


@pytest.mark.parametrize(("share", "least"), [(0.05, 1), (0.10, 0.98), (0.15, 0.95)])
def test_a_torn_patch_is_survived(share: float, least: float):
    assert rate(Level.H, one_patch, share) >= least


def test_specks_are_survived_better_than_at_a_weaker_level():
    assert rate(Level.H, specks, 0.05) >= 0.9
    assert rate(Level.H, specks, 0.10) >= 0.4


def test_control_level_m():
    """The weaker level must fail where H holds; otherwise the damage is too kind to prove anything."""
    assert rate(Level.M, one_patch, 0.10) <= 0.8
    assert rate(Level.M, one_patch, 0.15) <= 0.05
    assert rate(Level.M, specks, 0.10) <= 0.05


@pytest.mark.parametrize("level", [Level.Q, Level.H])
@pytest.mark.parametrize("mask", range(8))
def test_every_mask_is_drawn_and_judged_as_the_library_does(level: Level, mask: int):
    drawn = {}
    for pattern in (0, mask):
        code = QRCode(error_correction=level.value, border=0, mask_pattern=pattern)
        code.add_data(URL, optimize=0)
        code.make()
        drawn[pattern] = code
    packed_symbol = packed(drawn[0].modules) ^ differences(drawn[0].version, level.value)[mask]
    assert packed_symbol == packed(drawn[mask].modules)
    side = len(drawn[mask].modules)
    assert penalty(packed_symbol, side) == lost_point(drawn[mask].modules)
    assert [list(row) for row in unpacked(packed_symbol, side)] == drawn[mask].modules


@pytest.mark.parametrize("version", [1, 7, 10])
def test_the_lightest_mask_is_chosen_in_every_size(version: int):
    weights = {}
    for mask in range(8):
        code = QRCode(version, Level.Q.value, border=0, mask_pattern=mask)
        code.add_data("12345678", optimize=0)
        code.make(fit=False)
        weights[packed(code.modules)] = lost_point(code.modules)
    first = next(iter(weights))
    assert weights[lightest(first, version, Level.Q.value)] == min(weights.values())
