"""Pictures of every main page, in both languages, at the size of a phone and of a desk: `make screenshots`.

They are taken from a demo that is started for this (or from a running one), signed in by its own one-click buttons, and
written to `docs/screenshots/` as small WebP files. Look at them: a picture is the only test of what embarrasses. What a
script can see, it says: a page that sticks out to the right, a text without words, a picture that did not load.
"""

import argparse
import io
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.demo_server import ROOT, Crowd, demo
from tradein.moment import SHANGHAI

FOLDER = ROOT / "docs" / "screenshots"
SIZES = {"390": (390, 844), "1920": (1920, 1080)}
QUALITY = 50
MOST_PIXELS_HIGH = 2000
WIDEST = 1280
SETTLE_MS, PATIENCE_MS = 350, 15_000
KEY = re.compile(
    r"\b(?:m|r|d|o|gov|act|scan|stage|role|dismantling|safety|firm)\.[a-z_]+\.[a-z_.]+|(?<!/)\{[a-z_]+\}"
)
BROKEN = "[...document.images].filter((one) => one.complete && !one.naturalWidth).map((one) => one.src)"
PLACE = '{"code":"371502","name":"山东省 聊城市 东昌府区"}'


@dataclass(frozen=True)
class Shot:
    """A page: whose demo account sees it (None: everybody), its address, at which sizes.

    `asks` fills `{}` in the address ("account question field"); `tap` is a link to follow first.
    """

    name: str
    account: str | None
    address: str
    sizes: tuple[str, ...] = ("390", "1920")
    asks: str | None = None
    tap: str | None = None


