"""Proofs of many slots, and what writes to them lead to.

A batched proof shows what each of some slots holds, with the levels that their paths share given once. It
shows enough to compute, without the rest of the state, the root after any writes to those slots – that is
what lets a block be re-executed from its witness.

For that one thing is needed beside the paths. When everything on one side of a fork is deleted, what is on
the other side rises if it is a leaf and stays if it is not. So where the slots are all that one side holds, the
other side is not hidden: it is given as `empty`, `leaf` or `inner`. Everywhere else it is given by its hash.
There is exactly one proof for a tree and a set of slots, and every other list is refused.

Nothing is computed from a proof before it has been checked against the root. What a slot holds, or that
it holds nothing, or which other leaf stands in its place, is then known; so deleting a slot that holds nothing
is no special case, nor is writing to a slot whose place another leaf has taken.

Source: book, chapter 4, section 4.5.  Decision: R-127, R-128 (what a batched proof shows; order of checks).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_binary import Subtree, get_subtree_hash, get_whole, is_branching, read_halves, read_leaf
from pyde_spec.state.jmt_definition import get_bit
from pyde_spec.state.jmt_nodes import Nodes, Tree
from pyde_spec.state.partial_tree import (
    EmptyNode,
    Fork,
    ForkNode,
    HiddenNode,
    InnerNode,
    PartialTree,
    Place,
    ProofNode,
    compute_partial_root,
    read_partial_tree,
    validate_leaf_place,
    validate_not_nothing,
)
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32, SlotKey, Value

Keys = Sequence[SlotKey]
Entries = Mapping[SlotKey, Value | None]


@dataclass(frozen=True, slots=True)
class Shown:
    """Nodes that show a subtree, and whether deleting the slots would leave nothing of it."""

    nodes: list[ProofNode]
    can_be_emptied: bool


def make_batched_proof(nodes: Nodes, tree: Tree, keys: Keys, tree_hash: TreeHash) -> tuple[ProofNode, ...]:
    """The proof of what the slots hold at the tree's version."""
    distinct = sorted(set(keys))
    whole = get_whole(tree)
    shown = show_slots(nodes, whole, distinct, 0, tree_hash).nodes if distinct else [show_hidden(whole, tree_hash)]
    return tuple(shown)


def show_slots(nodes: Nodes, subtree: Subtree, keys: Keys, depth: int, tree_hash: TreeHash) -> Shown:
    """Show a subtree at a depth in which some slots lie."""
    if subtree.summary is None:
        return Shown([EmptyNode()], True)
    if not is_branching(subtree):
        leaf = show_leaf(nodes, subtree, tree_hash)
        return Shown([leaf], leaf.key in keys)
    left, right = read_halves(nodes, subtree)
    left_keys, right_keys = split_keys(keys, depth)
    if not right_keys:
        shown = show_slots(nodes, left, left_keys, depth + 1, tree_hash)
        beside = show_beside(nodes, right, shown.can_be_emptied, tree_hash)
        return Shown([ForkNode(), *shown.nodes, beside], shown.can_be_emptied and right.summary is None)
    if not left_keys:
        shown = show_slots(nodes, right, right_keys, depth + 1, tree_hash)
        beside = show_beside(nodes, left, shown.can_be_emptied, tree_hash)
        return Shown([ForkNode(), beside, *shown.nodes], shown.can_be_emptied and left.summary is None)
    first = show_slots(nodes, left, left_keys, depth + 1, tree_hash)
    second = show_slots(nodes, right, right_keys, depth + 1, tree_hash)
    return Shown([ForkNode(), *first.nodes, *second.nodes], first.can_be_emptied and second.can_be_emptied)


def show_beside(nodes: Nodes, subtree: Subtree, is_needed: bool, tree_hash: TreeHash) -> ProofNode:
    """Show a subtree without slots: what it is where that is needed, else its hash."""
    if not is_needed or subtree.summary is None:
        return show_hidden(subtree, tree_hash)
    if not is_branching(subtree):
        return show_leaf(nodes, subtree, tree_hash)
    left, right = read_halves(nodes, subtree)
    return InnerNode(get_subtree_hash(left, tree_hash), get_subtree_hash(right, tree_hash))


def show_hidden(subtree: Subtree, tree_hash: TreeHash) -> ProofNode:
    """Show a subtree by its hash, or that it is nothing."""
    return EmptyNode() if subtree.summary is None else HiddenNode(get_subtree_hash(subtree, tree_hash))


