"""A sample of every kind of page passes axe, light and dark, wide and narrow."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "index.html",
    "write-an-adapter.html",
    "build-a-client.html",
    "protocol.html",
    "chapters/index.html",
    "chapters/accounts/index.html",
    "chapters/accounts/nonce_window.html",
    "chapters/state/overlay.html",
    "reasons.html",
    "domain-tags.html",
    "constants.html",
    "errata.html",
    "evidence.html",
    "wire/index.html",
    "vectors/index.html",
    "vectors/index.html?handler=accounts/use_nonce",
    "vectors/accounts/use_nonce.html#fresh-first-above",
    "vectors/types/decode-2.html",
    "decisions/index.html",
    "decisions/D-07.html",
    "findings/index.html",
    "findings/F-01.html",
]
PHONE = {"width": 390, "height": 844}
# One of each kind that has colours of its own.
DARK_PAGES = [name for name in PAGES if name not in {"constants.html", "protocol.html", "build-a-client.html"}]
# What depends on colours; the rest is the same in the dark.
COLOUR_RULES = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def find_violations(page, options=None) -> str:
    if "?" in page.url:
        page.locator("#catalogue-cases summary").first.click()
        page.locator("#catalogue-cases .copied").wait_for()
    results = Axe().run(page, options=options)
    return results.generate_report() if results.violations_count else ""


@pytest.mark.parametrize("name", PAGES)
def test_light(open_page, name):
    assert find_violations(open_page(name)) == ""


@pytest.mark.parametrize("name", DARK_PAGES)
def test_dark(open_page, name):
    assert find_violations(open_page(name, "dark"), COLOUR_RULES) == ""


@pytest.mark.parametrize(
    "name",
    [
        "index.html",
        "chapters/accounts/nonce_window.html",
        "chapters/state/overlay.html",
        "vectors/accounts/use_nonce.html",
    ],
)
def test_phone(open_page, name):
    assert find_violations(open_page(name, size=PHONE)) == ""


def test_axe_finds_what_is_wrong(open_page):
    page = open_page("index.html")
    page.evaluate("document.querySelector('h1 + p').style.color = '#ccc'")
    assert "color-contrast" in find_violations(page)
