"""The site in a browser, light and dark, wide and narrow; the ways from a rule to what it rests on."""

import re

import pytest
from playwright.sync_api import Page, expect

RULE = "chapters/accounts/nonce_window.html"
WIDE = {"width": 1440, "height": 1100}
PHONE = {"width": 390, "height": 844}
NARROW_PAGES = [
    RULE,
    "chapters/state/overlay.html",
    "index.html",
    "write-an-adapter.html",
    "reasons.html",
    "findings/F-01.html",
    "vectors/index.html",
    "vectors/index.html?chapter=accounts",
    "vectors/accounts/use_nonce.html#fresh-first-above",
    "vectors/types/decode-2.html",
]


def background(page: Page) -> int:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_light_and_dark(open_page, take_screenshot):
    light, dark = open_page(RULE), open_page(RULE, "dark")
    take_screenshot(light, "nonce-window-light")
    take_screenshot(dark, "nonce-window-dark")
    assert background(light) > 600
    assert background(dark) < 200
    dark.locator("label[for=__palette_0]").click()
    assert background(dark) > 600


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["index.html", "write-an-adapter.html", "reasons.html"])
def test_screenshots(open_page, take_screenshot, name, scheme):
    take_screenshot(open_page(name, scheme), f"{name.removesuffix('.html')}-{scheme}")


@pytest.mark.parametrize("name", NARROW_PAGES)
def test_a_phone_never_scrolls_sideways(open_page, take_screenshot, name):
    page = open_page(name, size=PHONE)
    take_screenshot(page, f"phone-{re.sub(r'[^a-z]+', '-', name.replace('.html', ''), flags=re.IGNORECASE)}")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_margin_stands_beside_the_text_or_above_it(open_page):
    def find_boxes(page: Page) -> list[dict[str, float]]:
        return [page.locator(name).first.bounding_box() for name in (".margin", ".highlight.spec >> visible=true")]

    box, code = find_boxes(open_page(RULE))
    assert box["x"] >= code["x"] + code["width"]
    box, code = find_boxes(open_page(RULE, size=PHONE))
    assert box["y"] + box["height"] <= code["y"]


DRAWINGS = [RULE, "chapters/state/overlay.html", "chapters/state/proofs.html", "findings/F-06.html"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("name", DRAWINGS)
def test_the_text_of_drawings_is_large_enough_to_read(open_page, name, size):
    heights = open_page(name, size=size).evaluate(
        "[...document.querySelectorAll('figure.plot svg text')].map(text => {"
        " const drawn = text.ownerSVGElement.getScreenCTM().d;"
        " return drawn * parseFloat(getComputedStyle(text).fontSize) })"
    )
    assert heights
    assert min(heights) >= (11 if size == WIDE else 8)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_drawing_of_windows_stands_out_and_is_said(open_page, take_screenshot, scheme):
    page = open_page(RULE, scheme)
    drawing = page.get_by_role("img", name="Nonce windows before and after")
    drawing.scroll_into_view_if_needed()
    take_screenshot(page, f"nonce-drawing-{scheme}")
    colours = {
        kind: drawing.locator(f".{kind}").first.evaluate("found => getComputedStyle(found).fill")
        for kind in ("cell:not(.spent)", "spent", "over")
    }
    assert colours["spent"] != colours["cell:not(.spent)"] == colours["over"]


def test_from_a_search_to_a_rule_to_a_vector_to_a_decision_and_a_source(open_page, take_screenshot, address):
    page = open_page("index.html")
    page.locator("input.md-search__input").click()
    page.locator("input.md-search__input").press_sequentially("use_nonce")
    result = page.locator(".md-search-result__link").first
    expect(result).to_have_attribute("href", re.compile(re.escape(address + RULE)), timeout=15_000)
    take_screenshot(page, "search")
    result.click()
    expect(page).to_have_url(re.compile(re.escape(address + RULE)))

    pinned = page.locator("details.pinned", has_text="accounts/use_nonce/").first
    pinned.locator("summary").click()
    pinned.get_by_role("link").first.click()
    case = page.locator("details.case:target")
    expect(case).to_have_attribute("open", "")
    take_screenshot(page, "vector")
    case.locator(".case-facts").get_by_role("link", name="use_nonce").click()
    expect(page).to_have_url(f"{address}{RULE}#use_nonce")
    take_screenshot(page, "rule")

    expect(page.locator(".margin").first).to_contain_text("book, chapter 11, section 11.4")
    page.locator(".margin").get_by_role("link", name="D-07").click()
    expect(page.locator("h1")).to_contain_text("nonce window")
    take_screenshot(page, "decision")


def test_a_reason_in_code_leads_to_the_catalogue(open_page, take_screenshot, address):
    page = open_page(RULE)
    page.locator(".highlight.spec").get_by_role("link", name="NONCE_TOO_LOW").first.click()
    expect(page).to_have_url(f"{address}reasons.html#nonce_too_low")
    take_screenshot(page, "reason")


@pytest.mark.parametrize("name", [RULE, "index.html", "write-an-adapter.html", "vectors/index.html?chapter=accounts"])
def test_no_page_asks_for_anything_from_elsewhere(browser, address, name):
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + name)
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    page.close()
