"""Finding F-13: one holder, one input, two outputs, and both verify; with real keys and signatures."""

import importlib.util
from pathlib import Path

import pytest

from pyde_spec.crypto.lattice_vrf import compute_vrf_output, compute_vrf_proof_message, is_vrf_proof_valid
from pyde_spec.crypto.provider import poseidon2_hash

SOURCE = Path(__file__).parents[3] / "docs" / "pyde_docs" / "vrf_demonstration.py"


@pytest.fixture(scope="module")
def demonstration():
    """The module of the site; the site is no package of the distribution."""
    place = importlib.util.spec_from_file_location("vrf_demonstration", SOURCE)
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_two_outputs_for_one_input_both_verify(demonstration):
    honest, chosen = demonstration.compute_honest_output(), demonstration.HIGHEST_OUTPUT
    assert honest != chosen
    assert demonstration.is_accepted(honest, demonstration.prove(honest))
    assert demonstration.is_accepted(chosen, demonstration.prove(chosen))


def test_a_proof_is_of_one_output(demonstration):
    honest, chosen = demonstration.compute_honest_output(), demonstration.HIGHEST_OUTPUT
    assert not demonstration.is_accepted(chosen, demonstration.prove(honest))


def test_the_rows_of_the_page_show_it(demonstration):
    rows = list(demonstration.generate_vrf_rows())
    assert [row[3] for row in rows] == ["**yes**"] * 4 + ["no"]
    assert len({row[0] for row in rows[:4]}) == 4


def test_the_output_is_the_hash_that_the_book_writes():
    fingerprint = poseidon2_hash(b"pyde-vrf-output-v1" + b"secret")
    assert compute_vrf_output(b"secret", b"input") == poseidon2_hash(b"pyde-vrf-output-v1" + fingerprint + b"input")


def test_what_is_checked_is_one_signature_over_the_parts_in_order():
    asked = []

    def check(public_key, message, signature):
        asked.append((public_key, message, signature))
        return True

    assert is_vrf_proof_valid(b"key", b"input", b"output", b"proof", check)
    assert asked == [(b"key", compute_vrf_proof_message(b"key", b"input", b"output"), b"proof")]
    assert asked[0][1] == b"pyde-vrf-proof-v1" + b"keyinputoutput"


def test_nothing_imports_it():
    spec = Path(__file__).parents[3] / "spec"
    importers = [
        path.name for path in spec.rglob("*.py") if "lattice_vrf" in path.read_text() and path.stem != "lattice_vrf"
    ]
    assert importers == []
