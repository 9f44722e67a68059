"""The definition of the tree: the published roots, order, and what a root hides."""

import hashlib
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.state.jmt_definition import EMPTY_HASH, compute_leaf_hash, compute_root, get_bit

PUBLISHED = Path(__file__).resolve().parents[4] / "shared" / "kat" / "jmt_sha2_256.json"

keys = st.binary(min_size=32, max_size=32)
fixed = settings(derandomize=True, max_examples=100, deadline=None)


def sha256(data):
    return hashlib.sha256(data).digest()


def test_published_roots():
    """There the key of a leaf is the hash of the key that the vector gives."""
    if not PUBLISHED.is_file():
        pytest.skip("the published roots are not beside the repository")
    vectors = json.loads(PUBLISHED.read_text())["vectors"]
    assert len(vectors) >= 3
    for vector in vectors:
        leaves = [(sha256(bytes.fromhex(leaf["key"])), bytes.fromhex(leaf["value"])) for leaf in vector["data"]]
        assert compute_root(sha256, leaves).hex() == vector["expected_root"]


def test_the_empty_tree_has_the_fixed_root():
    assert compute_root(blake3_hash, []) == EMPTY_HASH
    assert len(EMPTY_HASH) == 32


def test_bits_are_counted_from_the_most_significant():
    key = bytes([0b10000001]) + bytes(30) + b"\x01"
    assert [index for index in range(256) if get_bit(key, index)] == [0, 7, 255]


@fixed
@given(keys, st.binary(max_size=40))
def test_a_leaf_alone_is_the_root(key, value):
    assert compute_root(blake3_hash, [(key, value)]) == compute_leaf_hash(blake3_hash, key, value)


@fixed
@given(st.dictionaries(keys, st.binary(max_size=8), max_size=12), st.integers(0, 2**32))
def test_order_does_not_show(leaves, seed):
    shuffled = list(leaves.items())
    random.Random(seed).shuffle(shuffled)
    assert compute_root(blake3_hash, shuffled) == compute_root(blake3_hash, leaves.items())


@fixed
@given(st.dictionaries(keys, st.binary(max_size=8), min_size=1, max_size=12))
def test_a_changed_value_or_a_missing_leaf_shows(leaves):
    root = compute_root(blake3_hash, leaves.items())
    for key in leaves:
        assert compute_root(blake3_hash, {**leaves, key: leaves[key] + b"x"}.items()) != root
        assert compute_root(blake3_hash, [leaf for leaf in leaves.items() if leaf[0] != key]) != root
