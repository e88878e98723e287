"""A person's copy of their own data as a file: JSON for machines, a page to read, a table for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from flask import Response, render_template

BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_file(data: Mapping[str, Any], form: str) -> Response:
    """The data as an attachment of this form, one of `FORMATS`."""
    write, media_type, ending = FORMATS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="my-data.{ending}"',
        "Cache-Control": "no-store",
    }
    return Response(write(data), headers=headers, content_type=media_type)


def _json(data: Mapping[str, Any]) -> bytes:
    return orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2)


def _page(data: Mapping[str, Any]) -> bytes:
    return render_template("my_data.html", rows=list(_flat(data))).encode()


def _csv(encoding: str, mark: str) -> Callable[[Mapping[str, Any]], bytes]:
    def write(data: Mapping[str, Any]) -> bytes:
        out = io.StringIO(newline="")
        rows = csv.writer(out)
        rows.writerow(("field", "value"))
        rows.writerows((name, _harmless(value)) for name, value in _flat(data))
        # GB 18030 has every character there is; GBK would lose people's names.
        return (mark + out.getvalue()).encode(encoding)

    return write


def _xlsx(data: Mapping[str, Any]) -> bytes:
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("my data")
        for line, row in enumerate([("field", "value"), *_flat(data)]):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
    return out.getvalue()


def _harmless(text: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value with the path to it, in order."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _flat(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}.{place}")
    elif value is not None:
        yield path, str(value)


Writer = Callable[[Mapping[str, Any]], bytes]
FORMATS: Mapping[str, tuple[Writer, str, str]] = {
    "json": (_json, "application/json; charset=utf-8", "json"),
    "html": (_page, "text/html; charset=utf-8", "html"),
    "csv": (_csv("utf-8", BOM), "text/csv; charset=utf-8", "csv"),
    "csv-gb18030": (_csv("gb18030", ""), "text/csv; charset=gb18030", "csv"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
}
