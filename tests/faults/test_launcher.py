"""`tradein run` on its own: started, killed, started again, stopped; rows stay, nothing is left running."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

from api.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120

pytestmark = pytest.mark.long


@pytest.fixture
def home():
    home = Path(tempfile.mkdtemp(prefix="tradein-"))
    yield home
    EmbeddedServer(home).erase()
    shutil.rmtree(home)


@pytest.fixture
def start(home):
    """Start `tradein run --bare` on a free port and wait until it serves."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TRADEIN_", "DATABASE_"))
    }
    environment = kept | {"TRADEIN_HOME": str(home), "TRADEIN_PORT": str(port), "PYTHONUNBUFFERED": "1"}
    started = []

    def begin():
        launcher = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "run", "--bare"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(launcher)
        said = []
        for line in launcher.stdout:
            said.append(line)
            if line.startswith("serving"):
                return launcher
        raise AssertionError("".join(said))

    yield begin
    for launcher in started:
        if launcher.poll() is None:
            launcher.terminate()
            launcher.wait(PATIENCE)
        launcher.stdout.close()


def _family(home):
    return [psutil.Process(pid) for pid in json.loads((home / "children.json").read_text())]


def test_a_life_of_the_launcher(start, home):
    first = start()
    server = EmbeddedServer(home)
    with server.connect("tradein") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    orphans = _family(home)
    first.kill()
    first.wait(PATIENCE)

    second = start()
    _, alive = psutil.wait_procs(orphans, timeout=0)
    assert not alive, "the second launcher ends what the first left behind"
    children = _family(home)
    second.send_signal(signal.SIGINT)
    assert second.wait(PATIENCE) == 0
    assert not server.answers()
    assert not [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]

    server.start()
    with server.connect("tradein") as connection:
        assert connection.execute("SELECT n FROM kept").fetchall() == [(7,)]


def test_a_child_that_dies_takes_the_launcher_down_in_words(start, home):
    launcher = start()
    _family(home)[0].kill()
    deadline = time.monotonic() + PATIENCE
    while launcher.poll() is None and time.monotonic() < deadline:
        time.sleep(0.2)
    assert launcher.returncode == 2
    assert "web ended by itself" in launcher.stdout.read()
    assert not EmbeddedServer(home).answers()
