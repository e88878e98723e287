"""Tables as files: CSV for machines and old programs, XLSX for people; no cell is ever a formula.

Spreadsheet programs run what begins like a formula, also in CSV, also behind blanks and in full width. In XLSX every
text is written as text. In CSV there is no such thing as text, so a cell that could be taken for a formula gets an
apostrophe in front, which makes it text to Excel, WPS and LibreOffice (OWASP, CSV injection); numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol
from uuid import UUID

from tradein.moment import SHANGHAI

if TYPE_CHECKING:
    from xlsxwriter import Workbook

STARTERS = frozenset("=+-@＝＋－＠|%\t\r\n\0\u3000")
"""What a formula, a DDE call or a trick to hide one may begin with; full width is folded by some programs."""
LONGEST_CELL = 32_767
MOST_ROWS = 1_048_576
Cell = str | int | Decimal | date | datetime | UUID | bool | None


class FileFormat(StrEnum):
    """The form of an exported file."""

    CSV = "csv"
    CSV_GB18030 = "csv_gb18030"
    XLSX = "xlsx"


MEDIA_TYPES = {
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.CSV_GB18030: "text/csv; charset=gb18030",
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SUFFIXES = {FileFormat.CSV: ".csv", FileFormat.CSV_GB18030: ".csv", FileFormat.XLSX: ".xlsx"}


class Table(Protocol):
    """Somewhere to write rows to."""

    def row(self, cells: Sequence[Cell]) -> None:
        """Append one row."""


def harmless(text: str) -> str:
    """`text` as a CSV cell that no program takes for a formula; control characters become blanks.

    Signs and blanks in front are looked through: ` =1+1` is a formula to some programs, too.
    """
    shown = "".join(" " if letter < " " or letter == "\x7f" else letter for letter in text)[:LONGEST_CELL]
    bare = shown.lstrip(" \u00a0\u3000'\"")
    dangerous = text[:1] in STARTERS or bare[:1] in STARTERS
    return f"'{shown}" if dangerous else shown


def said(cell: Cell) -> str | int | Decimal:
    """A value as people read it: times in Asia/Shanghai to the second, unknown as nothing, not as zero."""
    match cell:
        case bool():
            return "是" if cell else "否"
        case datetime():
            return cell.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case int() | Decimal() | str():
            return cell
    return "" if cell is None else str(cell)


class _Csv:
    def __init__(self, out: io.TextIOBase) -> None:
        self.writer = csv.writer(out, lineterminator="\r\n")

    def row(self, cells: Sequence[Cell]) -> None:
        spoken = (said(cell) for cell in cells)
        self.writer.writerow([harmless(one) if isinstance(one, str) else one for one in spoken])


class _Xlsx:
    def __init__(self, book: "Workbook", name: str) -> None:
        self.sheet = book.add_worksheet(name[:31])
        self.at = 0

    def row(self, cells: Sequence[Cell]) -> None:
        for column, cell in enumerate(cells):
            spoken = said(cell)
            # Never `write`, which guesses: it turns =1+1 into a formula and http:// into a link.
            if isinstance(spoken, str):
                self.sheet.write_string(self.at, column, _clean(spoken))
            else:
                self.sheet.write_number(self.at, column, spoken)
        self.at += 1


def _clean(text: str) -> str:
    # XML 1.0 holds no control characters; a file with one does not open.
    shown = "".join(" " if letter < " " and letter not in "\n\t" else letter for letter in text)
    return shown.replace("\ufffe", " ").replace("\uffff", " ")[:LONGEST_CELL]


@contextmanager
def table(form: FileFormat, out: BinaryIO, title: str) -> Iterator[Table]:
    """Write a table into `out`, row by row and never whole in memory; finished when the block ends."""
    if form is FileFormat.XLSX:
        # Loaded by whoever takes a spreadsheet out: a worker that only records scans stays small.
        from xlsxwriter import Workbook

        with TemporaryDirectory() as folder:
            path = Path(folder) / "table.xlsx"
            options = {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            }
            with Workbook(str(path), options) as book:
                yield _Xlsx(book, title)
            _copy(path, out)
        return
    encoding = "gb18030" if form is FileFormat.CSV_GB18030 else "utf-8-sig"
    text = io.TextIOWrapper(out, encoding=encoding, errors="strict", newline="", write_through=True)
    yield _Csv(text)
    text.flush()
    text.detach()


def _copy(path: Path, out: BinaryIO) -> None:
    with path.open("rb") as made:
        while chunk := made.read(1 << 16):
            out.write(chunk)


def write_table(
    form: FileFormat, out: BinaryIO, title: str, head: Sequence[Sequence[Any]], rows: Iterable[Sequence[Cell]]
) -> int:
    """A whole table with its head; how many rows followed it."""
    count = 0
    with table(form, out, title) as made:
        for line in head:
            made.row(line)
        for line in rows:
            made.row(line)
            count += 1
    return count
