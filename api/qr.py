"""The symbol on a label: QR code as SVG, PNG and print dots.

The payload is `https://<domain>/obj/<code>`, lower case and at most 43 characters, so that level H fits version 5
(34 mm) and level Q version 4 (25 mm); standards §5.2. Level M is never printed: a scratch of a tenth kills it.
"""

import io
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

from api.qr_mask import lightest, packed, unpacked

QUIET_ZONE = 4
"""Modules of white on each side (ISO/IEC 18004)."""
PRINTER_DPI = 203
"""Thermal label printers: 8 dots a millimetre. A module is a whole number of dots, or edges blur."""
PNG_DOTS = 6


class Level(Enum):
    """Error correction. M exists so that tests can show why it is not used."""

    M = ERROR_CORRECT_M
    Q = ERROR_CORRECT_Q
    H = ERROR_CORRECT_H


@dataclass(frozen=True, slots=True)
class Symbol:
    """A QR symbol without its quiet zone; `rows` holds True for a dark module."""

    version: int
    level: Level
    rows: tuple[tuple[bool, ...], ...]

    @property
    def span(self) -> int:
        """Modules across, quiet zone included."""
        return len(self.rows) + 2 * QUIET_ZONE

    def runs(self) -> list[tuple[int, int, int]]:
        """Dark stretches as (x, y, length) in modules, quiet zone included in the offset."""
        return [run for y, row in enumerate(self.rows, QUIET_ZONE) for run in _runs(row, y)]


def _runs(row: tuple[bool, ...], y: int) -> list[tuple[int, int, int]]:
    found = []
    x = QUIET_ZONE
    for dark, stretch in groupby(row):
        length = sum(1 for _ in stretch)
        if dark:
            found.append((x, y, length))
        x += length
    return found


def object_url(base_url: str, code: str) -> str:
    """The address a label carries; a code is an address on our own domain, with no GS1 claim (standards §3)."""
    return f"{base_url.rstrip('/')}/obj/{code}"


def symbol(payload: str, level: Level = Level.H) -> Symbol:
    """Encode `payload` in the smallest version at `level`, with the mask of least penalty."""
    code = QRCode(error_correction=level.value, border=0, mask_pattern=0)
    code.add_data(payload, optimize=0)
    code.make(fit=True)
    version = int(code.version)
    best = lightest(packed(code.modules), version, level.value)
    return Symbol(version, level, unpacked(best, len(code.modules)))


def svg(drawn: Symbol) -> str:
    """A compact SVG (about 2 KB): one stroked path, no style attribute, so that it passes a strict CSP."""
    parts: list[str] = []
    pen_x, pen_y = 0.0, 0.0
    for x, y, length in drawn.runs():
        parts.append(f"m{x - pen_x:g} {y + 0.5 - pen_y:g}h{length}")
        pen_x, pen_y = x + length, y + 0.5
    side = drawn.span
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side * 6}" '
        f'height="{side * 6}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path stroke="#000" d="{"".join(parts)}"/></svg>'
    )


def png(drawn: Symbol, dots: int = PNG_DOTS) -> bytes:
    """A one-bit PNG of `dots` pixels a module, marked 203 dpi so that label printers keep whole dots."""
    side = drawn.span
    image = Image.new("1", (side, side), 1)
    for x, y, length in drawn.runs():
        image.paste(0, (x, y, x + length, y + 1))
    image = image.resize((side * dots, side * dots), Image.Resampling.NEAREST)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True, dpi=(PRINTER_DPI, PRINTER_DPI))
    return out.getvalue()
