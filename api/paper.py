"""Label papers as PDF: rolls for thermal printers and A4 sheets with cut marks.

Sizes follow the printer: a QR module is a whole number of dots at 203 dpi (standards §5.2), so the H symbol of a
60×40 mm label is 33.8 mm wide with its quiet zone, the Q symbol of the small label 25.7 mm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from api.qr import PRINTER_DPI, Level, Symbol, symbol
from api.typeface import FAMILY, SUBSTITUTE, embed, printable
from tradein.codes import display

PLATFORM = "以旧换新全链路追溯平台"
HEADING = "以旧换新\n全链路追溯平台"
CALL = "扫码查看去向"
MISSING_GLYPH = f"（{SUBSTITUTE}为字库缺字）"
DOT = 25.4 / PRINTER_DPI
INK = (0, 0, 0)
CUT = (150, 150, 150)


@dataclass(frozen=True, slots=True)
class Face:
    """What one label says. `organisation` is the recycler it is reserved to, `item` the category once bound."""

    code: str
    url: str
    organisation: str = ""
    item: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A text block in millimetres from the label's corner; the type shrinks until the text fits `lines`."""

    y: float
    points: float
    lines: int


@dataclass(frozen=True, slots=True)
class Design:
    """One label size: the QR box and the text column beside it (mm), and the code's place below."""

    width: float
    height: float
    level: Level
    box: float
    column: float
    platform: Block
    item: Block
    organisation: Block
    call: Block
    code_y: float
    code_points: float
    indent: float


LARGE = Design(
    width=60, height=40, level=Level.H, box=34.2, column=35.6,
    platform=Block(3.2, 8.5, 2), item=Block(12.4, 9.5, 2), organisation=Block(21.4, 6.5, 3),
    call=Block(30.4, 8.5, 1), code_y=35.0, code_points=11.5, indent=3.6,
)  # fmt: skip
SMALL = Design(
    width=40, height=30, level=Level.Q, box=25.8, column=26.6,
    platform=Block(1.9, 5, 2), item=Block(7.4, 6, 2), organisation=Block(13.4, 4.5, 4),
    call=Block(22.6, 5.5, 1), code_y=26.0, code_points=8.2, indent=2.6,
)  # fmt: skip


class Stock(Enum):
    """The papers one can load."""

    ROLL_60X40 = "roll60x40"
    ROLL_40X30 = "roll40x30"
    A4 = "a4"


DESIGN = {Stock.ROLL_60X40: LARGE, Stock.ROLL_40X30: SMALL, Stock.A4: LARGE}
A4_COLUMNS, A4_ROWS = 3, 7


def label_pdf(faces: Sequence[Face], stock: Stock) -> bytes:
    """All labels as one PDF: one page each on rolls, 3×7 a page with cut marks on A4."""
    paper = Paper(faces, DESIGN[stock])
    if stock is Stock.A4:
        return paper.sheets(faces)
    return paper.roll(faces)


