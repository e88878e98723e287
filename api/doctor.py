"""Is this installation fit to serve? Every answer in words, with what to do; `--deploy` asks what real data needs."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from api.migration import administration, current, head
from api.rooms import ForeignRoom, check_rooms
from api.settings import SECRET_NAMES, SHORTEST_SECRET, Settings
from models.privilege import editable_facts, readable_secrets
from models.row_policy import unbound
from models.server_facts import ServerFacts, server_facts

OLDEST_POSTGRESQL = 150000
MOST_CLOCK_SECONDS = 2
LEAST_FREE_DISK = 0.15


class Verdict(StrEnum):
    """How one finding is to be taken; only `FAIL` makes the doctor's exit status 1."""

    FINE = "ok"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what, how it is, and what to do about it."""

    name: str
    verdict: Verdict
    words: str


def _judge(name: str, fine: object, good: str, bad: str) -> Finding:
    return Finding(name, Verdict.FINE, good) if fine else Finding(name, Verdict.FAIL, bad)


def examine(settings: Settings, now: datetime) -> Iterator[Finding]:
    """What every installation needs, development included."""
    yield _rooms()
    yield _disk(settings)
    try:
        with administration(_address(settings)).connect() as connection:
            yield Finding("database", Verdict.FINE, "answers")
            yield from _server(server_facts(connection), now)
            yield _migrations(connection)
    except OperationalError:
        yield Finding(
            "database", Verdict.FAIL, "does not answer; check DATABASE_URL and that the server is up"
        )


def examine_deployment(settings: Settings) -> Iterator[Finding]:
    """What real data needs on top."""
    yield _judge(
        "mode",
        settings.production,
        "production",
        "TRADEIN_ENV is development: debug aids and made-up secrets",
    )
    yield from _secrets(settings)
    yield _judge(
        "cookies",
        settings.secure,
        "sent over TLS only",
        "TRADEIN_PUBLIC_URL is not https: cookies travel in clear",
    )
    yield _judge(
        "hosts",
        settings.trusted_hosts,
        "limited",
        "TRADEIN_TRUSTED_HOSTS is unset: any Host header is answered",
    )
    try:
        with administration(_address(settings)).connect() as connection:
            yield from _durable(server_facts(connection))
            yield from _rights(connection)
    except OperationalError:
        yield Finding("durability", Verdict.FAIL, "unknown: the database does not answer")


def _address(settings: Settings) -> str:
    return settings.database_url.get_secret_value() if settings.database_url else ""


def _rooms() -> Finding:
    try:
        check_rooms()
    except ForeignRoom as foreign:
        return Finding("packages", Verdict.FAIL, str(foreign))
    return Finding("packages", Verdict.FINE, "all from this tree")


def _disk(settings: Settings) -> Finding:
    usage = shutil.disk_usage(settings.home if settings.home.exists() else settings.home.parent)
    free = usage.free / usage.total
    return _judge(
        "disk",
        free >= LEAST_FREE_DISK,
        f"{free:.0%} free",
        f"only {free:.0%} free: make room before writes fail",
    )


def _server(facts: ServerFacts, now: datetime) -> Iterator[Finding]:
    major = facts.version // 10_000
    yield _judge(
        "version",
        facts.version >= OLDEST_POSTGRESQL,
        f"PostgreSQL {major}",
        f"{major} is too old: 15 or newer",
    )
    yield _judge("encoding", facts.encoding == "UTF8", "UTF8", f"{facts.encoding} loses rare names; use UTF8")
    yield _judge(
        "time zone", facts.time_zone == "UTC", "UTC", f"{facts.time_zone}: set the database's TimeZone to UTC"
    )
    off = abs((facts.now - now).total_seconds())
    yield _judge(
        "clock",
        off <= MOST_CLOCK_SECONDS,
        "agrees",
        f"{off:.1f} s apart from the database; run an NTP client",
    )


def _migrations(connection: Connection) -> Finding:
    at, newest = current(connection), head()
    return _judge(
        "migrations",
        at == newest,
        f"at {newest}",
        f"at {at or 'nothing'}, this release needs {newest}: `tradein migrate`",
    )


def _secrets(settings: Settings) -> Iterator[Finding]:
    given = [getattr(settings, f"secret_{name}") for name in SECRET_NAMES]
    values = [secret.get_secret_value() for secret in given if secret is not None]
    yield _judge(
        "secrets",
        len(values) == len(given),
        "all given",
        "not all TRADEIN_SECRET_* are set: generated ones are in use",
    )
    weak = [value for value in values if len(value) < SHORTEST_SECRET or len(set(value)) < 10]
    yield _judge("secret strength", not weak, "long enough", f"{len(weak)} short or monotonous secret(s)")
    yield _judge("secret reuse", len(set(values)) == len(values), "each its own", "two secrets are equal")


def _durable(facts: ServerFacts) -> Iterator[Finding]:
    yield _judge(
        "embedded server",
        not facts.embedded,
        "not used",
        "trusts every local login and has no standby; set DATABASE_URL",
    )
    yield _judge("fsync", facts.fsync, "on", "off: a power cut loses the database")
    yield _judge("full_page_writes", facts.full_page_writes, "on", "off: a torn page cannot be repaired")
    yield _judge(
        "synchronous_commit",
        facts.synchronous_commit in {"on", "remote_write", "remote_apply"},
        facts.synchronous_commit,
        f"{facts.synchronous_commit}: acknowledged scans may be lost",
    )
    yield _judge(
        "standby", facts.standbys, f"{facts.standbys} streaming", "none: losing this server loses data"
    )


def _rights(connection: Connection) -> Iterator[Finding]:
    facts = server_facts(connection)
    yield _judge(
        "role", not facts.superuser, "ordinary", "the application signs in as superuser; give it its own role"
    )
    editable = editable_facts(connection)
    yield _judge(
        "append-only", not editable, "history cannot be edited", f"the role may edit {', '.join(editable)}"
    )
    told = readable_secrets(connection)
    yield _judge(
        "secret columns",
        not told,
        "the application writes them and cannot read them",
        f"the role may read {', '.join(told)}; give it its own role and run `tradein migrate`",
    )
    free = unbound(connection)
    yield _judge(
        "row security",
        not free,
        "foreign rows are out of reach",
        f"the role reaches every row of {', '.join(free)}; give it its own role and run `tradein migrate`",
    )
