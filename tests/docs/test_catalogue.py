import json

import pytest

from pyde_docs.catalogue import link_catalogue, render_catalogue, write_catalogue
from pyde_docs.fixtures import CASES_A_PAGE, Fixture, Fixtures, describe_numbers
from pyde_docs.places import Place


def make_case(handler: str, number: int) -> dict:
    is_refused = number % 2 == 1
    return {
        "id": f"{handler}/case-{number}",
        "title": f"Case {number}",
        "versions": ["1.1"] if is_refused else ["1.0", "1.1"],
        "preset": "minimal" if is_refused else "mainnet",
        "rules": ["pyde_spec.accounts.names.validate_name"],
        "flags": ["boundary"] if is_refused else [],
        "expect": {"reject": {"stage": "validate", "reason": "name_empty"}} if is_refused else {"ok": {}},
    }


@pytest.fixture
def fixture() -> Fixture:
    cases = tuple(make_case("accounts/validate_name", number) for number in range(2 * CASES_A_PAGE + 1))
    return Fixture("accounts/validate_name", "accounts/validate_name.json", cases)


def test_many_cases_stand_on_several_pages(fixture):
    page = "vectors/accounts/validate_name"
    assert fixture.pages == (f"{page}.md", f"{page}-2.md", f"{page}-3.md")
    assert [len(fixture.numbers_on(page)) for page in fixture.pages] == [CASES_A_PAGE, CASES_A_PAGE, 1]
    assert describe_numbers(fixture, f"{page}-2.md") == "101–200"
    places = Fixtures((fixture,)).places
    assert places["accounts/validate_name/case-99"] == Place(f"{page}.md", "case-99")
    assert places["accounts/validate_name/case-100"] == Place(f"{page}-2.md", "case-100")


def test_as_many_cases_as_fit_stand_on_one_page(fixture):
    full = Fixture(fixture.handler, fixture.file, fixture.cases[:CASES_A_PAGE])
    assert full.pages == ("vectors/accounts/validate_name.md",)


def test_the_data_says_everything_that_can_be_searched(fixture):
    data = json.loads(write_catalogue(Fixtures((fixture,))))
    (file,) = data["files"]
    assert file["pages"][1] == "accounts/validate_name-2.html"
    assert file["on_page"] == [CASES_A_PAGE, CASES_A_PAGE, 1]
    name, title, flags, outcome, versions, preset, rules = file["cases"][1]
    assert (name, title) == ("case-1", "Case 1")
    assert [data["flags"][flag] for flag in flags] == ["boundary"]
    assert data["outcomes"][outcome] == "name_empty"
    assert [data["versions"][version] for version in versions] == ["1.1"]
    assert data["presets"][preset] == "minimal"
    assert [data["rules"][rule] for rule in rules] == ["accounts.names.validate_name"]


def test_the_page_lists_the_handlers_without_a_script(fixture):
    page = render_catalogue(Fixtures((fixture,)))
    assert "| [`accounts/validate_name`](accounts/validate_name.md) | 201 | 100 |" in page
    assert "pyde-vectors fill" in render_catalogue(Fixtures(()))


def test_links_set_filters():
    link = link_catalogue("reasons.md", "3 vectors", outcome="name_empty", words="a b")
    assert link == '<a href="vectors/index.html?outcome=name_empty&amp;words=a+b">3 vectors</a>'