DESK = ("1920",)
GONE = "city_officer units?stage=dismantled&limit=1 code"
COMING = "consumer orders?state=assigned&limit=1 number"
WAITING = "consumer orders?state=dispatched&limit=1 number"
TASK = "recycler_staff orders?day={today}&limit=1 number"
SHIPPED = "warehouse loads?limit=1 code"
WORK = "dismantler dismantlings?limit=1 number"
SHOTS = (
    Shot("front", None, "/"),
    Shot("obj", None, "/obj/{}", asks=GONE),
    Shot("obj-unknown", None, "/obj/TG59KMBKC2J2J"),
    Shot("open", None, "/open"),
    Shot("docs", None, "/docs"),
    Shot("m-home", None, "/m/"),
    Shot("m-kinds", None, "/m/#/kinds/cooling"),
    Shot("m-quote", None, "/m/#/quote/FRIDGE"),
    Shot("m-price", None, "/m/#/quotes/{price}"),
    Shot("m-learn", None, "/m/#/learn"),
    Shot("m-recyclers", None, "/m/#/recyclers"),
    Shot("m-sign-in", None, "/m/#/sign-in"),
    Shot("m-where", None, "/m/#/where/{}", asks=GONE),
    Shot("m-orders", "consumer", "/m/#/orders"),
    Shot("m-booked", "consumer", "/m/#/orders/{}/booked", asks=COMING),
    Shot("m-order", "consumer", "/m/#/orders/{}", asks=COMING),
    Shot("m-done", "consumer", "/m/#/orders/{}", asks="consumer orders?state=collected&limit=1 number"),
    Shot("m-time", "consumer", "/m/#/orders/{}/time", asks=WAITING),
    Shot("m-cancel", "consumer", "/m/#/orders/{}/cancel", asks=WAITING),
    Shot("m-privacy", "consumer", "/m/#/privacy"),
    Shot("m-account", "consumer", "/m/#/account"),
    Shot("m-safety", "consumer", "/m/#/account/safety"),
    Shot("r-sign-in", None, "/r/"),
    Shot("r-today", "recycler_staff", "/r/#/today"),
    Shot("r-pickup", "recycler_staff", "/r/#/pickup/{}/1", asks=TASK),
    Shot("r-loads", "recycler_staff", "/r/#/loads"),
    Shot("r-load-new", "recycler_staff", "/r/#/loads/new"),
    Shot("r-outbox", "recycler_staff", "/r/#/outbox"),
    Shot("r-device", "recycler_staff", "/r/#/device"),
    Shot("r-account", "recycler_staff", "/r/#/account"),
    Shot("r-dispatch", "recycler_manager", "/r/#/dispatch"),
    Shot("r-firm", "recycler_manager", "/r/#/firm"),
    Shot("r-people", "recycler_manager", "/r/#/desk/people"),
    Shot("r-keys", "recycler_manager", "/r/#/desk/keys"),
    Shot("r-papers", "recycler_manager", "/r/#/desk/papers"),
    Shot("r-sites", "recycler_manager", "/r/#/desk/sites"),
    Shot("r-safety", "recycler_manager", "/r/#/account/safety"),
    Shot("r-warehouse", "warehouse", "/r/#/loads"),
    Shot("r-load", "warehouse", "/r/#/loads/{}", asks=SHIPPED),
    Shot("r-receive", "warehouse", "/r/#/loads/{}/receive", asks=SHIPPED),
    Shot("r-intake", "warehouse", "/r/#/intake"),
    Shot("d-sign-in", None, "/d/"),
    Shot("d-start", "dismantler", "/d/"),
    Shot("d-intake", "dismantler", "/d/#/intake", DESK),
    Shot("d-loads", "dismantler", "/d/#/loads", DESK),
    Shot("d-stock", "warehouse", "/d/#/stock", DESK),
    Shot("d-quarantine", "warehouse", "/d/#/quarantine", DESK),
    Shot("d-book", "warehouse", "/d/#/book", DESK),
    Shot("d-shift", "warehouse", "/d/#/shift", DESK),
    Shot("d-queue", "dismantler", "/d/#/queue", DESK),
    Shot("d-work-orders", "dismantler", "/d/#/dismantling/orders"),
    Shot("d-work-order", "dismantler", "/d/#/dismantling/orders/{}", asks=WORK),
    Shot("d-outputs", "dismantler", "/d/#/dismantling/stock", DESK),
    Shot("d-shipments", "dismantler", "/d/#/dismantling/shipments", DESK),
    Shot("d-transfers", "dismantler", "/d/#/dismantling/transfers", DESK),
    Shot("d-checks", "dismantler", "/d/#/dismantling/checks", DESK),
    Shot("d-ledgers", "dismantler", "/d/#/dismantling/ledgers", DESK),
    Shot("d-people", "dismantler", "/d/#/desk/people"),
    Shot("o-home", None, "/o/"),
    Shot("o-register", None, "/o/#/register"),
    Shot("gov-sign-in", None, "/gov/"),
    Shot("gov-board", "city_officer", "/gov/"),
    Shot("gov-province", "province_officer", "/gov/", DESK),
    Shot("gov-table", "city_officer", "/gov/#/board/371500?view=table", DESK),
    Shot("gov-wall", "city_officer", "/gov/#/board/371500?wall=1", DESK),
    Shot("gov-rows", "city_officer", "/gov/#/board/371502/rows/recovered_units"),
    Shot("gov-unit", "city_officer", "/gov/#/unit/{}", asks=GONE),
    Shot("gov-alerts", "city_officer", "/gov/#/alerts"),
    Shot("gov-alert", "city_officer", "/gov/#/alerts/{}", DESK, "city_officer alerts?limit=1 id"),
    Shot("gov-search", "city_officer", "/gov/#/search?q=371502", DESK),
    Shot("gov-organisations", "city_officer", "/gov/#/organisations"),
    Shot(
        "gov-organisation",
        "city_officer",
        "/gov/#/organisations?kind=dismantler",
        DESK,
        tap="table.grid tbody a",
    ),
    Shot("gov-reference", "city_officer", "/gov/#/reference", DESK),
    Shot("gov-order", "city_officer", "/gov/#/order/{}", asks="city_officer orders?limit=1 number"),
    Shot("gov-load", "city_officer", "/gov/#/load/{}", DESK, "city_officer loads?limit=1 code"),
    Shot("gov-licences", "city_officer", "/gov/#/licences", DESK),
    Shot("gov-applications", "city_officer", "/gov/#/applications", DESK),
    Shot(
        "gov-application",
        "city_officer",
        "/gov/#/applications/{}",
        asks="city_officer applications?state=submitted&limit=1 id",
    ),
    Shot("gov-corrections", "city_officer", "/gov/#/corrections", DESK),
    Shot("gov-conflicts", "city_officer", "/gov/#/conflicts", DESK),
    Shot("gov-holds", "city_officer", "/gov/#/holds"),
    Shot("gov-sights", "city_officer", "/gov/#/sights", DESK),
    Shot("gov-zones", "province_officer", "/gov/#/zones", DESK),
    Shot("gov-exports", "city_officer", "/gov/#/exports", DESK),
    Shot("gov-numbers", "province_officer", "/gov/#/numbers?table=refrigerants&key=R22", DESK),
    Shot("gov-prices", "city_officer", "/gov/#/prices", DESK),
    Shot("gov-officers", "city_officer", "/gov/#/officers", DESK),
    Shot("gov-networks", "system_admin", "/gov/#/networks", DESK),
    Shot("gov-identity-links", "system_admin", "/gov/#/identity-links", DESK),
    Shot("gov-account-help", "system_admin", "/gov/#/account-help", DESK),
    Shot("gov-audit", "auditor", "/gov/#/audit", DESK),
)


