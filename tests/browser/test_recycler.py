"""The collector's phone in a real browser: a label before the camera, a morning without network, a pick-up in full."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import DIST, NO_NETWORK, PHONE, fits, violations
from tests.browser.recycler_ground import Door, LostAnswers, Morning, film, photo
from tradein.moment import SHANGHAI

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DIST / "r.html").is_file(), reason="static/dist is missing: `make web` makes it"),
]
# What a browser writes into its console when there is no network, and when a gateway lost an answer.
NO_LINE = ("ERR_INTERNET_DISCONNECTED", "/api/v1/scans")


@pytest.fixture
def morning(fresh_app, fresh_engine, world) -> Morning:
    return Morning(fresh_app, fresh_engine, world)


@pytest.fixture
def gateway(fresh_app) -> Iterator[LostAnswers]:
    """Stands between the server and the phone; ask for it before `address`."""
    fresh_app.wsgi_app = LostAnswers(fresh_app.wsgi_app, "/api/v1/scans")
    return fresh_app.wsgi_app


def _press(page: Page, keys: str) -> None:
    pad = page.get_by_role("group", name="数字键盘")
    for key in keys:
        pad.get_by_role("button", name="小数点" if key == "." else key, exact=True).click()


def _type_code(page: Page, code: str) -> None:
    page.get_by_label("手工输入").fill(code.lower())
    page.get_by_role("button", name="录入").click()


def _next(page: Page) -> None:
    page.get_by_role("button", name="下一步").click()


def _begin(page: Page, door: Door) -> None:
    card = page.get_by_role("listitem").filter(has=page.locator(f'a[href*="{door.number}"]'))
    card.get_by_role("link", name="开始收取").click()
    expect(page.get_by_role("heading", name=re.compile(door.number))).to_be_visible()


def _pick_up(page: Page, door: Door, picture: Path, weight: str = "52.3") -> None:
    """From the list of tasks to the end of one pick-up and back to the list."""
    _begin(page, door)
    _type_code(page, door.code)
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    _next(page)
    _press(page, weight)
    _next(page)
    page.get_by_label("正面").set_input_files(picture)
    expect(page.get_by_role("img", name="正面")).to_be_visible()
    _next(page)
    _next(page)
    _press(page, door.handover)
    page.get_by_role("button", name="完成收取").click()
    expect(page.get_by_role("heading", name="今日任务")).to_be_visible()


def _kept_for_offline(page: Page) -> None:
    """Until the app's files lie on the phone and the page is served from there."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        "navigator.serviceWorker.controller !== null || "
        "new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', () => go(true)))"
    )


