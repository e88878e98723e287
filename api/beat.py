"""Absent and out of reach answer at the same moment: "not found" is said on a beat, never as soon as it is known.

Row-level security looks at a row that exists before it refuses it, for some tables into events and bookings too, which
takes a millisecond or two that an absent row does not. Whoever measures often enough would learn what exists. So such
an answer waits for the next beat after its request came in; a beat is several times what finding out takes.
"""

from time import perf_counter, sleep

from flask import Flask, current_app, g


def register(app: Flask) -> None:
    """Note when each request begins; before every other hook, since what they do counts too."""
    app.before_request(_begin)


def _begin() -> None:
    g.begun = perf_counter()


def since_begun() -> float:
    """Seconds since the request at hand came in; 0 if it was refused before anything looked at it."""
    return perf_counter() - g.begun if "begun" in g else 0.0


def await_beat() -> None:
    """Wait until the request at hand is a whole number of beats old. No transaction may be open meanwhile."""
    beat = current_app.extensions["settings"].not_found_beat_ms / 1000
    if beat:
        sleep(-since_begun() % beat)
