"""A consumer's phone in a real browser: price, sign-in, booking, symbol, following it, another time, another mind."""

import io
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.browser.conftest import DIST, PHONE, fits, violations
from tests.http.pictures import jpeg
from tests.http.test_booking import Desk, unit_body
from tests.persistence.booking_ground import best_answers
from tests.world import SignIn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not (DIST / "m.html").is_file(), reason="static/dist is missing: `make web` makes it"),
]
PASTED = "收货人：买买提·吐尔逊 手机：138-1234-5678 山东省聊城市东昌府区柳园街道花园路8号3单元501"
NEW_HERE = "13512340001"


@pytest.fixture
def desk(fresh_app, world) -> Desk:
    """The people on the other side of the consumer."""
    return Desk(fresh_app.test_client(use_cookies=False), SignIn(world))


@pytest.fixture
def windows(desk) -> None:
    """A full window, one with a place, and one the day after."""
    full = desk.slot(hour=8, capacity=1)
    desk.order(full)
    desk.slot(hour=10)
    desk.slot(hour=14, days=3)


def ask_a_price(page: Page, address: str) -> str:
    """From the front page to an itemised price for a fridge that lacks a part; nobody is signed in."""
    page.goto(f"{address}/m/")
    page.get_by_role("navigation", name="选择要交的旧家电").get_by_role("link", name="冰箱冷柜").click()
    page.get_by_role("link", name="电冰箱").click()
    page.get_by_role("button", name="查看报价").click()
    expect(page.get_by_role("alert").filter(has_text="请选择区县")).to_be_visible()
    page.get_by_role("button", name=re.compile("所在区县")).click()
    page.get_by_role("searchbox").fill("东昌府")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("dialog").get_by_role("button", name="东昌府区").click()
    for question in page.get_by_role("group").all()[:4]:
        question.locator("label").first.click()
    page.get_by_label("用了多少年").select_option("3")
    page.get_by_label("压缩机").check()
    page.get_by_role("button", name="查看报价").click()
    expect(page.get_by_text("缺少压缩机")).to_be_visible()
    expect(page.get_by_text(re.compile("价格承诺到 20"))).to_be_visible()
    return page.locator("[data-test=total]").inner_text()


def sign_in(page: Page, phone: str) -> None:
    """By the code that the demonstration shows in place of a phone."""
    page.get_by_role("textbox", name="手机号").fill(phone)
    page.get_by_role("button", name="获取验证码").click()
    code = re.search(r"\d{6}", page.get_by_text(re.compile(r"验证码 \d{6}")).inner_text())
    page.get_by_role("textbox", name="短信验证码").fill(code[0])
    page.get_by_role("button", name="登录", exact=True).click()


def shown_symbol(page: Page) -> str:
    """What a real decoder reads off the screen."""
    picture = Image.open(io.BytesIO(page.locator("[data-test=qr]").screenshot()))
    (symbol,) = zxingcpp.read_barcodes(picture.convert("L"))
    return symbol.text


def test_a_newcomer_prices_books_follows_moves_and_cancels(open_as, address, windows, fresh_engine):
    page = open_as(None, PHONE)
    total = ask_a_price(page, address)
    page.get_by_role("button", name="预约上门").click()
    sign_in(page, NEW_HERE)
    page.get_by_label("粘贴整段地址").fill(PASTED)
    page.get_by_role("button", name="识别").click()
    expect(page.get_by_text("已填入，请核对")).to_be_visible()
    page.reload()
    expect(page.get_by_label("联系人")).to_have_value("买买提·吐尔逊")
    expect(page.get_by_label("联系手机")).to_have_value("13812345678")
    expect(page.get_by_label("街道、小区、门牌号")).to_have_value("柳园街道花园路8号3单元501")
    page.get_by_role("button", name="下一步：选时间").click()
    expect(page.get_by_role("radio", name=re.compile("08:00–10:00"))).to_be_disabled()
    page.get_by_text("10:00–12:00").click()
    page.get_by_role("button", name="下一步：确认").click()
    page.reload()
    expect(page.get_by_text(total).first).to_be_visible()
    page.get_by_role("button", name="确认预约").click()

    expect(page.get_by_role("heading", name="预约成功")).to_be_visible()
    number = page.get_by_text(re.compile(r"^JD\d{8}")).inner_text()
    with fresh_engine.connect() as connection:
        code = connection.execute(
            text(
                "SELECT l.code FROM label l JOIN unit u ON u.id = l.unit_id"
                " JOIN trade_order o ON o.id = u.order_id WHERE o.number = :number"
            ),
            {"number": number},
        ).scalar_one()
    expect(page.locator("[data-test=handover]")).to_have_text(re.compile(r"^\d{6}$"))
    assert shown_symbol(page).endswith(f"/obj/{code}")
    page.get_by_role("link", name="查看进度").click()
    expect(page.get_by_text("您提交了预约")).to_be_visible()
    expect(page.get_by_text("测试recycler").first).to_be_visible()

    page.get_by_role("link", name="改约时间").click()
    expect(page.get_by_text("改约后原时段立即释放")).to_be_visible()
    page.locator("fieldset").first.locator("label").nth(1).click()
    page.get_by_text("14:00–16:00").click()
    page.get_by_role("button", name="确认改约").click()
    expect(page.get_by_text("改了上门时间")).to_be_visible()

    page.get_by_role("link", name="取消订单").click()
    expect(page.get_by_text("预约开始前两小时以上取消，不作记录。")).to_be_visible()
    page.get_by_text("还想继续用").click()
    page.get_by_role("button", name="确认取消").click()
    expect(page.get_by_text("订单已取消，时段已释放。")).to_be_visible()
    page.reload()
    expect(page.get_by_text("订单已取消，时段已释放。")).to_be_visible()
    assert fits(page)


