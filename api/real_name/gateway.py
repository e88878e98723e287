"""A real provider over HTTPS: one request, signed, with one time limit for all of it.

`TRADEIN_REAL_NAME_URL` is where, `TRADEIN_SECRET_REAL_NAME` signs: header `X-Tradein-Time` holds the Unix time in
seconds, `X-Tradein-Signature` the HMAC-SHA256 in hexadecimal over `time + "." + body`. The limit covers connecting,
sending and the whole answer: a socket's own time-out would start again with every byte of a slow drip.
"""

import hashlib
import hmac
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from api.real_name.wire import LARGEST_ANSWER, NoReply, Reply
from tradein.real_name import TIME_OUT

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class HttpTransport:
    """Sends over HTTPS; plain HTTP is accepted to loopback only, for a gateway process beside this one."""

    def __init__(
        self, url: str, secret: bytes, seconds: Callable[[], int], time_out: timedelta = TIME_OUT
    ) -> None:
        """`seconds` tells the Unix time. Raises `ValueError` for an address that is not https."""
        parts = urlsplit(url)
        if parts.hostname is None or not (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        ):
            raise ValueError("a real-name provider needs an https:// address")
        self._secure, self._host, self._port = parts.scheme == "https", parts.hostname, parts.port
        self._path = parts.path or "/"
        self._secret, self._seconds, self._limit = secret, seconds, time_out.total_seconds()

    def send(self, body: bytes) -> Reply:
        """The provider's reply, read to `LARGEST_ANSWER` + 1 bytes. Raises `NoReply`; never follows a redirect."""
        connection, clock = self._connection(), _Clock(self._limit)
        try:
            with clock:
                connection.connect()
                clock.watch(connection.sock)
                connection.request("POST", self._path, body, self._headers(body))
                response = connection.getresponse()
                reply = Reply(response.status, response.read(LARGEST_ANSWER + 1))
        except (OSError, HTTPException, ValueError) as failure:
            raise NoReply("time_out" if clock.over else type(failure).__name__) from None
        finally:
            connection.close()
        if clock.over:
            raise NoReply("time_out")
        return reply

    def _connection(self) -> HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return HTTPSConnection(self._host, self._port, timeout=self._limit, context=context)
        return HTTPConnection(self._host, self._port, timeout=self._limit)

    def _headers(self, body: bytes) -> dict[str, str]:
        at = str(self._seconds())
        signed = hmac.digest(self._secret, at.encode() + b"." + body, hashlib.sha256).hex()
        return {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "X-Tradein-Time": at,
            "X-Tradein-Signature": signed,
        }


class _Clock:
    """Shuts a socket down when the time is over, whatever it is doing."""

    def __init__(self, limit: float) -> None:
        self.over = False
        self._sock: socket.socket | None = None
        self._timer = threading.Timer(limit, self._end)
        self._timer.daemon = True

    def watch(self, sock: socket.socket) -> None:
        """The socket to shut down; a connection forgets its own once the headers have come."""
        self._sock = sock

    def _end(self) -> None:
        self.over = True
        if self._sock is not None:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
