"""How fast one network may ask for what everybody may ask for: counted over all workers, and free for ordinary people.

A process counts in memory and tells the database only in lumps, and only once a network has been quick in this process.
Whoever opens a label now and then costs no statement; whoever pours is counted by all workers together. The limit can
be exceeded by one lump a process, no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from flask import current_app, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from api.attempt import network_of, subject
from api.clock import now
from api.identity import NOWHERE, caller_address
from models.db import db
from models.rate_window import count_hits
from tradein.refusals.application import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R")
F = TypeVar("F", bound=Callable[..., Any])

LUMP = 20
MOST_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests of one network within so many seconds."""

    name: str
    most: int
    seconds: int


TRACE = Rate("trace", 300, 60)
"""Looking at labels: a warehouse behind one address looks at a few a minute, a machine that guesses at thousands."""
QUOTE = Rate("quote", 120, 60)
OPEN_FIGURES = Rate("open_figures", 120, 60)
FILES = "web"
"""The blueprint of pages and their parts: a browser fetches dozens at once, and they ask nothing of the database."""
TIMES_AS_MANY_FILES = 5


@dataclass(slots=True)
class _Count:
    """Of one network in one window: unreported hits, and what all workers had counted when we last asked."""

    began: int
    here: int = 0
    everywhere: int = 0


class Counters:
    """What this process knows. `forget` is for tests; a restart forgets too, and costs one lump."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.counts: dict[bytes, _Count] = {}

    def hit(self, subject: bytes, rate: Rate, at: int) -> tuple[_Count, int]:
        """Count one request; how many are to be told to the database now (0: none)."""
        began = at - at % rate.seconds
        with self.lock:
            count = self.counts.get(subject)
            if count is None or count.began != began:
                if len(self.counts) >= MOST_REMEMBERED:
                    self.counts.clear()
                count = self.counts[subject] = _Count(began)
            count.here += 1
            if count.here < LUMP:
                return count, 0
            count.here = 0
            return count, LUMP

    def forget(self) -> None:
        """Know nothing."""
        with self.lock:
            self.counts.clear()


def limited(rate: Rate) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Refuse a network that asks faster than `rate`, with 429 and `Retry-After`. Write it under `@permit`."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            check_rate(rate)
            return view(*args, **kwargs)

        wrapper.rate = rate  # type: ignore[attr-defined]
        return wrapper

    return decorate


def limits_itself(rate: Rate) -> Callable[[F], F]:
    """Say that a view checks `rate` in its own words, a page for one. Write it under `@permit`."""

    def decorate(view: F) -> F:
        view.rate = rate  # type: ignore[attr-defined]
        return view

    return decorate


def check_public() -> None:
    """Count a request for what is open to everybody and has no rate of its own; raises `too_many_requests`.

    Generous: a carrier's NAT or a bureau's network is one address, and each page of ours asks several such things.
    """
    most: int = current_app.extensions["settings"].public_requests_a_minute
    if request.blueprint == FILES:
        check_rate(Rate("files", most * TIMES_AS_MANY_FILES, 60))
    else:
        check_rate(Rate("public", most, 60))


def check_rate(rate: Rate) -> None:
    """Count this request; raises `too_many_requests`.

    Over a Unix socket without a declared proxy nobody's address is known: all people would share one count, so nobody
    is counted, and limiting is the web server's (docs/operations.md).
    """
    if caller_address() == NOWHERE:
        return
    moment = now()
    who = _subject(rate)
    counters: Counters = current_app.extensions["counters"]
    count, tell = counters.hit(who, rate, int(moment.timestamp()))
    if tell:
        count.everywhere = _told(who, count.began, tell)
    if count.everywhere + count.here > rate.most:
        raise TooManyRequests(retry_after=count.began + rate.seconds - int(moment.timestamp()))


def _told(subject: bytes, began: int, hits: int) -> int:
    session = cast("Session", db.session())
    try:
        counted = count_hits(session, subject, datetime.fromtimestamp(began, UTC), hits)
        session.commit()
    except (DBAPIError, PoolTimeout):
        # A database that cannot count has other troubles than us; the page behind says so itself.
        session.rollback()
        return 0
    return counted


def _subject(rate: Rate) -> bytes:
    return subject(rate.name, network_of(caller_address()))