# The browser's own clock at the moments of a scan; how long it took is looked at, not asserted, on a shared machine.
MOMENTS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(
  ["scan.decoded", "scan.felt", "scan.seen"].map((name) => performance.getEntriesByName(name, "mark").at(-1).startTime)
))))"""
# As a gun's keyboard does it: keys a few milliseconds apart, then Enter.
GUN = """(code) => [...code, "Enter"].forEach((key) => document.body.dispatchEvent(
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })
))"""


def _answered_in_order(page: Page) -> None:
    """Decoded, then heard and felt, then seen: the colour never comes before the code was read, nor sound after it."""
    read, felt, seen = page.evaluate(MOMENTS)
    assert read <= felt <= seen
    print(f"a scan was heard and felt {felt - read:.1f} ms, seen {seen - read:.1f} ms after it was decoded")


def test_a_photo_of_a_label_and_a_scanner_gun_are_read_as_well(open_as, address, morning, tmp_path):
    right, wrong = morning.doors(2)
    page = open_as("recycler_staff", PHONE)
    page.goto(f"{address}/r/#/pickup/{right.number}/1")
    said = page.locator(".verdict")
    expect(said).to_be_visible()
    page.evaluate(GUN, wrong.code)
    expect(said).to_have_text(re.compile(f"扫错了：这是订单 {wrong.number}"))
    _answered_in_order(page)
    blank = tmp_path / "nothing.png"
    Image.new("L", (400, 300), 90).save(blank)
    page.get_by_label("从照片识别").set_input_files(blank)
    expect(said).to_have_text(re.compile("照片里没有找到二维码"))
    label = tmp_path / "label.png"
    morning.symbol(right.code).save(label)
    page.get_by_label("从照片识别").set_input_files(label)
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    page.evaluate(GUN, right.code)
    expect(said).to_have_text(re.compile("已扫过"))


def test_the_label_first_opens_its_task(open_as, address, morning):
    first, second = morning.doors(2)
    page = open_as("recycler_staff", PHONE)
    noon = datetime.now(SHANGHAI).replace(hour=12, minute=30, second=0, microsecond=0)
    page.clock.set_fixed_time(noon)
    page.goto(f"{address}/r/#/today")
    marks = [page.get_by_role("listitem").filter(has_text=hours) for hours in ("08:00–10:00", "10:00–12:00")]
    expect(marks[0]).to_contain_text("已超时 2 小时")
    expect(marks[1]).to_contain_text("已超时 30 分钟")
    page.get_by_role("link", name="扫码找任务").click()
    _type_code(page, morning.blank_label())
    expect(page.locator(".verdict")).to_have_text(re.compile("不在今天的任务里"))
    _type_code(page, second.code)
    expect(page.get_by_role("heading", name=re.compile(second.number))).to_be_visible()
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    assert first.number != second.number


def test_a_printed_label_is_read_by_the_camera(playwright, chromium, address, morning, tmp_path):
    right, wrong = morning.doors(2)
    scenes = [
        (morning.symbol(right.code), 1.2, 8),
        (None, 2, 0),
        (morning.symbol(wrong.code), 1.2, -15),
        (None, 2, 0),
    ]
    camera = film(tmp_path / "labels.y4m", scenes)
    looking = [
        *NO_NETWORK,
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={camera}",
    ]
    browser = playwright.chromium.launch(executable_path=chromium, args=looking)
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page.context.add_cookies([{"name": "tradein", "value": morning.staff.token, "url": address}])
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}/r/#/pickup/{right.number}/1")
    page.get_by_role("button", name="打开相机").click()
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    said = page.locator(".verdict")
    # The film runs round: the other task's label is refused with its booking, the right one is known already.
    expect(said).to_have_text(re.compile(f"扫错了：这是订单 {wrong.number}"))
    assert "wrong" in said.get_attribute("class")
    _answered_in_order(page)
    expect(said).to_have_text(re.compile("已扫过"))
    page.get_by_role("button", name="关闭相机").click()
    expect(page.get_by_role("button", name="打开相机")).to_be_visible()
    assert complaints == []
    browser.close()


def test_a_morning_without_network_ends_with_everything_settled(gateway, open_as, address, morning, tmp_path):
    doors = morning.doors(4)
    device = morning.desk.post("recycler_manager", "devices", {"name": "回收一号机"}).json["id"]
    page = open_as("recycler_staff", PHONE, allow=NO_LINE, workers="allow")
    page.goto(f"{address}/r/#/device?device={device}")
    page.get_by_role("button", name="用作本机编号").click()
    expect(page.get_by_text("下一个序号 1")).to_be_visible()
    page.goto(f"{address}/r/#/today")
    expect(page.get_by_role("link", name="开始收取")).to_have_count(4)
    _kept_for_offline(page)
    # The first pick-up reaches the server, but the phone never hears of it.
    gateway.losing = True
    _pick_up(page, doors[0], photo(tmp_path, 0))
    with page.expect_response("**/api/v1/scans") as answered:
        page.get_by_role("button", name="立即上传").click()
    assert answered.value.status == 502
    page.context.set_offline(True)
    gateway.losing = False
    page.close()
    # A cold start in a stairwell.
    page = page.context.new_page()
    page.goto(f"{address}/r/")
    expect(page.get_by_role("link", name="开始收取")).to_have_count(3)
    for place, door in enumerate(doors[1:], 1):
        _pick_up(page, door, photo(tmp_path, place))
    expect(page.get_by_role("status").filter(has_text="离线，8 条待上传")).to_be_visible()
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("还有 8 条记录没有上传")).to_be_visible()
    # Meanwhile a colleague has fetched the third one.
    taken = {"weight_g": 50_000, "photos": ["5f" * 32], "handover_code": doors[2].handover}
    assert morning.scan("recycler_manager", doors[2].code, "collecting", **taken) == "applied"
    gateway.verdicts.clear()
    page.context.set_offline(False)
    page.get_by_role("link", name="1 条需要您处理").click()
    entry = page.get_by_role("listitem").filter(has_text="冲突")
    expect(entry).to_contain_text("平台记录：已收取")
    entry.get_by_role("button", name="知道了").click()
    expect(page.get_by_text("0 条待上传").first).to_be_visible()
    assert Counter(gateway.verdicts) == {"applied": 2, "duplicate": 1, "conflict": 1}
    assert [morning.unit(door.code)["weight_g"] for door in doors] == [52_300, 52_300, 50_000, 52_300]
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="本机").click()
    expect(page.get_by_text("下一个序号 5")).to_be_visible()
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_a_pick_up_with_a_blank_label_a_new_price_and_a_wrong_code(
    gateway, open_as, address, morning, tmp_path
):
    (door,) = morning.doors(1)
    blank = morning.blank_label()
    page = open_as("recycler_staff", PHONE)
    page.goto(f"{address}/r/")
    expect(page.get_by_text("138****5678")).to_be_visible()
    _begin(page, door)
    swapped = blank[1] + blank[0] + blank[2:]
    _type_code(page, swapped if blank[0] != blank[1] else blank[:-1] + ("0" if blank[-1] != "0" else "1"))
    expect(page.get_by_text("最后一位校验不符")).to_be_visible()
    _type_code(page, blank)
    expect(page.get_by_text("空白标签：完成收取时换绑到这台旧机")).to_be_visible()
    _next(page)
    _press(page, "5")
    expect(page.get_by_role("alert")).to_contain_text("比一般的轻")
    _press(page, "2.3")
    expect(page.get_by_role("alert")).to_have_count(0)
    _next(page)
    page.get_by_label("正面").set_input_files(photo(tmp_path, 9))
    expect(page.get_by_role("img", name="正面")).to_be_visible()
    _next(page)
    page.get_by_role("button", name="与描述不符，改价").click()
    page.get_by_label("新价（元）").fill("50")
    page.get_by_role("button", name="发给消费者").click()
    expect(page.get_by_text("等消费者同意")).to_be_visible()
    _press(page, morning.consent_code(door.number))
    page.get_by_role("button", name="同意新价").click()
    expect(page.get_by_text("消费者已同意，按新价收取")).to_be_visible()
    _next(page)
    _press(page, "000000" if door.handover != "000000" else "111111")
    page.get_by_role("button", name="完成收取").click()
    page.get_by_role("button", name="立即上传").click()
    page.get_by_role("link", name="1 条需要您处理").click()
    entry = page.get_by_role("listitem").filter(has_text="被退回")
    expect(entry).to_contain_text("还可尝试")
    entry.get_by_label("交接码").fill(door.handover)
    entry.get_by_role("button", name="更正并重发").click()
    expect(page.get_by_text("0 条待上传").first).to_be_visible()
    expect(page.get_by_text("需要您处理")).to_have_count(0)
    unit = morning.unit(blank)
    assert (unit["stage"], unit["weight_g"], unit["agreed_fen"]) == ("collected", 52_300, 5_000)
    (sent,) = gateway.sizes
    assert 20 * 1024 < sent <= 300 * 1024
    query = {"order": door.number, "purpose": "pickup"}
    assert len(morning.desk.get("recycler_manager", "photos", **query).json["items"]) == 1


def _proposed(page: Page, yuan: str) -> None:
    page.get_by_role("button", name="与描述不符，改价").click()
    page.get_by_label("新价（元）").fill(yuan)
    page.get_by_role("button", name="发给消费者").click()
    expect(page.get_by_text("等消费者同意")).to_be_visible()
    expect(page.get_by_role("button", name="下一步")).to_be_disabled()


def test_the_consumers_own_tap_is_the_answer_to_a_new_price(open_as, address, morning, tmp_path):
    """Two phones: what one agrees to or refuses shows on the other, which could not go on before."""
    (door,) = morning.doors(1)
    page, theirs = open_as("recycler_staff", PHONE), open_as("consumer", PHONE)
    evening = datetime.now(SHANGHAI).replace(hour=18, minute=0, second=0, microsecond=0)
    theirs.clock.set_fixed_time(evening)
    theirs.goto(f"{address}/m/#/orders/{door.number}")
    expect(theirs.get_by_text("约定时段已过，还没有上门")).to_be_visible()
    expect(theirs.get_by_role("link", name="取消订单")).to_be_visible()
    assert violations(theirs) == []
    page.goto(f"{address}/r/#/today")
    _begin(page, door)
    _type_code(page, door.code)
    expect(page.get_by_text("这是此订单的标签")).to_be_visible()
    _next(page)
    # What is no weight is said to be none, and never becomes another number.
    for typed, why in (
        ("0", "不能是 0"),
        ("99999", "超过 2,000 千克"),
        ("50.1234", "最多三位小数"),
        ("1e3", "这不是重量"),
        ("-3", "不能是负数"),
    ):
        page.get_by_label("重量").fill(typed)
        expect(page.get_by_role("alert")).to_contain_text(why)
        expect(page.get_by_label("重量")).to_have_value(typed)
        expect(page.get_by_role("button", name="下一步")).to_be_disabled()
    page.get_by_label("重量").fill("５２.３")
    _next(page)
    page.get_by_label("正面").set_input_files(photo(tmp_path, 5))
    expect(page.get_by_role("img", name="正面")).to_be_visible()
    _next(page)
    page.get_by_role("button", name="与描述不符，改价").click()
    for typed, why in (("31.999", "最多两位小数"), ("99999999", "不能超过"), ("-5", "不能是负数")):
        page.get_by_label("新价（元）").fill(typed)
        expect(page.get_by_text(why)).to_be_visible()
    page.reload()
    _proposed(page, "５０")
    assert violations(page) == []
    theirs.reload()
    theirs.get_by_role("button", name="同意，按 ¥50.00 收").click()
    expect(page.get_by_text("消费者已同意，按新价收取")).to_be_visible()
    expect(page.locator(".price")).to_contain_text("¥50.00")
    _proposed(page, "40")
    theirs.reload()
    theirs.get_by_role("button", name="不同意，仍按 ¥50.00 收").click()
    expect(page.get_by_text("消费者不同意，按原价收取")).to_be_visible()
    _next(page)
    expect(page.locator(".sum")).to_contain_text("¥50.00")
    _press(page, door.handover)
    page.get_by_role("button", name="完成收取").click()
    page.get_by_role("button", name="立即上传").click()
    expect(page.get_by_text("需要您处理")).to_have_count(0)
    expect(page.get_by_text("待上传")).to_have_count(0)
    assert morning.unit(door.code)["agreed_fen"] == 5_000
    _history_is_in_words(theirs, open_as("district_officer"), address, door)


def _history_is_in_words(theirs: Page, office: Page, address: str, door: Door) -> None:
    theirs.reload()
    story = theirs.get_by_role("region", name="全程记录")
    expect(story).to_contain_text("成色或功能与回答不符")
    expect(story).to_contain_text("没有同意新价，仍按原价")
    office.goto(f"{address}/gov/#/order/{door.number}")
    history = office.locator("section").filter(has=office.get_by_role("heading", name="经过"))
    expect(history).to_contain_text("提出改价")
    expect(history).to_contain_text("成色不符 · ¥50.00 → ¥40.00")
    expect(history).to_contain_text("不同意，按原价")
    said = story.inner_text() + history.inner_text()
    assert not re.search(r"\b[a-z]{4,}\b|[a-z]_[a-z]", said), said


def test_a_load_goes_and_is_received_with_one_exception(open_as, address, morning):
    doors = morning.doors(3)
    for door in doors:
        fetched = {"weight_g": 50_000, "photos": ["5f" * 32], "handover_code": door.handover}
        assert morning.scan("recycler_staff", door.code, "collecting", **fetched) == "applied"
    page = open_as("recycler_staff", PHONE)
    page.goto(f"{address}/r/#/loads/new")
    page.get_by_label("目的地站点编号").fill(morning.world.organisation("warehouse").site_code)
    page.get_by_role("button", name="建单并开始装车").click()
    expect(page.get_by_text("已扫 0 / 应收 3").first).to_be_visible()
    said = page.locator(".verdict")
    for place, door in enumerate(doors[:2], 1):
        _type_code(page, door.code)
        expect(said).to_contain_text(f"共 {place} 台")
    _type_code(page, doors[2].code)
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_text("已扫 2 / 应收 3").first).to_be_visible()
    _type_code(page, doors[2].code)
    expect(page.get_by_text("已扫 3 / 应收 3").first).to_be_visible()
    _type_code(page, doors[2].code)
    expect(said).to_contain_text("重复")
    page.get_by_role("button", name="清点无误，发车").click()
    page.get_by_role("button", name="确定发车 3 台").click()
    page.get_by_role("button", name="立即上传").click()
    expect(page.get_by_text("待上传")).to_have_count(0)
    expect(page.get_by_text("需要您处理")).to_have_count(0)
    assert {morning.unit(door.code)["stage"] for door in doors} == {"in_transit"}
    store = open_as("warehouse", PHONE)
    store.goto(f"{address}/r/")
    store.get_by_role("link", name="收货确认").click()
    expect(store.get_by_text("实收 3 / 应收 3")).to_be_visible()
    store.get_by_label(f"{doors[0].code} 的到货情况").select_option("missing")
    store.get_by_label("情况说明").fill("车上没有")
    store.get_by_role("button", name="确认收货 2/3，异常 1").click()
    store.get_by_role("button", name="立即上传").click()
    expect(store.get_by_text("已确认收货")).to_be_visible()
    expect(store.get_by_text("待上传")).to_have_count(0)
    stages = [morning.unit(door.code)["stage"] for door in doors]
    assert stages == ["in_transit", "stored", "stored"]


PAGES = {
    "recycler_staff": (
        "today",
        "find",
        "loads",
        "loads/new",
        "outbox",
        "device",
        "account",
        "account/safety",
        "pickup",
    ),
    "recycler_manager": ("dispatch", "today", "loads", "firm", "outbox", "device"),
    "warehouse": ("loads", "intake", "firm", "outbox"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_is_accessible_and_fits_a_phone(open_as, address, morning, lang):
    (door,) = morning.doors(1)
    morning.offered()
    for role, pages in PAGES.items():
        page = open_as(role, PHONE, lang)
        for name in pages if lang == "zh" else pages[:4]:
            path = f"pickup/{door.number}/1" if name == "pickup" else name
            page.goto(f"{address}/r/#/{path}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.locator(".skeleton")).to_have_count(0)
            assert violations(page) == [], (role, name)
            assert fits(page), (role, name)
            assert not re.search(r"\b(?:r\.[a-z_]+|queue)\.[a-z_]+", page.locator("body").inner_text()), (
                role,
                name,
            )
