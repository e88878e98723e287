"""Connections that come at once and are kept alive are spread over the worker processes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import psutil

from tests.http.live import serving

CONNECTIONS, OPENINGS = 16, 6
MOST = 12
"""Of sixteen; gunicorn's own worker gives one process fourteen and more in half of all openings."""
STARTED_S = 1.5
"""By then both workers take connections; the server is said to be up as soon as one of them answers."""


def test_connections_are_shared_evenly(fresh_database, tmp_path):
    with serving(fresh_database, tmp_path) as address:
        sleep(STARTED_S)
        for _ in range(OPENINGS):
            with _opened(address):
                held = [_held(worker, address[1]) for worker in psutil.Process().children(recursive=True)]
                assert sum(held) == CONNECTIONS
                assert max(held) <= MOST, held


@contextmanager
def _opened(address: tuple[str, int]) -> Iterator[None]:
    connections = [socket.create_connection(address, timeout=10) for _ in range(CONNECTIONS)]
    try:
        for one in connections:
            one.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        for one in connections:
            assert one.recv(4096).startswith(b"HTTP/1.1 200")
        yield
    finally:
        for one in connections:
            one.close()
        sleep(0.05)


def _held(process: psutil.Process, port: int) -> int:
    try:
        found = process.net_connections("tcp4")
    except psutil.Error:
        return 0
    return sum(one.status == "ESTABLISHED" and one.laddr.port == port for one in found)
