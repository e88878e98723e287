"""The table of a run: figures, ratios, targets; printed, and kept in docs/performance.md."""

import json
import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from api.settings import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- bench:begin -->", "<!-- bench:end -->"
RESULTS = ROOT / "benchmarks" / "results.json"

Row = tuple[str, str, str, str, str]


def rows(figures: dict[str, Any]) -> list[Row]:
    """What was measured, its figure, its ratio, the floor and whether it holds."""
    rates, small, large = figures["rates"], figures["small"], figures["large"]
    base, memory = rates["baseline"], figures["memory"]
    return [
        ("baseline: pgbench, one statement, 8 clients", f"{base:,.0f}/s", "1", "–", "–"),
        _least("single-scan requests", rates, "single", 0.08),
        _least("batches of 1,000: scans", rates, "batch", 1.5),
        _least("32 writers in one district ÷ the same over many", rates, "one_district", 0.8),
        _most(
            "trace by code, p50, large ÷ 10,000 units", large["trace"], large["trace"] / small["trace"], 1.5
        ),
        _most(
            "province summary, p50, large ÷ 10,000 units",
            large["summary"],
            large["summary"] / small["summary"],
            1.5,
        ),
        ("errors", f"{rates['errors']:.0f}", "–", "0", _mark(rates["errors"] == 0)),
        _memory("web worker memory, resident (most of it shared by the workers)", memory["resident"]),
        _memory("web worker memory, proportional", memory["proportional"]),
    ]


def _memory(name: str, mb: float) -> Row:
    return name, f"{mb:.0f} MB", "–", "≤ 150 MB", _mark(0 < mb <= 150)


def _least(name: str, rates: dict[str, Any], key: str, floor: float) -> Row:
    each = rates["ratios"][key]
    ratio = median(each)
    said = f"{ratio:.3g} ({each[0]:.3g} to {each[-1]:.3g})"
    return name, f"{rates[key]:,.0f}/s", said, f"≥ {floor}", _mark(ratio >= floor)


def _most(name: str, ms: float, ratio: float, ceiling: float) -> Row:
    return name, f"{ms:.1f} ms", f"{ratio:.2f}", f"≤ {ceiling}", _mark(ratio <= ceiling)


def _mark(holds: bool) -> str:  # noqa: FBT001 - the verdict itself
    return "✔" if holds else "✘"


def table(figures: dict[str, Any]) -> str:
    """The run as a Markdown table with date, machine and commit."""
    head = (
        f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}, embedded PostgreSQL 18, commit {_commit()}; "
        f"large = {figures['units']:,} units. Units were made by capture at "
        f"{figures['rates']['made_per_second']:,.0f} scans/s in one process.\n"
    )
    lines = [
        "| what | measured | ratio | target | |",
        "|---|---|---|---|---|",
        *(f"| {' | '.join(row)} |" for row in rows(figures)),
    ]
    return head + "\n" + "\n".join(lines) + "\n"


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return found.stdout.strip() or "unknown"


def show(figures: dict[str, Any]) -> None:
    """Print the table."""
    print(table(figures))


def write(figures: dict[str, Any]) -> None:
    """Put the table between the marks of docs/performance.md, and the raw figures beside the code."""
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    text = Path(DOCUMENT).read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table(figures)}{END}{after}", "utf-8")
