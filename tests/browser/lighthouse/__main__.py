"""How the pages fare with Lighthouse: `make lighthouse`. Prints a table and keeps it in docs/performance.md.

Phones by the mobile preset (150 ms, 1.6 Mbit/s, a CPU four times slower), desks by the desktop preset; the median of
three runs, each in a browser of its own. A run waits for a calm moment, and one in which Lighthouse rated the machine
low is made again: others' work would be counted as the page's. Some pages measured anew replace their own rows only.
Fails when a page misses what is wanted of it.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.browser.demo_server import ROOT, Crowd, demo

HERE = Path(__file__).parent
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- lighthouse:begin -->", "<!-- lighthouse:end -->"
HEADINGS = (
    "page",
    "preset",
    "performance",
    "accessibility",
    "best practices",
    "LCP",
    "TBT",
    "CLS",
    "scripts of all",
    "machine",
    "measured (UTC)",
)
RUNS = 3
# Lighthouse's own measure of a processor; its mobile preset means one of about 1,500.
LEAST_RATING = 1_000
LEAST_SPEED, FULL = 90, 100
# Google's own line for a page that is there at once, and half of its line for one that stands still.
MOST_LCP_MS, MOST_CLS = 2_500, 0.05
KB = 1024
# What a page may bring to a phone: all scripts of an app's first view, and the whole of a label's page.
MOST_SCRIPT = {"m": 120 * KB, "r": 120 * KB}
MOST_WHOLE = {"obj": 30 * KB}


@dataclass(frozen=True)
class Page:
    """A page to measure: by which preset, signed in as whom (None: nobody)."""

    name: str
    path: str
    preset: str = "mobile"
    account: str | None = None
    asks: str | None = None
    """What fills `{}` in the path: a question to the API and where the first answer has it."""


DESK = "desktop"
PAGES = (
    Page("front", "/"),
    Page("front (desk)", "/", DESK),
    Page("obj", "/obj/{}", asks="city_officer units?stage=dismantled&limit=1 code"),
    Page("open figures", "/open"),
    Page("m home", "/m/"),
    Page("m quote", "/m/#/quote/FRIDGE"),
    Page("m sign-in", "/m/#/sign-in"),
    Page("m bookings", "/m/#/orders", account="consumer"),
    Page("m booking", "/m/#/orders/{}", account="consumer", asks="consumer orders?limit=1 number"),
    Page("m where", "/m/#/where/{}", asks="city_officer units?stage=dismantled&limit=1 code"),
    Page("m recyclers", "/m/#/recyclers"),
    Page("r sign-in", "/r/"),
    Page("r today", "/r/#/today", account="recycler_staff"),
    Page(
        "r pickup",
        "/r/#/pickup/{}/1",
        account="recycler_staff",
        asks="recycler_staff orders?state=assigned&limit=1 number",
    ),
    Page("r loads", "/r/#/loads", account="recycler_staff"),
    Page("r dispatch", "/r/#/dispatch", account="recycler_manager"),
    Page("r firm", "/r/#/firm", account="recycler_manager"),
    Page("d sign-in", "/d/", DESK),
    Page("d start", "/d/#/", DESK, "dismantler"),
    Page("d intake", "/d/#/intake", DESK, "dismantler"),
    Page("d work orders", "/d/#/dismantling/orders", DESK, "dismantler"),
    Page(
        "d work order",
        "/d/#/dismantling/orders/{}",
        DESK,
        "dismantler",
        "dismantler dismantlings?limit=1 number",
    ),
    Page("d ledgers", "/d/#/dismantling/ledgers", DESK, "dismantler"),
    Page("gov sign-in", "/gov/", DESK),
    Page("gov board", "/gov/#/board/371500", DESK, "city_officer"),
    Page("gov alerts", "/gov/#/alerts", DESK, "city_officer"),
    Page("gov organisations", "/gov/#/organisations", DESK, "city_officer"),
    Page(
        "gov unit", "/gov/#/unit/{}", DESK, "city_officer", "city_officer units?stage=dismantled&limit=1 code"
    ),
)


def main() -> int:
    """Measure the pages whose name begins with one of the words given, or all; 1 when one misses its target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--address", help="of a running demo; without it one is started and ended")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument(
        "--rating", type=int, default=LEAST_RATING, help="of the machine, below which a run is repeated"
    )
    parser.add_argument("--reports", type=Path, help="a folder for Lighthouse's own reports")
    parser.add_argument("--node", default="node", help="version 24 or newer")
    given = parser.parse_args()
    chosen = [page for page in PAGES if not given.names or page.name.startswith(tuple(given.names))]
    figures = []
    with demo(given.address) as address:
        for one in _measured(chosen, address, given):
            figures.append(one)
            print(" ".join(_row(one)), *one["faults"], sep="\n    ", flush=True)
            if given.runs == RUNS:
                _write(one)
    return 1 if any(_missed(one) for one in figures) else 0


