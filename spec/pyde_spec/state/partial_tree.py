"""Parts of a tree.

A proof about many slots is the tree of the definition with most of it left out. It is written as a list of
nodes, each before what is below it, the left half before the right:

- `empty`: nothing is here.
- `leaf`: a leaf stands here alone.
- `fork`: two halves, which follow.
- `inner`: two halves of which only the hashes are given. Its hash shows that it has two halves, which matters
  when its neighbour goes away: a leaf would rise, an inner node stays.
- `hidden`: something is here, and only its hash is given.

No list describes two trees. Reading one needs no key and hashes nothing.

Decision: R-127 (nodes of a proof).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.encoding.shapes import ListOf, TaggedUnion, Variant
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.jmt_definition import EMPTY_HASH, KEY_BITS, Hash, compute_internal_input, compute_leaf_input
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32, SlotKey

PROOF_NODES_CAP = 1 << 20


@dataclass(frozen=True, slots=True)
class EmptyNode:
    """Nothing."""


@dataclass(frozen=True, slots=True)
class ForkNode:
    """Two halves, which follow in the list."""


@dataclass(frozen=True, slots=True)
class InnerNode:
    """The hashes of two halves that are left out."""

    left: Hash32
    right: Hash32


@dataclass(frozen=True, slots=True)
class HiddenNode:
    """The hash of what is left out. It is not nothing."""

    hash: Hash32


ProofNode = Annotated[
    EmptyNode | ProofLeaf | ForkNode | InnerNode | HiddenNode,
    TaggedUnion(
        Variant(0, "empty", EmptyNode),
        Variant(1, "leaf", ProofLeaf),
        Variant(2, "fork", ForkNode),
        Variant(3, "inner", InnerNode),
        Variant(4, "hidden", HiddenNode),
    ),
]
ProofNodes = Annotated[tuple[ProofNode, ...], ListOf(PROOF_NODES_CAP)]


@dataclass(frozen=True, slots=True)
class Fork:
    """Two halves."""

    left: "PartialTree"
    right: "PartialTree"


PartialTree = EmptyNode | ProofLeaf | Fork | InnerNode | HiddenNode


@dataclass(frozen=True, slots=True)
class KeyRange:
    """All keys from `first` to `last`, both included."""

    first: SlotKey
    last: SlotKey


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the tree: how many bits lead to it, and the first key below it."""

    depth: int = 0
    first: int = 0

    @property
    def last(self) -> int:
        """The last key below the place."""
        return self.first + (1 << KEY_BITS - self.depth) - 1

    def get_halves(self) -> "tuple[Place, Place]":
        """The places of the two halves."""
        middle = self.first + (1 << KEY_BITS - self.depth - 1)
        return Place(self.depth + 1, self.first), Place(self.depth + 1, middle)


def is_below(key: SlotKey, place: Place) -> bool:
    """Whether a key lies below a place."""
    return place.first <= int.from_bytes(key, "big") <= place.last


def is_inside(place: Place, keys: KeyRange) -> bool:
    """Whether every key below a place is in a range."""
    return int.from_bytes(keys.first, "big") <= place.first and place.last <= int.from_bytes(keys.last, "big")


def is_outside(place: Place, keys: KeyRange) -> bool:
    """Whether no key below a place is in a range."""
    return place.last < int.from_bytes(keys.first, "big") or int.from_bytes(keys.last, "big") < place.first


def validate_leaf_place(leaf: ProofLeaf, place: Place) -> None:
    """Rejects with `PROOF_LEAF_OUT_OF_PLACE` unless the leaf's key lies below its place."""
    if not is_below(leaf.key, place):
        raise Rejected(Reason.PROOF_LEAF_OUT_OF_PLACE, leaf.key.hex())


def validate_not_nothing(node: HiddenNode) -> None:
    """Rejects with `PROOF_HIDES_NOTHING` where nothing is hidden, which is written `empty`."""
    if node.hash == EMPTY_HASH:
        raise Rejected(Reason.PROOF_HIDES_NOTHING)


def read_partial_tree(nodes: Sequence[ProofNode]) -> PartialTree:
    """The tree that a list describes.

    Rejects with `PROOF_ENDS_EARLY` or `PROOF_TOO_DEEP`, whichever comes first in the list, then with
    `PROOF_NODES_LEFT_OVER`.
    """
    tree, after = read_subtree(nodes, 0, 0)
    if after < len(nodes):
        raise Rejected(Reason.PROOF_NODES_LEFT_OVER, f"{len(nodes) - after} nodes")
    return tree


def read_subtree(nodes: Sequence[ProofNode], at: int, depth: int) -> tuple[PartialTree, int]:
    """The tree that begins at an index of a list and stands at a depth, and the index behind it."""
    node = get_node(nodes, at)
    if not isinstance(node, ForkNode):
        return node, at + 1
    validate_fork_depth(depth)
    left, middle = read_subtree(nodes, at + 1, depth + 1)
    right, after = read_subtree(nodes, middle, depth + 1)
    return Fork(left, right), after


def get_node(nodes: Sequence[ProofNode], at: int) -> ProofNode:
    """The node at an index of a list. Rejects with `PROOF_ENDS_EARLY` behind its end."""
    if at >= len(nodes):
        raise Rejected(Reason.PROOF_ENDS_EARLY, f"{len(nodes)} nodes")
    return nodes[at]


def validate_fork_depth(depth: int) -> None:
    """Rejects with `PROOF_TOO_DEEP` a fork below which keys have no bit left."""
    if depth >= KEY_BITS:
        raise Rejected(Reason.PROOF_TOO_DEEP)


def compute_partial_root(hash_bytes: Hash, tree: PartialTree) -> Hash32:
    """The root that a part of a tree leads to, every fork hashed as it is given."""
    match tree:
        case EmptyNode():
            return EMPTY_HASH
        case ProofLeaf(key, value_hash):
            return hash_bytes(compute_leaf_input(key, value_hash))
        case HiddenNode(hash=given):
            return given
        case InnerNode(left, right):
            return hash_bytes(compute_internal_input(left, right))
    halves = compute_partial_root(hash_bytes, tree.left), compute_partial_root(hash_bytes, tree.right)
    return hash_bytes(compute_internal_input(*halves))
