"""Proofs of one slot.

Whoever knows the root can be shown what one slot holds, or that it holds nothing. A proof lists the other
half at each level from the root to where the slot's leaf is or would be. A slot that holds nothing is shown in
one of two ways: its place is empty, or another leaf stands there alone, whose key begins with the same bits.

A proof is under one of the two hashes. Its siblings are ordered from the root down, so that the sibling at
an index is the other half at the bit of that index.

Under Poseidon2 a proof shows that the slot holds this value or one of another length with the same hash, which is
as much as that hash is worth across lengths (F-05). Under BLAKE3 it shows the value.

A checker takes the root from elsewhere, from a certificate. Nothing in a proof is believed before the
root that it leads to is that root.

Source: book, chapter 4, sections 4.1 and 4.2.  Decision: D-09, R-126 (wire form and order of checks).
Finding: F-05.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_binary import get_subtree_hash, get_whole, is_branching, read_halves, read_leaf
from pyde_spec.state.jmt_definition import (
    EMPTY_HASH,
    KEY_BITS,
    Hash,
    compute_internal_input,
    compute_leaf_input,
    get_bit,
)
from pyde_spec.state.jmt_nodes import Nodes, Tree
from pyde_spec.types.primitives import Hash32, SlotKey, Value


@dataclass(frozen=True, slots=True)
class ProofLeaf:
    """A leaf as a proof shows it: by the hash of its value."""

    key: SlotKey
    value_hash: Hash32


@dataclass(frozen=True, slots=True)
class StateProof:
    """What stands where the slot's leaf is or would be, and the other halves from the root down to there."""

    leaf: ProofLeaf | None
    siblings: Annotated[tuple[Hash32, ...], ListOf(KEY_BITS)]


def make_proof(nodes: Nodes, tree: Tree, key: SlotKey, tree_hash: TreeHash) -> StateProof:
    """The proof of what the slot holds at the tree's version, or that it holds nothing."""
    here = get_whole(tree)
    siblings: list[Hash32] = []
    while is_branching(here):
        halves = read_halves(nodes, here)
        bit = get_bit(key, len(siblings))
        siblings.append(get_subtree_hash(halves[1 - bit], tree_hash))
        here = halves[bit]
    if here.summary is None:
        return StateProof(None, tuple(siblings))
    leaf = read_leaf(nodes, here)
    return StateProof(ProofLeaf(leaf.key, get_hash(tree_hash)(leaf.value)), tuple(siblings))


def validate_inclusion(root: Hash32, tree_hash: TreeHash, key: SlotKey, value: Value, proof: StateProof) -> None:
    """Raises unless the proof shows that the slot holds the value, under a root of that hash.

    Rejects with `PROOF_WITHOUT_LEAF`, `PROOF_OF_OTHER_KEY`, `PROOF_OF_OTHER_VALUE`, `PROOF_ROOT_MISMATCH`.
    Checked in this order.
    """
    hash_bytes = get_hash(tree_hash)
    if proof.leaf is None:
        raise Rejected(Reason.PROOF_WITHOUT_LEAF)
    if proof.leaf.key != key:
        raise Rejected(Reason.PROOF_OF_OTHER_KEY, proof.leaf.key.hex())
    if proof.leaf.value_hash != hash_bytes(value):
        raise Rejected(Reason.PROOF_OF_OTHER_VALUE, proof.leaf.value_hash.hex())
    validate_path(root, hash_bytes, key, proof)


def validate_exclusion(root: Hash32, tree_hash: TreeHash, key: SlotKey, proof: StateProof) -> None:
    """Raises unless the proof shows that the slot holds nothing, under a root of that hash.

    Rejects with `PROOF_SHOWS_KEY`, `PROOF_LEAF_OUT_OF_PLACE`, `PROOF_ROOT_MISMATCH`. Checked in this order.
    """
    if proof.leaf is not None:
        if proof.leaf.key == key:
            raise Rejected(Reason.PROOF_SHOWS_KEY)
        if not is_common_prefix(proof.leaf.key, key, len(proof.siblings)):
            raise Rejected(Reason.PROOF_LEAF_OUT_OF_PLACE, proof.leaf.key.hex())
    validate_path(root, get_hash(tree_hash), key, proof)


def is_common_prefix(first: SlotKey, second: SlotKey, bits: int) -> bool:
    """Whether two keys agree in their first `bits` bits."""
    rest = KEY_BITS - bits
    return int.from_bytes(first, "big") >> rest == int.from_bytes(second, "big") >> rest


def validate_path(root: Hash32, hash_bytes: Hash, key: SlotKey, proof: StateProof) -> None:
    """Raises `PROOF_ROOT_MISMATCH` unless what the proof shows at the key's place leads to the root."""
    start = EMPTY_HASH
    if proof.leaf is not None:
        start = hash_bytes(compute_leaf_input(proof.leaf.key, proof.leaf.value_hash))
    computed = compute_path_root(hash_bytes, key, start, proof.siblings)
    if computed != root:
        raise Rejected(Reason.PROOF_ROOT_MISMATCH, computed.hex())


def compute_path_root(hash_bytes: Hash, key: SlotKey, start: Hash32, siblings: Sequence[Hash32]) -> Hash32:
    """The root that a hash at the key's place leads to, from the lowest sibling up."""
    result = start
    for depth in range(len(siblings) - 1, -1, -1):
        halves = (result, siblings[depth]) if get_bit(key, depth) == 0 else (siblings[depth], result)
        result = hash_bytes(compute_internal_input(*halves))
    return result
