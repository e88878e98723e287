"""The Chinese typeface of every printed paper: a subset shipped with the code, the system's Noto as a second net.

Nothing is ever printed as an empty box: a character without a glyph becomes 〓 and the caller can say so.
"""

import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF


FAMILY = "noto"
SUBSTITUTE = "〓"
SHIPPED = Path(__file__).parent / "fonts" / "NotoSansSC-Medium-subset.ttf"
# Debian's fonts-noto-cjk; face 2 of the collection is Simplified Chinese.
SYSTEM = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SYSTEM_FACE = 2


@cache
def _shipped() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # only where a sheet is drawn, as in `api.paper`

    with TTFont(SHIPPED, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _system() -> frozenset[int]:
    if not SYSTEM.is_file():
        return frozenset()
    from fontTools.ttLib import TTCollection

    with TTCollection(SYSTEM, lazy=True) as collection:
        return frozenset(collection.fonts[SYSTEM_FACE].getBestCmap())


def printable(text: str) -> str:
    """`text` composed (NFC), control characters dropped, characters without a glyph anywhere as 〓."""
    kept = (
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] != "C" or c > "\uffff"
    )
    return "".join(c if _has_glyph(c) else SUBSTITUTE for c in kept)


def _has_glyph(character: str) -> bool:
    return ord(character) in _shipped() or ord(character) in _system()


def embed(paper: "FPDF", text: str) -> None:
    """Embed the typeface in `paper`; the large system collection only when `text` needs it."""
    paper.add_font(FAMILY, fname=SHIPPED)
    if any(ord(character) not in _shipped() for character in text):
        paper.add_font("noto-system", fname=SYSTEM, collection_font_number=SYSTEM_FACE)
        paper.set_fallback_fonts(["noto-system"])
