"""The embedded server keeps what it was given and lets nobody else in (hazards H31 to H33)."""

import os
import shutil
import signal
import stat
import tempfile
from pathlib import Path

import pytest

from api.embedded import EmbeddedServer
from api.system_user import EmbeddedRefused


@pytest.fixture
def home():
    """Not `tmp_path`: as root the server has a user of its own, and pytest closes its directories to others."""
    home = Path(tempfile.mkdtemp(prefix="tradein-"))
    yield home
    shutil.rmtree(home)


@pytest.fixture
def server(home):
    server = EmbeddedServer(home)
    yield server
    server.erase()


@pytest.fixture
def far(home):
    """A server whose data path is too long for a socket."""
    (home / ("x" * 120)).mkdir()
    server = EmbeddedServer(home / ("x" * 120))
    yield server
    server.erase()


def _write_row(server):
    with server.connect("tradein") as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")


def _rows(server):
    with server.connect("tradein") as connection:
        return connection.execute("SELECT n FROM kept").fetchall()


@pytest.mark.control("cleanup_delete")
def test_rows_survive_a_stop_and_a_start(server):
    server.start()
    _write_row(server)
    server.stop()
    assert not server.answers()
    server.start()
    assert _rows(server) == [(7,)]


def test_rows_survive_kill_minus_nine(server):
    server.start()
    _write_row(server)
    os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    server.start()
    assert _rows(server) == [(7,)]


def test_starting_twice_is_starting_once(server):
    assert server.start() == server.start()


def test_data_and_socket_are_closed_to_others(server):
    server.start()
    assert stat.S_IMODE(server.data.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(server.socket_directory.stat().st_mode) & 0o077 == 0


def test_a_long_path_moves_the_socket_to_a_private_directory(far):
    far.start()
    assert len(os.fsencode(far.socket_directory)) <= 90
    assert stat.S_IMODE(far.socket_directory.stat().st_mode) == 0o700


@pytest.mark.control("long_data_path")
def test_a_socket_directory_others_may_enter_is_refused(far):
    far.socket_directory.mkdir(mode=0o755)
    with pytest.raises(EmbeddedRefused, match="not private"):
        far.start()


def test_a_socket_directory_that_is_a_link_is_refused(far, home):
    (home / "elsewhere").mkdir(mode=0o700)
    far.socket_directory.symlink_to(home / "elsewhere")
    with pytest.raises(EmbeddedRefused, match="not private"):
        far.start()
    far.socket_directory.unlink()


def test_a_failing_initdb_is_told_in_words(server, monkeypatch):
    monkeypatch.setattr("api.embedded.LOCALES", {18: ("--no-such-option",)})
    with pytest.raises(EmbeddedRefused, match="no-such-option"):
        server.start()
    assert not server.data.exists()
