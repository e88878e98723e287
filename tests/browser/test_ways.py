"""Ways that are taken before there is anything to see: an address changed while an app still starts."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built")]

# Who opens which page first, of which file, and where they go before it has come.
STARTS = [
    pytest.param("district_officer", DESK, "gov/#/search", "SearchPage", "#/alerts", id="gov"),
    pytest.param("consumer", PHONE, "m/#/learn", "LearnPage", "#/orders", id="m"),
]


@pytest.mark.parametrize(("role", "size", "first", "file", "then"), STARTS)
def test_an_address_changed_while_the_first_page_comes_is_where_one_gets(
    open_as, told_address, role, size, first, file, then
):
    page = open_as(role, size)
    kept: list[Route] = []

    def keep(asked: Route) -> None:
        kept.append(asked)

    page.route(f"**/assets/{file}-*.js", keep)
    page.goto(f"{told_address}/{first}")
    expect(page.locator("#app > *").first).to_be_attached()
    page.evaluate("(hash) => { location.hash = hash; }", then)
    page.wait_for_timeout(300)
    for asked in kept:
        asked.continue_()
    expect(page).to_have_url(f"{told_address}/{first.split('#')[0]}{then}")
    link = page.locator(f'nav a[href="{then}"]').first
    expect(link).to_have_attribute("aria-current", "page")
    assert kept
