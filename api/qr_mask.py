"""The mask of least penalty (ISO/IEC 18004 §7.8), found on whole symbols as single integers.

The library draws a symbol eight times to compare its masks, nine milliseconds a code. Two masks of a version and
level always differ in the same modules, so one drawing and seven exclusive-ors do, and a penalty is sixty shifts.
Bit `y * (side + 1) + x` is a dark module; the spare column keeps rows apart when bits are shifted.
"""

from collections.abc import Sequence
from functools import cache

from qrcode.main import QRCode

MASKS = 8
FINDER_LIKE = ("10111010000", "00001011101")


def packed(rows: Sequence[Sequence[bool | None]]) -> int:
    """A symbol as one integer."""
    text = "".join("0" + "".join("1" if dark else "0" for dark in reversed(row)) for row in reversed(rows))
    return int(text, 2)


def unpacked(dark: int, side: int) -> tuple[tuple[bool, ...], ...]:
    """The rows of a packed symbol."""
    return tuple(tuple(bool(dark >> (y * (side + 1) + x) & 1) for x in range(side)) for y in range(side))


@cache
def differences(version: int, level: int) -> tuple[int, ...]:
    """For each mask the modules in which it differs from mask 0, format bits included."""
    drawn = []
    for mask in range(MASKS):
        code = QRCode(version, level, border=0, mask_pattern=mask)
        code.add_data("0", optimize=0)
        code.make(fit=False)
        drawn.append(packed(code.modules))
    return tuple(symbol ^ drawn[0] for symbol in drawn)


def lightest(unmasked: int, version: int, level: int) -> int:
    """Of the eight maskings of a symbol drawn with mask 0, the one of least penalty."""
    side = 17 + 4 * version
    return min(
        (unmasked ^ change for change in differences(version, level)), key=lambda dark: penalty(dark, side)
    )


def penalty(dark: int, side: int) -> int:
    """The four features of the standard added up: runs, blocks, finder-like stretches, imbalance."""
    stride = side + 1
    light = dark ^ _full(side)
    both = (dark, light)
    runs = sum(_runs(colour, step) for colour in both for step in (1, stride))
    blocks = sum(_blocks(colour, stride) for colour in both)
    finders = sum(_like(pattern, both, step) for pattern in FINDER_LIKE for step in (1, stride))
    share = dark.bit_count() / side**2
    return runs + 3 * blocks + 40 * finders + 10 * int(abs(share * 100 - 50) / 5)


@cache
def _full(side: int) -> int:
    return packed([[True] * side] * side)


def _runs(colour: int, step: int) -> int:
    """A run of five costs three, every further module one more."""
    pairs = colour & colour >> step
    fives = pairs & pairs >> 2 * step & colour >> 4 * step
    return fives.bit_count() + 2 * (fives & ~(fives << step)).bit_count()


def _blocks(colour: int, stride: int) -> int:
    pairs = colour & colour >> 1
    return (pairs & pairs >> stride).bit_count()


def _like(pattern: str, both: tuple[int, int], step: int) -> int:
    dark, light = both
    found = -1
    for place, module in enumerate(pattern):
        found &= (dark if module == "1" else light) >> place * step
    return found.bit_count()
