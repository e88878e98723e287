"""A person's copy of their own data as a file: JSON for machines, a page to read, a table for spreadsheets."""

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import orjson
from flask import Response, render_template

from api.spreadsheet import MEDIA_TYPES, SUFFIXES, FileFormat, write_table

TITLE = "我的个人信息"
HEAD = (("项目", "内容"),)


def as_file(data: Mapping[str, Any], form: str) -> Response:
    """The data as an attachment of this form, one of `FORMATS`."""
    write, media_type, suffix = FORMATS[form]
    headers = {
        "Content-Disposition": f'attachment; filename="my-data{suffix}"',
        "Cache-Control": "no-store",
    }
    return Response(write(data), headers=headers, content_type=media_type)


def _json(data: Mapping[str, Any]) -> bytes:
    return orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2)


def _page(data: Mapping[str, Any]) -> bytes:
    return render_template("my_data.html", rows=list(_flat(data))).encode()


def _table(form: FileFormat) -> Callable[[Mapping[str, Any]], bytes]:
    def write(data: Mapping[str, Any]) -> bytes:
        out = io.BytesIO()
        write_table(form, out, TITLE, HEAD, _flat(data))
        return out.getvalue()

    return write


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
    "json": (_json, "application/json; charset=utf-8", ".json"),
    "html": (_page, "text/html; charset=utf-8", ".html"),
    **{form.value: (_table(form), MEDIA_TYPES[form], SUFFIXES[form]) for form in FileFormat},
}
