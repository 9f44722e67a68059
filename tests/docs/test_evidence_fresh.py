"""The committed evidence speaks of the text and of the vectors as they stand."""

import pytest

from pyde_vectors.evidence.freshness import RENEWED_BY, find_stale_modules, list_modules, load_evidence


@pytest.fixture(scope="module")
def records():
    from pyde_docs.fixtures import load_fixtures

    return [case for fixture in load_fixtures().files for case in fixture.cases]


@pytest.mark.parametrize("name", sorted(RENEWED_BY))
def test_no_number_is_stale(name, records):
    stale = find_stale_modules(load_evidence(name), records)
    assert not stale, f"`{RENEWED_BY[name]}` renews docs/evidence/{name}.json, which is wrong about {', '.join(stale)}"


@pytest.mark.parametrize("name", sorted(RENEWED_BY))
def test_every_module_has_its_numbers_in_reading_order(name):
    listed = [module for module in load_evidence(name) if module in list_modules()]
    assert listed == [module for module in list_modules() if module in listed]
    assert listed
