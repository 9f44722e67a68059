"""Finding F-05: the mechanism at full width, and collisions found and counted in narrower variants."""

import importlib.util
from pathlib import Path

import pytest

from pyde_spec.crypto.goldilocks import MODULUS
from pyde_spec.crypto.poseidon2 import INITIAL_STATE, compute_permutation, compute_poseidon2_hash
from pyde_spec.crypto.sponge import RATE, apply_elements
from pyde_spec.state.dual_root import compute_state_root
from pyde_spec.state.jmt_definition import compute_root

SOURCE = Path(__file__).parents[2] / "docs" / "pyde_docs" / "sponge_demonstration.py"


@pytest.fixture(scope="module")
def demonstration():
    """The module of the site; the site is no package of the distribution."""
    place = importlib.util.spec_from_file_location("sponge_demonstration", SOURCE)
    module = importlib.util.module_from_spec(place)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(__import__("sys").modules, "sponge_demonstration", module)
        place.loader.exec_module(module)
    return module


def test_a_cell_that_is_left_and_one_that_is_written_look_the_same():
    state = compute_permutation(tuple(range(8)))
    short, long = (7,), (7, *state[1:RATE])
    assert apply_elements(state, short, compute_permutation) == apply_elements(state, long, compute_permutation)


def test_after_a_state_that_holds_a_length_two_inputs_collide_at_full_width(demonstration):
    state = (0, 1, 0, 0, 11, 22, 33, 44)
    digests = [demonstration.compute_hash_from(state, data, compute_permutation) for data in (b"", b"\x00")]
    assert digests[0] == digests[1]
    assert compute_poseidon2_hash(b"") != compute_poseidon2_hash(b"\x00")


def test_the_variant_at_full_width_is_the_hash_itself(demonstration):
    data = bytes(range(50))
    full = demonstration.make_narrow_permutation(MODULUS)
    assert demonstration.compute_hash_from(INITIAL_STATE, data, full) == compute_poseidon2_hash(data)


def test_narrow_cells_collide_as_often_as_twenty_one_ways_foretell(demonstration):
    for bits in (8, 10, 11):
        permutations = 32 * 2**bits // demonstration.WAYS
        collisions = list(demonstration.search_collisions(2**bits, permutations))
        assert 16 < len(collisions) < 64
        assert all(len(collision.shorter) < len(collision.longer) for collision in collisions)


def test_values_of_different_lengths_share_a_root_in_narrow_cells(demonstration):
    permutation = demonstration.make_narrow_permutation(2**10)

    def hash_bytes(data):
        return demonstration.compute_hash_from(INITIAL_STATE, data, permutation)

    short = b"\x03" + bytes(27)
    long = short + b"\x1c" + bytes(6)
    roots = {compute_root(hash_bytes, [(bytes(32), value), (b"\xff" * 32, b"")]) for value in (short, long)}
    assert len(roots) == 1
    assert compute_state_root([(bytes(32), short)]) != compute_state_root([(bytes(32), long)])


def test_the_estimate_at_full_width(demonstration):
    assert demonstration.WAYS == 21
    assert 2**59 < MODULUS / demonstration.WAYS < 2**60
