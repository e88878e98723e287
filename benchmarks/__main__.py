"""`make bench`: every figure of the speed targets, as ratios within one run, written to docs/performance.md."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from sqlalchemy import Engine

from api.embedded import APPLICATION, DATABASE, EmbeddedServer
from api.settings import ROOT
from benchmarks import baseline, ground, report
from tradein.lifecycle import Step

POOL = 20_000
SMALL, LARGE = 10_000, 1_000_000
ROUNDS, WRITING_ROUNDS = 3, 5
PAIRS = {"single": "baseline", "batch": "baseline", "one_district": "many_districts"}
"""What is compared with what, within each round."""


@contextmanager
def serving(url: str, home: Path) -> Iterator[int]:
    """The web server as `make run` starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "TRADEIN_HOME": str(home / "web"),
        "TRADEIN_PORT": str(port),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:api.serve"]
    with (home / "web.log").open("ab") as log:
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _await(port, child)
        yield port
    finally:
        child.send_signal(signal.SIGTERM)
        child.wait(30)


def _await(port: int, child: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and child.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the web server did not start; see web.log")


def load(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job of the bundled client in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.client"],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    if found["errors"]:
        print(f"  {found['errors']} errors, first: {found['sample']}", flush=True)
    return found


def _shares(codes: Sequence[str], parts: int) -> list[list[str]]:
    return [list(codes[n::parts]) for n in range(parts)]


class Bench:
    """One run on one server."""

    def __init__(self, server: EmbeddedServer, engine: Engine, laid: ground.Ground, seconds: float) -> None:
        self.server, self.engine, self.laid, self.seconds = server, engine, laid, seconds
        self.port = 0
        self.codes: list[str] = []

    def scans(self, codes: Sequence[Sequence[str]], batch: int) -> dict[str, Any]:
        """Scans over HTTP by as many connections as `codes` has shares."""
        return load(
            {
                "port": self.port,
                "key": self.laid.warehouse.key,
                "site": self.laid.warehouse.site,
                "codes": [list(share) for share in codes],
                "connections": len(codes),
                "batch": batch,
                "seconds": self.seconds,
            }
        )

    def reads(self, paths: Sequence[str]) -> dict[str, Any]:
        """GETs as the province's officer, one connection: latency, not throughput."""
        job = {"port": self.port, "key": self.laid.officer.key, "paths": list(paths)}
        return load(job | {"connections": 1, "seconds": self.seconds})

    def in_turn(self, rounds: int, **runs: Callable[[], dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        """A B A B …: a noisy machine then disturbs all alike."""
        seen: dict[str, list[dict[str, Any]]] = {name: [] for name in runs}
        for number in range(rounds):
            for name, run in runs.items():
                seen[name].append(run())
                print(f"  round {number + 1} {name}: {seen[name][-1]['per_second']:,.0f}/s", flush=True)
        return seen

    def writing(self) -> dict[str, Any]:
        """Baseline, single scans, batches, one district against many.

        A ratio is taken within each round, whose two runs lie seconds apart, and the median of the rounds' ratios is
        reported: the machine may be half as fast a minute later, for both.
        """
        districts = ground.by_district(self.engine, self.codes)
        busiest = max(districts.values(), key=len)
        spread = [codes for codes in districts.values() if len(codes) > 8][:32]
        seen = self.in_turn(
            WRITING_ROUNDS,
            baseline=lambda: {
                "per_second": baseline.pgbench(self.server, len(self.codes), self.seconds),
                "errors": 0,
            },
            single=lambda: self.scans(_shares(self.codes, 16), 1),
            batch=lambda: self.scans(_shares(self.codes, 4), 1000),
            one_district=lambda: self.scans(_shares(busiest, 32), 1),
            many_districts=lambda: self.scans(spread, 1),
        )
        speeds = {name: [run["per_second"] for run in runs] for name, runs in seen.items()}
        rates: dict[str, Any] = {name: median(each) for name, each in speeds.items()}
        rates["ratios"] = {
            name: sorted(one / other for one, other in zip(speeds[name], speeds[against], strict=True))
            for name, against in PAIRS.items()
        }
        rates["batch_p99_ms"] = median(run["p99_ms"] for run in seen["batch"])
        rates["single_p50_ms"] = median(run["p50_ms"] for run in seen["single"])
        rates["errors"] = sum(run["errors"] for runs in seen.values() for run in runs)
        return rates

    def reading(self) -> dict[str, float]:
        """p50 of a trace by code and of a province's summary, at the present size."""
        seen = self.in_turn(
            ROUNDS,
            trace=lambda: self.reads([f"/api/v1/units/{code}/trace" for code in self.codes[:500]]),
            summary=lambda: self.reads([f"/api/v1/oversight/{ground.PROVINCE}/summary"]),
        )
        return {name: median(run["p50_ms"] for run in runs) for name, runs in seen.items()}


def _memory(port: int) -> dict[str, float]:
    """The largest web worker, in MB: resident, and proportional where the system tells it.

    Workers are forked from one process and share most of what is resident in each of them; proportional counts a page
    that three processes share as a third of one in each.
    """
    mine = psutil.Process()
    workers = [
        child
        for child in mine.children(recursive=True)
        if "gunicorn" in " ".join(child.cmdline()) and not child.children()
    ]
    if not workers or not port:
        return {"resident": 0.0, "proportional": 0.0}
    resident = max(worker.memory_info().rss for worker in workers)
    shares = [getattr(worker.memory_full_info(), "pss", 0) for worker in workers]
    return {"resident": resident / 1e6, "proportional": max(shares) / 1e6}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=6, help="length of one run")
    parser.add_argument("--units", type=int, default=LARGE, help="units of the large data set")
    parser.add_argument(
        "--no-report", action="store_true", help="print only, leave docs/performance.md alone"
    )
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="tib-"))
    server = EmbeddedServer(home)
    try:
        figures = measure(server, asked.seconds, asked.units)
    finally:
        server.erase()
        shutil.rmtree(home, ignore_errors=True)
    report.show(figures)
    if not asked.no_report:
        report.write(figures)


def measure(server: EmbeddedServer, seconds: float, units: int) -> dict[str, Any]:
    """All figures of one run."""
    print("preparing the embedded server", flush=True)
    url = ground.prepare(server)
    engine = ground.engine_for(url)
    with ground.Session(engine) as session, session.begin():
        laid = ground.lay(session)
    bench = Bench(server, engine, laid, seconds)
    print(f"making {SMALL:,} units through capture", flush=True)
    bench.codes = ground.make_units(engine, laid, SMALL)
    ground.settle(engine)
    with serving(server.url(DATABASE, APPLICATION), server.home) as bench.port:
        print("reading at the small size", flush=True)
        small = bench.reading()
    print(f"making units up to {POOL:,}", flush=True)
    bench.codes += ground.make_units(engine, laid, POOL - SMALL)
    baseline.fill_pool(engine, bench.codes)
    ground.settle(engine)
    with serving(server.url(DATABASE, APPLICATION), server.home) as bench.port:
        print("writing", flush=True)
        rates = bench.writing()
        memory = _memory(bench.port)
    begun = time.perf_counter()
    print(f"making units up to {units:,}", flush=True)
    made = ground.make_units(engine, laid, units - POOL, until=Step.COLLECTING)
    rates["made_per_second"] = 2 * len(made) / (time.perf_counter() - begun)
    ground.settle(engine)
    with serving(server.url(DATABASE, APPLICATION), server.home) as bench.port:
        print("reading at the large size", flush=True)
        large = bench.reading()
    return {"rates": rates, "small": small, "large": large, "memory": memory, "units": units}


if __name__ == "__main__":
    main()
