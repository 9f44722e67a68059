"""Proofs of ranges.

A range proof shows all leaves from one key to another, both included: that each of them is in the tree and
that none is left out. Whoever checks it has the leaves, so the proof holds only what lies around them – the
fringe: the nodes on the paths to both ends, and the hash of whatever hangs off them outside the range.

The nodes are listed as in any proof (`partial_tree`). Where everything below a place is in the range, nothing
is listed, since the leaves say what is there. Where nothing below it is, it is `empty` or `hidden`. Where an end
of the range runs through, it is `empty`, a `leaf` that stands there alone, or a `fork`. There is exactly one
proof for a tree and a range; that of all keys has no nodes.

Source: companion STATE_SYNC, "Chunk Format and Merkle Range Proofs".  Decision: R-129 (form of range proofs).
"""

from collections.abc import Sequence
from itertools import pairwise

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.batched_proofs import show_hidden, show_leaf
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_binary import Subtree, get_whole, is_branching, read_halves
from pyde_spec.state.jmt_definition import (
    EMPTY_HASH,
    Hash,
    Leaf,
    compute_internal_input,
    compute_leaf_input,
    compute_subtree_hash,
)
from pyde_spec.state.jmt_nodes import Nodes, Tree
from pyde_spec.state.partial_tree import (
    EmptyNode,
    ForkNode,
    HiddenNode,
    KeyRange,
    Place,
    ProofNode,
    get_node,
    is_below,
    is_inside,
    is_outside,
    validate_leaf_place,
    validate_not_nothing,
)
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32


def make_range_proof(nodes: Nodes, tree: Tree, keys: KeyRange, tree_hash: TreeHash) -> tuple[ProofNode, ...]:
    """The proof of all leaves of a range at the tree's version."""
    return tuple(show_fringe(nodes, get_whole(tree), Place(), keys, tree_hash))


def show_fringe(nodes: Nodes, subtree: Subtree, place: Place, keys: KeyRange, tree_hash: TreeHash) -> list[ProofNode]:
    """Show what lies around a range in the subtree at a place."""
    if is_inside(place, keys):
        return []
    if is_outside(place, keys) or subtree.summary is None:
        return [show_hidden(subtree, tree_hash)]
    if not is_branching(subtree):
        return [show_leaf(nodes, subtree, tree_hash)]
    shown: list[ProofNode] = [ForkNode()]
    for half, half_place in zip(read_halves(nodes, subtree), place.get_halves(), strict=True):
        shown += show_fringe(nodes, half, half_place, keys, tree_hash)
    return shown


def validate_range(
    root: Hash32, tree_hash: TreeHash, keys: KeyRange, leaves: Sequence[Leaf], nodes: Sequence[ProofNode]
) -> None:
    """Raises unless these are exactly the leaves of the range that the tree holds.

    Rejects with `RANGE_REVERSED`, then `RANGE_LEAF_OUTSIDE`, then `RANGE_LEAVES_NOT_ASCENDING`; then, in the order of
    the nodes, with the reasons of `RangeReader`; then with `PROOF_NODES_LEFT_OVER`, then with `PROOF_ROOT_MISMATCH`.
    """
    if keys.first > keys.last:
        raise Rejected(Reason.RANGE_REVERSED)
    for key, _ in leaves:
        if not keys.first <= key <= keys.last:
            raise Rejected(Reason.RANGE_LEAF_OUTSIDE, key.hex())
    for (one, _), (other, _) in pairwise(leaves):
        if one >= other:
            raise Rejected(Reason.RANGE_LEAVES_NOT_ASCENDING, other.hex())
    reader = RangeReader(get_hash(tree_hash), keys, nodes)
    computed, after = reader.read_place(Place(), list(leaves), 0)
    if after < len(nodes):
        raise Rejected(Reason.PROOF_NODES_LEFT_OVER, f"{len(nodes) - after} nodes")
    if computed != root:
        raise Rejected(Reason.PROOF_ROOT_MISMATCH, computed.hex())


class RangeReader:
    """Reads a fringe around leaves. Each method gives the hash of a place and the index of the next node.

    Rejects with `PROOF_ENDS_EARLY`; outside the range with `PROOF_SHOWS_NEEDLESS` for anything that is neither
    `empty` nor `hidden`, and with `PROOF_HIDES_NOTHING`; at an end of the range with `PROOF_HIDES_SLOT` for `inner` and
    `hidden`, with `PROOF_LEAF_OUT_OF_PLACE`, and with `RANGE_LEAF_NOT_LISTED` when what stands there alone is not
    what the leaves say.
    """

    def __init__(self, hash_bytes: Hash, keys: KeyRange, nodes: Sequence[ProofNode]) -> None:
        self.hash_bytes = hash_bytes
        self.keys = keys
        self.nodes = nodes

    def read_place(self, place: Place, leaves: list[Leaf], at: int) -> tuple[Hash32, int]:
        """A place, given the leaves of the range that lie below it."""
        if is_inside(place, self.keys):
            return compute_subtree_hash(self.hash_bytes, leaves, place.depth), at
        node = get_node(self.nodes, at)
        if is_outside(place, self.keys):
            return self.get_outside_hash(node), at + 1
        if isinstance(node, ForkNode):
            return self.read_fork(place, leaves, at + 1)
        return self.compute_lone_hash(place, leaves, node), at + 1

    def get_outside_hash(self, node: ProofNode) -> Hash32:
        """A place outside the range, shown by one node."""
        if isinstance(node, EmptyNode):
            return EMPTY_HASH
        if not isinstance(node, HiddenNode):
            raise Rejected(Reason.PROOF_SHOWS_NEEDLESS)
        validate_not_nothing(node)
        return node.hash

    def read_fork(self, place: Place, leaves: list[Leaf], at: int) -> tuple[Hash32, int]:
        """A place with two halves, whose nodes begin at an index."""
        left_place, right_place = place.get_halves()
        left_leaves = [leaf for leaf in leaves if is_below(leaf[0], left_place)]
        left, middle = self.read_place(left_place, left_leaves, at)
        right, after = self.read_place(right_place, leaves[len(left_leaves) :], middle)
        return self.hash_bytes(compute_internal_input(left, right)), after

    def compute_lone_hash(self, place: Place, leaves: list[Leaf], node: ProofNode) -> Hash32:
        """A place with at most one leaf below it, which is in the range and listed, or outside it."""
        if isinstance(node, EmptyNode):
            self.validate_listed(leaves, None)
            return EMPTY_HASH
        if not isinstance(node, ProofLeaf):
            raise Rejected(Reason.PROOF_HIDES_SLOT)
        validate_leaf_place(node, place)
        is_in_range = self.keys.first <= node.key <= self.keys.last
        self.validate_listed(leaves, node if is_in_range else None)
        return self.hash_bytes(compute_leaf_input(node.key, node.value_hash))

    def validate_listed(self, leaves: list[Leaf], expected: ProofLeaf | None) -> None:
        """Raises `RANGE_LEAF_NOT_LISTED` unless the leaves are the expected one, or none where none is."""
        listed = [ProofLeaf(key, self.hash_bytes(value)) for key, value in leaves]
        if listed != ([] if expected is None else [expected]):
            raise Rejected(Reason.RANGE_LEAF_NOT_LISTED)
