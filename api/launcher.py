"""The launcher behind `tradein run`: prepares the database, starts the children, waits, and takes all down in order."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType

import click
import psutil
from pydantic import SecretStr
from sqlalchemy.orm import Session

from api.cli.trouble import Trouble
from api.clock import now
from api.embedded import APPLICATION, EmbeddedServer
from api.migration import administration, upgrade
from api.settings import ROOT, Settings, private_directory

READY_SECONDS = 90
STOP_SECONDS = 15
LONGEST_LOG = 10_000_000
COMMANDS = {
    "web": ("-m", "gunicorn", "--config", "python:api.serve"),
    "jobs": ("-m", "api.cli", "jobs"),
}


class Launcher:
    """One `tradein run`. Children are in sessions of their own, so that Ctrl-C reaches the launcher alone."""

    def __init__(self, settings: Settings, *, demo: bool) -> None:
        self.settings = settings
        self.demo = demo
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = False

    def run(self) -> None:
        """Start everything and stay until told to stop; `Trouble` when something is in the way."""
        private_directory(self.settings.home)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_asked)
        with suppress(KeyboardInterrupt), ExitStack() as stack:
            stack.enter_context(_alone(self.settings))
            self._end_orphans()
            self._claim_port()
            owner, application = stack.enter_context(self._database())
            self._prepare(owner)
            stack.callback(self._stop_children)
            self._start_children(application)
            self._await_ready()
            self._welcome()
            self._watch()
        click.echo("stopped; data is kept")

    def _stop_asked(self, _number: int, _frame: FrameType | None) -> None:
        if not self.stopping:
            self.stopping = True
            raise KeyboardInterrupt

    # --- Before ------------------------------------------------------------------------------------------------------

    def _end_orphans(self) -> None:
        """End children of an earlier launcher that was killed."""
        record = self.settings.home / "children.json"
        if not record.exists():
            return
        for pid in json.loads(record.read_text("utf-8")):
            with suppress(psutil.Error):
                process = psutil.Process(pid)
                if "gunicorn" in process.cmdline() or "api.cli" in process.cmdline():
                    family = [process, *process.children(recursive=True)]
                    process.terminate()
                    psutil.wait_procs(family, timeout=STOP_SECONDS)
        record.unlink()

    def _claim_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.settings.host, self.settings.port))
            except OSError as error:
                port = self.settings.port
                raise Trouble(f"port {port} is taken; stop what uses it or set TRADEIN_PORT") from error

    @contextmanager
    def _database(self) -> Iterator[tuple[str, str]]:
        """The owner's and the application's address; the embedded server is stopped afterwards."""
        if self.settings.database_url is not None:
            url = self.settings.database_url.get_secret_value()
            owner = self.settings.owner_database_url
            yield owner.get_secret_value() if owner else url, url
            return
        server = EmbeddedServer(self.settings.home, self.settings.embedded_postgres)
        try:
            with _told("database"):
                owner_url = server.start()
            yield owner_url, server.url(role=APPLICATION)
        finally:
            click.echo("stopping the database …")
            server.stop()

    def _prepare(self, owner: str) -> None:
        from models.reference_import import import_all

        with _told("schema"):
            upgrade(owner, APPLICATION if self.settings.database_url is None else None)
        with _told("reference data"), Session(administration(owner)) as session, session.begin():
            import_all(session, now())
        if self.demo:
            from api.demo import load

            with _told("demo city"):
                load(self.settings.model_copy(update={"database_url": SecretStr(owner)}), reset=False)

    # --- Children ----------------------------------------------------------------------------------------------------

    def _start_children(self, database_url: str) -> None:
        environment = os.environ | {
            "DATABASE_URL": database_url,
            "TRADEIN_HOME": str(self.settings.home),
            "PYTHONUNBUFFERED": "1",
        }
        for name, arguments in COMMANDS.items():
            with _log(self.settings.home, name).open("ab") as log:
                self.children[name] = subprocess.Popen(  # noqa: S603 - our own programs
                    [sys.executable, *arguments],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        pids = [child.pid for child in self.children.values()]
        (self.settings.home / "children.json").write_text(json.dumps(pids), "utf-8")

    def _await_ready(self) -> None:
        with _told("web server"):
            deadline = time.monotonic() + READY_SECONDS
            while not self._ready():
                self._check_children()
                if time.monotonic() > deadline:
                    raise Trouble(
                        f"the web server is not ready after {READY_SECONDS} s; {self._log_hint('web')}"
                    )
                time.sleep(0.1)

    def _ready(self) -> bool:
        url = f"http://{self.settings.host}:{self.settings.port}/readyz"
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return bool(reply.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _watch(self) -> None:
        while True:
            self._check_children()
            time.sleep(0.5)

    def _check_children(self) -> None:
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Trouble(f"{name} ended by itself; {self._log_hint(name)}")

    def _stop_children(self) -> None:
        click.echo("stopping …")
        self.stopping = True
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        (self.settings.home / "children.json").unlink(missing_ok=True)

    def _log_hint(self, name: str) -> str:
        path = _log(self.settings.home, name)
        lines = path.read_text("utf-8", "replace").splitlines()[-3:]
        return "\n".join([f"see {path}", *lines])

    # --- Words -------------------------------------------------------------------------------------------------------

    def _welcome(self) -> None:
        base = f"http://{self.settings.host}:{self.settings.port}"
        click.echo(f"\nserving {base}    documentation {base}/docs    Ctrl-C stops")
        if self.demo and self.settings.demo_accounts.exists():
            click.echo(f"demo sign-ins ({self.settings.demo_accounts}):")
            for one in json.loads(self.settings.demo_accounts.read_text("utf-8")):
                click.echo(
                    f"  {one['role']:<20} {one['account']:<28} {one['password']:<20} {one['organisation'] or ''}"
                )
        click.echo("")


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Only one launcher a home: two would stop each other's database."""
    with (settings.home / "run.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Trouble(
                f"already running with {settings.home}; stop it first or set TRADEIN_HOME"
            ) from error
        yield


@contextmanager
def _told(what: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    begun = time.monotonic()
    click.echo(f"{what} …")
    yield
    click.echo(f"{what}: ready after {time.monotonic() - begun:.1f} s")


def _log(home: Path, name: str) -> Path:
    """The log of a child; the previous one is kept beside it once it has grown."""
    path = private_directory(home / "log") / f"{name}.log"
    if path.exists() and path.stat().st_size > LONGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path
