"""What officers decide in a browser: applications, holds, looks in clear, the province's own numbers, and the map."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.map_import import Vouched, import_map
from tests.browser.conftest import DESK, PHONE, fits, turn_to, violations
from tests.http.test_application import attach, officer, register
from tests.http.test_parties import sign_in as manager_signs_in
from tests.squares import collection, line, square
from tradein.map_data import Edition, MapLevel

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built")]

WHY = "群众投诉价格不符，核对联系方式"


def _api(page: Page, address: str, path: str):
    return page.request.get(f"{address}/api/v1/{path}").json()["items"]


def _check(page: Page) -> None:
    assert violations(page) == [], page.url
    assert fits(page), page.url
    assert "gov." not in page.locator("body").inner_text(), page.url


def _settled(page: Page) -> None:
    expect(page.locator("main h1, main b").first).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0)


# --- Applications -----------------------------------------------------------------------------------------------------


def test_an_application_is_returned_corrected_read_and_approved(open_as, address, fresh_app, world):
    client = fresh_app.test_client()
    register(client)
    me = manager_signs_in(client)
    mine = {"Origin": "http://localhost", "X-CSRF-Token": me.json["csrf_token"]}
    (asked,) = client.get("/api/v1/applications", headers=officer(world)).json["items"]
    assert attach(client, mine, asked["id"], shows="recycling", name="备案登记表").status_code == 201
    page = open_as("district_officer")
    page.goto(f"{address}/gov/#/applications?state=submitted")
    page.get_by_role("link", name="东昌府再生资源有限公司").click()
    approve = page.get_by_role("button", name="批准", exact=True)
    page.get_by_label("审批意见").fill("备案编号与附件不符")
    expect(approve).to_be_disabled()
    expect(page.get_by_text("还有 1 份材料没有打开").first).to_be_visible()
    _check(page)
    page.get_by_role("button", name="添加一条").click()
    page.get_by_label("哪一项").select_option(label="许可证 1 · 证号")
    page.get_by_label("需要怎样补正").fill("与附件一致")
    page.get_by_role("button", name="退回补正").click()
    expect(page.get_by_text("已退回补正").first).to_be_visible()
    expect(page.get_by_text("许可证 1 · 证号")).to_be_visible()
    licence = {"kind": "recycling", "number": "L-2", "valid_from": "2026-01-01", "valid_to": "2030-12-31"}
    body = {"name": "东昌府再生资源有限公司", "region": "371502", "licences": [licence]}
    again = client.put(f"/api/v1/applications/{asked['id']}", json=body, headers=mine)
    assert again.status_code == 200, again.json
    page.reload()
    expect(page.get_by_text("L-2")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="备案登记表").click()
    opened.value.close()
    page.get_by_label("审批意见").fill("材料齐全，现场核验通过")
    approve.click()
    expect(page.get_by_text("已批准").first).to_be_visible()
    page.get_by_role("link", name="东昌府再生资源有限公司").click()
    expect(page.get_by_text("已入驻")).to_be_visible()


# --- Personal data ----------------------------------------------------------------------------------------------------


def test_a_look_in_clear_has_a_reason_a_ticket_and_an_end(open_as, told_address):
    page = open_as("district_officer")
    page.clock.install()
    page.goto(f"{told_address}/gov/#/search")
    number = _api(page, told_address, "orders")[0]["number"]
    page.goto(f"{told_address}/gov/#/order/{number}")
    masked = page.locator("#consumer ~ dl")
    expect(masked).to_contain_text("**")
    expect(page.get_by_text("您对这份个人信息的查看已留痕")).to_be_visible()
    expect(page.get_by_text("今日还可查看 20 次")).to_be_visible()
    page.get_by_role("button", name="查看完整信息").click()
    page.get_by_label("查看理由").fill(WHY)
    ask = page.locator("form.reason").get_by_role("button", name="查看完整信息")
    expect(ask).to_be_disabled()
    page.get_by_label("工单号").fill("TS-2026-0001")
    _check(page)
    ask.click()
    expect(page.get_by_text("完整信息还显示 14:5")).to_be_visible()
    expect(page.get_by_text("是哪个部门、何时、为何查看")).to_be_visible()
    expect(masked).not_to_contain_text("**")
    _check(page)
    # When the quarter of an hour is over nothing of it stays on the screen.
    page.clock.fast_forward(15 * 60 * 1000 + 2000)
    expect(page.get_by_text("完整信息还显示")).to_have_count(0)


def test_people_are_found_by_their_exact_number_with_a_reason(open_as, told_address):
    page = open_as("district_officer")
    page.goto(f"{told_address}/gov/")
    page.get_by_label("检索").first.fill("138 0000 1234")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="按手机号精确查找订单")).to_be_visible()
    page.get_by_label("工单号").fill("TS-2026-0002")
    page.get_by_label("查看理由").fill(WHY)
    _check(page)
    page.locator("form.reason").get_by_role("button", name="检索").click()
    expect(page.locator(".found a, .empty").first).to_be_visible()


# --- Holds ------------------------------------------------------------------------------------------------------------


def test_a_unit_is_held_listed_and_released(open_as, told_address):
    page = open_as("city_officer")
    page.goto(f"{told_address}/gov/#/holds")
    _settled(page)
    stages = ("collected", "stored", "received", "booked")
    found = [_api(page, told_address, f"oversight/371500/units?stage={stage}&limit=1") for stage in stages]
    code = next(rows[0]["code"] for rows in found if rows)
    page.goto(f"{told_address}/gov/#/unit/{code}")
    page.get_by_role("button", name="暂扣", exact=True).click()
    page.get_by_label("暂扣原因").fill("铭牌与登记不符，等待核对")
    _check(page)
    page.locator("form.reason").get_by_role("button", name="暂扣", exact=True).click()
    expect(page.get_by_role("button", name="解除暂扣")).to_be_visible()
    expect(page.locator(".line .event").last).to_contain_text("暂扣")
    page.goto(f"{told_address}/gov/#/holds")
    page.get_by_role("row").filter(has_text="铭牌与登记不符").get_by_role("link").click()
    page.get_by_role("button", name="解除暂扣").click()
    page.get_by_label("解除理由").fill("现场核对一致")
    page.locator("form.reason").get_by_role("button", name="解除暂扣").click()
    expect(page.get_by_role("button", name="暂扣", exact=True)).to_be_visible()
    expect(page.locator(".line .event").last).to_contain_text("解除暂扣")


# --- The province's own numbers ---------------------------------------------------------------------------------------


def test_a_province_sets_its_own_number_and_the_old_one_stays(open_as, told_address):
    tomorrow = (datetime.now(UTC) + timedelta(hours=8, days=1)).date().isoformat()
    page = open_as("province_officer")
    page.goto(f"{told_address}/gov/#/numbers?table=refrigerants&key=R22&day={tomorrow}")
    page.get_by_role("button", name="设置本省数值").click()
    page.get_by_label("充注下限 (kg)").fill("0.75")
    page.get_by_label("依据文件").fill("鲁环函〔2026〕7号")
    _check(page)
    page.get_by_role("button", name="发布").click()
    expect(page.get_by_text(f"已发布，自 {tomorrow} 起适用。")).to_be_visible()
    expect(page.locator(".one dl")).to_contain_text("0.75 kg")
    history = page.locator(".one ol li")
    expect(history.filter(has_text="鲁环函〔2026〕7号")).to_contain_text("0.75 kg")
    expect(history.filter(has_text="全国").first).to_contain_text("0.7 kg")
    _check(page)


# --- The licensed map -------------------------------------------------------------------------------------------------


@contextmanager
def _map(home: Path, tmp_path: Path) -> Iterator[None]:
    """Synthetic squares in place of a licensed map, while the block runs."""
    drawn = {
        MapLevel.PROVINCE: collection(square("370000", 0), square("460000", 2), line()),
        MapLevel.CITY: collection(square("371500", 0), square("371400", 1)),
        MapLevel.DISTRICT: collection(square("371502", 0, "东昌府区"), square("371581", 1, "临清市")),
    }
    known = {}
    for level, content in drawn.items():
        text = json.dumps(content).encode()
        (tmp_path / f"{level}.json").write_bytes(text)
        known[sha256(text).hexdigest()] = level
    edition = Edition("测试S(2026)1号", "合成方块", "2026-11")
    import_map(tmp_path, home, Vouched(known, edition), datetime.now(UTC))
    yield
    for path in home.iterdir():
        path.unlink()
    home.rmdir()


def test_the_map_is_there_only_where_one_was_imported(open_as, address, fresh_app, world, tmp_path):
    page = open_as("city_officer")
    with _map(fresh_app.extensions["settings"].geo, tmp_path):
        page.goto(f"{address}/gov/")
        expect(page.locator('[data-map="371500"] [data-drawn="yes"]')).to_be_visible()
        expect(page.get_by_text("审图号：测试S(2026)1号 · 合成方块 · 2026-11")).to_be_visible()
        _check(page)
        # The left half of the drawing is 东昌府区: a tap leads there, and a district has no sheet of its own.
        box = page.locator("[data-map]").bounding_box()
        page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.5)
        expect(page.locator('[aria-current="page"]')).to_have_text("东昌府区")
        expect(page.locator("[data-map]")).to_have_count(0)
        expect(page.get_by_text("审图号")).to_have_count(0)
    page.goto(f"{address}/gov/#/account")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("测试city_officer")
    page.goto(f"{address}/gov/#/")
    expect(page.locator('[data-figure="booked_units"]')).to_be_visible()
    expect(page.locator("[data-map]")).to_have_count(0)
    expect(page.get_by_text("审图号")).to_have_count(0)


# --- Every page -------------------------------------------------------------------------------------------------------

PAGES = {
    "city_officer": (
        "applications",
        "corrections",
        "conflicts?state=all",
        "holds",
        "exports",
        "licences",
        "sights",
        "numbers?table=refrigerants&key=R22",
        "prices",
        "zones",
        "officers",
        "search?q=鲁P12345",
    ),
    "system_admin": ("officers", "networks", "technical", "identity-links", "account-help"),
    "auditor": ("changes", "audit"),
}


@pytest.mark.parametrize(("lang", "size"), [("zh", DESK), ("en", PHONE)])
def test_every_page_is_accessible(open_as, told_address, lang, size):
    for role, paths in PAGES.items():
        page = open_as(role, size, lang)
        for path in paths:
            turn_to(page, f"{told_address}/gov/#/{path}")
            _settled(page)
            for one in page.locator("main details > summary").all()[:2]:
                one.click()
            _check(page)
    page = open_as("city_officer", size, lang)
    page.goto(f"{told_address}/gov/#/corrections")
    page.locator("table.grid tbody a").first.click()
    expect(page.locator("dl.facts").first).to_be_visible()
    _check(page)


def test_an_invitation_to_an_office_is_accepted(open_as, address):
    page = open_as("city_officer")
    page.goto(f"{address}/gov/#/officers")
    page.locator("summary", has_text="任命").click()
    page.get_by_label("主管部门").select_option(index=1)
    page.get_by_label("姓名").fill("阿依夏木·买买提")
    page.get_by_label("任命依据").fill("区县机构改革后补充任命")
    page.get_by_role("button", name="生成邀请链接").click()
    link = page.locator("code.link").inner_text()
    invited = open_as(None, PHONE)
    invited.goto(f"{address}/gov/{link[link.index('#') :]}")
    expect(invited.get_by_text("阿依夏木·买买提")).to_be_visible()
    _check(invited)
    invited.get_by_label("账号").fill("ayshem")
    invited.get_by_label("密码").fill("willow harbour lantern")
    invited.get_by_role("button", name="接受并开户").click()
    expect(invited.get_by_text("已接受任职，请登录。")).to_be_visible()
