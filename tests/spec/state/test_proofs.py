"""Proofs of every kind: what is made is accepted, and what is not the proof of the tree is refused."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.decoder import decode
from pyde_spec.encoding.encoder import encode
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.batched_proofs import make_batched_proof, validate_batched_proof
from pyde_spec.state.dual_root import TreeHash, blake3_hash_many
from pyde_spec.state.jmt_definition import compute_root
from pyde_spec.state.jmt_nodes import EMPTY_TREE
from pyde_spec.state.jmt_tree import compute_update
from pyde_spec.state.partial_tree import EmptyNode, ForkNode, HiddenNode, InnerNode, KeyRange, ProofNodes
from pyde_spec.state.partial_updates import compute_root_after
from pyde_spec.state.proofs import ProofLeaf, make_proof, validate_exclusion, validate_inclusion
from pyde_spec.state.range_proofs import make_range_proof, validate_range

BLAKE3 = TreeHash.BLAKE3
fixed = settings(derandomize=True, max_examples=150, deadline=None)

CLOSE = [bytes(31) + bytes([number]) for number in range(8)]
KEYS = [blake3_hash(bytes([number])) for number in range(40)] + CLOSE + [b"\xff" * 32, b"\xff" * 31 + b"\xfe"]

some_keys = st.lists(st.sampled_from(KEYS), max_size=12, unique=True)
leaf_sets = st.dictionaries(st.sampled_from(KEYS), st.binary(max_size=4), max_size=20)
writes = st.dictionaries(st.sampled_from(KEYS), st.none() | st.binary(max_size=4), max_size=10)


def build(leaves):
    update = compute_update({}, EMPTY_TREE, 0, leaves, (blake3_hash_many,))
    return update.nodes, update.tree, compute_root(blake3_hash, leaves.items())


@fixed
@given(leaf_sets, st.sampled_from(KEYS))
def test_each_slot_has_a_proof_of_what_it_holds(leaves, key):
    nodes, tree, root = build(leaves)
    proof = make_proof(nodes, tree, key, BLAKE3)
    if key in leaves:
        validate_inclusion(root, BLAKE3, key, leaves[key], proof)
        with pytest.raises(Rejected):
            validate_exclusion(root, BLAKE3, key, proof)
    else:
        validate_exclusion(root, BLAKE3, key, proof)
        with pytest.raises(Rejected):
            validate_inclusion(root, BLAKE3, key, b"", proof)


@fixed
@given(leaf_sets, some_keys, some_keys, st.data())
def test_a_batched_proof_leads_to_the_root_before_and_after(leaves, keys, more, data):
    nodes, tree, root = build(leaves)
    keys = keys + [key for key in leaves if data.draw(st.booleans())] + more
    proof = make_batched_proof(nodes, tree, keys, BLAKE3)
    entries = {key: leaves.get(key) for key in keys}
    part = validate_batched_proof(root, BLAKE3, entries, proof)
    changes = {key: data.draw(st.none() | st.binary(max_size=3)) for key in keys if data.draw(st.booleans())}
    after = {key: value for key, value in {**leaves, **changes}.items() if value is not None}
    assert compute_root_after(BLAKE3, part, entries, changes) == compute_root(blake3_hash, after.items())
    assert decode(ProofNodes, encode(ProofNodes, proof)) == proof


def vary(node, data):
    """Another node in its place."""
    others = [
        EmptyNode(),
        ForkNode(),
        HiddenNode(blake3_hash(b"hidden")),
        InnerNode(blake3_hash(b"left"), blake3_hash(b"right")),
        ProofLeaf(data.draw(st.sampled_from(KEYS)), blake3_hash(b"value")),
    ]
    return data.draw(st.sampled_from([other for other in others if other != node]))


def tamper(proof, data):
    """The list with one node left out, put in, doubled or changed."""
    at = data.draw(st.integers(0, len(proof) - 1))
    act = data.draw(st.sampled_from(["drop", "double", "change", "append"]))
    if act == "drop":
        return proof[:at] + proof[at + 1 :]
    if act == "double":
        return proof[: at + 1] + proof[at:]
    if act == "append":
        return (*proof, EmptyNode())
    return (*proof[:at], vary(proof[at], data), *proof[at + 1 :])


@fixed
@given(leaf_sets, some_keys, st.data())
def test_a_batched_proof_is_the_only_one(leaves, keys, data):
    nodes, tree, root = build(leaves)
    proof = make_batched_proof(nodes, tree, keys, BLAKE3)
    changed = tamper(proof, data)
    with pytest.raises(Rejected):
        validate_batched_proof(root, BLAKE3, {key: leaves.get(key) for key in keys}, changed)


@fixed
@given(leaf_sets, some_keys, st.sampled_from(KEYS))
def test_a_batched_proof_is_of_its_slots_alone(leaves, keys, other):
    """The proof of other slots is taken only where it would be the same list."""
    nodes, tree, root = build(leaves)
    proof = make_batched_proof(nodes, tree, keys, BLAKE3)
    asked = {key: leaves.get(key) for key in [*keys, other]}
    if make_batched_proof(nodes, tree, list(asked), BLAKE3) != proof:
        with pytest.raises(Rejected):
            validate_batched_proof(root, BLAKE3, asked, proof)


@fixed
@given(leaf_sets, st.sampled_from(KEYS), st.sampled_from(KEYS), st.data())
def test_a_range_has_one_proof_and_all_its_leaves(leaves, one, other, data):
    nodes, tree, root = build(leaves)
    keys = KeyRange(*sorted([one, other]))
    listed = sorted((key, value) for key, value in leaves.items() if keys.first <= key <= keys.last)
    proof = make_range_proof(nodes, tree, keys, BLAKE3)
    validate_range(root, BLAKE3, keys, listed, proof)
    assert decode(ProofNodes, encode(ProofNodes, proof)) == proof
    if listed:
        at = data.draw(st.integers(0, len(listed) - 1))
        with pytest.raises(Rejected):
            validate_range(root, BLAKE3, keys, listed[:at] + listed[at + 1 :], proof)
        with pytest.raises(Rejected):
            validate_range(root, BLAKE3, keys, [*listed[:at], (listed[at][0], b"other"), *listed[at + 1 :]], proof)
    if proof:
        with pytest.raises(Rejected):
            validate_range(root, BLAKE3, keys, listed, tamper(proof, data))


def test_the_range_of_all_keys_needs_no_nodes():
    leaves = dict.fromkeys(KEYS, b"v")
    nodes, tree, root = build(leaves)
    keys = KeyRange(bytes(32), b"\xff" * 32)
    assert make_range_proof(nodes, tree, keys, BLAKE3) == ()
    validate_range(root, BLAKE3, keys, sorted(leaves.items()), ())


def test_an_inner_node_is_not_taken_for_a_leaf():
    """A hidden neighbour would let a prover choose whether it rises; it must be shown."""
    low, high, third = bytes(32), b"\x40" + bytes(31), b"\x80" + bytes(31)
    nodes, tree, root = build({low: b"1", high: b"2", third: b"3"})
    proof = make_batched_proof(nodes, tree, [third], BLAKE3)
    assert isinstance(proof[1], InnerNode)
    hidden = (proof[0], HiddenNode(get_inner_hash(proof[1])), proof[2])
    with pytest.raises(Rejected) as caught:
        validate_batched_proof(root, BLAKE3, {third: b"3"}, hidden)
    assert caught.value.reason is Reason.PROOF_HIDES_NEIGHBOUR


def get_inner_hash(node):
    return blake3_hash(b"JMT::IntrnalNode" + node.left + node.right)


def test_proofs_of_a_large_tree():
    source = random.Random(5)
    leaves = {source.randbytes(32): source.randbytes(4) for _ in range(3000)}
    nodes, tree, root = build(leaves)
    keys = source.sample(sorted(leaves), 200) + [source.randbytes(32) for _ in range(200)]
    entries = {key: leaves.get(key) for key in keys}
    proof = make_batched_proof(nodes, tree, keys, BLAKE3)
    part = validate_batched_proof(root, BLAKE3, entries, proof)
    changes = {key: source.choice([None, b"new"]) for key in keys}
    after = {key: value for key, value in {**leaves, **changes}.items() if value is not None}
    assert compute_root_after(BLAKE3, part, entries, changes) == compute_root(blake3_hash, after.items())


def test_a_sibling_more_or_less_is_another_root():
    nodes, tree, root = build(dict.fromkeys(KEYS, b"v"))
    proof = make_proof(nodes, tree, KEYS[0], BLAKE3)
    for siblings in (proof.siblings[:-1], proof.siblings[1:], proof.siblings[::-1], (*proof.siblings, bytes(32))):
        with pytest.raises(Rejected) as caught:
            validate_inclusion(root, BLAKE3, KEYS[0], b"v", replace(proof, siblings=siblings))
        assert caught.value.reason is Reason.PROOF_ROOT_MISMATCH
