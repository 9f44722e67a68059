"""Hashing the versioned tree.

An update first works out which nodes it writes, as *drafts* without hashes, and then hashes them: all
values, all leaves, and the inner nodes level by level from the deepest up, each level in one batch. What
a draft refers to and did not change keeps the hash that it has.

A stored node of sixteen children stands for four levels of the definition. Its children are merged in
pairs four times. A pair of nothing is nothing, a leaf beside nothing stays that leaf, and everything else
is hashed, with the fixed value for a side that is empty. A pair that is the pair of before is what it was.

Decision: D-09, R-124.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyde_spec.state.jmt_definition import EMPTY_HASH, compute_internal_input, compute_leaf_input
from pyde_spec.state.jmt_nodes import (
    ARITY,
    DIGITS,
    Child,
    HashMany,
    InternalNode,
    LeafNode,
    Node,
    NodeKey,
    Path,
    Subtrees,
    TreeHashes,
    Version,
)
from pyde_spec.types.primitives import Hash32, SlotKey, Value

NO_SUBTREES: Subtrees = (None,) * (2 * ARITY)


@dataclass(frozen=True, slots=True)
class DraftLeaf:
    """A leaf that is written; its hashes are known when it only moves."""

    key: SlotKey
    value: Value
    hashes: tuple[Hash32, ...] | None = None


@dataclass(frozen=True, slots=True)
class DraftInternal:
    """A node of sixteen children that is written; a child that stays as it was is a `Child`.

    `before` holds the levels of the node that this one replaces, or nothing.
    """

    children: "tuple[Draft | None, ...]"
    before: Subtrees = NO_SUBTREES


Draft = Child | DraftLeaf | DraftInternal


@dataclass(frozen=True, slots=True)
class HashedDraft:
    """What came of a draft: what is known of it from above, and every node below that is written."""

    root: Child
    nodes: dict[NodeKey, Node]


def hash_draft(draft: DraftLeaf | DraftInternal, version: Version, hashes: TreeHashes) -> HashedDraft:
    """Hash a draft of the root and everything below it that is written at `version`."""
    drafts = dict(walk_drafts(draft, ""))
    leaves = {path: found for path, found in drafts.items() if isinstance(found, DraftLeaf)}
    internals = {path: found for path, found in drafts.items() if not isinstance(found, DraftLeaf)}
    nodes: dict[NodeKey, Node] = {
        NodeKey(version, path): LeafNode(leaf.key, leaf.value) for path, leaf in leaves.items()
    }
    hashed = hash_leaves(leaves, version, hashes)
    for depth in sorted({len(path) for path in internals}, reverse=True):
        level = {path: found for path, found in internals.items() if len(path) == depth}
        heaps = [start_heap(path, found, hashed) for path, found in level.items()]
        fill_heaps(heaps, [found.before for found in level.values()], version, hashes)
        for path, heap in zip(level, heaps, strict=True):
            nodes[NodeKey(version, path)] = InternalNode(tuple(heap))
            hashed[path] = get_top(heap)
    return HashedDraft(hashed[""], nodes)


def walk_drafts(draft: DraftLeaf | DraftInternal, path: Path) -> Iterator[tuple[Path, DraftLeaf | DraftInternal]]:
    """A draft and all drafts below it, each with its path."""
    yield path, draft
    if isinstance(draft, DraftInternal):
        for digit, child in enumerate(draft.children):
            if isinstance(child, DraftLeaf | DraftInternal):
                yield from walk_drafts(child, path + DIGITS[digit])


def hash_leaves(leaves: dict[Path, DraftLeaf], version: Version, hashes: TreeHashes) -> dict[Path, Child]:
    """The leaves as they look from above. Those that only move are not hashed again."""
    moved = {path: Child(version, leaf.hashes, True) for path, leaf in leaves.items() if leaf.hashes is not None}
    fresh = {path: leaf for path, leaf in leaves.items() if path not in moved}
    columns = [hash_fresh_leaves(list(fresh.values()), hash_many) for hash_many in hashes]
    computed = zip(*columns, strict=True)
    return moved | {path: Child(version, digests, True) for path, digests in zip(fresh, computed, strict=True)}


def hash_fresh_leaves(leaves: Sequence[DraftLeaf], hash_many: HashMany) -> tuple[Hash32, ...]:
    """The hashes of leaves under one hash: of all their values, then of the leaves."""
    value_hashes = hash_many([leaf.value for leaf in leaves])
    return hash_many(
        [compute_leaf_input(leaf.key, value_hash) for leaf, value_hash in zip(leaves, value_hashes, strict=True)]
    )


def start_heap(path: Path, draft: DraftInternal, hashed: dict[Path, Child]) -> list[Child | None]:
    """A heap whose lowest level are the children of a draft, each either hashed already or as it was."""
    children = [
        child if child is None or isinstance(child, Child) else hashed[path + DIGITS[digit]]
        for digit, child in enumerate(draft.children)
    ]
    return [None] * ARITY + children


def fill_heaps(
    heaps: Sequence[list[Child | None]], replaced: Sequence[Subtrees], version: Version, hashes: TreeHashes
) -> None:
    """Fill in the higher levels of heaps, level by level in all of them, from the levels of before where those hold."""
    for first in (8, 4, 2, 1):
        changed = []
        for heap, before in zip(heaps, replaced, strict=True):
            for place in range(first, 2 * first):
                if get_pair(heap, place) == get_pair(before, place):
                    heap[place] = before[place]
                else:
                    changed.append((heap, place))
        merged = merge_pairs([get_pair(heap, place) for heap, place in changed], version, hashes)
        for (heap, place), subtree in zip(changed, merged, strict=True):
            heap[place] = subtree


def get_pair(heap: Sequence[Child | None], place: int) -> tuple[Child | None, Child | None]:
    """The two neighbours below a place of a heap."""
    return heap[2 * place], heap[2 * place + 1]


def get_top(heap: Sequence[Child | None]) -> Child:
    """What the node of a heap is from above."""
    top = heap[1]
    assert top is not None, "a node without leaves is written"
    return top


def merge_pairs(
    pairs: Sequence[tuple[Child | None, Child | None]], version: Version, hashes: TreeHashes
) -> list[Child | None]:
    """What each pair of neighbours comes to. What is hashed here is no leaf."""
    merged = [right if left is None else left for left, right in pairs]
    hashed = [at for at, pair in enumerate(pairs) if is_pair_hashed(*pair)]
    columns = [
        hash_many([compute_pair_input(pairs[at], place) for at in hashed]) for place, hash_many in enumerate(hashes)
    ]
    for at, digests in zip(hashed, zip(*columns, strict=True), strict=True):
        merged[at] = Child(version, digests, False)
    return merged


def compute_pair_input(pair: tuple[Child | None, Child | None], place: int) -> bytes:
    """What is hashed of two neighbours under the hash of that place."""
    left, right = pair
    return compute_internal_input(get_hash_at(left, place), get_hash_at(right, place))


def is_pair_hashed(left: Child | None, right: Child | None) -> bool:
    """Whether two neighbours come to a hash of both, and not to nothing or to the one leaf among them."""
    if left is None:
        return right is not None and not right.is_leaf
    return right is not None or not left.is_leaf


def get_hash_at(child: Child | None, place: int) -> Hash32:
    """The hash of a child under the hash of that place; the fixed value where there is no child."""
    return EMPTY_HASH if child is None else child.hashes[place]
