"""The embedded server keeps what it was given and lets nobody else in (hazards H31 to H33)."""

import os
import signal
import stat
from pathlib import Path

import pytest

from api.embedded import EmbeddedServer
from api.system_user import EmbeddedRefused


@pytest.fixture
def server(tmp_path_factory):
    server = EmbeddedServer(Path(os.path.realpath(tmp_path_factory.mktemp("pg"))))
    yield server
    server.erase()


def _write_row(server):
    with server.connect("tradein") as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept VALUES (7)")


def _rows(server):
    with server.connect("tradein") as connection:
        return connection.execute("SELECT n FROM kept").fetchall()


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


def test_a_long_path_moves_the_socket_to_a_private_directory(tmp_path):
    home = tmp_path / ("x" * 120)
    home.mkdir()
    server = EmbeddedServer(home)
    try:
        server.start()
        assert len(os.fsencode(server.socket_directory)) <= 90
        assert stat.S_IMODE(server.socket_directory.stat().st_mode) == 0o700
    finally:
        server.erase()


def test_a_socket_directory_others_may_enter_is_refused(tmp_path):
    home = tmp_path / ("x" * 120)
    home.mkdir()
    server = EmbeddedServer(home)
    server.socket_directory.mkdir(mode=0o755)
    try:
        with pytest.raises(EmbeddedRefused, match="not private"):
            server.start()
    finally:
        server.erase()
