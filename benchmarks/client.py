"""The bundled HTTP load: asyncio over keep-alive connections, in a process of its own.

It writes prepared bytes and reads no more of an answer than it must, so that it takes little from the server it
shares two cores with. Run as `python -m benchmarks.client`, it reads a job as JSON from standard input.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import cycle
from typing import Any, cast

from uuid_utils import uuid7

NOT_TAKEN = (b'"conflict"', b'"rejected"', b'"held"')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


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

    def note(self, took: float, answer: bytes) -> None:
        """Count one answer; anything but success, or a scan that was not taken, is an error."""
        self.latencies.append(took)
        if int(answer[9:12]) >= 300 or any(verdict in answer for verdict in NOT_TAKEN):
            self.errors += 1
            self.sample = self.sample or answer[-400:]


class Connection(asyncio.Protocol):
    """One keep-alive connection that sends the next request as soon as the last one is answered, until told to stop.

    A protocol instead of a stream: it takes a third less of the cores it shares with the server.
    """

    def __init__(self, requests: Iterator[bytes], stop_at: float, tally: Tally) -> None:
        self.requests, self.stop_at, self.tally = requests, stop_at, tally
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = bytearray()
        self.wanted = 0
        self.begun = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.transport = cast("asyncio.Transport", transport)
        self._send()

    def connection_lost(self, exc: Exception | None) -> None:
        """A connection that ends before it was told to is an error, never a pause."""
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("the web server closed a connection"))

    def data_received(self, data: bytes) -> None:
        """Collect one answer; send the next request when it is whole."""
        self.received += data
        if not self.wanted:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            self.wanted = end + 4 + _body_length(bytes(self.received[:end]))
        if len(self.received) < self.wanted:
            return
        self.tally.note(time.perf_counter() - self.begun, bytes(self.received))
        self.received.clear()
        self.wanted = 0
        self._send()

    def _send(self) -> None:
        if time.perf_counter() >= self.stop_at:
            self.done.set_result(None)
            self.transport.close()
            return
        raw = next(self.requests)
        self.begun = time.perf_counter()
        self.transport.write(raw)


def _body_length(head: bytes) -> int:
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0


async def connection(port: int, requests: Iterator[bytes], stop_at: float, tally: Tally) -> None:
    """One connection from its first request to its last answer."""
    loop = asyncio.get_running_loop()
    _, protocol = await loop.create_connection(
        lambda: Connection(requests, stop_at, tally), "127.0.0.1", port
    )
    await protocol.done


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """Carry out one job: connections × seconds against one path."""
    tally = Tally()
    begun = time.perf_counter()
    stop_at = begun + job["seconds"]
    await asyncio.gather(
        *(connection(job["port"], _requests(job, n), stop_at, tally) for n in range(job["connections"]))
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
