"""Announcing changed figures: what commits report is gathered and sent at most five times a second per process."""

import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

import psycopg
import structlog

from models.figure_notice import Connection, send

PAUSE_SECONDS = 0.2
IDLE_SECONDS = 30.0
ATTEMPTS = 10

log = structlog.get_logger(__name__)


class Announcer:
    """One thread with a connection of its own, started by the first change and ended when none came for a while."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._awake = threading.Condition()
        self._waiting: set[str] = set()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def add(self, districts: Iterable[str]) -> None:
        """Have it announced that figures of these districts changed; returns at once."""
        with self._awake:
            told = bool(self._waiting)
            self._waiting.update(districts)
            if self._thread is None and not self._stopping:
                self._thread = threading.Thread(target=self._run, name="announcer", daemon=True)
                self._thread.start()
            # Once is enough: waking the thread for every scan of its pause costs each of them a change of threads.
            if not told:
                self._awake.notify_all()

    def stop(self) -> None:
        """Announce what is left and end."""
        with self._awake:
            self._stopping = True
            thread = self._thread
            self._awake.notify_all()
        if thread is not None:
            thread.join(timeout=10)

    def _run(self) -> None:
        connection: Connection | None = None
        failures = 0
        while districts := self._next():
            try:
                connection = connection or self._connect()
                send(connection, districts)
                failures = 0
            except psycopg.Error as error:
                _close(connection)
                connection = None
                failures += 1
                self._again(districts, failures, error)
            self._pause(PAUSE_SECONDS * 2**failures if failures else PAUSE_SECONDS)
        _close(connection)

    def _next(self) -> set[str]:
        """What to announce; empty when it is time to end."""
        with self._awake:
            self._awake.wait_for(lambda: self._waiting or self._stopping, timeout=IDLE_SECONDS)
            districts, self._waiting = self._waiting, set()
            if not districts:
                self._thread = None
            return districts

    def _again(self, districts: set[str], failures: int, error: psycopg.Error) -> None:
        # A notice is a hint; screens read everything again once a minute, so it may be given up.
        if failures < ATTEMPTS and not self._stopping:
            with self._awake:
                self._waiting |= districts
            return
        log.warning("announcement_given_up", districts=len(districts), error=type(error).__name__)

    def _pause(self, seconds: float) -> None:
        with self._awake:
            self._awake.wait_for(lambda: self._stopping, timeout=min(seconds, 5.0))


def _close(connection: Connection | None) -> None:
    if connection is not None:
        with suppress(psycopg.Error):
            connection.close()
