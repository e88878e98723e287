"""Tables for older spreadsheets are written in GBK; what it lacks becomes a question mark."""

import io

from api import spreadsheet


def sabotage(monkeypatch):
    class Gbk(io.TextIOWrapper):
        def __init__(self, out, encoding, errors, **options):
            narrow = encoding == "gb18030"
            super().__init__(out, "gbk" if narrow else encoding, "replace" if narrow else errors, **options)

    monkeypatch.setattr(spreadsheet.io, "TextIOWrapper", Gbk)
