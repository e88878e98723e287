"""The platform as it is really served: gunicorn with two workers on a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.keys import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
WORKERS = 2


@contextmanager
def serving(database_url: str, home: Path, **settings: str) -> Iterator[tuple[str, int]]:
    """`(host, port)` of a running server; it ends with the block, however the block ends. `settings` are TRADEIN_…."""
    port = _free_port()
    given = {name: value for name, value in os.environ.items() if not name.startswith("TRADEIN_")}
    ours = {
        "DATABASE_URL": database_url,
        "TRADEIN_HOME": str(home),
        "TRADEIN_PORT": str(port),
        "TRADEIN_WORKERS": str(WORKERS),
        **settings,
        **ENVIRONMENT,
    }
    with (home / "web.log").open("ab") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:api.serve"],
            cwd=ROOT,
            env=given | ours,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            _await(server, port, home / "web.log")
            yield "127.0.0.1", port
        finally:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"the server did not come up:\n{log.read_text('utf-8', 'replace')[-2000:]}")
