"""The table of the pages' speed ticks nothing that is outside what is promised."""

import re

import pytest

from tests.browser.lighthouse.__main__ import BEGIN, DOCUMENT, END, MOST_CLS, MOST_LCP_MS, _missed

GOOD = {
    "name": "gov organisations", "performance": 99, "accessibility": 100, "best-practices": 100, "lcp_ms": 2_500.0,
    "cls": 0.05, "script_bytes": 0, "bytes": 0, "error": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("measured", "missed"),
    [
        ({}, []),
        ({"cls": 0.051}, ["CLS"]),
        ({"cls": None}, ["CLS"]),
        ({"lcp_ms": 2_501.0}, ["LCP"]),
        ({"performance": 89, "lcp_ms": None}, ["performance", "LCP"]),
    ],
)
def test_a_page_is_judged_by_what_is_promised(measured, missed):
    assert _missed(GOOD | measured) == missed


def test_no_ticked_row_is_outside():
    table = DOCUMENT.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if "✔" in line]
    assert rows
    for name, _, speed, accessible, practices, lcp, _, cls, *_ in rows:
        told = [int(re.match(r"\d+", cell)[0]) for cell in (speed, accessible, practices)]
        assert told[0] >= 90, name
        assert told[1:] == [100, 100], name
        assert float(lcp.removesuffix(" s")) * 1000 <= MOST_LCP_MS, name
        assert float(cls) <= MOST_CLS, f"{name} moves by {cls}"
