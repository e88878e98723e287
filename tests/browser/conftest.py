"""What the browser tests share: one Chromium, the application served on loopback, people signed in, axe."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from flask import Flask
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    expect,
    sync_playwright,
)
from pydantic import SecretStr
from werkzeug.serving import make_server

from api import stream
from api.app import create_app
from api.embedded import EmbeddedServer
from api.settings import Settings
from models.db import db
from tests.conftest import TOLD_TEMPLATE, Caller, _clone
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "static" / "dist"
AXE = ROOT / "static" / "node_modules" / "axe-core" / "axe.min.js"
PHONE, DESK = (390, 844), (1920, 1080)
# Patience says nothing about speed, only that two cores are shared by all workers of a test run.
expect.set_options(timeout=20_000)
# Nothing that leaves this machine is ever asked for; a page that tries fails its test.
NO_NETWORK = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The one that drives all browsers of this process: a second one beside it would not start."""
    with sync_playwright() as driving:
        yield driving


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """One Chromium a process: every page has a context of its own, which nothing outlives."""
    made = playwright.chromium.launch(executable_path=chromium, args=NO_NETWORK)
    yield made
    made.close()


@pytest.fixture
def address(fresh_app: Flask) -> Iterator[str]:
    """The application on a database of this test's own, served on loopback."""
    with served(fresh_app) as where:
        yield where


@pytest.fixture(scope="module")
def told_address(
    cluster: EmbeddedServer, templates: Callable[[str], str], settings: Settings
) -> Iterator[str]:
    """The application in a province in which much has happened, the same for all tests of a module."""
    with _clone(cluster, templates(TOLD_TEMPLATE), f"told_{uuid4().hex[:12]}") as url:
        app = _application(settings, url)
        with served(app) as where:
            yield where
        for one in db._app_engines[app].values():
            one.dispose()


def _application(settings: Settings, url: str) -> Flask:
    app = create_app(settings.model_copy(update={"database_url": SecretStr(url)}))
    app.testing = True
    app.test_client_class = Caller
    return app


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    stream.stop(app)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def built() -> None:
    """The web pages are built; skipped otherwise."""
    if not (DIST / "gov.html").is_file():
        pytest.skip("static/dist is missing: `make web` makes it")


Open = Callable[..., Page]
WRONG = """async () => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
  const { violations } = await axe.run({ runOnly: tags });
  const where = (node) => `${node.target} ${node.failureSummary.split("\\n").slice(1, 3).join(" ")}`;
  return violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map(where).join(" | ")}`);
}"""


@pytest.fixture
def open_as(request: pytest.FixtureRequest, browser: Browser, world: World) -> Iterator[Open]:
    """`open_as("city_officer", size=DESK, lang="zh")`: a page of that person's own browser; None is the public.

    The test fails over whatever the browser complains about: broken scripts, refused files, the content policy.
    """
    # Pages are closed before the server they talk to: what is set up first is torn down last.
    if "address" in request.fixturenames:
        request.getfixturevalue("address")
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(
        role: str | None,
        size: tuple[int, int] = DESK,
        lang: str = "zh",
        allow: tuple[str, ...] = (),
        workers: Literal["allow", "block"] = "block",
    ) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="zh-CN" if lang == "zh" else "en-GB",
            # A worker fetches all of an app behind each page: only for tests that go offline or change the release.
            service_workers=workers,
        )
        contexts.append(context)
        if role is not None:
            token = world.person(role).token
            context.add_cookies(
                [{"name": "tradein", "value": token, "domain": "127.0.0.1", "path": "/", "httpOnly": True}]
            )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(_told(said)) if _matters(said, allow) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _told(message: ConsoleMessage) -> str:
    return f"{message.type} {message.text} {message.location['url']}"


def _matters(message: ConsoleMessage, allow: tuple[str, ...]) -> bool:
    path = urlsplit(message.location["url"]).path
    if path.endswith("/stream") and "503" in message.text:
        return False  # told to come back later, as on a busy start: it does, and polls until then
    if "Service Worker registration blocked" in message.text:
        return False  # by this test, which does not need it
    return message.type in {"error", "warning"} and not any(
        part in path or part in message.text for part in allow
    )


@cache
def _axe() -> str:
    return AXE.read_text("utf-8") + "; undefined"


def turn_to(page: Page, url: str) -> None:
    """Open another page of the same app, and wait until it is there: the one before stands until it was fetched."""
    before = page.title()
    page.goto(url)
    page.wait_for_function("before => document.title !== before", arg=before)


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right."""
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page by WCAG 2.0 to 2.2, A and AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(WRONG)
    return list(found)