class Paper:
    """One PDF being drawn."""

    def __init__(self, faces: Sequence[Face], design: Design) -> None:
        self.design = design
        # Imported when the first sheet is drawn: it and its font tools are a third of an idle worker's memory.
        from fpdf import FPDF

        self.pdf = FPDF(unit="mm", format=(design.height, design.width))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_title(f"追溯标签 {display(faces[0].code)} – {display(faces[-1].code)}" if faces else "")
        self.pdf.set_creator(PLATFORM)
        words = "".join({text for face in faces for text in (face.organisation, face.item, face.note)})
        embed(self.pdf, printable(words))

    def roll(self, faces: Sequence[Face]) -> bytes:
        """One page a label, exactly as large as the label."""
        for face in faces:
            self.pdf.add_page(orientation="landscape")
            self._label(face, 0, 0)
        return bytes(self.pdf.output())

    def sheets(self, faces: Sequence[Face]) -> bytes:
        """A4 portrait; labels touch, so one cut serves two neighbours."""
        left = (210 - A4_COLUMNS * self.design.width) / 2
        top = (297 - A4_ROWS * self.design.height) / 2
        a_page = A4_COLUMNS * A4_ROWS
        for place, face in enumerate(faces):
            row, column = divmod(place % a_page, A4_COLUMNS)
            if place % a_page == 0:
                self.pdf.add_page(orientation="portrait", format="A4")
                self._cut_marks(left, top)
            self._label(face, left + column * self.design.width, top + row * self.design.height)
        return bytes(self.pdf.output())

    def _cut_marks(self, left: float, top: float) -> None:
        """Ticks in the margins at every cutting line, and a small cross where four labels meet."""
        self.pdf.set_draw_color(*CUT)
        self.pdf.set_line_width(0.1)
        across = [left + column * self.design.width for column in range(A4_COLUMNS + 1)]
        down = [top + row * self.design.height for row in range(A4_ROWS + 1)]
        for x in across:
            self.pdf.line(x, top - 5, x, top - 1)
            self.pdf.line(x, down[-1] + 1, x, down[-1] + 5)
        for y in down:
            self.pdf.line(left - 5, y, left - 1, y)
            self.pdf.line(across[-1] + 1, y, across[-1] + 5, y)
        for x in across[1:-1]:
            for y in down[1:-1]:
                self.pdf.line(x - 0.8, y, x + 0.8, y)
                self.pdf.line(x, y - 0.8, x, y + 0.8)

    def _label(self, face: Face, x: float, y: float) -> None:
        design = self.design
        self.pdf.set_text_color(*INK)
        self._symbol(fitting(face.url, design), x, y)
        self._text(HEADING, design.platform, x, y)
        self._text(face.item, design.item, x, y)
        self._text(face.organisation, design.organisation, x, y)
        self._text(CALL, design.call, x, y)
        self._code(face, x, y)

    def _symbol(self, drawn: Symbol, x: float, y: float) -> None:
        """Fill all modules as one path: separate rectangles would show hairlines between rows on screens."""
        dots = dots_a_module(drawn, self.design.box)
        side = drawn.span * dots * DOT
        # Centred in its box, then moved to the printer's dot grid.
        inset = round((self.design.box - side) / 2 / DOT) * DOT + 0.4
        scale, module = self.pdf.k, dots * DOT
        path = "".join(
            f"{(x + inset + column * module) * scale:.3f} "
            f"{(self.pdf.h - y - inset - row * module) * scale:.3f} "
            f"{length * module * scale:.3f} {-module * scale:.3f} re\n"
            for column, row, length in drawn.runs()
        )
        self.pdf._out(f"0 0 0 rg\n{path}f")  # noqa: SLF001 - the public path API is thirty times slower

    def _text(self, text: str, block: Block, x: float, y: float) -> None:
        width = self.design.width - self.design.column - 1.2
        points, lines = self._fit(_shown(text), width, block)
        self.pdf.set_font(FAMILY, size=points)
        for row, line in enumerate(lines):
            self.pdf.text(x + self.design.column, y + block.y + (row + 0.8) * points * 0.44, line)

    def _fit(self, text: str, width: float, block: Block) -> tuple[float, list[str]]:
        """Shrink in half points down to four; what still does not fit ends in an ellipsis."""
        points = block.points
        while len(lines := self._wrap(text, width, points)) > block.lines and points > 4:
            points -= 0.5
        if len(lines) > block.lines:
            lines = [*lines[: block.lines - 1], lines[block.lines - 1][:-1] + "…"]
        return points, lines

    def _wrap(self, text: str, width: float, points: float) -> list[str]:
        """Break between any two characters, as Chinese does, but keep Latin words whole when they fit."""
        lines = [""]
        for word in _words(text):
            if word == "\n" or (lines[-1] and self._width(lines[-1] + word, points) > width):
                lines.append("")
            lines[-1] += word if lines[-1] else word.lstrip()
        return lines

    def _width(self, text: str, points: float) -> float:
        return sum(self._advance(character) for character in text) * points

    @lru_cache(maxsize=4096)  # noqa: B019 - a Paper lives for one document
    def _advance(self, character: str) -> float:
        self.pdf.set_font(FAMILY, size=10)
        return self.pdf.get_string_width(character) / 10

    def _code(self, face: Face, x: float, y: float) -> None:
        design = self.design
        baseline = y + design.code_y + design.code_points * 0.31
        self.pdf.set_font(FAMILY, size=design.code_points)
        self.pdf.text(x + design.indent, baseline, display(face.code))
        note, points = printable(face.note), design.code_points * 0.5
        right = x + design.width - 1.4 - self._width(note, points)
        self.pdf.set_font(FAMILY, size=points)
        self.pdf.text(right, baseline, note)


def _shown(text: str) -> str:
    shown = "\n".join(printable(line) for line in text.split("\n"))
    return shown + MISSING_GLYPH if SUBSTITUTE in shown and SUBSTITUTE not in text else shown


def _words(text: str) -> list[str]:
    words: list[str] = []
    for character in text:
        latin = character.isascii() and not character.isspace()
        if latin and words and words[-1][-1].isascii() and not words[-1][-1].isspace():
            words[-1] += character
        else:
            words.append(character)
    return words


def dots_a_module(drawn: Symbol, box: float) -> int:
    """Whole printer dots a module so that the symbol with its quiet zone fits `box` millimetres."""
    return int(box / DOT) // drawn.span


def fitting(url: str, design: Design) -> Symbol:
    """The symbol for a design: its level, or Q when a long address would make H modules under five dots."""
    drawn = symbol(url, design.level)
    if dots_a_module(drawn, design.box) < MINIMUM_DOTS and design.level is Level.H:
        return symbol(url, Level.Q)
    return drawn


MINIMUM_DOTS = 5
