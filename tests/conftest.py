"""What every test may ask for.

One throw-away PostgreSQL a run, shared by all workers of pytest-xdist; one database a worker, cloned from a migrated
template; one outer transaction a test, rolled back at its end. The application commits as always: its commits
release savepoints. Tests that need real commits (races, streams, child processes) ask for `fresh_database`.

Do not hold an application context open while calling `client`: the request would share its session.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import hypothesis
import psutil
import pytest
from flask import Flask
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from api.embedded import APPLICATION, THROWAWAY, EmbeddedServer
from api.migration import upgrade
from api.refusal_trail import Bounds
from api.settings import Settings
from models import keys
from models.db import db
from models.statement import Statement
from tests.keys import QUICK, RING
from tests.world import SignIn, World, lay, the_world

# `--control NAME` breaks the platform on purpose; see the package.
pytest_plugins = ["tests.faults.controls"]

keys.use(RING)

TEMPLATE = "template_empty"
WORLD_TEMPLATE = "template_world"
TOLD_TEMPLATE = "template_told"
PARENTS = {TEMPLATE: "template0", WORLD_TEMPLATE: TEMPLATE, TOLD_TEMPLATE: WORLD_TEMPLATE}
ROOM = {"max_connections": "400", "max_wal_size": "512MB"}
"""Every worker may be at a race of fifty threads; what was written need not be kept for long."""
MEMORY, SPARE = Path("/dev/shm"), 6 << 30  # noqa: S108 - only a directory made by mkdtemp in it is used
"""Where the server lies if so many bytes are free: cloning a database makes nine hundred files, slow on a disk."""
PROCESS_SERVER = pytest.StashKey[EmbeddedServer]()

# Deadlines measure the machine, not the code.
hypothesis.settings.register_profile("tradein", deadline=None, print_blob=True)
hypothesis.settings.load_profile("tradein")


# --- Workers, and the order of a run ----------------------------------------------------------------------------------


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One worker more than cores with `-n auto`: a test often waits for a browser, a server or a clock."""
    cores = yield
    return cores if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else cores + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let chance order the tests, but those in browsers begin: a run that ends in short ones keeps all workers busy.

    Together they are the share of one worker, which shares its Chromium among them; others take over from its end.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


# --- One server a run ----------------------------------------------------------------------------------------------


def _server_of_this_run(config: pytest.Config) -> EmbeddedServer:
    """Started by the first who asks: this process, or the controller on behalf of its xdist workers."""
    if PROCESS_SERVER not in config.stash:
        _sweep()
        # A short path: the socket lives in it. Not pytest's tmp_path, which grows with the user's name.
        home = tempfile.mkdtemp(prefix="tradein-", dir=MEMORY if _in_memory() else None)
        server = EmbeddedServer(Path(home), options=THROWAWAY | ROOM)
        (server.home / "owner").write_text(str(os.getpid()))
        server.start()
        config.stash[PROCESS_SERVER] = server
    return config.stash[PROCESS_SERVER]


def _in_memory() -> bool:
    """Whether this machine has room for the server in memory."""
    return MEMORY.is_dir() and min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available) > SPARE


