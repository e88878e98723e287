"""A demo of one's own for pictures and measurements: from nothing to a served city, and gone afterwards."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Three months of a city are written first, on a machine that may be busy.
READY_SECONDS = 1200
STOP_SECONDS = 60
COOKIE = "tradein"


@contextmanager
def demo(address: str | None) -> Iterator[str]:
    """Where a demo answers while the block runs: the one at `address`, or one that is started for this."""
    if address is not None:
        yield address.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="tradein-demo-") as home:
        port = _free_port()
        run = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "run"],
            cwd=ROOT,
            env=os.environ | {"TRADEIN_HOME": home, "TRADEIN_PORT": str(port)},
            stdout=subprocess.DEVNULL,
        )
        try:
            where = f"http://127.0.0.1:{port}"
            print(f"a demo of its own starts at {where}; this takes a minute or two", file=sys.stderr)
            _await_ready(where, run)
            yield where
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(STOP_SECONDS)


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _await_ready(where: str, run: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if run.poll() is not None:
            raise SystemExit("the demo ended before it answered; `tradein run` says why")
        try:
            urllib.request.urlopen(f"{where}/readyz", timeout=5).close()  # noqa: S310 - always loopback
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(1)
        else:
            return
    raise SystemExit(f"the demo did not answer within {READY_SECONDS} s")


class Visitor:
    """Somebody signed in by the front page's button, as a browser would be: a cookie, and what the API answers."""

    def __init__(self, address: str, account: str) -> None:
        self.address = address
        form = urllib.parse.urlencode({"account": account}).encode()
        opener = urllib.request.build_opener(_Stay)
        with opener.open(f"{address}/demo/sign-in", form) as answer:
            given = answer.headers.get_all("Set-Cookie") or ()
        self.cookie = next(one.partition(";")[0] for one in given if one.startswith(f"{COOKIE}="))

    def get(self, path: str) -> Any:
        """The answer to a question under `/api/v1/`."""
        where = f"{self.address}/api/v1/{path}"
        asked = urllib.request.Request(where, headers={"Cookie": self.cookie})  # noqa: S310 - http, as the demo
        with urllib.request.urlopen(asked) as answer:  # noqa: S310
            return json.load(answer)


class _Stay(urllib.request.HTTPErrorProcessor):
    """Follows nothing: the answer that carries the cookie is the redirect itself."""

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        del request
        return response


class Crowd:
    """The demo's people, each signed in once, when first asked for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._known: dict[str, Visitor] = {}

    def __getitem__(self, account: str) -> Visitor:
        if account not in self._known:
            self._known[account] = Visitor(self.address, account)
        return self._known[account]

    def filled(self, path: str, asks: str | None) -> str | None:
        """`path` with what `asks` finds ("account question field"); None where the demo has none of it."""
        if asks is None:
            return path
        account, question, field = asks.split(" ")
        items = self[account].get(question)["items"]
        return path.format(items[0][field]) if items else None

    def priced(self, item_type: str, region: str) -> str:
        """The id of a fresh price, by the first answer to every question."""
        query = urllib.parse.urlencode({"item_type": item_type, "region": region})
        where = f"{self.address}/api/v1/quotes"
        with urllib.request.urlopen(f"{where}/questions?{query}") as answer:  # noqa: S310
            asked = json.load(answer)["questions"]
        answers = {
            "age_years": 4,
            "conditions": {one["key"]: one["choices"][0]["key"] for one in asked},
            "missing_parts": [],
        }
        body = json.dumps({"region": region, "item_type": item_type, "answers": answers}).encode()
        sent = urllib.request.Request(where, body, {"Content-Type": "application/json"})  # noqa: S310
        with urllib.request.urlopen(sent) as answer:  # noqa: S310
            return str(json.load(answer)["id"])
