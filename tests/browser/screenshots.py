"""Pictures of every main page, in both languages, at the size of a phone and of a desk: `make screenshots`.

They are taken from a running demo (`make run`, or the address given), signed in by its own one-click buttons, and
written to `docs/screenshots/` as small WebP files. Look at them: a picture is the only test of what embarrasses.
"""

import argparse
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"390": (390, 844), "1920": (1920, 1080)}
QUALITY = 55
MOST_PIXELS_HIGH = 2400
SETTLE_MS = 900


@dataclass(frozen=True)
class Shot:
    """A page: whose demo account sees it (None: everybody), its address, at which sizes.

    `tap` is a link to follow first, for pages whose address only the data knows.
    """

    name: str
    account: str | None
    address: str
    sizes: tuple[str, ...] = ("390", "1920")
    tap: str | None = None


PHONE, DESK = ("390",), ("1920",)
SHOTS = (
    Shot("front", None, "/"),
    Shot("docs", None, "/docs"),
    Shot("m-home", None, "/m/"),
    Shot("m-learn", None, "/m/#/learn", PHONE),
    Shot("m-recyclers", None, "/m/#/recyclers", PHONE),
    Shot("m-sign-in", None, "/m/#/sign-in", PHONE),
    Shot("m-orders", "consumer", "/m/#/orders", PHONE),
    Shot("m-order", "consumer", "/m/#/orders", PHONE, "main a[href*='/orders/']"),
    Shot("m-privacy", "consumer", "/m/#/privacy", PHONE),
    Shot("r-tasks", "recycler_staff", "/r/", PHONE),
    Shot("r-manager", "recycler_manager", "/r/", PHONE),
    Shot("r-warehouse", "warehouse", "/r/", PHONE),
    Shot("d-home", "dismantler", "/d/", DESK),
    Shot("gov-sign-in", None, "/gov/"),
    Shot("gov-board", "city_officer", "/gov/"),
    Shot("gov-province", "province_officer", "/gov/", DESK),
    Shot("gov-table", "city_officer", "/gov/#/board/371500?view=table", DESK),
    Shot("gov-wall", "city_officer", "/gov/#/board/371500?wall=1", DESK),
    Shot("gov-rows", "city_officer", "/gov/#/board/371502/rows/recovered_units"),
    Shot("gov-unit", "city_officer", "/gov/#/board/371500/rows/stage.dismantled", tap="table.grid tbody a"),
    Shot("gov-alerts", "city_officer", "/gov/#/alerts"),
    Shot("gov-alert", "city_officer", "/gov/#/alerts", DESK, "table.grid tbody a"),
    Shot("gov-search", "city_officer", "/gov/#/search?q=371502", DESK),
    Shot("gov-organisations", "city_officer", "/gov/#/organisations"),
    Shot(
        "gov-organisation", "city_officer", "/gov/#/organisations?kind=dismantler", DESK, "table.grid tbody a"
    ),
    Shot("gov-reference", "city_officer", "/gov/#/reference", DESK),
    Shot("gov-audit", "auditor", "/gov/#/audit", DESK),
)


def main() -> None:
    """Take those whose name begins with one of the words given, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="of a running demo")
    given = parser.parse_args()
    chosen = [shot for shot in SHOTS if not given.names or shot.name.startswith(tuple(given.names))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for account in dict.fromkeys(shot.account for shot in chosen):
            for size, page in _pages(browser, given.address, account):
                _take(page, size, [shot for shot in chosen if shot.account == account], given.address)
        browser.close()


def _pages(browser: Browser, address: str, account: str | None) -> Iterator[tuple[str, Page]]:
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(urljoin(address, "/?lang=zh"))
        if account:
            page.locator(f'form:has(input[value="{account}"]) button').click()
            page.wait_for_load_state()
        yield size, page
        context.close()


def _take(page: Page, size: str, shots: list[Shot], address: str) -> None:
    for shot in shots:
        if size not in shot.sizes:
            continue
        for lang in ("zh", "en"):
            path, _, place = shot.address.partition("#")
            page.goto("about:blank")
            page.goto(urljoin(address, f"{path}?lang={lang}") + (f"#{place}" if place else ""))
            _settle(page)
            if shot.tap and page.locator(shot.tap).count():
                page.locator(shot.tap).first.click()
                _settle(page)
            name = f"{shot.name}-{lang}-{size}.webp"
            picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
            picture = picture.crop((0, 0, picture.width, min(picture.height, MOST_PIXELS_HIGH)))
            if picture.width > 1280:
                picture = picture.resize(
                    (1280, picture.height * 1280 // picture.width), Image.Resampling.LANCZOS
                )
            picture.save(FOLDER / name, "WEBP", quality=QUALITY, method=6)
            wide = page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]
            print(name, "sticks out to the right" if wide else "")


def _settle(page: Page) -> None:
    # An open board never falls idle: it holds a stream.
    page.wait_for_load_state("load")
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".skeleton:visible").first.wait_for(state="detached", timeout=15_000)
    page.wait_for_timeout(SETTLE_MS)


if __name__ == "__main__":
    main()
