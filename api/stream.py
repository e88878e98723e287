"""Live figures: committed changes are announced to all processes, and open streams hear of them within a second.

`announce` after a commit; `start` once per application; everything else begins lazily in the process that needs it,
so that gunicorn may fork after the application is built.
"""

import atexit
import os
import queue
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from weakref import WeakSet

import orjson
from flask import Flask, Response, current_app
from sqlalchemy import URL

from api.announcer import Announcer
from api.hub import Hub, Listener
from api.settings import Settings
from models.db import db
from models.figure_notice import Connection, Notice, connect, overlap

HEARTBEAT_SECONDS = 15.0
TICK_SECONDS = 1.0
RETRY_MS = 3000
HEADERS = {
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
}

Rights = Callable[[], frozenset[str] | None]
"""Which districts the stream's reader may hear of now; None when the reader may not any more."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What one reader asked for: a region, its districts, and `Last-Event-ID` if the stream is resumed."""

    region: str
    districts: frozenset[str]
    rights: Rights
    after: int | None = None


_live: WeakSet["Stream"] = WeakSet()


class Stream:
    """The announcer and the hub of one application in one process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._url: URL | None = None
        self.ending: Callable[[], bool] = lambda: False
        """Whether the process is about to end; open streams ask once a second."""
        self.renew()
        _live.add(self)

    def renew(self) -> None:
        """Forget threads and connections without touching them: after a fork they belong to the parent."""
        self.announcer = Announcer(self._connect)
        self.hub = Hub(self._connect, self._most)

    def stop(self) -> None:
        """End all streams and threads of this process."""
        self.hub.stop()
        self.announcer.stop()

    def remember(self, url: URL) -> None:
        """Where the database is; asked while a request runs, used later by threads that have no application."""
        if self._url is None:
            self._url = url.set(drivername="postgresql")

    def _connect(self) -> Connection:
        if self._url is None:
            raise RuntimeError("nobody has announced or listened yet")
        return connect(self._url.render_as_string(hide_password=False))


def _renew_all() -> None:
    for stream in list(_live):
        stream.renew()


def _stop_all() -> None:
    for stream in list(_live):
        stream.stop()


os.register_at_fork(after_in_child=_renew_all)
atexit.register(_stop_all)


def start(app: Flask) -> None:
    """Give the application its stream; nothing runs until the first change or the first screen."""
    settings: Settings = app.extensions["settings"]
    app.extensions["stream"] = Stream(settings.streams)


def stop(app: Flask) -> None:
    """End the application's streams and threads, and be ready to begin anew."""
    stream: Stream = app.extensions["stream"]
    stream.stop()
    stream.renew()


def announce(districts: Iterable[str]) -> None:
    """Tell every open screen, in whatever process, that figures of these districts changed. Call it after a commit."""
    stream = _stream()
    stream.announcer.add(districts)


def response(subscription: Subscription) -> Response:
    """A `text/event-stream` about the figures of a region. Raises `StreamsFull` when no more fit."""
    stream = _stream()
    # A stream holds a thread for hours; it must not hold a connection of the pool as well.
    db.session.remove()
    listener = stream.hub.subscribe(subscription.districts, subscription.after)
    answer = Response(_told(stream, listener, subscription), mimetype="text/event-stream", headers=HEADERS)
    # The generator's own `finally` would not run when the client left before the first byte.
    answer.call_on_close(lambda: stream.hub.unsubscribe(listener))
    return answer


def _stream() -> Stream:
    stream: Stream = current_app.extensions["stream"]
    stream.remember(db.engine.engine.url)
    return stream


def _told(stream: Stream, listener: Listener, subscription: Subscription) -> Iterator[bytes]:
    region, rights = subscription.region, subscription.rights
    yield f"retry: {RETRY_MS}\n\n".encode()
    if subscription.after is None:
        yield _event("ready", region, Notice(stream.hub.last, frozenset()), frozenset())
    beat = time.monotonic() + HEARTBEAT_SECONDS
    while not stream.ending():
        if time.monotonic() >= beat:
            districts = rights()
            if districts is None:
                return
            listener.districts = districts
            beat = time.monotonic() + HEARTBEAT_SECONDS
            # An id without data moves the reader's place on and fires no event.
            yield f": still here\nid: {stream.hub.last}\n\n".encode()
        waiting = _waiting(listener)
        if None in waiting:
            return
        if told := _summed_up([notice for notice in waiting if notice is not None], listener, region):
            yield told


def _summed_up(notices: list[Notice], listener: Listener, region: str) -> bytes | None:
    """One event for everything that was waiting; it only says where to look again."""
    if any(not notice.districts for notice in notices):
        return _event("reset", region, notices[-1], frozenset())
    touched = overlap(notices, listener.districts)
    return _event("figures", region, notices[-1], touched) if touched else None


def _waiting(listener: Listener) -> list[Notice | None]:
    """What is in the queue, at least one thing if it comes within the tick: one event for all of it is enough."""
    found: list[Notice | None] = []
    try:
        found.append(listener.queue.get(timeout=TICK_SECONDS))
        while True:
            found.append(listener.queue.get_nowait())
    except queue.Empty:
        return found


def _event(kind: str, region: str, notice: Notice, districts: frozenset[str]) -> bytes:
    data = orjson.dumps({"region": region, "districts": sorted(districts)}).decode()
    return f"event: {kind}\nid: {notice.number}\ndata: {data}\n\n".encode()
