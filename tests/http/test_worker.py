"""Connections that come at once are spread over the worker processes, and open screens take no request's turn."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from statistics import mean
from time import sleep

import psutil

from tests.http.live import WORKERS, serving

CONNECTIONS, OPENINGS = 16, 24
SCREENS = 12
MOST = 10
"""Of sixteen, on average: 8.7 here, idle or busy; with gunicorn's own worker 10.7 (busy) to 11.9 (idle).

One opening says little: where all cores are busy the operating system may wake one process only after everything came.
"""
STARTED_S = 1.5
"""By then both workers take connections; the server is said to be up as soon as one of them answers."""


def test_connections_are_shared_evenly(fresh_database, tmp_path):
    with serving(fresh_database, tmp_path) as address:
        sleep(STARTED_S)
        busier = [_opening(address) for _ in range(OPENINGS)]
    assert mean(busier) <= MOST, busier


def test_open_screens_take_no_turn_of_a_request(world, fresh_database, tmp_path, sign_in):
    """A province has more screens than a process has turns: they are all served, and so is whoever scans meanwhile."""
    with serving(fresh_database, tmp_path, TRADEIN_THREADS="1") as (host, port):
        screens = [HTTPConnection(host, port, timeout=20) for _ in range(SCREENS)]
        for screen in screens:
            screen.request("GET", "/api/v1/oversight/371500/stream", headers=sign_in("city_officer"))
        assert [screen.getresponse().status for screen in screens] == [200] * SCREENS
        asking = HTTPConnection(host, port, timeout=5)
        for _ in range(2 * WORKERS):
            asking.request("GET", "/api/v1/session", headers=sign_in("recycler_staff"))
            answer = asking.getresponse()
            assert answer.status == 200
            answer.read()
            asking.close()
        for screen in screens:
            screen.close()


def _opening(address: tuple[str, int]) -> int:
    """How many of the connections that came at once the busier process holds."""
    with _opened(address):
        held = [_held(worker, address[1]) for worker in psutil.Process().children(recursive=True)]
    assert sum(held) == CONNECTIONS, held
    return max(held)


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
