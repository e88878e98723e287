"""What everybody sees without signing in: a label's page and the open figures, on a phone and on a large screen."""

import io

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, fits, violations
from tests.http.test_booking import Desk
from tests.world import SignIn


@pytest.fixture
def code(fresh_app, world) -> str:
    """The code of an appliance that waits for its pick-up."""
    desk = Desk(fresh_app.test_client(use_cookies=False), SignIn(world))
    number = desk.order()["number"]
    return str(desk.get("consumer", f"orders/{number}").json["units"][0]["code"])


@pytest.mark.browser
def test_public_pages_are_accessible_and_fit(open_as, address, code):
    unknown = "TG59KMBKC2J2J"
    for lang, size in (("zh", PHONE), ("en", DESK)):
        page = open_as(None, size, lang, allow=(f"/obj/{unknown}", "/obj/nonsense", "/open"))
        for path in (
            f"/obj/{code}?lang={lang}",
            f"/obj/{code}?lang={lang}&text=large",
            f"/obj/{unknown}?lang={lang}",
            f"/obj/nonsense?lang={lang}",
            f"/open?lang={lang}",
            f"/open?lang={lang}&region=371500&text=large",
            f"/open?lang={lang}&region=999999",
        ):
            page.goto(address + path)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert violations(page) == [], path
            assert fits(page), path
    page.goto(f"{address}/obj/{code}?lang=en")
    picture = Image.open(io.BytesIO(page.locator("img.qr").screenshot()))
    (symbol,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert symbol.text.endswith(f"/obj/{code}")
    expect(page.get_by_role("link", name="Report a problem")).to_have_attribute("href", "tel:12345")
