"""A rule's page in a browser, light and dark, wide and narrow; the way from a rule to a vector and to a decision."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
SCREENSHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
RULE = "chapters/accounts/nonce_window.html"
WIDE = {"width": 1440, "height": 1100}
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}")


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


def open_page(browser: Browser, url: str, scheme: str = "light", size: dict[str, int] = WIDE) -> Page:
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return page


def take_screenshot(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def background(page: Page) -> int:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_light_and_dark(browser, address):
    light = open_page(browser, address + RULE)
    dark = open_page(browser, address + RULE, "dark")
    take_screenshot(light, "nonce-window-light")
    take_screenshot(dark, "nonce-window-dark")
    assert background(light) > 600
    assert background(dark) < 200
    dark.locator("label[for=__palette_0]").click()
    assert background(dark) > 600


@pytest.mark.parametrize("page_name", [RULE, "index.html", "reasons.html", "findings/F-01.html", "vectors/index.html"])
def test_a_phone_never_scrolls_sideways(browser, address, page_name):
    page = open_page(browser, address + page_name, size=PHONE)
    take_screenshot(page, f"phone-{page_name.removesuffix('.html').replace('/', '-')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_margin_stands_beside_the_text_or_above_it(browser, address):
    wide = open_page(browser, address + RULE)
    box, code = (wide.locator(name).first.bounding_box() for name in (".margin", ".highlight.spec >> visible=true"))
    assert box["x"] >= code["x"] + code["width"]
    narrow = open_page(browser, address + RULE, size=PHONE)
    box, code = (narrow.locator(name).first.bounding_box() for name in (".margin", ".highlight.spec >> visible=true"))
    assert box["y"] + box["height"] <= code["y"]


def test_from_a_rule_to_a_vector_to_the_rule_to_a_decision(browser, address):
    page = open_page(browser, address + RULE)
    pinned = page.locator("details.pinned", has_text="accounts/use_nonce/").first
    pinned.locator("summary").click()
    pinned.get_by_role("link").first.click()
    case = page.locator("details.case:target")
    expect(case).to_have_count(1)
    take_screenshot(page, "vector")
    case.locator(".case-facts").get_by_role("link", name="use_nonce").click()
    expect(page).to_have_url(f"{address}{RULE}#use_nonce")
    take_screenshot(page, "rule")
    page.locator(".margin").get_by_role("link", name="D-07").click()
    expect(page.locator("h1")).to_contain_text("nonce window")
    take_screenshot(page, "decision")


def test_a_reason_in_code_leads_to_the_catalogue(browser, address):
    page = open_page(browser, address + RULE)
    page.locator(".highlight.spec").get_by_role("link", name="NONCE_TOO_LOW").first.click()
    expect(page).to_have_url(f"{address}reasons.html#nonce_too_low")
    take_screenshot(page, "reason")


def test_search_finds_a_rule(browser, address):
    page = open_page(browser, address + "index.html")
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("use_nonce")
    result = page.locator(".md-search-result__link").first
    expect(result).to_contain_text("use_nonce", timeout=15_000)
    take_screenshot(page, "search")


def test_no_page_asks_for_anything_from_elsewhere(browser, address):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + RULE)
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
