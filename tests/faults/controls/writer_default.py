"""Cells written as the libraries do by default: what looks like a formula is one."""

import pytest
import xlsxwriter

from api import spreadsheet


def sabotage(monkeypatch: pytest.MonkeyPatch) -> None:
    def guessing(self, cells):
        for column, cell in enumerate(cells):
            self.sheet._write(self.at, column, spreadsheet.said(cell))
        self.at += 1

    workbook = xlsxwriter.Workbook
    monkeypatch.setattr(xlsxwriter, "Workbook", lambda path, _options: workbook(path))
    monkeypatch.setattr(spreadsheet._Xlsx, "row", guessing)
    monkeypatch.setattr(spreadsheet, "harmless", lambda text: text)
