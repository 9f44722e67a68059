"""The committed evidence speaks of the text and of the vectors as they stand."""

import pytest

from pyde_vectors.evidence.freshness import (
    RENEWED_BY,
    find_stale_modules,
    find_wrong_modules,
    list_modules,
    load_evidence,
)


@pytest.fixture(scope="module")
def records():
    from pyde_docs.fixtures import load_fixtures

    return [case for fixture in load_fixtures().files for case in fixture.cases]


def test_no_number_of_coverage_is_stale(records):
    check("coverage", find_stale_modules(load_evidence("coverage"), records))


def test_no_number_of_mutants_is_stale_and_what_has_none_is_listed(records):
    check("mutants", find_wrong_modules(load_evidence("mutants"), records))


def check(name, wrong):
    assert not wrong, f"`{RENEWED_BY[name]}` renews docs/evidence/{name}.json, which is wrong about {', '.join(wrong)}"


@pytest.mark.parametrize("name", sorted(RENEWED_BY))
def test_every_module_has_its_numbers_in_reading_order(name):
    listed = [module for module in load_evidence(name) if module in list_modules()]
    assert listed == [module for module in list_modules() if module in listed]
    assert listed
