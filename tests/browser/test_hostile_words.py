"""Words that people type are shown as they were typed: on no page does any of them become markup or run (H36)."""

from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.conftest import DESK, PHONE
from tests.browser.hostile_ground import HOSTILE, tell

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("built")]

# Who looks where, and whether words that somebody typed stand on that page.
LOOKS = {
    ("consumer", PHONE): {
        "/m/#/orders/{order}": True,
        "/m/#/orders": False,
        "/m/#/privacy": True,
        "/m/#/where/{fridge}": False,
        "/me": False,
    },
    ("recycler_manager", DESK): {
        "/r/#/dispatch": False,
        "/r/#/firm": True,
        "/r/#/desk/keys": True,
        "/r/#/desk/sites": True,
    },
    ("recycler_staff", PHONE): {"/r/#/today": False},
    ("warehouse", PHONE): {"/d/#/unit/{washer}": True, "/d/#/loads/{load}": True},
    ("dismantler", DESK): {
        "/d/#/dismantling/orders/{work_order}": True,
        "/d/#/dismantling/shipments": True,
        "/d/#/dismantling/transfers/{manifest}": True,
        "/d/#/dismantling/checks": True,
        "/d/#/unit/{fridge}": True,
    },
    ("district_officer", DESK): {
        "/gov/#/order/{order}": True,
        "/gov/#/unit/{fridge}": True,
        "/gov/#/unit/{washer}": True,
        "/gov/#/load/{load}": True,
        "/gov/#/alerts/{alert}": True,
        "/gov/#/corrections/{correction}": True,
        "/gov/#/applications/{application}": True,
        "/gov/#/organisations/{firm}": True,
        "/gov/#/organisations": True,
        "/gov/#/holds": True,
        "/gov/#/exports": True,
        "/gov/#/audit": True,
    },
    ("auditor", DESK): {"/gov/#/networks": False, "/gov/#/audit": True},
    (None, PHONE): {"/obj/{fridge}": False, "/m/#/where/{fridge}": False, "/m/#/recyclers": False},
}
COUNT = "window.ran = 0; window.hit = () => { window.ran += 1 }"
BORN = """() => window.ran + document.querySelectorAll('img[src="x"]').length
  + [...document.scripts].filter((one) => one.text.includes("hit(")).length"""


@pytest.mark.control("v_html_remark")
def test_what_people_type_is_text_on_every_page(open_as, address, fresh_app, fresh_engine, world):
    names, hidden = tell(fresh_app, fresh_engine, world), []
    for (role, size), paths in LOOKS.items():
        # The picture cannot be loaded; that it is there at all is told below, which page and all.
        page = open_as(role, size, allow=("/m/x", "/r/x", "/d/x", "/gov/x"))
        page.add_init_script(COUNT)
        for path, shows in paths.items():
            if not _open(page, address + path.format(**names), shows):
                hidden.append((role, path))
            assert page.evaluate(BORN) == 0, (role, path)
    assert hidden == [], "what people typed is not to be read there"


def _open(page: Page, url: str, shows: bool) -> bool:  # noqa: FBT001 - a column of the table above
    """Whether the typed words are to be read there, where they should be."""
    page.goto("about:blank")
    page.goto(url, wait_until="load" if shows else "networkidle")
    if shows:
        with suppress(TooLate):
            read = page.get_by_text(HOSTILE).or_(page.locator('img[src="x"]'))
            read.first.wait_for(state="attached", timeout=20_000)
    expect(page.locator(".skeleton")).to_have_count(0)
    return not shows or page.get_by_text(HOSTILE).count() > 0
