"""The API reference and the front page in a real browser, at the size of a phone and of a desk, under the policy."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser
SIZES = [(390, 844), (1920, 1080)]
DIST = Path(__file__).resolve().parents[2] / "static" / "dist"
# Asking without signing in is refused, and nobody knows the code looked up; the browser notes both in its console.
EXPECTED = {("401", "/api/v1/session"), ("401", "/api/v1/scans"), ("404", "/obj/TG59KMBKC2J2J")}


@pytest.fixture
def address(fresh_app) -> Iterator[str]:
    """The application, served on loopback."""
    server = make_server("127.0.0.1", 0, fresh_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}px")
def page(browser, request) -> Iterator[Page]:
    """A page that fails the test over any complaint of the browser."""
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda message: complaints.append(message.text) if _matters(message) else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert complaints == []


def _matters(message: ConsoleMessage) -> bool:
    path = urlsplit(message.location["url"]).path
    return message.type != "log" and not any(
        path == known and f"status of {status}" in message.text for status, known in EXPECTED
    )


def _fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.skipif(not (DIST / "docs.html").is_file(), reason="static/dist is missing: `make web` makes it")
def test_the_reference_is_searched_read_and_tried(page, address):
    page.goto(f"{address}/docs")
    expect(page.get_by_role("heading", name="接口文档")).to_be_visible()
    assert _fits(page)
    menu = page.get_by_role("button", name="目录")
    if menu.is_visible():
        menu.click()
    page.get_by_role("searchbox").fill("handover_code scans")
    expect(page.get_by_role("complementary").get_by_role("status")).to_contain_text("0")
    page.get_by_role("searchbox").fill("/api/v1/scans")
    page.get_by_role("link", name="POST 提交扫码事件").click()
    expect(page.get_by_role("heading", name="提交扫码事件")).to_be_visible()
    page.get_by_role("button", name="展开").first.click()
    expect(page.get_by_text("handover_code", exact=True).first).to_be_visible()
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_text('"code": "unauthenticated"')).to_be_visible()
    assert _fits(page)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Request body")).to_be_visible()


def test_the_front_page_leads_to_a_code(page, address):
    page.goto(f"{address}/")
    assert _fits(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("以旧换新全链路追溯平台")
    # axe leaves text of its background's very colour to a person: here is one.
    inks = page.evaluate(
        "() => ['.hero', '.hero a'].map((one) => document.querySelector(one)).map(getComputedStyle)"
        ".flatMap((style, at) => (at ? [style.color] : [style.backgroundColor]))"
    )
    assert len(set(inks)) == 2, inks
    page.get_by_label("查一台旧机的去向").fill("tg59-kmbk-c2j2-j")
    page.get_by_role("button", name="查询").click()
    page.wait_for_url("**/obj/TG59KMBKC2J2J**")
    expect(page.get_by_role("heading", level=1)).to_have_text("查无此码")


def test_one_click_signs_in_and_out(page, address, settings, world):
    person = world.person("city_officer")
    row = {
        "role": person.role,
        "account": person.login,
        "password": person.password,
        "api_key": person.api_key,
    }
    settings.demo_accounts.write_text(
        json.dumps([row | {"organisation": "聊城市商务局", "region": person.region}])
    )
    try:
        page.goto(f"{address}/")
        page.get_by_role("button", name="以此身份进入").click()
        page.wait_for_url("**/gov/**" if (DIST / "gov.html").is_file() else "**/me**")
        page.goto(f"{address}/me?lang=zh")
        expect(page.get_by_role("heading", level=1)).to_have_text("市级主管")
        assert _fits(page)
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_role("button", name="以此身份进入")).to_be_visible()
    finally:
        settings.demo_accounts.unlink()
