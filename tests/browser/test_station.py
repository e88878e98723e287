"""The station in a real browser: a gun, gloves, a weak network; a warehouse's journeys and every page of the frame."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, DIST, PHONE, fits, violations
from tests.browser.station_ground import Yard, shoot
from tradein.moment import SHANGHAI

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DIST / "d.html").is_file(), reason="static/dist is missing: `make web` makes it"),
]
NO_LINE = ("ERR_INTERNET_DISCONNECTED",)
# A unit that is not here yet is none of this firm's: the browser notes the 404 of asking.
NOT_YET = ("/api/v1/units/", "/obj/")


@pytest.fixture
def yard(fresh_app, world) -> Yard:
    return Yard(fresh_app, world)


def _said(page: Page, text: str) -> None:
    """What stands over the whole screen; then the next key takes it away."""
    flash = page.locator(".flash")
    expect(flash).to_contain_text(text)
    page.keyboard.press("Escape")
    expect(flash).to_have_count(0)


def _scan_field_has_focus(page: Page) -> None:
    expect(page.locator("input[name=scan]")).to_be_focused()


def test_intake_by_gun_with_photos_weight_and_a_stopped_line(open_as, address, yard):
    first, second, third, fourth = yard.fetched(4)
    yard.coming([first, second])
    page = open_as("warehouse", DESK, allow=NOT_YET)
    page.goto(f"{address}/d/#/intake")
    expect(page.locator(".shiftbar")).to_contain_text(yard.world.organisation("warehouse").name)
    _scan_field_has_focus(page)
    # Off a load that has not been noted as arrived: its photos come with the arrival.
    shoot(page, first)
    expect(page.locator(".facts")).to_contain_text("电冰箱")
    expect(page.locator(".facts")).to_contain_text("50 kg")
    page.get_by_role("button", name="整车已到").click()
    _said(page, "已登记到达")
    expect(page.get_by_role("img", name="上门收取时的照片")).to_be_visible()
    page.get_by_label("重量").click()
    shoot(page, "51.2")
    _said(page, f"已收货 {first[:4]}")
    _scan_field_has_focus(page)
    # Half of it is gone: the line stops until somebody says why.
    shoot(page, second)
    expect(page.get_by_label("重量")).to_be_focused()
    shoot(page, "25")
    expect(page.get_by_role("alertdialog")).to_contain_text("比上次轻 50%")
    page.get_by_label("标签与实物不是同一台").check()
    page.get_by_role("button", name="收下并隔离").click()
    _said(page, "已收货并隔离")
    # The same again is told with its first arrival, and nothing is sent.
    shoot(page, first)
    _said(page, "已在库")
    # Brought to the counter without a load; the gun hits the weight field with the next one.
    shoot(page, third)
    expect(page.get_by_label("重量")).to_be_focused()
    shoot(page, fourth)
    expect(page.locator(".facts")).to_contain_text(fourth[:4])
    expect(page.get_by_label("重量")).to_be_focused()
    shoot(page, "49")
    _said(page, "已收货")
    units = [yard.unit(code) for code in (first, second, fourth)]
    assert [unit["weight_g"] for unit in units] == [51_200, 25_000, 49_000]
    assert [unit["on_hold"] for unit in units] == [False, True, False]
    assert "标签与实物不是同一台" in units[1]["hold_reason"]


def test_what_is_unknown_waits_and_what_was_set_aside_is_released(open_as, address, yard):
    (second,) = yard.stored(1)
    assert (
        yard.scan("warehouse", second, "holding", site=yard.site("warehouse"), reason="标签可疑") == "applied"
    )
    page = open_as("warehouse", DESK, allow=NOT_YET)
    page.goto(f"{address}/d/#/intake")
    _scan_field_has_focus(page)
    # A code that nobody ever printed is kept, not refused.
    shoot(page, "TG59KMBKC2J2J")
    expect(page.get_by_text("平台没有这个追溯码的记录")).to_be_visible()
    shoot(page, "40")
    _said(page, "待核区")
    page.goto(f"{address}/d/#/quarantine")
    expect(page.get_by_role("listitem").filter(has_text="TG59-KMBK-C2J2-J")).to_contain_text("请同事核对")
    page.get_by_role("button", name="隔离旧机").click()
    page.get_by_role("listitem").get_by_role("link", name=second[:4]).click()
    page.get_by_role("button", name="核对无误，解除隔离").click()
    page.get_by_label("核对结果").fill("标签已重贴")
    page.get_by_role("button", name="确定").click()
    _said(page, "已解除隔离")
    assert yard.unit(second)["on_hold"] is False
    page.get_by_role("button", name="定向拆解").click()
    _said(page, "已定向：拆解")
    assert yard.unit(second)["route"] == "dismantle"


def _refuse(page, code):
    """One of three is refused; answers with the button that confirms it."""
    page.get_by_label(f"{code} 的到货情况").select_option("refused")
    confirm = page.get_by_role("button", name="确认收货 3/3，异常 1")
    expect(confirm).to_be_disabled()
    # One tap says why, words say it better; a weight is told in kilograms and checked.
    page.get_by_role("button", name="内部缺件", exact=True).click()
    expect(page.get_by_label("情况说明")).to_have_value("内部缺件")
    page.get_by_label("情况说明").fill("压缩机被拆")
    page.get_by_label("重量 kg", exact=True).fill("385000")
    expect(page.get_by_role("alert").filter(has_text="2,000 千克")).to_be_visible()
    expect(confirm).to_be_disabled()
    page.get_by_label("重量 kg", exact=True).fill("38.5")
    return confirm


def test_a_load_is_taken_in_with_one_exception_and_another_goes_out(open_as, address, yard):
    codes = yard.fetched(3)
    load = yard.coming(codes)
    page = open_as("warehouse", DESK)
    page.goto(f"{address}/d/")
    expect(page.get_by_role("link", name="到货待收")).to_contain_text("1")
    expect(page.get_by_text("鲁P12345")).to_be_visible()
    shoot(page, load)
    expect(page.get_by_text("实收 3 / 应收 3")).to_be_visible()
    shoot(page, codes[0])
    _said(page, "已核对 1/3")
    shoot(page, codes[0])
    _said(page, "已扫过")
    confirm = _refuse(page, codes[1])
    confirm.click()
    _said(page, "异常 1 台")
    expect(page.get_by_text("压缩机被拆")).to_be_visible()
    # Its sender reads the same.
    sender = open_as("recycler_manager", PHONE)
    sender.goto(f"{address}/r/#/loads/{load}")
    expect(sender.get_by_text("压缩机被拆")).to_be_visible()
    expect(sender.get_by_text("38.5")).to_be_visible()
    assert [yard.unit(code)["stage"] for code in codes] == ["stored", "in_transit", "stored"]
    assert yard.unit(codes[1])["hold_reason"].startswith("refused")
    # What stands here leaves again.
    page.goto(f"{address}/d/#/loads")
    page.get_by_role("button", name="新建装载单").click()
    page.get_by_label("目的地站点编号").fill(yard.site("dismantler"))
    page.get_by_role("button", name="开始装车").click()
    expect(page.get_by_role("heading", name="发运")).to_be_visible()
    for place, code in enumerate((codes[0], codes[2]), 1):
        shoot(page, code)
        _said(page, f"共 {place} 台")
    shoot(page, codes[1])
    _said(page, "已隔离")
    page.get_by_role("button", name="清点无误，发车").click()
    page.get_by_role("button", name="确定发车 2 台").click()
    _said(page, "已发车")
    assert [yard.unit(code)["stage"] for code in (codes[0], codes[2])] == ["in_transit", "in_transit"]
    plant = open_as("dismantler", DESK)
    plant.goto(f"{address}/d/#/loads")
    plant.locator("main").get_by_role("link", name="收货", exact=True).click()
    plant.get_by_role("button", name="确认收货 2/2").click()
    _said(plant, "已收货 2/2")
    plant.goto(f"{address}/d/#/stock")
    expect(plant.get_by_role("row")).to_have_count(3)


def test_without_a_network_nothing_is_lost(open_as, address, yard):
    codes = yard.fetched(2)
    page = open_as("warehouse", DESK, allow=(*NO_LINE, *NOT_YET), workers="allow")
    page.goto(f"{address}/d/#/intake")
    _scan_field_has_focus(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(
        "navigator.serviceWorker.controller !== null || "
        "new Promise((go) => navigator.serviceWorker.addEventListener('controllerchange', () => go(true)))"
    )
    page.context.set_offline(True)
    page.close()
    # A cold start in the shed.
    page = page.context.new_page()
    page.goto(f"{address}/d/#/intake")
    _scan_field_has_focus(page)
    for code, weight in zip(codes, ("50.5", "49.5"), strict=True):
        shoot(page, code)
        expect(page.get_by_text("没有网络，看不到记录")).to_be_visible()
        expect(page.get_by_label("重量")).to_be_focused()
        shoot(page, weight)
        _said(page, "已存本机")
        _scan_field_has_focus(page)
    expect(page.get_by_role("status").filter(has_text="离线，2 条待上传")).to_be_visible()
    page.goto(f"{address}/d/#/account")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_text("还有 2 条记录没有上传")).to_be_visible()
    # Meanwhile a colleague has taken one of them in.
    taken = {"site": yard.site("warehouse"), "weight_g": 50_000}
    assert yard.scan("warehouse", codes[1], "receiving", **taken) == "applied"
    page.context.set_offline(False)
    page.get_by_role("link", name="1 条需要您处理").click()
    entry = page.get_by_role("listitem").filter(has_text="冲突")
    expect(entry).to_contain_text("平台记录：在仓")
    entry.get_by_role("button", name="知道了").click()
    expect(page.get_by_text("0 条待上传").first).to_be_visible()
    assert [yard.unit(code)["weight_g"] for code in codes] == [50_500, 50_000]


def test_the_ledger_is_taken_out_as_a_file_and_the_shift_on_paper(open_as, address, yard):
    yard.stored(2)
    page = open_as("warehouse", DESK)
    page.goto(f"{address}/d/#/book?stage=stored")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_label("事由").fill("区县商务局季度抽查台账")
    page.get_by_role("button", name="导出", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="已生成 2 行")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载").first.click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{address}/d/#/shift")
    page.get_by_label("日期").fill(datetime.now(SHANGHAI).date().isoformat())
    page.get_by_label("班次").select_option("day")
    expect(page.get_by_role("row").filter(has_text="合计")).to_contain_text("100 kg")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.get_by_text("交班人")).to_be_visible()


PAGES = (
    "",
    "intake",
    "loads",
    "stock",
    "quarantine",
    "book",
    "shift",
    "queue",
    "device",
    "account",
    "account/safety",
)


@pytest.mark.parametrize(("lang", "size"), [("zh", DESK), ("en", PHONE)])
def test_every_page_is_accessible_and_fits(open_as, address, yard, lang, size):
    codes = yard.stored(1)
    load = yard.coming(yard.fetched(2))
    # Waits to be checked: nobody knows this code.
    kept = {"site": yard.site("warehouse"), "weight_g": 40_000}
    assert yard.scan("warehouse", "TG59KMBKC2J2J", "receiving", **kept) == "held"
    page = open_as("warehouse", size, lang)
    for name in (*PAGES, f"unit/{codes[0]}", f"loads/{load}/arrival", f"loads/{load}"):
        page.goto(f"{address}/d/#/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        assert violations(page) == [], name
        assert fits(page), name
        if name.endswith("arrival"):
            expect(page.get_by_role("button", name=re.compile("^(确认收货|Take in) 2"))).to_be_visible()
        assert not re.search(r"\b(?:d\.[a-z_]+|queue)\.[a-z_]+", page.locator("body").inner_text()), name