@pytest.fixture
def at_the_door(desk, world) -> str:
    """A booking whose collector has photographed a dent and put another price."""
    order = desk.order()
    path = f"orders/{order['number']}"
    assert desk.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert desk.post("recycler_manager", f"{path}/assign", who).status_code == 200
    sent = desk.client.post(
        f"/api/v1/photos?purpose=requote&order={order['number']}",
        data=jpeg(7, (800, 600)),
        content_type="image/jpeg",
        headers=desk.sign_in("recycler_staff"),
    )
    assert sent.status_code == 201, sent.json
    wish = {
        "position": 1,
        "reason": "condition_differs",
        "price_fen": 3_000,
        "photos": [sent.json["source_sha256"]],
        "note": "箱体凹陷",
    }
    reply = desk.post("recycler_staff", f"{path}/requote", wish)
    assert reply.status_code in {200, 201}, reply.json
    return str(order["number"])


@pytest.mark.parametrize(("answer", "price"), [("同意，按", 3_000), ("不交了", None)])
def test_a_new_price_at_the_door_is_the_consumers_to_decide(
    open_as, address, at_the_door, desk, answer, price
):
    page = open_as("consumer", PHONE)
    before = desk.get("consumer", f"orders/{at_the_door}").json
    page.goto(f"{address}/m/#/orders/{at_the_door}")
    expect(page.get_by_text("成色或功能与回答不符").first).to_be_visible()
    picture = page.get_by_role("img", name="现场照片 1")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert violations(page) == []
    page.get_by_role("button", name=re.compile(f"^{answer}")).click()
    expect(page.get_by_role("heading", name="回收员提出新价格")).to_be_hidden()
    after = desk.get("consumer", f"orders/{at_the_door}").json
    assert after["price_fen"] == (price or before["price_fen"])
    assert after["state"] == ("cancelled" if answer == "不交了" else "assigned")
    if answer == "不交了":
        assert after["cancelled_late"] is False


def test_what_is_left_is_cancelled_when_part_was_collected(open_as, address, desk, world):
    """Which appliances end and which are gone, at what price, before and after."""
    order = desk.order(units=[unit_body(), unit_body("TV_FPD")])
    path = f"orders/{order['number']}"
    assert desk.post("recycler_manager", f"{path}/accept").status_code == 200
    who = {"collector": str(world.person("recycler_staff").account_id)}
    assert desk.post("recycler_manager", f"{path}/assign", who).status_code == 200
    read = desk.get("consumer", path).json
    taken = {"code": read["units"][1]["code"], "handover_code": read["handover"]["code"]}
    said = {"event_id": str(uuid4()), "step": "collecting", "event_time": datetime.now(UTC).isoformat()}
    scan = taken | said | {"weight_g": 15_000, "photos": ["5f" * 32]}
    assert desk.post("recycler_staff", "scans", {"scans": [scan]}).json["verdicts"][0]["verdict"] == "applied"
    price = f"¥{read['units'][1]['price_fen'] / 100:.2f}"
    page = open_as("consumer", PHONE)
    page.goto(f"{address}/m/#/orders/{order['number']}/cancel")
    parts = page.get_by_role("region", name="取消的是还没收走的")
    expect(parts.get_by_role("listitem").nth(0)).to_have_text(re.compile("电冰箱.*将取消，不付款"))
    expect(parts.get_by_role("listitem").nth(1)).to_have_text(re.compile(f"电视.*已收走，照付 {price}"))
    expect(page.get_by_text("已收走的照付，其余取消")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="确认取消").click()
    expect(page.get_by_text(f"已收走 1 台，回收款 {price}；其余 1 台已取消")).to_be_visible()
    expect(page.get_by_text("部分收取", exact=True)).to_be_visible()
    expect(page.get_by_text("已取消，没有收走")).to_be_visible()
    expect(page.get_by_text("其余旧机已取消", exact=True)).to_be_visible()
    assert not re.search(r"\b[a-z]{4,}\b", page.get_by_role("region", name="全程记录").inner_text())
    assert violations(page) == []


