"""The hub: one LISTEN connection a process, any number of screens behind it, each with a bounded queue.

A screen that cannot keep up is closed; it reconnects and resumes. Leaving something out silently would make a hole
that `Last-Event-ID` cannot see.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import psycopg
import structlog

from models.figure_notice import Connection, Notice, latest, listen, overlap, received
from tradein.refusal import Busy
from tradein.refusals.oversight import StreamsFull

RING = 5000
QUEUE = 256
TICK_SECONDS = 0.5
PROBE_SECONDS = 15.0
READY_SECONDS = 5.0
LINGER_SECONDS = 30.0
MARGIN = 5_000_000
"""Microseconds a notice may be under way: a silence is only believed up to so long ago."""

log = structlog.get_logger(__name__)


class Listener:
    """One open stream: the districts it may hear of and what it has not been told yet. None ends it."""

    def __init__(self, districts: frozenset[str]) -> None:
        self.districts = districts
        self.queue: queue.Queue[Notice | None] = queue.Queue(QUEUE)
        self.joined = False
        """Whether it has been told where it stands, so that later gaps concern it."""

    def close(self) -> None:
        """End the stream at once, whatever is still waiting."""
        with suppress(queue.Empty):
            while True:
                self.queue.get_nowait()
        with suppress(queue.Full):
            self.queue.put_nowait(None)


class Hub:
    """Receives notices in one thread and hands each to the listeners it concerns."""

    def __init__(self, connect: Callable[[], Connection], most: int) -> None:
        self._connect = connect
        self._most = most
        self._lock = threading.Lock()
        self._listeners: set[Listener] = set()
        self._ring: deque[Notice] = deque()
        self._floor = 0
        """Everything after this number is in the ring."""
        self._last = 0
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stopping = threading.Event()

    @property
    def last(self) -> int:
        """A number up to which nothing was missed."""
        return self._last

    def subscribe(self, districts: frozenset[str], after: int | None) -> Listener:
        """A listener that hears everything after the number `after` (None: from now on).

        Raises `StreamsFull` when as many streams are open as this process carries, `Busy` when the database does not
        answer.
        """
        with self._lock:
            # Counted before the wait below, so that a crowd at start cannot slip past the limit.
            if self._stopping.is_set():
                raise Busy(retry_after=5)
            if len(self._listeners) >= self._most:
                raise StreamsFull(retry_after=5)
            listener = Listener(districts)
            self._listeners.add(listener)
            self._start()
        if not self._ready.wait(READY_SECONDS):
            self.unsubscribe(listener)
            raise Busy(retry_after=5)
        with self._lock:
            self._catch_up(listener, after)
        return listener

    def unsubscribe(self, listener: Listener) -> None:
        """Forget a listener; harmless when it was forgotten before."""
        with self._lock:
            self._listeners.discard(listener)

    def stop(self) -> None:
        """End all streams and the thread."""
        self._stopping.set()
        with self._lock:
            listeners, thread = list(self._listeners), self._thread
        for listener in listeners:
            listener.close()
        if thread is not None:
            thread.join(timeout=10)

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="figures-hub", daemon=True)
            self._thread.start()

    def _catch_up(self, listener: Listener, after: int | None) -> None:
        listener.joined = True
        if after is None:
            return
        if after < self._floor:
            listener.queue.put_nowait(Notice(self._last, frozenset()))
            return
        # What arrived since it subscribed is in its queue and in the ring; hearing it twice does no harm.
        missed = [notice for notice in self._ring if notice.number > after]
        if touched := overlap(missed, listener.districts):
            listener.queue.put_nowait(Notice(missed[-1].number, touched))

    def _run(self) -> None:
        while self._wanted():
            try:
                with self._connect() as connection:
                    self._open(listen(connection))
                    self._receive(connection)
            except psycopg.Error as error:
                log.warning("figures_hub_disconnected", error=type(error).__name__)
                self._ready.clear()
                self._stopping.wait(TICK_SECONDS)

    def _wanted(self) -> bool:
        with self._lock:
            if self._listeners and not self._stopping.is_set():
                return True
            self._ready.clear()
            self._thread = None
            return False

    def _open(self, number: int) -> None:
        """Begin anew from this number: what was sent while nobody listened is lost, so every screen starts over."""
        with self._lock:
            self._ring.clear()
            self._floor = self._last = number
            for listener in [one for one in self._listeners if one.joined]:
                self._give(listener, Notice(number, frozenset()))
        self._ready.set()

    def _receive(self, connection: Connection) -> None:
        probed = alone = time.monotonic()
        while not self._stopping.is_set():
            for notice in received(connection, TICK_SECONDS):
                self._hand_out(notice)
                if self._stopping.is_set():
                    return
            moment = time.monotonic()
            if moment - probed > PROBE_SECONDS:
                probed = moment
                self._probe(connection)
            if self._listeners:
                alone = moment
            elif moment - alone > LINGER_SECONDS:
                return

    def _probe(self, connection: Connection) -> None:
        """A silent connection may be a dead one; the number lets idle screens keep their place in the ring."""
        number = latest(connection)
        for notice in received(connection, 0):
            self._hand_out(notice)
        with self._lock:
            self._last = max(self._last, number - MARGIN)

    def _hand_out(self, notice: Notice) -> None:
        with self._lock:
            self._last = max(self._last, notice.number)
            self._ring.append(notice)
            if len(self._ring) > RING:
                self._floor = self._ring.popleft().number
            for listener in list(self._listeners):
                if notice.districts & listener.districts:
                    self._give(listener, notice)

    def _give(self, listener: Listener, notice: Notice) -> None:
        try:
            listener.queue.put_nowait(notice)
        except queue.Full:
            self._listeners.discard(listener)
            listener.close()
