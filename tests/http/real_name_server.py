"""A real-name gateway on loopback: the local register over HTTP, answering late, in drips, huge or twice if told to."""

import hashlib
import hmac
import threading
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = b"agreed with the provider"
HERE = 1795248000


class Gateway(ThreadingHTTPServer):
    """Answers by `register`; `drip` seconds between bytes, `moved` redirects instead."""

    daemon_threads = True
    register = None
    drip = 0.0
    moved = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seen = []
        self.ended = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/check"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append((self.path, dict(self.headers), body))
        with suppress(OSError):
            self._answer(body)

    def _answer(self, body):
        if self.server.moved:
            self.send_response(302)
            self.send_header("Location", self.server.url)
            self.end_headers()
            return
        signed = hmac.digest(SECRET, str(HERE).encode() + b"." + body, hashlib.sha256).hex()
        if not hmac.compare_digest(signed, self.headers.get("X-Tradein-Signature", "")):
            self.send_error(401)
            return
        answer = self.server.register.answer(body)
        if answer.delay:
            self.server.ended.wait(answer.delay.total_seconds())
        self.send_response(answer.status)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self._write(answer.body)

    def _write(self, raw):
        if not self.server.drip:
            self.wfile.write(raw)
            return
        for place in range(len(raw)):
            if self.server.ended.wait(self.server.drip):
                return
            self.wfile.write(raw[place : place + 1])
            self.wfile.flush()

    def log_message(self, *_):
        pass


@contextmanager
def gateway(register, **habits):
    """A running gateway; it ends with the block."""
    server = Gateway()
    server.register = register
    for name, value in habits.items():
        setattr(server, name, value)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
