"""The stored tree, read by bits.

Proofs follow the definition, which branches by bits, while the tree is stored by digits. Here a stored tree
is walked as the definition sees it: a subtree is nothing, a leaf, or two halves. What a half comes to is
read from the node that holds it, so a proof is made without hashing anything.

Decision: R-124.
"""

from dataclasses import dataclass

from pyde_spec.state.dual_root import TreeHash
from pyde_spec.state.jmt_definition import EMPTY_HASH
from pyde_spec.state.jmt_nodes import (
    ARITY,
    DIGITS,
    Child,
    InternalNode,
    LeafNode,
    NodeKey,
    Nodes,
    Path,
    Subtrees,
    Tree,
)
from pyde_spec.types.primitives import Hash32


@dataclass(frozen=True, slots=True)
class Subtree:
    """A subtree of the definition within a stored tree.

    `summary` is what is known of it from above, nothing when it is empty. `path` leads to the stored node that
    it is or lies in, `levels` are that node's levels once it is read, and `place` is where in them it stands.
    """

    summary: Child | None
    path: Path
    levels: Subtrees = ()
    place: int = 1


def get_whole(tree: Tree) -> Subtree:
    """The whole of a tree."""
    return Subtree(tree.root, "")


def is_branching(subtree: Subtree) -> bool:
    """Whether the subtree has two halves, and is neither nothing nor a leaf."""
    return subtree.summary is not None and not subtree.summary.is_leaf


def get_subtree_hash(subtree: Subtree, tree_hash: TreeHash) -> Hash32:
    """What the subtree comes to under a hash."""
    return EMPTY_HASH if subtree.summary is None else subtree.summary.hashes[tree_hash]


def read_halves(nodes: Nodes, subtree: Subtree) -> tuple[Subtree, Subtree]:
    """The two halves of a subtree that branches."""
    levels = subtree.levels or read_levels(nodes, subtree)
    left = make_half(subtree.path, levels, 2 * subtree.place)
    return left, make_half(subtree.path, levels, 2 * subtree.place + 1)


def read_levels(nodes: Nodes, subtree: Subtree) -> Subtrees:
    """The levels of the stored node that a subtree is."""
    assert subtree.summary is not None, "nothing is read"
    node = nodes[NodeKey(subtree.summary.version, subtree.path)]
    assert isinstance(node, InternalNode), "a leaf is read for its halves"
    return node.subtrees


def make_half(path: Path, levels: Subtrees, place: int) -> Subtree:
    """What stands at a place of a node's levels; on the lowest, a stored node of its own."""
    if place < ARITY:
        return Subtree(levels[place], path, levels, place)
    return Subtree(levels[place], path + DIGITS[place - ARITY])


def read_leaf(nodes: Nodes, subtree: Subtree) -> LeafNode:
    """The leaf that a subtree is. Its stored node stands below, where the leaf alone is."""
    path = subtree.path
    if subtree.levels:
        place = subtree.place
        while place < ARITY:
            place = 2 * place if subtree.levels[2 * place] is not None else 2 * place + 1
        path += DIGITS[place - ARITY]
    assert subtree.summary is not None, "nothing is read as a leaf"
    leaf = nodes[NodeKey(subtree.summary.version, path)]
    assert isinstance(leaf, LeafNode), "a node is read as a leaf"
    return leaf