def show_leaf(nodes: Nodes, subtree: Subtree, tree_hash: TreeHash) -> ProofLeaf:
    """Show a leaf."""
    leaf = read_leaf(nodes, subtree)
    return ProofLeaf(leaf.key, get_hash(tree_hash)(leaf.value))


def split_keys(keys: Keys, depth: int) -> tuple[list[SlotKey], list[SlotKey]]:
    """The keys with the bit at a depth clear, and those with it set."""
    return [key for key in keys if get_bit(key, depth) == 0], [key for key in keys if get_bit(key, depth) == 1]


def validate_batched_proof(
    root: Hash32, tree_hash: TreeHash, entries: Entries, nodes: Sequence[ProofNode]
) -> PartialTree:
    """The part of the tree that the proof shows. Raises unless the slots hold what the entries say.

    An entry without a value says that the slot holds nothing. Rejects with the reasons of `read_partial_tree`, then
    with those of `validate_shown`, then with `PROOF_ROOT_MISMATCH`, then with `PROVED_ENTRY_MISMATCH`. Checked in this
    order.
    """
    tree = read_partial_tree(nodes)
    if entries:
        validate_shown(tree, sorted(entries), Place())
    else:
        validate_beside(tree, False, Place())
    computed = compute_partial_root(get_hash(tree_hash), tree)
    if computed != root:
        raise Rejected(Reason.PROOF_ROOT_MISMATCH, computed.hex())
    for key, value in sorted(entries.items()):
        expected = None if value is None else get_hash(tree_hash)(value)
        if find_value_hash(tree, key) != expected:
            raise Rejected(Reason.PROVED_ENTRY_MISMATCH, key.hex())
    return tree


def validate_shown(tree: PartialTree, keys: Keys, place: Place) -> bool:
    """Raises unless a part shows the slots and no more than it must. Says whether they are all that is there.

    Rejects with `PROOF_HIDES_SLOT` where a slot's place is `hidden` or `inner`, with `PROOF_LEAF_OUT_OF_PLACE`, and
    with the reasons of `validate_beside`. Of two halves the one with slots is checked first; where both have slots,
    the left.
    """
    if isinstance(tree, EmptyNode):
        return True
    if isinstance(tree, ProofLeaf):
        validate_leaf_place(tree, place)
        return tree.key in keys
    if not isinstance(tree, Fork):
        raise Rejected(Reason.PROOF_HIDES_SLOT, keys[0].hex())
    left_keys, right_keys = split_keys(keys, place.depth)
    left_place, right_place = place.get_halves()
    if not right_keys:
        can_be_emptied = validate_shown(tree.left, left_keys, left_place)
        validate_beside(tree.right, can_be_emptied, right_place)
        return can_be_emptied and isinstance(tree.right, EmptyNode)
    if not left_keys:
        can_be_emptied = validate_shown(tree.right, right_keys, right_place)
        validate_beside(tree.left, can_be_emptied, left_place)
        return can_be_emptied and isinstance(tree.left, EmptyNode)
    left_can_be_emptied = validate_shown(tree.left, left_keys, left_place)
    return validate_shown(tree.right, right_keys, right_place) and left_can_be_emptied


def validate_beside(tree: PartialTree, is_needed: bool, place: Place) -> None:
    """Raises unless a part without slots is given as it must be.

    It shows what it is when all leaves on the other side may be deleted, as it might rise then. Otherwise it is hidden,
    unless it is nothing, which is always shown as `empty`. What is hidden is rejected with `PROOF_HIDES_NEIGHBOUR`,
    then with `PROOF_HIDES_NOTHING`; what is shown with `PROOF_SHOWS_NEEDLESS`, then with `PROOF_LEAF_OUT_OF_PLACE`.
    """
    if isinstance(tree, HiddenNode):
        if is_needed:
            raise Rejected(Reason.PROOF_HIDES_NEIGHBOUR)
        validate_not_nothing(tree)
        return
    if isinstance(tree, Fork) or not (is_needed or isinstance(tree, EmptyNode)):
        raise Rejected(Reason.PROOF_SHOWS_NEEDLESS)
    if isinstance(tree, ProofLeaf):
        validate_leaf_place(tree, place)


def find_value_hash(tree: PartialTree, key: SlotKey) -> Hash32 | None:
    """The hash of what a slot holds; nothing when it holds nothing. The part must show the slot."""
    depth = 0
    while isinstance(tree, Fork):
        tree = tree.left if get_bit(key, depth) == 0 else tree.right
        depth += 1
    return tree.value_hash if isinstance(tree, ProofLeaf) and tree.key == key else None