def _sweep() -> None:
    """Remove servers of test runs that were killed."""
    places = (Path(tempfile.gettempdir()), MEMORY)
    for owner in (found for place in places for found in place.glob("tradein-*/owner")):
        pid = owner.read_text()
        if pid and owner.stat().st_uid == os.geteuid() and not psutil.pid_exists(int(pid)):
            EmbeddedServer(owner.parent).erase()
            shutil.rmtree(owner.parent, ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """In the controller of a parallel run: tell the worker where the server is."""
    node.workerinput["postgres_home"] = str(_server_of_this_run(node.config).home)


def pytest_unconfigure(config: pytest.Config) -> None:
    if PROCESS_SERVER in config.stash:
        server = config.stash[PROCESS_SERVER]
        server.erase()
        shutil.rmtree(server.home, ignore_errors=True)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> EmbeddedServer:
    """The running PostgreSQL of this test run."""
    given = getattr(request.config, "workerinput", {}).get("postgres_home")
    return EmbeddedServer(Path(given)) if given else _server_of_this_run(request.config)


@pytest.fixture(scope="session")
def templates(cluster: EmbeddedServer) -> Callable[[str], str]:
    """Names of databases to clone, made once a run: a migrated empty one, one in which the world is laid, and one in
    which much has happened in it.
    """
    return cache(partial(_template, cluster))


def _template(cluster: EmbeddedServer, name: str) -> str:
    fill = {TEMPLATE: _make_schema, WORLD_TEMPLATE: _lay_world, TOLD_TEMPLATE: _tell}[name]
    with (cluster.home / f"{name}.lock").open("a") as lock, cluster.connect("postgres") as connection:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone():
            connection.execute(f"DROP DATABASE IF EXISTS draft_{name}")
            parent = PARENTS[name] if PARENTS[name] not in PARENTS else _template(cluster, PARENTS[name])
            connection.execute(f"CREATE DATABASE draft_{name} TEMPLATE {parent}")
            fill(cluster.url(f"draft_{name}"))
            connection.execute(f"ALTER DATABASE draft_{name} RENAME TO {name}")
    return name


def _lay_world(url: str) -> None:
    engine = create_engine(url, poolclass=NullPool)
    with Session(engine) as session, session.begin():
        lay(session)
    engine.dispose()


def _make_schema(url: str) -> None:
    upgrade(url, APPLICATION)


def _tell(url: str) -> None:
    """Lives are told over HTTP, which takes longer than most tests."""
    from api import stream
    from api.app import create_app
    from tests.http.populated import populate

    with tempfile.TemporaryDirectory() as home:
        app = create_app(Settings(home=Path(home), database_url=SecretStr(url), env="development", **QUICK))
        app.testing = True
        app.test_client_class = Caller
        engine = create_engine(url)
        with Session(engine) as session:
            populate(app.test_client(), session, the_world())
        stream.stop(app)
        for one in (engine, *db._app_engines[app].values()):
            one.dispose()


@contextmanager
def _clone(cluster: EmbeddedServer, template: str, name: str) -> Iterator[str]:
    with cluster.connect("postgres") as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        yield cluster.url(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _wanted(request: pytest.FixtureRequest) -> str:
    if "told_world" in request.fixturenames:
        return TOLD_TEMPLATE
    return WORLD_TEMPLATE if "world" in request.fixturenames else TEMPLATE


@pytest.fixture(autouse=True)
def _keys_of_the_run() -> Iterator[None]:
    """Whatever keys a test worked with, the next one reads the world again."""
    yield
    keys.use(RING)


# --- The application on a rolled-back transaction --------------------------------------------------------------------


@pytest.fixture(scope="session")
def settings(
    cluster: EmbeddedServer, templates: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """Development settings with a home of this worker's own. Every test chooses its database anew.

    Their own is a clone: what the application does beside requests connects there, and nobody may be connected to a
    template that is being cloned.
    """
    with _clone(cluster, templates(TEMPLATE), f"home_{uuid4().hex[:12]}") as url:
        yield Settings(home=tmp_path_factory.mktemp("home"), database_url=url, env="development", **QUICK)


class Caller(FlaskClient):
    """Keeps cookies like a browser, but a `Cookie` header given with a request wins: people take turns."""

    def _add_cookies_to_wsgi(self, environ: dict[str, Any]) -> None:
        given = environ.get("HTTP_COOKIE")
        super()._add_cookies_to_wsgi(environ)
        if given:
            environ["HTTP_COOKIE"] = given


@pytest.fixture(scope="session")
def _application(settings: Settings) -> Iterator[Flask]:
    from api.app import create_app

    app = create_app(settings)
    app.testing = True
    app.test_client_class = Caller
    _bind_to_its_role(app)
    yield app
    for engine in db._app_engines.get(app, {}).values():
        engine.dispose()


BOUND = (
    f"SET LOCAL ROLE {APPLICATION}",
    *(f"SET LOCAL tradein.{name} = ''" for name in ("account", "organisation", "role", "region", "purpose")),
)


def _bind_to_its_role(app: Flask) -> None:
    """Let every request run as the application's own role, nobody declared: row-level security and grants hold."""

    def on_the_wire(statement: str) -> None:
        # Below SQLAlchemy, so that nobody counts it.
        engine = db._app_engines[app][None]
        if isinstance(engine, Connection):
            engine.connection.cursor().execute(statement)

    def unbind(_error: BaseException | None) -> None:
        db.session.remove()
        on_the_wire("RESET ROLE")

    app.extensions["bound"] = BOUND
    app.before_request(lambda: on_the_wire("; ".join(app.extensions["bound"])))
    app.teardown_request(unbind)


@pytest.fixture(scope="session")
def _engines(cluster: EmbeddedServer, templates: Callable[[str], str]) -> Iterator[Callable[[str], Engine]]:
    """This worker's databases, one of each template, cloned when first needed."""
    with ExitStack() as stack:

        @cache
        def engine(template: str) -> Engine:
            url = stack.enter_context(_clone(cluster, templates(template), f"worker_{uuid4().hex[:12]}"))
            made = create_engine(url, connect_args={"options": "-c TimeZone=UTC"})
            stack.callback(made.dispose)
            return made

        yield engine


@pytest.fixture
def connection(_engines: Callable[[str], Engine], request: pytest.FixtureRequest) -> Iterator[Connection]:
    """The one connection of this test, in a transaction that is always rolled back."""
    with _engines(_wanted(request)).connect() as connection:
        outer = connection.begin()
        yield connection
        outer.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """A session for arranging and asserting. Commit before calling `client`; `expire_all` before reading again."""
    options = {"join_transaction_mode": "create_savepoint", "expire_on_commit": False, "autoflush": False}
    with Session(bind=connection, **options) as session:
        yield session


@pytest.fixture
def app(_application: Flask, connection: Connection) -> Iterator[Flask]:
    """The application, its engine replaced by this test's connection."""
    engines, factory = db._app_engines[_application], db.session.session_factory
    real = engines[None]
    engines[None] = connection
    factory.configure(join_transaction_mode="create_savepoint")
    _application.extensions["counters"].forget()  # a hundred tests a minute are no crowd
    _application.extensions["refusals"] = Bounds()
    _application.extensions.pop("readiness", None)
    yield _application
    factory.configure(join_transaction_mode="conditional_savepoint")
    engines[None] = real


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """An anonymous caller on loopback."""
    return app.test_client()


# --- Real commits ----------------------------------------------------------------------------------------------------


@pytest.fixture
def fresh_database(
    cluster: EmbeddedServer, templates: Callable[[str], str], request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a database of this test's own, migrated, with the world if the test asks for it too."""
    name = f"fresh_{uuid4().hex[:12]}"
    with _clone(cluster, templates(_wanted(request)), name) as url:
        yield url


@pytest.fixture
def fresh_engine(fresh_database: str) -> Iterator[Engine]:
    """An engine on `fresh_database` with room for fifty threads."""
    utc = {"options": "-c TimeZone=UTC"}
    engine = create_engine(fresh_database, pool_size=50, max_overflow=0, connect_args=utc)
    yield engine
    engine.dispose()


@pytest.fixture
def fresh_app(fresh_database: str, settings: Settings) -> Iterator[Flask]:
    """An application of its own on `fresh_database`: real pool, real commits, many threads may call it."""
    from api.app import create_app

    app = create_app(settings.model_copy(update={"database_url": SecretStr(fresh_database)}))
    app.testing = True
    app.test_client_class = Caller
    yield app
    for engine in db._app_engines[app].values():
        engine.dispose()


# --- People and places -----------------------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    """Two cities, two organisations of every kind, an account for every role; asking for it lays it."""
    return the_world()


@pytest.fixture
def told_world(world: World) -> World:
    """The world, and in it lives told to their end and others left in the middle (`tests.http.populated`)."""
    return world


@pytest.fixture
def sign_in(world: World) -> SignIn:
    """Given a role (and 0 or 1), what a request of that person carries: cookie, origin, CSRF proof."""
    return SignIn(world)


# --- Browsers ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; tests without one are skipped, or fail where `.ci/run` has promised it."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("TRADEIN_REQUIRE_BROWSER"):
        pytest.fail("no Chromium on this machine although TRADEIN_REQUIRE_BROWSER is set")
    pytest.skip("no Chromium on this machine; `.ci/run` installs one")


# --- Counting statements ---------------------------------------------------------------------------------------------


@pytest.fixture
def assert_queries() -> Callable[[int], AbstractContextManager[list[str]]]:
    """A context manager that fails, with a list, unless exactly the given number of statements was sent."""
    return _assert_queries


@contextmanager
def _assert_queries(expected: int) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")):
            seen.append(statement)

    def noted(statement: Statement, cursor: Any, given: Any) -> Any:
        seen.append(statement.sql)
        return run(statement, cursor, given)

    run = Statement.run
    event.listen(Engine, "before_cursor_execute", note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Statement, "run", noted)
        try:
            yield seen
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    listing = "\n".join(f"{number}. {' '.join(sql.split())[:300]}" for number, sql in enumerate(seen, 1))
    assert len(seen) == expected, f"{len(seen)} statements instead of {expected}:\n{listing}"