def main() -> int:
    """Take those whose name begins with one of the words given, or all; 1 when something about them is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--address", help="of a running demo; without it one is started and ended")
    given = parser.parse_args()
    chosen = [shot for shot in SHOTS if not given.names or shot.name.startswith(tuple(given.names))]
    FOLDER.mkdir(parents=True, exist_ok=True)
    if not given.names:
        for old in FOLDER.glob("*.webp"):
            old.unlink()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    wrong = 0
    with demo(given.address) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        crowd = Crowd(address)
        for account in dict.fromkeys(shot.account for shot in chosen):
            mine = [shot for shot in chosen if shot.account == account]
            for size, page in _pages(browser, crowd, account):
                for shot in mine:
                    if size in shot.sizes:
                        wrong += _take(page, size, shot, crowd)
        browser.close()
    return 1 if wrong else 0


def _pages(browser: Browser, crowd: Crowd, account: str | None) -> Iterator[tuple[str, Page]]:
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", reduced_motion="reduce"
        )
        if account:
            name, _, value = crowd[account].cookie.partition("=")
            context.add_cookies([{"name": name, "value": value, "url": crowd.address}])
        # Somebody who has used the pages before: the district is known.
        context.add_init_script(f"localStorage.setItem('tradein.m.place', '{PLACE}')")
        yield size, context.new_page()
        context.close()


def _take(page: Page, size: str, shot: Shot, crowd: Crowd) -> int:
    """Two pictures; how many of them have something wrong that a script can see."""
    path = _address(shot, crowd)
    if path is None:
        print(f"{shot.name}: the demo has nothing to show there", file=sys.stderr)
        return 0
    wrong = 0
    for lang in ("zh", "en"):
        before, _, place = path.partition("#")
        page.goto("about:blank")
        page.goto(urljoin(crowd.address, f"{before}?lang={lang}") + (f"#{place}" if place else ""))
        _settle(page)
        if shot.tap and page.locator(shot.tap).count():
            page.locator(shot.tap).first.click()
            _settle(page)
        name = f"{shot.name}-{lang}-{size}.webp"
        _keep(_whole(page), name)
        faults = _faults(page)
        wrong += bool(faults)
        print(name, *faults, sep="\n    ", flush=True)
    return wrong


def _address(shot: Shot, crowd: Crowd) -> str | None:
    if "{price}" in shot.address:
        return shot.address.replace("{price}", crowd.priced("FRIDGE", "371502"))
    today = datetime.now(SHANGHAI).date().isoformat()
    return crowd.filled(shot.address, shot.asks.replace("{today}", today) if shot.asks else None)


def _whole(page: Page) -> bytes:
    """The page as long as it is: a window of that height keeps bars at its edge out of the middle."""
    usual = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(usual | {"height": max(usual["height"], min(height, MOST_PIXELS_HIGH))})
    picture = page.screenshot()
    page.set_viewport_size(usual)
    return picture


def _keep(raw: bytes, name: str) -> None:
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, MOST_PIXELS_HIGH)))
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, picture.height * WIDEST // picture.width), Image.Resampling.LANCZOS)
    picture.save(FOLDER / name, "WEBP", quality=QUALITY, method=6)


def _faults(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]
    found = [
        *(["sticks out to the right"] if wide else []),
        *(f"no words for {one}" for one in KEY.findall(page.locator("body").inner_text())),
        *(f"did not load: {one}" for one in page.evaluate(BROKEN)),
    ]
    return list(dict.fromkeys(found))


def _settle(page: Page) -> None:
    # An open board never falls idle: it holds a stream.
    page.wait_for_load_state("load")
    with suppress(TooLong):
        page.wait_for_load_state("networkidle", timeout=1_500)
    page.wait_for_timeout(SETTLE_MS)
    page.locator(".skeleton:visible").first.wait_for(state="detached", timeout=PATIENCE_MS)
    page.wait_for_timeout(SETTLE_MS)


if __name__ == "__main__":
    sys.exit(main())
