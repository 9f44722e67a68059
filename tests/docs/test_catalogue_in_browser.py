"""The catalogue in a browser: searching, filtering, opening a case, copying its command, and doing without a script."""

import re

import pytest
from playwright.sync_api import expect

from pyde_docs.case_panels import get_outcome
from pyde_docs.fixtures import load_fixtures

CATALOGUE = "vectors/index.html"


@pytest.fixture(scope="module")
def fixtures():
    return load_fixtures()


def count(page) -> int:
    text = page.locator("#catalogue output").text_content()
    return int(re.match(r"[\d,]+", text)[0].replace(",", ""))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_searching_and_filtering(open_page, take_screenshot, fixtures, scheme):
    cases = [case for fixture in fixtures.files for case in fixture.cases]
    page = open_page(CATALOGUE, scheme)
    assert count(page) == len(cases)
    page.get_by_label("Chapter").select_option("accounts")
    assert count(page) == sum(case["id"].startswith("accounts/") for case in cases)
    page.get_by_label("Outcome").select_option("nonce_too_high")
    accounts = [case for case in cases if case["id"].startswith("accounts/")]
    assert count(page) == sum(get_outcome(case["expect"]) == "nonce_too_high" for case in accounts)
    page.locator("#catalogue input").fill("window FRESH")
    expect(page.locator("#catalogue-cases .case")).to_have_count(1)
    page.locator("#catalogue-cases summary").click()
    expect(page.locator("#catalogue-cases .case")).to_contain_text("← {")
    take_screenshot(page, f"catalogue-{scheme}")
    assert page.url.endswith("?words=window+FRESH&chapter=accounts&outcome=nonce_too_high")
    page.locator("#catalogue").get_by_role("button", name="Clear").click()
    assert count(page) == len(cases)


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("handler=types/decode", lambda case: case["id"].startswith("types/decode/")),
        ("flag=boundary", lambda case: "boundary" in case["flags"]),
        ("version=1.0", lambda case: "1.0" in case["versions"]),
        ("preset=minimal", lambda case: case["preset"] == "minimal"),
        ("outcome=any+rejection", lambda case: "reject" in case["expect"]),
        ("outcome=nonce_too_low&flag=boundary", lambda case: "nonce_too_low" in str(case["expect"])
            and "boundary" in case["flags"]),
    ],
)  # fmt: skip
def test_an_address_says_what_is_shown(open_page, fixtures, query, holds):
    page = open_page(f"{CATALOGUE}?{query}")
    assert count(page) == sum(holds(case) for fixture in fixtures.files for case in fixture.cases) > 0


def test_a_rule_is_searched_by_its_name(open_page, fixtures):
    page = open_page(f"{CATALOGUE}?words=accounts.nonce_window.use_nonce")
    assert count(page) == len(fixtures.cases_by_rule["pyde_spec.accounts.nonce_window.use_nonce"])


def test_more_cases_are_shown_when_asked_for(open_page):
    page = open_page(f"{CATALOGUE}?handler=types/decode")
    shown = page.locator("#catalogue-cases .case")
    expect(shown).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(shown).to_have_count(100)
    assert page.evaluate("document.activeElement === document.querySelectorAll('#catalogue-cases summary')[50]")


def test_an_opened_case_leads_to_its_rule(open_page, address):
    page = open_page(f"{CATALOGUE}?words=accounts/use_nonce/fresh-first-above")
    page.locator("#catalogue-cases summary").click()
    page.locator("#catalogue-cases").get_by_role("link", name="use_nonce").click()
    expect(page).to_have_url(f"{address}chapters/accounts/nonce_window.html#use_nonce")


def test_a_command_is_copied(open_page):
    page = open_page(
        "vectors/accounts/use_nonce.html#fresh-first-above", permissions=["clipboard-write", "clipboard-read"]
    )
    page.locator("details.case:target").get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == 'pyde-conformance reproduce accounts/use_nonce/fresh-first-above --target "COMMAND"'


def test_the_lasting_address_of_a_case_leads_to_the_page_that_it_is_on(open_page, address, fixtures):
    (fixture,) = (fixture for fixture in fixtures.files if fixture.handler == "types/decode")
    place = fixtures.places[fixture.cases[-1]["id"]]
    assert place.page != fixture.page
    page = open_page(f"vectors/types/decode.html#{place.anchor}")
    expect(page).to_have_url(f"{address}{place.page.replace('.md', '.html')}#{place.anchor}")
    expect(page.locator("details.case:target")).to_have_attribute("open", "")


def test_without_a_script_the_handlers_lead_to_every_case(open_page):
    page = open_page(CATALOGUE, java_script_enabled=False)
    expect(page.locator("#catalogue")).to_be_hidden()
    page.get_by_role("link", name="types/decode", exact=True).click()
    page.get_by_label("Pages of this handler").get_by_role("link", name="101–200").click()
    case = page.locator("details.case").first
    case.locator("summary").click()
    expect(case.get_by_text("pyde-conformance reproduce")).to_be_visible()
    expect(case.get_by_role("button", name="Copy")).to_be_hidden()
