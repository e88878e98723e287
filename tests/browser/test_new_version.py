"""A new release reaches a phone at work: it waits until somebody taps, never in the middle of a scan."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser import second_build
from tests.browser.conftest import DIST, PHONE
from tests.browser.recycler_ground import Morning

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DIST / "r.html").is_file(), reason="static/dist is missing: `make web` makes it"),
]
ASK = "navigator.serviceWorker.getRegistration('/r/').then((found) => found.update()).then(() => true)"
SECOND = 'meta[name="release"][content="second"]'
RELEASES = [
    pytest.param(second_build.copied, id="another page"),
    pytest.param(second_build.built, id="a whole build", marks=[pytest.mark.long]),
]


def _served_from(app: Flask, folder: Path) -> None:
    app.extensions["settings"] = app.extensions["settings"].model_copy(update={"web": folder})


@pytest.mark.parametrize("release", RELEASES)
def test_a_new_release_waits_for_a_tap(
    open_as, address, fresh_app, fresh_engine, world, tmp_path, release: Callable[[Path], Path]
):
    if release is second_build.built and shutil.which("node") is None:
        pytest.skip("node is missing: `make web` brings it")
    (door,) = Morning(fresh_app, fresh_engine, world).doors(1)
    _served_from(fresh_app, DIST)
    page = open_as("recycler_staff", PHONE, workers="allow")
    page.goto(f"{address}/r/#/today")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    expect(page.get_by_role("heading", name="今日任务")).to_be_visible()
    page.goto(f"{address}/r/#/pickup/{door.number}/1")
    page.get_by_label("手工输入").fill(door.code.lower())
    page.get_by_role("button", name="录入").click()
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    page.evaluate("window.sameAsBefore = true")

    # The second release is on the server; the phone hears of it in the middle of a pick-up.
    _served_from(fresh_app, release(tmp_path / "second"))
    page.evaluate(ASK)
    offer = page.get_by_text("有新版本")
    expect(offer).to_be_visible()
    assert page.evaluate("window.sameAsBefore") is True
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    # Neither a reload nor a cold start changes it: only the tap does.
    page.reload()
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    expect(page.locator(SECOND)).to_have_count(0)
    another = page.context.new_page()
    another.goto(f"{address}/r/#/today")
    expect(another.get_by_role("heading", name="今日任务")).to_be_visible()
    expect(another.locator(SECOND)).to_have_count(0)
    another.close()

    expect(offer).to_be_visible()
    page.get_by_role("button", name="现在更新").click()
    expect(page.locator(SECOND)).to_have_count(1)
    expect(offer).to_have_count(0)
    # What was begun is still there.
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    page.goto(f"{address}/r/#/today")
    title = "今天的任务" if release is second_build.built else "今日任务"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
