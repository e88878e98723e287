"""Label papers: every printed size is read back from the PDF by a real decoder; Chinese is embedded, never tofu."""

import io
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from api import typeface
from api.paper import DESIGN, DOT, LARGE, SMALL, Face, Stock, dots_a_module, fitting, label_pdf
from api.qr import Level, object_url
from api.typeface import SUBSTITUTE, printable

BASE = "https://trace.example.org"
CODES = ("7K3M9QXT4B2AE", "0123456789ABC", "ZZZZZZZZZZZZR", "XW7T5R2Q0P9N0")
RECYCLER = "聊城市绿源再生资源回收有限公司"


def face(code: str, **words: str) -> Face:
    return Face(code, object_url(BASE, code), **{"organisation": RECYCLER, "note": "12-0001", **words})


def pages(pdf: bytes, dpi: int = 203) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        yield page.render(scale=dpi / 72).to_pil().convert("L")
    document.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return found


@pytest.mark.parametrize("stock", [Stock.ROLL_60X40, Stock.ROLL_40X30])
def test_rolls_have_one_readable_label_a_page(stock: Stock):
    pdf = label_pdf([face(code) for code in CODES], stock)
    read = [zxingcpp.read_barcodes(page) for page in pages(pdf)]
    assert [[found.text for found in page] for page in read] == [[object_url(BASE, code)] for code in CODES]


def test_pages_are_as_large_as_the_label():
    for stock, size in [(Stock.ROLL_60X40, (60, 40)), (Stock.ROLL_40X30, (40, 30))]:
        document = pypdfium2.PdfDocument(label_pdf([face(CODES[0])], stock))
        assert tuple(round(points / 72 * 25.4, 1) for points in document[0].get_size()) == size


def test_a4_holds_21_readable_labels_a_page():
    pdf = label_pdf([face(CODES[place % 4]) for place in range(25)], Stock.A4)
    first, second = pages(pdf)
    assert len(zxingcpp.read_barcodes(first)) == 21
    assert [found.text for found in zxingcpp.read_barcodes(second)] == [
        object_url(BASE, code) for code in CODES[1:4] + CODES[:1]
    ]


@pytest.mark.parametrize(
    ("design", "level", "version", "dots", "width"),
    [(LARGE, Level.H, 5, 6, 33.8), (SMALL, Level.Q, 4, 5, 25.7)],
)
def test_symbols_follow_the_standard(design, level: Level, version: int, dots: int, width: float):
    drawn = fitting(object_url(BASE, CODES[0]), design)
    assert (drawn.level, drawn.version, dots_a_module(drawn, design.box)) == (level, version, dots)
    assert round(drawn.span * dots * DOT, 1) == width
    assert width - 8 * dots * DOT >= 20


def test_a_long_address_keeps_its_dots_by_a_weaker_level():
    url = object_url("https://" + "long-domain." * 6 + "example.org", CODES[0])
    assert fitting(url, LARGE).level is Level.Q
    assert (
        zxingcpp.read_barcodes(next(pages(label_pdf([Face(CODES[0], url)], Stock.ROLL_60X40))))[0].text == url
    )


@pytest.mark.parametrize("stock", list(Stock))
def test_a_torn_label_is_still_read(stock: Stock):
    """Five percent of the symbol gone from the printed page."""
    page = next(pages(label_pdf([face(CODES[0])], stock)))
    design = DESIGN[stock]
    corner = zxingcpp.read_barcodes(page)[0].position.top_left
    side = design.box / 25.4 * 203
    ImageDraw.Draw(page).rectangle(
        (corner.x + side * 0.45, corner.y + side * 0.4, corner.x + side * 0.63, corner.y + side * 0.58),
        fill=255,
    )
    assert object_url(BASE, CODES[0]) in [found.text for found in zxingcpp.read_barcodes(page)]


def test_the_quiet_zone_is_white_and_the_symbol_within_the_paper():
    for stock in (Stock.ROLL_60X40, Stock.ROLL_40X30):
        page = next(pages(label_pdf([face(CODES[0], item="滚筒洗衣机")], stock), 203 * 2))
        where = zxingcpp.read_barcodes(page)[0].position
        module = (where.top_right.x - where.top_left.x) / (37 if stock is Stock.ROLL_60X40 else 33)
        quiet = int(module * 3.8)
        left, top = where.top_left.x - quiet, where.top_left.y - quiet
        right, low = where.bottom_right.x + quiet, where.bottom_right.y + quiet
        assert left >= 0
        assert top >= 0
        for band in [
            (left, top, right, where.top_left.y - 3),
            (left, where.bottom_left.y + 4, right, low),
            (left, top, where.top_left.x - 3, low),
            (where.top_right.x + 4, top, right, low),
        ]:
            assert page.crop(band).getextrema()[0] > 200, stock


def test_words_are_printed_and_their_glyphs_embedded():
    pdf = label_pdf(
        [face(CODES[0], item="滚筒洗衣机", organisation="䶮鑫犇再生资源有限公司")], Stock.ROLL_60X40
    )
    text = text_of(pdf).replace("\r\n", "")
    for words in (
        "以旧换新",
        "全链路追溯平台",
        "滚筒洗衣机",
        "䶮鑫犇再生资源有限公司",
        "扫码查看去向",
        "7K3M-9QXT-4B2A-E",
        "12-0001",
    ):
        assert words in text
    assert b"/FontFile2" in pdf
    assert len(pdf) < 60_000


def test_a_character_without_glyph_is_marked_and_explained(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(typeface, "_system", frozenset)
    assert printable("李\U00031350\x00\u202e") == "李" + SUBSTITUTE
    text = text_of(label_pdf([face(CODES[0], organisation="郑\U00031350公司")], Stock.ROLL_60X40))
    assert f"郑{SUBSTITUTE}公司" in text.replace("\r\n", "")
    assert "字库缺字" in text.replace("\r\n", "")


def test_the_shipped_typeface_covers_gb_2312_and_rare_names():
    gb2312 = {
        text
        for row in range(0xA1, 0xF8)
        for cell in range(0xA1, 0xFF)
        if len(text := bytes([row, cell]).decode("gb2312", "ignore")) == 1
    }
    assert {ord(text) for text in gb2312} <= typeface._shipped()
    assert {ord(text) for text in "䶮龘喆堃㛃㐂𫖮𬭎𬀩𬍛𰻝"} <= typeface._shipped()
    assert typeface.SHIPPED.with_name("OFL.txt").is_file()
    assert typeface.SHIPPED.stat().st_size < 2_400_000


def test_a_very_long_name_shrinks_and_ends_in_an_ellipsis():
    text = text_of(label_pdf([face(CODES[0], organisation="超长名称" * 30)], Stock.ROLL_40X30))
    assert "…" in text


def test_a_sheet_is_smaller_than_its_symbols_as_pictures():
    assert len(label_pdf([face(code) for code in CODES * 25], Stock.ROLL_60X40)) < 400_000
    assert io.BytesIO(label_pdf([face(CODES[0])], Stock.A4)).read(5) == b"%PDF-"
