"""Notices that figures changed, from one process to all others: PostgreSQL's LISTEN and NOTIFY.

Sent on a connection of its own, after the commit that changed the figures: a NOTIFY inside the writers' transactions
would make their commits queue behind one lock. A notice is only a hint to read the figures again.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import psycopg

CHANNEL = "tradein_figures"
DISTRICTS_PER_NOTICE = 1000
"""A payload may hold 8,000 bytes; a district takes seven."""
SENDING = 0x7A12
"""Advisory lock that makes the order of numbers the order of arrival, whoever sends."""

Connection = psycopg.Connection[Any]


class Notice(NamedTuple):
    """Figures of these districts changed; `number` grows from notice to notice (microseconds of the database).

    Without districts it says that notices may have been missed and everything must be read again.
    """

    number: int
    districts: frozenset[str]


_NUMBER = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint"
_SEND = f"""
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s))
SELECT pg_notify(%s, {_NUMBER}::text || ' ' || %s) FROM turn
"""  # noqa: S608 - our own constants


def connect(url: str) -> Connection:
    """A connection outside the pool, every statement its own transaction. It must not lead through a pooler."""
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=5,
        keepalives_idle=30,
        options="-c statement_timeout=5s -c application_name=tradein-figures",
    )


def send(connection: Connection, districts: Iterable[str]) -> None:
    """Tell all listeners that figures of these districts changed. Raises `psycopg.Error` when the connection broke."""
    listed = sorted(districts)
    for start in range(0, len(listed), DISTRICTS_PER_NOTICE):
        some = listed[start : start + DISTRICTS_PER_NOTICE]
        connection.execute(_SEND, (SENDING, CHANNEL, " ".join(some)))


def listen(connection: Connection) -> int:
    """Begin to receive notices; the number before which some may have been missed."""
    connection.execute(f"LISTEN {CHANNEL}")
    return latest(connection)


def latest(connection: Connection) -> int:
    """The number a notice sent now would get: also proof that the connection is alive."""
    row = connection.execute(f"SELECT {_NUMBER}").fetchone()
    return int(row[0]) if row else 0


def received(connection: Connection, seconds: float) -> Iterator[Notice]:
    """The notices that arrive within so many seconds, as they arrive."""
    for raw in connection.notifies(timeout=seconds):
        number, _, districts = raw.payload.partition(" ")
        if number.isdecimal() and districts:  # anybody with a connection may notify anything
            yield Notice(int(number), frozenset(districts.split()))


def overlap(notices: Sequence[Notice], districts: frozenset[str]) -> frozenset[str]:
    """Which of these districts the notices speak of."""
    spoken = (notice.districts for notice in notices)
    return districts.intersection(frozenset().union(*spoken))
