"""Units of work that meet at one moment share one transaction, as databases do at their commits ("group commit").

While one thread of this process waits for PostgreSQL, others arrive with work of the same kind. In place of a
transaction each they stand in line, and whoever writes next takes the whole line along. Nobody waits for company: work
that meets nobody is done at once, so that a quiet server answers as it did before, and a busy one saves most of what a
transaction costs. One that fails together is done again by each alone, so that nobody gets somebody else's error.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy.exc import DBAPIError

from models.stale import Stale
from tradein.refusal import Refusal

G = TypeVar("G")
R = TypeVar("R")


class _Place(Generic[G, R]):
    """A place in line: what is given, and what has become of it once `called` can be acquired."""

    def __init__(self, given: G) -> None:
        self.given = given
        self.called = Lock()
        self.called.acquire()
        self.leads = False
        self.done: list[R] = []
        """The result; empty when it is to be done alone."""


class Gathering(Generic[G, R]):
    """One line of one process. `work` is given several at once and answers each, in their order."""

    def __init__(self, work: Callable[[Sequence[G]], Sequence[R]]) -> None:
        self.work = work
        self.lock = Lock()
        self.line: deque[_Place[G, R]] = deque()
        self.busy = False

    def do(self, given: G) -> R:
        """`given` done, with whoever stands in line; raises what `work` raises for it alone."""
        place = self._join(given)
        if place is not None:
            place.called.acquire()
            if not place.leads:
                return place.done[0] if place.done else self.work([given])[0]
        return self._lead(given)

    def _join(self, given: G) -> _Place[G, R] | None:
        with self.lock:
            if not self.busy:
                self.busy = True
                return None
            place: _Place[G, R] = _Place(given)
            self.line.append(place)
            return place

    def _lead(self, given: G) -> R:
        with self.lock:
            # No more than this process has threads, each of which stands in line once.
            others = list(self.line)
            self.line.clear()
        try:
            return self._together(given, others)
        finally:
            self._hand_over()
            for place in others:
                place.called.release()

    def _together(self, given: G, others: Sequence[_Place[G, R]]) -> R:
        if others:
            try:
                first, *rest = self.work([given, *(place.given for place in others)])
            except (Stale, DBAPIError, Refusal):
                # Somebody's work spoils it for all: whose it is comes out when each does its own.
                return self.work([given])[0]
            for place, result in zip(others, rest, strict=True):
                place.done.append(result)
            return first
        return self.work([given])[0]

    def _hand_over(self) -> None:
        with self.lock:
            following = self.line.popleft() if self.line else None
            self.busy = following is not None
        if following is not None:
            following.leads = True
            following.called.release()
