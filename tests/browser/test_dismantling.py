"""The dismantling bench in a real browser: a work order, one that two people close, a manifest to its confirmation."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from api import clock
from tests.browser.conftest import DESK, DIST, PHONE, fits, violations
from tests.http.plant import Line, a_line
from tests.world import SignIn, World

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DIST / "d.html").is_file(), reason="static/dist is missing: `make web` makes it"),
]
REFUSALS = ("/api/v1/dismantlings", "/api/v1/waste-transfers", "/api/v1/outputs")
"""A refusal the page shows in words is also a line in the browser's console."""
# As a scale's cable does it: keys a few milliseconds apart, however busy the machine that plays it is.
SCALE = """(field, text) => [...text].forEach((key) => {
  field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  field.value += key;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
})"""
Colleague = Callable[[str], Page]


@pytest.fixture
def line(fresh_app: Flask, fresh_engine: Engine, world: World) -> Line:
    """The plant with two received fridges of 45 and 40 kg, and its manager."""
    with Session(fresh_engine) as session:
        return a_line(fresh_app.test_client(use_cookies=False), session, world, SignIn(world))


@pytest.fixture
def worker(open_as, address, line) -> Page:
    page: Page = open_as("dismantler", DESK, allow=REFUSALS)
    page.goto(f"{address}/d/?lang=zh#/dismantling/orders")
    return page


@pytest.fixture
def boss(open_as, address, line) -> Colleague:
    """The plant's manager at another screen, at this address of the app."""

    def at(path: str) -> Page:
        page: Page = open_as(None, DESK, allow=REFUSALS)
        token = line.boss["Cookie"].removeprefix("tradein=")
        page.context.add_cookies(
            [{"name": "tradein", "value": token, "domain": "127.0.0.1", "path": "/", "httpOnly": True}]
        )
        page.goto(f"{address}/d/?lang=zh#{path}")
        return page

    return at


