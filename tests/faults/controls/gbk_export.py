"""A file for old programs in GBK, which has no room for many people's names (G20)."""

import pytest

from api import spreadsheet


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    wrapper = spreadsheet.io.TextIOWrapper

    def narrow(out, encoding, errors, **options):
        encoding = "gbk" if encoding == "gb18030" else encoding
        return wrapper(out, encoding=encoding, errors="replace", **options)

    class Io:
        TextIOBase = spreadsheet.io.TextIOBase
        TextIOWrapper = staticmethod(narrow)

    monkeypatch.setattr(spreadsheet, "io", Io)
