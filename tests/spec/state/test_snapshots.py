"""Snapshots: chunks divide the state, each proves itself, and together they are the state again."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Rejected
from pyde_spec.state import snapshots
from pyde_spec.state.dual_root import STATE_HASHES, blake3_hash_many
from pyde_spec.state.jmt_nodes import EMPTY_TREE, find_value
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.state.snapshots import (
    FIRST_KEY,
    LAST_KEY,
    StateLeaf,
    cut_leaves,
    list_leaves,
    make_snapshot,
    restore_snapshot,
    validate_chunk,
    validate_manifest,
)

fixed = settings(derandomize=True, max_examples=40, deadline=None)
KEYS = [FIRST_KEY, LAST_KEY, *(blake3_hash(bytes([number])) for number in range(10))]
leaf_sets = st.dictionaries(st.sampled_from(KEYS), st.binary(max_size=50), max_size=12)


def build(leaves, hashes=STATE_HASHES, version=7):
    return compute_update({}, EMPTY_TREE, version, leaves, hashes)


@pytest.fixture
def one_hash(monkeypatch):
    """BLAKE3 in both places, to be quick."""
    monkeypatch.setattr(snapshots, "STATE_HASHES", (blake3_hash_many, blake3_hash_many))
    return snapshots.STATE_HASHES


def test_what_is_cut_is_put_together_again(one_hash):
    @fixed
    @given(leaf_sets, st.integers(1, 400))
    def check(leaves, chunk_size):
        update = build(leaves, one_hash)
        manifest, chunks = make_snapshot(update.nodes, update.tree, chunk_size)
        validate_manifest(manifest)
        for chunk in chunks:
            validate_chunk(manifest, chunk)
        assert [leaf for chunk in chunks for leaf in chunk.leaves] == list(list_leaves(update.nodes, update.tree))
        restored = restore_snapshot(manifest, chunks)
        assert (restored.nodes, restored.tree) == (update.nodes, update.tree)

    check()


@fixed
@given(st.lists(st.binary(max_size=60), max_size=20), st.integers(1, 200))
def test_no_chunk_could_take_the_next_leaf(values, chunk_size):
    leaves = [StateLeaf(bytes([number]) * 32, value) for number, value in enumerate(values)]
    groups = cut_leaves(leaves, chunk_size)
    sizes = [[len(encode(StateLeaf, leaf)) for leaf in group] for group in groups]
    assert [leaf for group in groups for leaf in group] == leaves
    for group, after in pairwise(sizes):
        assert len(group) == 1 or sum(group) <= chunk_size
        assert sum(group) + after[0] > chunk_size


def test_both_roots_are_checked():
    update = build({KEYS[2]: b"1", KEYS[3]: b"2"})
    manifest, chunks = make_snapshot(update.nodes, update.tree, 1)
    assert find_value(restore_snapshot(manifest, chunks).nodes, update.tree, KEYS[2]) == b"1"
    for name in ("blake3", "poseidon2"):
        wrong = replace(manifest, root=replace(manifest.root, **{name: bytes(32)}))
        with pytest.raises(Rejected):
            restore_snapshot(wrong, chunks)