def _gun(page: Page, code: str) -> None:
    """A scanner gun: a burst of keys and Enter, wherever the focus is."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def _bench(page: Page, line: Line) -> Locator:
    """The form of a new order, filled in; answers it."""
    page.get_by_role("button", name="开新工单").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="冰箱、冰柜").check()
    # Staff may not list their firm's sites; the desk knows the one of their own term.
    expect(dialog.get_by_label("站点")).to_have_value(line.plant.site_code)
    dialog.get_by_label("工位").fill("3")
    dialog.get_by_label("班次").fill("早班")
    expect(dialog.get_by_label("产线")).to_have_value("冰箱、冰柜线")
    return dialog


def _open_order(page: Page, line: Line) -> str:
    """Open an order for fridges and scan both units onto it; answers its number."""
    _bench(page, line).get_by_role("button", name="开单").click()
    expect(page.get_by_label("扫旧机标签加入工单")).to_be_focused()
    for count, code in enumerate(line.units, start=1):
        _gun(page, code)
        expect(page.get_by_text(f"待检查 {count} 台")).to_be_visible()
    found = re.search(r"orders/(WO-[\w-]+)", page.url)
    assert found
    return found[1]


def _work(page: Page, second: Callable[[], Page]) -> None:
    """Checks, steps (hazardous ones with the second person at another screen) and refrigerant."""
    page.get_by_role("button", name="其余 2 台都齐全").click()
    expect(page.get_by_text("部件齐全", exact=True)).to_have_count(2)
    page.get_by_label("摄像头").fill("CAM-3")
    for opened in (lambda: page, second):
        screen = opened()
        left = screen.get_by_role("button", name=re.compile("^(完成|第二人确认) "))
        expect(left.first).to_be_visible()
        for count in reversed(range(left.count())):
            left.first.click()
            expect(left).to_have_count(count)
    page.get_by_label("制冷剂", exact=True).select_option("R134a")
    page.get_by_label("回收量（千克）").fill("0")
    expect(page.get_by_label("为零的原因（必填）")).to_be_visible()
    page.get_by_label("回收量（千克）").fill("0.21")
    page.get_by_role("button", name="登记回收量").click()
    expect(page.get_by_role("heading", name="制冷剂回收")).to_contain_text("已登记")


def _weigh(page: Page, output: str, gross: str, tare: str = "0.8", waste: str | None = None) -> None:
    card = page.get_by_role("region", name="产物过磅")
    rows = card.locator("tbody tr")
    before = rows.count()
    card.get_by_role("radio", name=re.compile(f"^{output}")).check()
    if waste:
        expect(card.get_by_label("国家危险废物代码")).to_have_value(waste)
    card.get_by_label("毛重（千克）").fill(gross)
    card.get_by_label("皮重（千克）").fill(tare)
    card.get_by_role("button", name="记下这一箱").click()
    expect(rows).to_have_count(before + 1)


def test_a_work_order_from_opening_to_closed(worker, boss, line) -> None:
    page = worker
    number = _open_order(page, line)
    assert violations(page) == []
    assert fits(page)
    balance = page.get_by_role("region", name="物料平衡")
    expect(balance).to_contain_text("还差")
    _gun(page, line.units[0].lower())
    expect(page.get_by_role("dialog")).to_contain_text("完整性检查")
    assert violations(page) == []
    page.keyboard.press("Escape")
    _work(page, lambda: boss(f"/dismantling/orders/{number}"))
    _weigh(page, "废钢铁", "60.8")
    _weigh(page, "压缩机", "15.7")
    _weigh(page, "废塑料", "90")
    expect(balance).to_contain_text("多出")
    page.get_by_role("button", name=re.compile("^撤回 OT-")).first.click()
    page.get_by_role("dialog").get_by_label("原因").fill("读错秤")
    page.get_by_role("dialog").get_by_role("button", name="撤回").click()
    expect(page.get_by_text("已撤回：")).to_be_visible()
    _weigh(page, "印刷电路板", "1.5", waste="900-045-49")
    page.get_by_label("损耗（千克）").fill("0.3")
    page.get_by_label("是什么损耗").fill("冷凝水")
    page.get_by_role("button", name="登记损耗").click()
    expect(page.get_by_text("冷凝水")).to_be_visible()
    page.get_by_label("毛重（千克）").fill("9.3")
    page.get_by_role("radio", name="废塑料").check()
    expect(balance).to_contain_text("记下这一箱后差额")
    page.reload()
    # What was typed and not sent is still there.
    expect(page.get_by_label("毛重（千克）")).to_have_value("9.3")
    page.get_by_role("button", name="记下这一箱").click()
    expect(balance).to_contain_text("在容差内")
    assert violations(page) == []
    page.get_by_role("button", name="关单", exact=True).click()
    expect(page.get_by_text("规范拆解 2 / 2 台")).to_be_visible()
    sheet = line.get(f"/api/v1/dismantlings/{number}").json
    assert (sheet["state"], sheet["input_g"], sheet["output_g"], sheet["loss_g"]) == (
        "closed",
        85_000,
        60_000 + 14_900 + 700 + 8_500 + 210,
        300,
    )
    assert {tick["camera"] for step in sheet["steps"] for tick in step["ticks"]} >= {"CAM-3"}
    assert line.get(f"/api/v1/units/{line.units[0]}").json["stage"] == "dismantled"


def _start_by_scan(page: Page, line: Line) -> str:
    """The first label opens an order with its unit, the second finds that order by its bench; answers its number."""
    page.evaluate("localStorage.setItem('tradein.d.shift', JSON.stringify({ bench: '3' }))")
    page.reload()
    scan = page.get_by_label("扫工单号或旧机标签")
    expect(scan).to_be_focused()
    _gun(page, line.units[0])
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("这台旧机随工单一起加入")
    expect(dialog.get_by_label("工位")).to_have_value("3")
    dialog.get_by_role("radio", name="冰箱、冰柜").check()
    dialog.get_by_label("班次").fill("早班")
    dialog.get_by_role("button", name="开单").click()
    expect(page.get_by_text("待检查 1 台")).to_be_visible()
    number = page.url.rsplit("/", 1)[1]
    page.evaluate("location.hash = '#/dismantling/orders'")
    expect(scan).to_be_focused()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^0:0\d:\d\d$"))
    assert violations(page) == []
    _gun(page, line.units[1])
    expect(page.get_by_text("待检查 2 台")).to_be_visible()
    expect(page.get_by_label("扫旧机标签加入工单")).to_be_focused()
    return number


def test_a_bench_is_started_weighed_printed_and_stopped_by_machine(worker, line) -> None:
    page = worker
    number = _start_by_scan(page, line)
    page.evaluate("() => { window.printed = 0; window.print = () => (window.printed += 1); }")
    _gun(page, number)
    expect(page.locator(".flash")).to_contain_text("逐台做完整性检查")
    page.keyboard.press("Escape")
    # A scale that types says so of itself; its label comes at once, a second one is counted.
    card = page.get_by_role("region", name="产物过磅")
    card.get_by_label("记下后立即打印标签").check()
    card.get_by_role("radio", name=re.compile("^废钢铁")).check()
    gross = card.get_by_label("毛重（千克）")
    gross.evaluate(SCALE, "60.000 kg")
    expect(card.get_by_text("秤读数")).to_be_visible()
    gross.press("Enter")
    expect(card.get_by_text("已打印 1 次")).to_be_visible()
    card.get_by_role("button", name=re.compile("^补打 OT-")).click()
    expect(card.get_by_text("已打印 2 次")).to_be_visible()
    assert page.evaluate("window.printed") == 2
    assert violations(page) == []
    assert fits(page)
    order = f"/api/v1/dismantlings/{number}"
    (box,) = line.get(order).json["outputs"]
    assert (box["scale"], box["gross_g"], box["prints"]) == ("serial", 60_000, 2)
    line.worked(order)
    assert line.weigh(order, "PLASTIC", 24_800).status_code == 201
    page.reload()
    expect(page.get_by_text("可以关单")).to_be_visible()
    for said in ("再扫一次工单号即关单", None):
        expect(page.get_by_label("扫旧机标签加入工单")).to_be_focused()
        _gun(page, number)
        if said:
            expect(page.locator(".flash")).to_contain_text(said)
            page.keyboard.press("Escape")
    expect(page.get_by_text("规范拆解 2 / 2 台")).to_be_visible()


def test_outside_tolerance_a_second_person_has_the_word(worker, boss, line) -> None:
    order = line.opened()
    line.worked(order)
    line.weigh(order, "STEEL", 70_000)
    number = order.rsplit("/", 1)[1]
    page = worker
    page.goto(page.url.split("#")[0] + f"#/dismantling/orders/{number}")
    close = page.get_by_role("button", name="关单", exact=True)
    expect(page.get_by_text("超出容差：写明原因")).to_be_visible()
    expect(close).to_be_disabled()
    page.get_by_label(re.compile("为什么超出容差")).fill("保温层受潮，未称")
    page.get_by_role("button", name="提交说明").click()
    expect(page.get_by_text("确认人不能是说明人本人")).to_be_visible()
    second = boss(f"/dismantling/orders/{number}")
    second.get_by_role("button", name="我已核对，确认偏差").click()
    expect(second.get_by_text("第二人已确认")).to_be_visible()
    page.reload()
    expect(page.get_by_text("第二人已确认")).to_be_visible()
    close.click()
    expect(page.get_by_text("规范拆解 2 / 2 台")).to_be_visible()
    notes = line.get(order).json["notes"]
    assert notes[0]["noted_by"] != notes[0]["confirmed_by"]


def test_a_manifest_from_stock_to_confirmation(worker, line) -> None:
    line.dismantled()
    page = worker
    page.goto(page.url.split("#")[0] + "#/dismantling/stock?view=ageing")
    page.get_by_role("link", name="办转移联单").click()
    expect(page.get_by_role("heading", name="新建转移联单")).to_be_visible()
    expect(page.get_by_label("重量（千克）")).to_have_value("0.7")
    assert violations(page) == []
    filled = {
        "移出单位联系人": "王工",
        "联系电话": "13800138000",
        "承运单位": "聊城安运物流有限公司",
        "道路运输许可证号": "371500000001",
        "接受单位": "山东固废处置中心",
        "危险废物经营许可证号": "鲁危证01号",
        "处置利用方式": "R4",
    }
    for label, value in filled.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("联单编号").fill(f"{clock.now().year}3715000001")
    page.get_by_label("接受地 · 省").select_option("370000")
    page.get_by_label("接受地 · 市或区县").select_option("370100")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="签发联单").click()
    # The plate was left out: the reason, and the way to fill it in.
    expect(page.get_by_role("alert")).to_contain_text("去补填")
    page.get_by_role("link", name="去补填").click()
    page.get_by_label("车牌").fill("鲁P54321")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.get_by_text("鲁P54321")).to_be_visible()
    page.get_by_role("button", name="签发联单").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已签发")
    page.get_by_role("button", name="启运").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("还剩")
    assert violations(page) == []
    page.get_by_role("button", name="附更正记录").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("更正哪一项").select_option("driver")
    dialog.get_by_label("应为").fill("李师傅")
    dialog.get_by_label("原因").fill("漏填")
    dialog.get_by_role("button", name="记下更正").click()
    expect(page.get_by_text("李师傅")).to_be_visible()
    page.get_by_label(re.compile("^第 1 行")).fill("0.5")
    page.get_by_role("button", name="确认接收").click()
    expect(page.get_by_role("alert")).to_contain_text("请先与接收方核对")
    page.get_by_label("相符", exact=True).check()
    page.get_by_role("button", name="与发出相同").click()
    page.get_by_role("button", name="确认接收").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("接收已确认")
    stock = line.get("/api/v1/outputs/stock").json["items"]
    assert "PCB" not in {row["output_code"] for row in stock}


def test_an_expired_licence_blocks_with_the_way_forward_and_loses_nothing(worker, line, fresh_engine) -> None:
    with fresh_engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE licence SET valid_from = '2020-01-01', valid_to = '2025-01-01' WHERE organisation_id = :plant"
            ),
            {"plant": line.plant.id},
        )
    page = worker
    dialog = _bench(page, line)
    dialog.get_by_role("button", name="开单").click()
    expect(dialog.get_by_role("alert")).to_contain_text("续期")
    assert violations(page) == []
    page.reload()
    page.get_by_role("button", name="开新工单").click()
    expect(dialog.get_by_label("班次")).to_have_value("早班")


@pytest.mark.parametrize(("lang", "size"), [("zh", DESK), ("en", PHONE)])
def test_every_page_passes_axe_and_fits(open_as, address, line, lang, size) -> None:
    closed = line.dismantled().rsplit("/", 1)[1]
    page = open_as("dismantler", size, lang)
    shelf = ("orders", f"orders/{closed}", "stock", "stock?view=lots", "stock?view=ageing", "shipments")
    for path in (*shelf, "transfers", "transfers/new", "checks", "ledgers", "ledgers?book=output_lots"):
        page.goto("about:blank")
        page.goto(f"{address}/d/?lang={lang}#/dismantling/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton")).to_have_count(0)
        assert violations(page) == [], path
        assert fits(page), path


def test_books_checks_and_shipments(worker, line) -> None:
    line.dismantled()
    page = worker
    page.goto(page.url.split("#")[0] + "#/dismantling/checks")
    page.get_by_text("做一次核查").click()
    page.get_by_role("button", name="核查并留档").click()
    expect(page.get_by_role("region", name="逐项结果")).to_contain_text("压缩机")
    page.goto(page.url.split("#")[0] + "#/dismantling/stock?view=lots")
    row = page.get_by_role("row").filter(has_text="废塑料")
    row.get_by_role("button", name=re.compile("盘点")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("盘点实重（千克）").fill("8.97")
    dialog.get_by_label("原因").fill("月末盘点")
    dialog.get_by_role("button", name="入账").click()
    expect(row).to_contain_text("8.97 kg")
    row.get_by_role("link", name="出库").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("买方", exact=True).fill("聊城再生塑料有限公司")
    dialog.get_by_label("车牌").fill("鲁P12345")
    dialog.get_by_label("去向").fill("东昌府区")
    dialog.get_by_label("重量（千克）").fill("99")
    expect(dialog.get_by_text("超过库存")).to_be_visible()
    dialog.get_by_label("重量（千克）").fill("8.9")
    dialog.get_by_role("button", name="出库", exact=True).click()
    expect(page.get_by_text(re.compile("已出库：SH-"))).to_be_visible()
    page.goto(page.url.split("#")[0] + "#/dismantling/ledgers")
    expect(page.get_by_role("row").filter(has_text="WO-")).to_have_count(1)
    page.get_by_role("button", name="导出文件").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label(re.compile("事由")).fill("季度环保台账检查使用")
    dialog.get_by_role("button", name="生成文件").click()
    with page.expect_download() as fetched:
        dialog.get_by_role("link", name="下载").click()
    assert fetched.value.suggested_filename.endswith(".xlsx")