def _check(page: Page) -> None:
    expect(page.locator("main h1").first).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == [], page.url
    assert fits(page), page.url
    said = page.locator("body").inner_text()
    assert not re.search(r"\bm\.[a-z_]+\.", said), page.url


def test_every_page_is_accessible_in_both_languages_and_for_old_eyes(open_as, address, desk, windows):
    number = desk.get("consumer", "orders").json["items"][0]["number"]
    code = desk.get("consumer", f"orders/{number}").json["units"][0]["code"]
    answers = best_answers("FRIDGE")
    quote = desk.post(
        None,
        "quotes",
        {
            "region": "371502",
            "item_type": "FRIDGE",
            "answers": {"age_years": 3, "conditions": answers.conditions},
        },
    ).json["id"]
    paths = [
        "",
        "kinds/kitchen",
        "quote/AC_SPLIT_SET",
        f"quotes/{quote}",
        "recyclers",
        "learn",
        f"where/{code}",
    ]
    mine = ["orders", f"orders/{number}", f"orders/{number}/booked", f"orders/{number}/time"]
    mine += [f"orders/{number}/cancel", "privacy", "account", "account/safety"]
    for lang, size in (("zh", "2"), ("en", "1")):
        page = open_as("consumer", PHONE, lang)
        page.add_init_script(f"localStorage.setItem('tradein.size', '{size}')")
        page.goto(f"{address}/m/?lang={lang}")
        for path in [*paths, *mine]:
            page.goto(f"{address}/m/?lang={lang}#/{path}")
            _check(page)
    public = open_as(None, PHONE)
    public.goto(f"{address}/m/#/orders")
    expect(public.get_by_role("heading", name="手机号登录")).to_be_visible()
    _check(public)


def test_old_eyes_are_served_before_sign_in(open_as, address):
    page = open_as(None, PHONE)
    page.goto(f"{address}/m/")
    usual = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.get_by_role("button", name="长辈版").click()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") > usual
    expect(page.get_by_role("link", name="电话帮助 12345")).to_have_attribute("href", "tel:12345")
    page.reload()
    expect(page.get_by_role("button", name="回到普通字号")).to_be_visible()
    assert fits(page)


def test_the_certificate_is_printed_and_shared(open_as, address, desk, windows):
    number = desk.get("consumer", "orders").json["items"][0]["number"]
    code = desk.get("consumer", f"orders/{number}").json["units"][0]["code"]
    page = open_as(None, PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script("window.print = () => (window.printed = true)")
    page.goto(f"{address}/m/#/where/{code}")
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/obj/{code}")
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(page.locator("article.paper")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
    expect(page.locator("header.top")).to_be_hidden()


def test_the_language_and_the_place_one_was_at_survive_a_reload(open_as, address, windows):
    page = open_as("consumer", PHONE)
    page.goto(f"{address}/m/#/orders")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="My bookings")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="My bookings")).to_be_visible()
    page.goto(f"{address}/m/#/nowhere/at/all")
    expect(page.locator("main b").first).to_be_visible()


def test_personal_data_are_seen_corrected_copied_and_erased(open_as, address, fresh_engine):
    page = open_as(None, PHONE, allow=("/api/v1/me/export", "/api/v1/me/erase"))
    page.goto(f"{address}/m/#/privacy")
    sign_in(page, NEW_HERE)
    page.get_by_role("button", name="更正").click()
    page.get_by_label("联系人").fill("欧阳娜娜")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("欧阳娜娜")).to_be_visible()
    expect(page.get_by_text("还没有人看过。")).to_be_visible()
    with page.expect_download() as waited:
        page.get_by_role("button", name="导出").click()
    assert "欧阳娜娜" in waited.value.path().read_text("utf-8")
    page.get_by_label("我知道删除后不能恢复").check()
    page.get_by_role("button", name="删除并注销").click()
    expect(page.get_by_role("heading", name="已删除并注销")).to_be_attached()
    page.goto(f"{address}/m/#/privacy")
    expect(page.get_by_role("heading", name="手机号登录")).to_be_visible()