def _measured(pages: list[Page], address: str, given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    crowd = Crowd(address)
    jobs = []
    for page in pages:
        path = crowd.filled(page.path, page.asks)
        if path is None:
            print(f"{page.name}: the demo has nothing to show there", file=sys.stderr)
            continue
        jobs.append(
            {
                "name": page.name,
                "url": address + path,
                "preset": page.preset,
                "cookie": crowd[page.account].cookie if page.account else None,
            }
        )
    if given.reports:
        given.reports.mkdir(parents=True, exist_ok=True)
    order = {
        "chromium": shutil.which("chromium") or shutil.which("google-chrome"),
        "runs": given.runs,
        "rating": given.rating,
        "reports": str(given.reports.resolve()) if given.reports else None,
        "pages": jobs,
    }
    with subprocess.Popen(
        [given.node, "measure.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as working:
        assert working.stdin is not None
        assert working.stdout is not None
        working.stdin.write(json.dumps(order))
        working.stdin.close()
        for line in working.stdout:
            yield json.loads(line)
    if working.returncode:
        raise SystemExit(f"Lighthouse ended with {working.returncode}")


def _missed(one: dict[str, Any]) -> list[str]:
    """What the page does not reach; what was not measured is not reached."""
    app = one["name"].split()[0]
    wanted = {
        "performance": one["performance"] >= LEAST_SPEED,
        "accessibility": one["accessibility"] == FULL,
        "best practices": one["best-practices"] == FULL,
        "LCP": one["lcp_ms"] is not None and one["lcp_ms"] <= MOST_LCP_MS,
        "CLS": one["cls"] is not None and one["cls"] <= MOST_CLS,
        "script": one["script_bytes"] <= MOST_SCRIPT.get(app, one["script_bytes"]),
        "weight": one["bytes"] <= MOST_WHOLE.get(app, one["bytes"]),
        "loaded": one["error"] is None,
    }
    return [name for name, reached in wanted.items() if not reached]


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["name"],
        one["preset"],
        f"{one['performance']} ({', '.join(map(str, sorted(one['each'])))})",
        str(one["accessibility"]),
        str(one["best-practices"]),
        "–" if one["lcp_ms"] is None else f"{one['lcp_ms'] / 1000:.2f} s",
        f"{one['tbt_ms'] or 0:.0f} ms",
        "–" if one["cls"] is None else f"{one['cls']:.3f}",
        f"{one['script_bytes'] / KB:.0f} of {one['bytes'] / KB:.0f} KB, {one['requests']} requests",
        f"{one['benchmark']:,.0f}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "; ".join(_missed(one)) or "✔",
    )


def _write(one: dict[str, Any]) -> None:
    """Put the page's row into the table; those of other pages stay."""
    head = (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Lighthouse {one['version']}, the "
        "median of the runs in brackets; “machine” is what Lighthouse rated it in the run that is shown.\n"
    )
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    known = {line.split(" | ")[0].removeprefix("| "): line for line in table.splitlines() if " | " in line}
    known[one["name"]] = f"| {' | '.join(_row(one))} |"
    rows = [known[page.name] for page in PAGES if page.name in known]
    lines = [f"| {' | '.join(HEADINGS)} | |", "|---" * (len(HEADINGS) + 1) + "|", *rows]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{head}\n" + "\n".join(lines) + f"\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
