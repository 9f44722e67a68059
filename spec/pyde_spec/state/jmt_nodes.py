"""Nodes of the versioned tree.

The tree of the definition branches by bits. Stored that way, a leaf of a million under random keys would lie some
twenty reads deep, and one under the protocol's own keys some 130 (F-26). So four levels are stored as one node of
sixteen children: a node branches by *nibbles*, the hexadecimal digits of the key. What the levels inside a node
come to is kept with it, so that a change hashes one node of the definition on each level, not all fifteen of a
stored one.

A node is found by the version that wrote it and by its path, the digits that lead to it from the root.
Nothing is ever written over. A change writes anew the nodes from the changed leaf up to the root and leaves
all others; a node refers to its children with the versions that wrote them. So the root of every version
still leads to the state of that version, until what newer versions no longer reach is removed.

A leaf stands as high as it stands alone, as in the definition: a node with a single leaf below it does
not exist. A node whose only child is itself a node does, since the path has to be walked.

Each hash that a node stores is a tuple with an entry for each of the tree's hashes, in their order.

Source: book, chapter 4, sections 4.1 and 4.1b.  Decision: D-09, R-124 (what a node holds).
Finding: F-26 (what long common prefixes cost).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyde_spec.state.jmt_definition import EMPTY_HASH
from pyde_spec.types.primitives import Hash32, SlotKey, Value

DIGITS = "0123456789abcdef"
ARITY = len(DIGITS)

HashMany = Callable[[Sequence[bytes]], tuple[Hash32, ...]]
TreeHashes = tuple[HashMany, ...]
Path = str
Version = int


@dataclass(frozen=True, slots=True)
class NodeKey:
    """Where a node is stored. The path is in lower-case hexadecimal digits; that of the root is empty."""

    version: Version
    path: Path


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of a node from above: the version that wrote it, its hashes, whether it is a leaf."""

    version: Version
    hashes: tuple[Hash32, ...]
    is_leaf: bool


Subtrees = tuple[Child | None, ...]


@dataclass(frozen=True, slots=True)
class LeafNode:
    """A leaf: a slot and what it holds."""

    key: SlotKey
    value: Value


@dataclass(frozen=True, slots=True)
class InternalNode:
    """The levels of a node, as a heap: nothing at 0, the node itself at 1, and below i stand 2i and 2i + 1.

    From 16 on stand the children by digit. There is nothing where no leaf is below, and a leaf that is alone
    below a place stands there itself.
    """

    subtrees: Subtrees

    def get_child(self, digit: int) -> Child | None:
        """The child of a digit."""
        return self.subtrees[ARITY + digit]


Node = LeafNode | InternalNode
Nodes = Mapping[NodeKey, Node]


@dataclass(frozen=True, slots=True)
class StaleNode:
    """A node that version `since` and all later ones no longer reach."""

    since: Version
    key: NodeKey


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree at a version. Without leaves it has no root node."""

    version: Version
    root: Child | None


EMPTY_TREE = Tree(-1, None)
"""The tree before its first version, which may be 0. Its own is −1: before every version, and stored nowhere."""


def get_digits(key: SlotKey) -> Path:
    """The digits of a key: the path that its leaf lies on."""
    return key.hex()


def get_root_hashes(tree: Tree, hashes: TreeHashes) -> tuple[Hash32, ...]:
    """The root of the tree under each hash."""
    if tree.root is None:
        return (EMPTY_HASH,) * len(hashes)
    return tree.root.hashes


def find_value(nodes: Nodes, tree: Tree, key: SlotKey) -> Value | None:
    """What the slot held at the tree's version; nothing when it held nothing."""
    digits = get_digits(key)
    child, depth = tree.root, 0
    while child is not None:
        node = nodes[NodeKey(child.version, digits[:depth])]
        if isinstance(node, LeafNode):
            return node.value if node.key == key else None
        child = node.get_child(int(digits[depth], ARITY))
        depth += 1
    return None


def compute_removable(stale: Iterable[StaleNode], oldest: Version) -> tuple[NodeKey, ...]:
    """The nodes that no version from `oldest` on reaches, and that may be removed when older ones are given up."""
    return tuple([node.key for node in stale if node.since <= oldest])
