"""Proofs of gifts: every leaf of every tree leads to its root, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyde_spec.crypto.provider import poseidon2_hash
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.transactions.airdrop_proof import (
    AirdropClaim,
    AirdropLeaf,
    compute_airdrop_leaf,
    compute_airdrop_node,
    compute_airdrop_root,
    decode_airdrop_claim,
    encode_airdrop_claim,
)

HASHES = st.binary(min_size=32, max_size=32)
CLAIMS = st.builds(
    AirdropClaim,
    st.integers(0, 2**64 - 1),
    st.integers(0, 2**128 - 1),
    st.lists(HASHES, max_size=4).map(tuple),
)


def make_leaf(index):
    return AirdropLeaf(index, bytes([index]) * 32, 1_000 + index)


def build_root_and_siblings(nodes, index):
    """The root over a power of two of nodes, and the siblings of one, halving the list from the top."""
    if len(nodes) == 1:
        return nodes[0], ()
    middle = len(nodes) // 2
    left, _ = build_root_and_siblings(nodes[:middle], 0)
    right, _ = build_root_and_siblings(nodes[middle:], 0)
    on_left = index < middle
    _, inner = build_root_and_siblings(nodes[:middle] if on_left else nodes[middle:], index % middle)
    return compute_airdrop_node(left, right), (*inner, right if on_left else left)


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_every_leaf_leads_to_the_root(depth):
    leaves = [make_leaf(index) for index in range(2**depth)]
    nodes = [compute_airdrop_leaf(leaf) for leaf in leaves]
    for index, leaf in enumerate(leaves):
        root, siblings = build_root_and_siblings(nodes, index)
        assert compute_airdrop_root(leaf, siblings) == root


def test_a_leaf_is_hashed_with_its_index_and_a_node_without_any_tag():
    leaf = AirdropLeaf(0x0102, bytes(range(32)), 0x0304)
    hashed = b"\x00" + b"\x02\x01" + bytes(6) + bytes(range(32)) + b"\x04\x03" + bytes(14)
    assert len(hashed) == 57
    assert compute_airdrop_leaf(leaf) == poseidon2_hash(hashed)
    assert compute_airdrop_node(b"\x01" * 32, b"\x02" * 32) == poseidon2_hash(b"\x01" * 32 + b"\x02" * 32)


def test_a_place_has_one_index():
    """A leaf that carries 5 in a tree of four places leads to the root by its bits, and is refused all the same."""
    nodes = [compute_airdrop_leaf(make_leaf(index)) for index in (0, 5, 2, 3)]
    _, siblings = build_root_and_siblings(nodes, 1)
    with pytest.raises(Rejected) as refusal:
        compute_airdrop_root(make_leaf(5), siblings)
    assert refusal.value.reason is Reason.AIRDROP_INDEX_OUTSIDE_TREE


@given(CLAIMS)
def test_a_payload_comes_back(claim):
    assert decode_airdrop_claim(encode_airdrop_claim(claim)) == claim


@given(st.binary(max_size=200))
def test_bytes_decode_to_what_they_encode_or_not_at_all(data):
    try:
        claim = decode_airdrop_claim(data)
    except Rejected as rejection:
        assert rejection.reason is Reason.AIRDROP_CLAIM_WRONG_SIZE
    else:
        assert encode_airdrop_claim(claim) == data
