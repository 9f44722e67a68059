"""The versioned tree.

An update takes the tree at one version and the writes of the next, and answers with what is new: the tree
at the new version, the nodes to store, and those that newer versions no longer reach. It changes nothing
that it is given. Whoever stores nodes adds the new ones, and removes stale ones when it no longer wants to
answer for the versions before.

Writes are a set: a slot is written once, with a value, or with nothing to delete it. A write that changes
nothing – the value that is there, the deletion of a slot that holds nothing – writes no node, so the same
state always lies under the same root, however it came about.

Only what changed is read and hashed. Of a million leaves under random keys a write touches about five nodes.
Under the protocol's own keys, which an account's slots share half of, it is about 34 (F-26).

Source: book, chapter 4, sections 4.1 and 4.1b.  Decision: D-09, R-124, R-125 (writes that change nothing).
Finding: F-26 (what long common prefixes cost).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.jmt_hashing import Draft, DraftInternal, DraftLeaf, hash_draft
from pyde_spec.state.jmt_nodes import (
    ARITY,
    DIGITS,
    Child,
    LeafNode,
    Node,
    NodeKey,
    Nodes,
    Path,
    StaleNode,
    Subtrees,
    Tree,
    TreeHashes,
    Version,
)
from pyde_spec.types.primitives import SlotKey, Value

Write = tuple[SlotKey, Value | None]


@dataclass(frozen=True, slots=True)
class TreeUpdate:
    """What an update brings: the new tree, the nodes to store, the nodes no longer reached."""

    tree: Tree
    nodes: dict[NodeKey, Node]
    stale: tuple[StaleNode, ...]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A subtree after its writes, and the stored nodes that it replaces."""

    draft: Draft | None
    replaced: list[NodeKey]


def compute_update(
    nodes: Nodes, tree: Tree, version: Version, writes: Mapping[SlotKey, Value | None], hashes: TreeHashes
) -> TreeUpdate:
    """The tree after the writes, as `version`.

    `nodes` must hold every node that the tree reaches. Rejects with `TREE_VERSION_NOT_LATER` unless `version` is
    above the tree's.
    """
    if version <= tree.version:
        raise Rejected(Reason.TREE_VERSION_NOT_LATER, f"{version} after {tree.version}")
    rebuilt = rebuild(nodes, tree.root, "", sorted(writes.items()))
    stale = tuple([StaleNode(version, key) for key in rebuilt.replaced])
    if rebuilt.draft is None or isinstance(rebuilt.draft, Child):
        return TreeUpdate(Tree(version, rebuilt.draft), {}, stale)
    hashed = hash_draft(rebuilt.draft, version, hashes)
    return TreeUpdate(Tree(version, hashed.root), hashed.nodes, stale)


def rebuild(nodes: Nodes, child: Child | None, path: Path, writes: Sequence[Write]) -> Rebuilt:
    """The subtree at a path after writes, which are in order of key and all lie below the path."""
    if child is None:
        return Rebuilt(draft_leaves(path, [DraftLeaf(key, value) for key, value in writes if value is not None]), [])
    node = nodes[NodeKey(child.version, path)]
    if isinstance(node, LeafNode):
        return rebuild_leaf(child, node, path, writes)
    return rebuild_internal(nodes, child, node.subtrees, path, writes)


def rebuild_leaf(child: Child, node: LeafNode, path: Path, writes: Sequence[Write]) -> Rebuilt:
    """A subtree that was one leaf, after writes: that leaf unless it is written, and the leaves written."""
    kept = DraftLeaf(node.key, node.value, child.hashes)
    drafts = {} if node.key in dict(writes) else {node.key: kept}
    for key, value in writes:
        if value is not None:
            drafts[key] = kept if (key, value) == (node.key, node.value) else DraftLeaf(key, value)
    if list(drafts.values()) == [kept]:
        return Rebuilt(child, [])
    draft = draft_leaves(path, [leaf for _, leaf in sorted(drafts.items())])
    return Rebuilt(draft, [NodeKey(child.version, path)])


def rebuild_internal(nodes: Nodes, child: Child, before: Subtrees, path: Path, writes: Sequence[Write]) -> Rebuilt:
    """A subtree that was a node of sixteen children, after writes; as it was when no child changed."""
    children = before[ARITY:]
    after: list[Draft | None] = list(children)
    replaced = [NodeKey(child.version, path)]
    for digit, below in group_by_digit(writes, len(path)).items():
        rebuilt = rebuild(nodes, children[digit], path + DIGITS[digit], below)
        after[digit] = rebuilt.draft
        replaced += rebuilt.replaced
    if tuple(after) == children:
        return Rebuilt(child, [])
    remaining = [digit for digit, draft in enumerate(after) if draft is not None]
    if len(remaining) > 1:
        return Rebuilt(DraftInternal(tuple(after), before), replaced)
    if not remaining:
        return Rebuilt(None, replaced)
    (digit,) = remaining
    return raise_only_child(nodes, DraftInternal(tuple(after), before), digit, path, replaced)


def raise_only_child(nodes: Nodes, draft: DraftInternal, digit: int, path: Path, replaced: list[NodeKey]) -> Rebuilt:
    """A node with one child left: where that is a leaf, the leaf takes the node's place."""
    only = draft.children[digit]
    if isinstance(only, DraftLeaf):
        return Rebuilt(only, replaced)
    if isinstance(only, Child) and only.is_leaf:
        key = NodeKey(only.version, path + DIGITS[digit])
        leaf = nodes[key]
        assert isinstance(leaf, LeafNode), f"{key} is stored as a node and referred to as a leaf"
        return Rebuilt(DraftLeaf(leaf.key, leaf.value, only.hashes), [*replaced, key])
    return Rebuilt(draft, replaced)


def draft_leaves(path: Path, leaves: Sequence[DraftLeaf]) -> DraftLeaf | DraftInternal | None:
    """A new subtree at a path with these leaves, which are in order of key."""
    if not leaves:
        return None
    if len(leaves) == 1:
        (leaf,) = leaves
        return leaf
    below: list[list[DraftLeaf]] = [[] for _ in range(ARITY)]
    for leaf in leaves:
        below[get_digit(leaf.key, len(path))].append(leaf)
    return DraftInternal(tuple([draft_leaves(path + DIGITS[digit], group) for digit, group in enumerate(below)]))


def group_by_digit(writes: Sequence[Write], depth: int) -> dict[int, list[Write]]:
    """The writes by the digit of their keys at a depth, in order."""
    groups: dict[int, list[Write]] = {}
    for write in writes:
        groups.setdefault(get_digit(write[0], depth), []).append(write)
    return groups


def get_digit(key: SlotKey, depth: int) -> int:
    """The digit of a key at a depth: the high half of a byte, then its low half."""
    byte = key[depth // 2]
    return byte >> 4 if depth % 2 == 0 else byte & 0x0F
