"""The bundled HTTP load: plain asyncio streams over keep-alive connections, in a process of its own.

It writes prepared bytes and reads no more of an answer than it must, so that it takes little from the server it
shares two cores with. Run as `python -m benchmarks.client`, it reads a job as JSON from standard input.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

from uuid_utils import uuid7


def request(path: str, key: str, body: bytes | None = None) -> bytes:
    """One HTTP/1.1 request as bytes; a body makes it a POST."""
    method = "GET" if body is None else "POST"
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body or b'')}\r\n\r\n"
    )
    return head.encode() + (body or b"")


def scan(code: str, site: str, at: str) -> str:
    """A scan that any stored unit takes again and again."""
    return (
        f'{{"event_id":"{uuid7()}","code":"{code}","step":"inspecting","event_time":"{at}","site":"{site}",'
        f'"route":"dismantle","weight_g":31000,"reason":"bench"}}'
    )


def bodies(codes: Sequence[str], site: str, batch: int) -> Iterator[bytes]:
    """Endless fresh batches over the codes."""
    turn = cycle(codes)
    while True:
        at = datetime.now(UTC).isoformat()
        scans = ",".join(scan(next(turn), site, at) for _ in range(batch))
        yield f'{{"scans":[{scans}]}}'.encode()


class Tally:
    """What one run saw."""

    def __init__(self) -> None:
        self.latencies: list[float] = []
        self.errors = 0
        self.sample = b""


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Status and body of one answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line[:15].lower() == b"content-length:":
            length = int(line[15:])
    body = await reader.readexactly(length) if length else b""
    return int(head[9:12]), body


async def worker(port: int, requests: Iterator[bytes], stop_at: float, tally: Tally) -> None:
    """One connection that sends as fast as it is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < stop_at:
        raw = next(requests)
        begun = time.perf_counter()
        writer.write(raw)
        status, body = await answer(reader)
        tally.latencies.append(time.perf_counter() - begun)
        if status >= 300 or b'"conflict"' in body or b'"rejected"' in body or b'"held"' in body:
            tally.errors += 1
            tally.sample = tally.sample or body[:400]
    writer.close()


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """Carry out one job: connections × seconds against one path."""
    tally = Tally()
    begun = time.perf_counter()
    stop_at = begun + job["seconds"]
    await asyncio.gather(
        *(worker(job["port"], _requests(job, n), stop_at, tally) for n in range(job["connections"]))
    )
    took = time.perf_counter() - begun
    ordered = sorted(tally.latencies)
    return {
        "per_second": len(ordered) * job.get("batch", 1) / took,
        "p50_ms": ordered[len(ordered) // 2] * 1000,
        "p99_ms": ordered[int(len(ordered) * 0.99)] * 1000,
        "requests": len(ordered),
        "errors": tally.errors,
        "sample": tally.sample.decode("utf-8", "replace"),
    }


def _requests(job: dict[str, Any], n: int) -> Iterator[bytes]:
    if "paths" in job:
        paths = job["paths"][n :: job["connections"]] or job["paths"]
        yield from cycle([request(path, job["key"]) for path in paths])
    for body in bodies(job["codes"][n], job["site"], job["batch"]):
        yield request("/api/v1/scans", job["key"], body)


if __name__ == "__main__":
    json.dump(asyncio.run(run(json.load(sys.stdin))), sys.stdout)
