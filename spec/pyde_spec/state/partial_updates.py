"""Writes to a part of a tree.

The root after writes can be computed from the part of the tree that a checked proof shows. The rules are
those of the definition: two leaves in one place fork where their keys differ, and what is left alone rises.

Source: book, chapter 4, section 4.5.  Decision: R-128.
"""

from collections.abc import Mapping

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.batched_proofs import Entries, split_keys
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_definition import Hash
from pyde_spec.state.partial_tree import EmptyNode, Fork, HiddenNode, PartialTree, compute_partial_root
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32, SlotKey, Value

Writes = Mapping[SlotKey, Value | None]


def compute_root_after(tree_hash: TreeHash, tree: PartialTree, entries: Entries, writes: Writes) -> Hash32:
    """The root after writes to slots that a checked proof is about; a write without a value deletes.

    `tree` is what `validate_batched_proof` gave for the entries. Rejects with `WRITE_OUTSIDE_PROOF` when another slot
    is written.
    """
    for key in sorted(writes):
        if key not in entries:
            raise Rejected(Reason.WRITE_OUTSIDE_PROOF, key.hex())
    hash_bytes = get_hash(tree_hash)
    return compute_partial_root(hash_bytes, apply_writes(hash_bytes, tree, writes, 0))


def apply_writes(hash_bytes: Hash, tree: PartialTree, writes: Writes, depth: int) -> PartialTree:
    """A part of a tree at a depth after writes to slots below it."""
    if not writes:
        return tree
    if isinstance(tree, Fork):
        left, right = [{key: writes[key] for key in keys} for keys in split_keys(list(writes), depth)]
        return join_halves(
            apply_writes(hash_bytes, tree.left, left, depth + 1), apply_writes(hash_bytes, tree.right, right, depth + 1)
        )
    leaves = {tree.key: tree} if isinstance(tree, ProofLeaf) else {}
    for key, value in writes.items():
        leaves.pop(key, None)
        if value is not None:
            leaves[key] = ProofLeaf(key, hash_bytes(value))
    return join_leaves(leaves, depth)


def join_leaves(leaves: Mapping[SlotKey, ProofLeaf], depth: int) -> PartialTree:
    """The part of a tree at a depth that holds these leaves."""
    if not leaves:
        return EmptyNode()
    if len(leaves) == 1:
        return next(iter(leaves.values()))
    left, right = [{key: leaves[key] for key in keys} for keys in split_keys(list(leaves), depth)]
    return Fork(join_leaves(left, depth + 1), join_leaves(right, depth + 1))


def join_halves(left: PartialTree, right: PartialTree) -> PartialTree:
    """What two halves come to: a leaf beside nothing rises, nothing beside nothing is nothing."""
    for half, other in ((left, right), (right, left)):
        if isinstance(half, EmptyNode):
            assert not isinstance(other, HiddenNode), "what is beside an emptied half was not shown"
            if isinstance(other, EmptyNode | ProofLeaf):
                return other
    return Fork(left, right)
