"""Somebody whose password is overdue sets a new one at the sign-in page of a real browser, and goes on."""

from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from models.party import Account
from tests.browser.conftest import DESK, PHONE, fits, violations
from tests.world import PASSWORD
from tradein import password_term
from tradein.password_term import PasswordTerm
from tradein.totp import code_at

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built")]

NEW = "lotus heron ferry reed"
WORDS = {
    "zh": (
        "账号",
        "密码",
        "登录",
        "密码已到期",
        "当前密码",
        "新密码",
        "设置新密码",
        "最近 5 次",
        "动态码",
    ),
    "en": (
        "Account",
        "Password",
        "Sign in",
        "overdue",
        "Present password",
        "New password",
        "Set a new password",
        "your last 5",
        "Code",
    ),
}


@pytest.fixture
def overdue(fresh_engine, world, monkeypatch):
    """An officer whose password is a year old, under a term that has been in force for long."""
    person = world.person("district_officer")
    long_ago = datetime.now(UTC) - timedelta(days=365)
    with fresh_engine.begin() as connection:
        connection.execute(
            update(Account).where(Account.id == person.account_id).values(password_changed_at=long_ago)
        )
    term = PasswordTerm("district_officer", timedelta(days=90), date(2020, 1, 1), "test")
    monkeypatch.setattr(password_term, "terms", lambda: (term,))
    return person


@pytest.mark.parametrize(("lang", "size"), [("zh", PHONE), ("en", DESK)])
def test_an_overdue_password_is_changed_at_the_door(open_as, address, overdue, tmp_path, lang, size):
    account, password, enter, told, present, wanted, change, used, code = WORDS[lang]
    page = open_as(None, size, lang, allow=("/api/v1/session",))
    page.goto(f"{address}/gov/?lang={lang}#/alerts")
    page.get_by_label(account, exact=True).fill(overdue.login)
    page.get_by_label(password, exact=True).fill(PASSWORD)
    page.get_by_role("button", name=enter, exact=True).click()
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    expect(page.get_by_label(present, exact=True)).to_have_value(PASSWORD)
    assert violations(page) == []
    assert fits(page)
    page.screenshot(path=tmp_path / f"overdue-{lang}.png")
    page.get_by_label(wanted, exact=True).fill(PASSWORD)
    page.get_by_role("button", name=change, exact=True).click()
    # The second factor first: whoever has the password alone learns nothing of the passwords before it.
    page.get_by_label(code, exact=True).fill(code_at(overdue.totp_secret, datetime.now(UTC)))
    page.get_by_role("button", name=change, exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(used)
    page.screenshot(path=tmp_path / f"used-{lang}.png")
    page.get_by_label(wanted, exact=True).fill(NEW)
    page.get_by_role("button", name=change, exact=True).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(change)
    expect(page.get_by_label(wanted, exact=True)).to_have_count(0)
