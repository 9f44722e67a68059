"""The errata, the evidence, the reasons: the pages say what the text, the fixtures and the numbers say."""

import re

import pytest

from pyde_docs.errata_page import MARKED_PARAMETER, ErrataPage
from pyde_docs.evidence import Evidence
from pyde_docs.evidence_page import EvidencePage
from pyde_docs.fixtures import Fixtures, load_fixtures
from pyde_docs.linking import Linker
from pyde_docs.uses import find_uses
from pyde_spec.params.versions import RULES_1_0, RULES_1_1, ProtocolRules
from pyde_vectors.evidence.freshness import compute_digests, list_modules


@pytest.fixture(scope="module")
def errata(chapters, symbols) -> ErrataPage:
    return ErrataPage(Linker(symbols), find_uses(chapters, symbols), load_fixtures(), {})


def test_every_parameter_that_differs_is_an_erratum(errata):
    marked = {erratum.parameter: erratum.id for erratum in errata.read_errata()}
    differing = {
        name for name in ProtocolRules.__dataclass_fields__ if getattr(RULES_1_0, name) != getattr(RULES_1_1, name)
    }
    assert set(marked) == differing
    assert sorted(marked.values()) == [f"E-{number}" for number in range(1, 6)]


def test_the_rules_of_an_erratum_are_found_in_the_code(errata):
    by_id = {erratum.id: erratum for erratum in errata.read_errata()}
    assert errata.find_readers(by_id["E-1"]) == ("pyde_spec.params.quorum.compute_quorum",)
    assert "pyde_spec.accounts.authorisation.validate_signature_form" in errata.find_readers(by_id["E-5"])


def test_every_vector_that_differs_belongs_to_an_erratum(errata):
    belonging = {pair.stem for erratum in errata.read_errata() for pair in errata.find_pairs(erratum)}
    assert belonging == {pair.stem for pair in errata.pairs}


def test_every_vector_that_differs_is_on_the_page(errata, site):
    page = (site / "errata.html").read_text()
    links = set(re.findall(r'href="vectors/[^"#]+#([^"]+)"', page))
    assert {case["id"].rpartition("/")[2] for pair in errata.pairs for case in pair.cases.values()} <= links


def test_a_mark_is_read_whatever_stands_before_it():
    assert MARKED_PARAMETER.findall("    fee=50,  # E-2\n    other=1,\n") == [("fee", "E-2")]


def make_evidence(fixtures, stale=()):
    records = [case for fixture in fixtures.files for case in fixture.cases]
    digests = compute_digests(list_modules(), records)
    coverage = {
        module: {"digest": digest, "statements": 10, "branches": 2, "excused": 2, "missing": 1}
        for module, digest in digests.items()
    }
    mutants = {
        module: {
            "digest": "old" if module in stale else digest,
            "kills": {},
            "scopes": {"f": {"mutants": 4, "killed": 2, "equivalent": 1, "survived": 1}},
            "survivors": [
                {"scope": "f", "original": "a < b", "mutated": "a <= b", "reason": "Never equal."},
                {"scope": "f", "original": "a < b", "mutated": "a > b", "reason": None},
            ],
        }
        for module, digest in digests.items()
    }
    return Evidence(coverage, mutants, fixtures)


def test_the_evidence_adds_up(chapters, symbols):
    page = EvidencePage(Linker(symbols), chapters, make_evidence(load_fixtures())).render()
    count = len(list_modules())
    assert "<strong>90 %</strong>" in page
    assert f"of {10 * count:,} statements and branches run" in page
    assert "<strong>66.6 %</strong>" in page
    assert f"<strong>{count:,}</strong> survive" in page
    assert "the text as it stands" in page
    assert page.count("Never equal.") == count
    assert page.count('class="flag"') == 0


def test_modules_without_numbers_are_named_apart(chapters, symbols):
    full = make_evidence(load_fixtures())
    module = list_modules()[0]
    mutants = {name: entry for name, entry in full.mutant_entries.items() if name != module}
    page = EvidencePage(Linker(symbols), chapters, Evidence(full.coverage_entries, mutants, full.fixtures)).render()
    assert "`make mutants` has yet to measure 1 module" in page
    assert "of an earlier text" not in page


def test_stale_evidence_is_marked_with_what_renews_it(chapters, symbols):
    module = list_modules()[0]
    evidence = make_evidence(load_fixtures(), stale=(module,))
    assert evidence.stale == {"make coverage": [], "make mutants": [module]}
    page = EvidencePage(Linker(symbols), chapters, evidence).render()
    assert "`make mutants` renews 1 module" in page
    assert "make coverage" not in page
    assert page.count('class="flag"') == (0 if "." not in module.removeprefix("pyde_spec.") else 1)


def test_without_fixtures_all_that_rests_on_them_is_stale(symbols, chapters):
    filled = make_evidence(load_fixtures())
    evidence = Evidence(filled.coverage_entries, filled.mutant_entries, Fixtures(()))
    assert "pyde_spec.accounts.nonce_window" in evidence.stale["make mutants"]


def test_a_reason_names_the_rules_that_raise_it(site):
    page = (site / "reasons.html").read_text()
    reason = page.partition('id="nonce_too_low"')[2].partition('class="reason"')[0]
    assert "raised by" in reason
    assert "chapters/accounts/nonce_window.html#use_nonce" in reason


def test_the_navigation_leads_to_every_page_of_reference(site):
    page = (site / "reasons.html").read_text()
    for name in ("reasons", "constants", "wire/index", "domain-tags", "errata", "evidence"):
        assert f'href="{name}.html"' in page, name
