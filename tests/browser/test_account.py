"""An account and its safety, an organisation's people and keys, and its application, in a browser from end to end."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.browser.conftest import DESK, PHONE, fits, violations
from tests.http.pictures import jpeg
from tests.http.test_application import judge, listed, officer
from tests.world import PASSWORD, credit_code
from tradein.totp import code_at

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built")]

NEW = "lotus heron ferry reed"
ANOTHER = "willow harbour lantern"
UNTOLD = re.compile(r"\b(?:safety|firm|proof|account|o)\.[a-z_]+\.[a-z_.]+")


def _check(page: Page) -> None:
    expect(page.locator(".skeleton")).to_have_count(0)
    assert violations(page) == [], page.url
    assert fits(page), page.url
    assert not UNTOLD.search(page.locator("body").inner_text()), page.url


def _sign_in(page: Page, login: str, password: str) -> None:
    page.get_by_label("账号", exact=True).fill(login)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def test_devices_password_and_authenticator_are_looked_after(
    open_as, address, fresh_app, fresh_engine, world
):
    me = world.person("recycler_manager")
    elsewhere = fresh_app.test_client()
    there = {"account": me.login, "password": PASSWORD}
    assert (
        elsewhere.post("/api/v1/session", json=there, headers={"Origin": "http://localhost"}).status_code
        == 201
    )
    with fresh_engine.begin() as connection:
        connection.execute(
            text("UPDATE login_session SET proved_at = now() - interval '1 hour' WHERE proved_at IS NOT NULL")
        )
    page = open_as("recycler_manager", PHONE, allow=("/api/v1/session/second-factor/enrolment",))
    page.goto(f"{address}/r/#/account")
    page.get_by_role("link", name="账号与安全").click()
    places = page.get_by_role("region", name="登录设备")
    expect(places.get_by_text("本机", exact=True)).to_be_visible()
    expect(places.get_by_role("listitem")).to_have_count(2)
    _check(page)
    places.get_by_role("button", name="退出其他设备").click()
    expect(places.get_by_role("listitem")).to_have_count(1)
    assert elsewhere.get("/api/v1/session").status_code == 401
    secret = page.get_by_role("region", name="修改密码")
    secret.get_by_label("当前密码").fill(PASSWORD)
    secret.get_by_label("新密码", exact=True).fill(NEW)
    secret.get_by_label("再输一遍新密码").fill(NEW)
    secret.get_by_role("button", name="修改密码").click()
    expect(secret.get_by_role("status")).to_contain_text("密码已修改")
    # The authenticator in force proves who asks; the next one counts once its own code has come back.
    factor = page.get_by_role("region", name="第二重验证")
    factor.get_by_role("button", name="更换验证器").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("动态码").fill(code_at(me.totp_secret, datetime.now(UTC)))
    _check(page)
    dialog.get_by_role("button", name="确定").click()
    expect(factor.get_by_role("img", name="验证器二维码")).to_be_visible()
    offered = factor.locator(".secret code").inner_text()
    _check(page)
    factor.get_by_label("动态码").fill(code_at(offered, datetime.now(UTC)))
    factor.get_by_role("button", name="确认启用").click()
    expect(factor.get_by_role("group", name="请保存恢复码").get_by_role("listitem")).to_have_count(10)
    _check(page)
    factor.get_by_role("button", name="已妥善保存").click()
    expect(factor.get_by_role("group", name="请保存恢复码")).to_have_count(0)


def test_a_colleague_is_invited_and_a_system_gets_its_key(open_as, address, world):
    page = open_as("recycler_manager", PHONE, allow=("/api/v1/api-keys",))
    page.goto(f"{address}/r/#/firm")
    page.get_by_role("link", name="人员").click()
    page.get_by_label("姓名").fill("阿依夏木·买买提")
    _check(page)
    page.get_by_role("button", name="生成邀请链接").click()
    expect(page.get_by_role("img", name="邀请链接的二维码")).to_be_visible()
    link = urlsplit(page.locator(".once").inner_text())
    _check(page)
    page.get_by_role("button", name="已妥善保存").click()
    invited = open_as(None, PHONE, allow=("/api/v1/session",))
    invited.goto(f"{address}{link.path}#{link.fragment}")
    expect(invited.get_by_text("阿依夏木·买买提")).to_be_visible()
    _check(invited)
    invited.get_by_label(re.compile("^账号")).fill("ayshem")
    invited.get_by_label(re.compile("^密码")).fill(ANOTHER)
    invited.get_by_label("再输一遍密码").fill(ANOTHER)
    invited.get_by_role("button", name="设置账号并加入").click()
    invited.get_by_role("status").get_by_role("button", name="登录").click()
    _sign_in(invited, "ayshem", ANOTHER)
    expect(invited.get_by_role("heading", name="今日任务")).to_be_visible()
    page.reload()
    card = page.get_by_role("listitem").filter(has_text="ayshem")
    card.get_by_role("button", name="终止任职").click()
    card.get_by_role("button", name="确定终止").click()
    expect(card.get_by_text("已终止")).to_be_visible()
    assert invited.request.get(f"{address}/api/v1/session").json().get("role") != "recycler_staff"
    page.get_by_role("link", name="对接密钥").click()
    page.get_by_label("名称").fill("门店收银系统")
    page.get_by_label("查看 旧机").check()
    page.get_by_label("允许的网络").fill("127.0.0.0/8")
    _check(page)
    page.get_by_role("button", name="创建密钥").click()
    key = page.locator(".once").inner_text()
    page.get_by_role("button", name="已妥善保存").click()
    expect(page.get_by_text("查看 旧机").last).to_be_visible()
    stranger = open_as(None)
    bearer = {"Authorization": f"Bearer {key}"}
    told = stranger.request.get(f"{address}/api/v1/session", headers=bearer)
    assert told.json()["scopes"] == ["unit:read"]
    mine = page.get_by_role("listitem").filter(has_text="门店收银系统")
    mine.get_by_role("button", name="停用").click()
    mine.get_by_role("button", name="确定停用").click()
    expect(mine.get_by_text("已停用")).to_be_visible()
    assert stranger.request.get(f"{address}/api/v1/session", headers=bearer).status == 401
    for name in ("papers", "sites"):
        page.goto(f"{address}/r/#/desk/{name}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        _check(page)


def _apply(page: Page) -> None:
    page.get_by_label("统一社会信用代码").fill(credit_code(777, "371502"))
    page.get_by_label("机构名称").fill("东昌府再生资源有限公司")
    for level, name in (("省", "山东省"), ("市", "聊城市"), ("区县", "东昌府区")):
        choice = page.locator("label.field", has_text=re.compile(f"^{level}")).locator("select")
        choice.select_option(label=name)
    page.get_by_label("证号").fill("L-1")
    page.get_by_label("有效期起").fill("2026-01-01")
    page.get_by_label("有效期止").fill("2028-12-31")
    page.get_by_label("姓名", exact=True).fill("买买提·吐尔逊")
    page.get_by_label(re.compile("^账号")).fill("dongchang")
    page.get_by_label(re.compile("^密码")).fill(NEW)
    page.get_by_label("再输一遍密码").fill(NEW)


def test_an_organisation_applies_corrects_and_comes_in(open_as, address, fresh_app, world):
    page = open_as(None, DESK, allow=("/api/v1/session",))
    page.goto(f"{address}/o/")
    page.get_by_role("link", name="申请入驻").click()
    _check(page)
    _apply(page)
    page.get_by_role("button", name="提交入驻申请").click()
    login = page.locator(".once").inner_text()
    page.get_by_role("link", name="接着上传材料").click()
    expect(page.get_by_text("已提交，等待主管部门审核")).to_be_visible()
    page.get_by_label("材料种类").select_option(label="再生资源回收经营备案")
    page.get_by_label("文件").set_input_files(
        {"name": "备案登记表.jpg", "mimeType": "image/jpeg", "buffer": jpeg(61)}
    )
    page.get_by_role("button", name="上传材料").click()
    expect(page.get_by_role("link", name="备案登记表")).to_be_visible()
    _check(page)
    client, bureau = fresh_app.test_client(), officer(world)
    (asked,) = listed(client, bureau, "?state=submitted")
    remarks = [{"field": "licences.0.number", "remark": "备案编号与附件不符"}]
    said = {"version": asked["version"], "remarks": remarks}
    assert judge(client, asked["id"], "return", bureau, **said).status_code == 200
    page.goto(f"{address}/o/#/")
    page.get_by_role("link", name="东昌府再生资源有限公司").click()
    expect(page.get_by_text("备案编号与附件不符")).to_be_visible()
    expect(page.get_by_text("证照 1 的证号")).to_be_visible()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    _check(page)
    page.get_by_role("button", name="更正内容").click()
    page.get_by_label("证号").fill("L-2")
    _check(page)
    page.get_by_role("button", name="提交更正").click()
    expect(page.get_by_text("L-2")).to_be_visible()
    version = client.get(f"/api/v1/applications/{asked['id']}", headers=bureau).json["version"]
    assert judge(client, asked["id"], "approve", bureau, version=version).status_code == 200
    page.reload()
    page.get_by_role("button", name="重新登录").click()
    _sign_in(page, login, NEW)
    # The manager of a recycler needs a second factor from the first day.
    expect(page.get_by_role("heading", name="设置验证器")).to_be_visible()


def test_a_papers_renewal_is_asked_and_withdrawn(open_as, address):
    page = open_as("recycler_manager", DESK, "en")
    page.goto(f"{address}/o/?lang=en#/desk/papers")
    page.get_by_role("button", name="Enter a licence").click()
    page.get_by_label("Number").fill("LIC-2")
    page.get_by_label("Valid from").fill("2027-01-01")
    page.get_by_label("Valid until").fill("2030-12-31")
    _check(page)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("under review").first).to_be_visible()
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Yes, withdraw").click()
    expect(page.get_by_text("withdrawn").first).to_be_visible()
    _check(page)
    page.goto(f"{address}/o/?lang=en#/account/safety")
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    _check(page)
