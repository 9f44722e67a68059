"""What a margin says of versions, mutants and neighbours."""

import pytest

from pyde_docs.evidence import Evidence, Mutants, format_share
from pyde_docs.fixtures import load_fixtures
from pyde_docs.linking import Linker
from pyde_docs.margin_rows import SHOWN_NAMES_MAX, MarginRows
from pyde_docs.uses import find_uses
from pyde_docs.version_pairs import VERSION_ENDING, find_version_pairs

PAGE = "chapters/accounts/nonce_window.md"
QUORUM = "pyde_spec.params.quorum"

ENTRIES = {
    "pyde_spec.a": {
        "digest": "",
        "kills": {},
        "scopes": {
            "": {"mutants": 2, "killed": 1, "equivalent": 0, "survived": 1},
            "f": {"mutants": 5, "killed": 4, "equivalent": 1, "survived": 0},
            "C": {"mutants": 1, "killed": 1, "equivalent": 0, "survived": 0},
            "C.method": {"mutants": 3, "killed": 3, "equivalent": 0, "survived": 0},
        },
        "survivors": [],
    }
}


@pytest.fixture(scope="module")
def rows(chapters, symbols) -> MarginRows:
    evidence = Evidence({}, ENTRIES, load_fixtures())
    return MarginRows(Linker(symbols), find_uses(chapters, symbols), evidence)


def test_mutants_are_counted_for_a_function_a_class_and_a_module(rows):
    evidence = rows.evidence
    assert evidence.mutants_of("pyde_spec.a", "f") == Mutants(5, 4, 1, 0)
    assert evidence.mutants_of("pyde_spec.a", "C") == Mutants(4, 4, 0, 0)
    assert evidence.mutants_of("pyde_spec.a") == Mutants(11, 9, 1, 1)
    assert evidence.mutants_of("pyde_spec.b") is None


def test_equivalent_mutants_are_told_apart_from_those_to_kill(rows):
    label, text = rows.count_mutants(PAGE, "pyde_spec.a", Mutants(5, 4, 1, 0))[0]
    assert (label, ">4/4<" in text, "1 more equivalent" in text) == ("Mutants", True, True)
    assert rows.count_mutants(PAGE, "pyde_spec.a", Mutants()) == []


def test_a_rule_that_sees_the_version_names_its_cases(rows):
    ((_, text),) = rows.compare_versions(PAGE, f"{QUORUM}.compute_quorum")
    assert "cases differ" in text
    assert "errata.html#params-quorum" in text


def test_a_rule_beside_one_that_differs_is_the_same_in_both(rows):
    assert rows.compare_versions(PAGE, f"{QUORUM}.compute_share_threshold") == [("Versions", "same in 1.0 and 1.1")]
    assert rows.compare_versions(PAGE, "pyde_spec.accounts.nonce_window.use_nonce") == [
        ("Versions", "same in 1.0 and 1.1")
    ]


def test_a_rule_without_cases_says_nothing_of_versions(rows):
    assert rows.compare_versions(PAGE, "pyde_spec.nowhere.rule") == []


def test_many_names_are_folded_away(rows):
    names = tuple(rows.uses.rules)[: SHOWN_NAMES_MAX + 3]
    ((_, text),) = rows.list_names(PAGE, "Used by", names)
    assert "and 3 more" in text
    assert text.count("<a ") == len(names)


def test_every_case_of_one_version_is_in_a_pair_with_the_other():
    fixtures = load_fixtures()
    pairs = find_version_pairs(fixtures, ("1.0", "1.1"))
    assert sum(len(pair.cases) for pair in pairs) == sum(
        VERSION_ENDING.search(case["id"]) is not None for fixture in fixtures.files for case in fixture.cases
    )
    for pair in pairs:
        assert set(pair.cases) == {"1.0", "1.1"}, pair.stem
        assert pair.cases["1.0"]["input"] == pair.cases["1.1"]["input"]
        assert pair.cases["1.0"]["expect"] != pair.cases["1.1"]["expect"]


def test_a_share_is_rounded_down():
    assert [format_share(999, 1000), format_share(9999, 10000), format_share(5, 5), format_share(0, 0)] == [
        "99.9 %",
        "99.9 %",
        "100 %",
        "100 %",
    ]
