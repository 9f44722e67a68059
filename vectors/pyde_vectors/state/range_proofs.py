"""Vectors of range proofs: what is made, what is accepted, and each way to be refused."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import TreeHash
from pyde_spec.state.jmt_definition import EMPTY_HASH
from pyde_spec.state.partial_tree import HiddenNode, InnerNode, KeyRange, ProofNode, ProofNodes
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.state.range_proofs import make_range_proof, validate_range
from pyde_spec.types.primitives import Hash32, SlotKey
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.batched_proofs import (
    BLAKE3,
    EMPTY,
    FORK,
    HASHED,
    HIGH_LEAF,
    LOW_LEAF,
    POSEIDON2,
    TOP_LEAF,
    NodesOutput,
    hide,
)
from pyde_vectors.state.key_sets import BASE, flip_bit
from pyde_vectors.state.proof_trees import (
    FIVE,
    FORK_TWIN,
    HIGH,
    LOW,
    MIDDLE,
    NEXT,
    TOP,
    TREES,
    Entries,
    build_tree,
    get_root,
    make_entries,
)
from pyde_vectors.state.tree_root import Entry

FIRST, LAST = bytes(32), b"\xff" * 32
HALF = b"\x7f" + b"\xff" * 31
OTHER_HALF = b"\x80" + bytes(31)


@dataclass(frozen=True, slots=True)
class MakeRangeInput:
    """The leaves of a tree, the hash, and the range to prove."""

    entries: Entries
    tree_hash: TreeHash
    keys: KeyRange


@dataclass(frozen=True, slots=True)
class RangeInput:
    """A root under a hash, a range, its leaves in order of key, and the fringe around them."""

    root: Hash32
    tree_hash: TreeHash
    keys: KeyRange
    leaves: Entries
    nodes: ProofNodes


@handler("state/make_range_proof", rules=[make_range_proof])
def run_make_range_proof(_: Parameters, given: MakeRangeInput) -> NodesOutput:
    """Prove all leaves of a range."""
    update = build_tree(given.entries)
    return NodesOutput(make_range_proof(update.nodes, update.tree, given.keys, given.tree_hash))


def draw_range_inputs() -> Any:
    """Inputs worth asking: ranges of related keys, their proofs sound or one change away."""
    from pyde_vectors.state.draws import draw_range

    return draw_range().map(lambda drawn: RangeInput(*drawn))


@handler("state/validate_range", rules=[validate_range], inputs=draw_range_inputs)
def run_validate_range(_: Parameters, given: RangeInput) -> Accepted:
    """Check the leaves of a range."""
    leaves = [(leaf.key, leaf.value) for leaf in given.leaves]
    validate_range(given.root, given.tree_hash, given.keys, leaves, given.nodes)
    return Accepted()


RANGES = (
    ("all", "all keys", KeyRange(FIRST, LAST)),
    ("left-half", "the lower half", KeyRange(FIRST, HALF)),
    ("right-half", "the upper half", KeyRange(OTHER_HALF, LAST)),
    ("one-leaf", "a single key that has a leaf", KeyRange(LOW, LOW)),
    ("one-absent", "a single key that has none", KeyRange(flip_bit(LOW, 250), flip_bit(LOW, 250))),
    ("across-the-middle", "from a leaf of one half to a leaf of the other", KeyRange(MIDDLE, HIGH)),
    ("between-leaves", "keys between two leaves", KeyRange(flip_bit(LOW, 255), flip_bit(LOW, 254))),
    ("all-but-the-ends", "all keys but the first and the last", KeyRange(FIRST[:31] + b"\x01", LAST[:31] + b"\xfe")),
    ("first-key", "the first key", KeyRange(FIRST, FIRST)),
    ("last-key", "the last key", KeyRange(LAST, LAST)),
)


def make_range(keys: KeyRange, tree: tuple[SlotKey, ...] = FIVE, tree_hash: TreeHash = BLAKE3) -> RangeInput:
    """The leaves of a range of a tree with their proof."""
    update = build_tree(make_entries(tree))
    listed = tuple(sorted([key for key in tree if keys.first <= key <= keys.last]))
    nodes = make_range_proof(update.nodes, update.tree, keys, tree_hash)
    return RangeInput(get_root(tree, tree_hash), tree_hash, keys, make_entries(listed), nodes)


@cases("state/make_range_proof")
def make_range_proof_cases() -> Iterator[Case]:
    """Every range of every tree, and one under the other hash."""
    for tree_name, tree in TREES.items():
        for range_name, title, keys in RANGES:
            yield Case(
                f"{tree_name}-{range_name}",
                f"Tree {tree_name}: {title}",
                MakeRangeInput(make_entries(tree), BLAKE3, keys),
            )
    keys = KeyRange(MIDDLE, HIGH)
    yield Case("poseidon2", "Under Poseidon2", MakeRangeInput(make_entries(FIVE), POSEIDON2, keys))


@cases("state/validate_range")
def validate_range_cases() -> Iterator[Case]:
    """Every range of every tree, one under the other hash, and ends that part two leaves at the last bit."""
    for tree_name, tree in TREES.items():
        for range_name, title, keys in RANGES:
            yield Case(
                f"{tree_name}-{range_name}", f"Tree {tree_name}: {title}", make_range(keys, tree), known={"ok": {}}
            )
    yield Case("poseidon2", "Under Poseidon2", make_range(KeyRange(MIDDLE, HIGH), FIVE, POSEIDON2), known={"ok": {}})
    lower, upper = sorted((BASE, FORK_TWIN))
    for name, keys in (("to-the-lower", KeyRange(FIRST, lower)), ("from-the-upper", KeyRange(upper, LAST))):
        yield Case(
            f"last-bit-{name}",
            f"A range {name.replace('-', ' ')} of two leaves that part at the last bit",
            make_range(keys, (lower, upper)),
            ("boundary",),
            known={"ok": {}},
        )


def list_leaves(*keys: SlotKey) -> tuple[Entry, ...]:
    """Leaves to list for a range."""
    return make_entries(keys)


@cases("state/validate_range")
def reject_range_cases() -> Iterator[Case]:
    """Each way to be refused, and each check before the ones behind it."""
    middle = make_range(KeyRange(MIDDLE, HIGH))
    left = make_range(KeyRange(FIRST, HALF), (LOW, TOP))
    low_only = make_range(KeyRange(LOW, LOW), (LOW, TOP))
    whole = make_range(KeyRange(FIRST, LAST))
    lone = make_range(KeyRange(LOW, LOW), (LOW,))
    beside = make_range(KeyRange(NEXT, NEXT), (LOW,))
    inner = InnerNode(get_root((HIGH,)), get_root((TOP,)))

    def put(given: RangeInput, *nodes: ProofNode) -> RangeInput:
        """The same with other nodes."""
        return replace(given, nodes=nodes)

    table = (
        ("reversed", "The range ends before it begins", replace(whole, keys=KeyRange(LAST, FIRST)), ("missing-check",)),
        (
            "reversed-by-one",
            "It ends one key before it begins",
            replace(lone, keys=KeyRange(LOW, flip_bit(LOW, 4)), leaves=()),
            ("boundary",),
        ),
        (
            "leaf-below",
            "A leaf below the range",
            replace(middle, leaves=list_leaves(NEXT, MIDDLE, HIGH)),
            ("missing-check",),
        ),
        (
            "leaf-above",
            "A leaf above the range",
            replace(middle, leaves=list_leaves(MIDDLE, HIGH, TOP)),
            ("missing-check",),
        ),
        (
            "repeated-leaf",
            "A leaf is listed twice",
            replace(middle, leaves=list_leaves(MIDDLE, MIDDLE, HIGH)),
            ("missing-check",),
        ),
        (
            "descending-leaves",
            "The leaves are not in order",
            replace(middle, leaves=list_leaves(HIGH, MIDDLE)),
            ("malleability",),
        ),
        (
            "leaf-left-out",
            "A leaf of the range is left out",
            replace(whole, leaves=whole.leaves[1:]),
            ("missing-check",),
        ),
        (
            "leaf-too-many",
            "A leaf that is not in the tree",
            replace(make_range(KeyRange(FIRST, LAST), FIVE[:4]), leaves=whole.leaves),
            ("missing-check",),
        ),
        (
            "other-value",
            "A leaf has another value",
            replace(whole, leaves=(Entry(LOW, b"other"), *whole.leaves[1:])),
            ("missing-check",),
        ),
        ("other-root", "The root is of another state", replace(middle, root=get_root(FIVE[1:])), ("missing-check",)),
        ("other-hash", "The proof is under the other hash", replace(middle, tree_hash=POSEIDON2), ("missing-check",)),
        ("ends-early", "The last node is missing", put(middle, *middle.nodes[:-1]), ("truncation",)),
        ("no-nodes", "No nodes", put(middle), ("truncation",)),
        ("left-over", "A node too many", put(middle, *middle.nodes, EMPTY), ("missing-check",)),
        (
            "left-over-of-all",
            "A node for a range that needs none",
            put(whole, HiddenNode(whole.root)),
            ("malleability", "boundary"),
        ),
        ("shows-leaf-outside", "A leaf is shown outside the range", put(left, FORK, TOP_LEAF), ("malleability",)),
        (
            "shows-inner-outside",
            "An inner node is shown outside the range",
            put(make_range(KeyRange(FIRST, HALF), (LOW, HIGH, TOP)), FORK, inner),
            ("malleability",),
        ),
        (
            "shows-fork-outside",
            "A fork is shown outside the range",
            put(make_range(KeyRange(FIRST, HALF), (LOW, HIGH, TOP)), FORK, FORK, HIGH_LEAF, TOP_LEAF),
            ("malleability",),
        ),
        (
            "hides-nothing-outside",
            "Nothing is hidden outside the range",
            put(make_range(KeyRange(FIRST, HALF), (LOW, NEXT)), FORK, HiddenNode(EMPTY_HASH)),
            ("malleability",),
        ),
        ("hides-end", "The end of the range is hidden", put(low_only, FORK, hide(LOW), hide(TOP)), ("missing-check",)),
        (
            "inner-at-end",
            "The end of the range is an inner node",
            put(make_range(KeyRange(HIGH, HIGH), (HIGH, TOP)), FORK, EMPTY, inner),
            ("missing-check",),
        ),
        (
            "leaf-out-of-place",
            "A leaf at the end lies elsewhere",
            put(low_only, FORK, TOP_LEAF, hide(TOP)),
            ("missing-check",),
        ),
        (
            "lone-leaf-not-listed",
            "The leaf that stands alone is in the range and not listed",
            replace(lone, leaves=()),
            ("missing-check",),
        ),
        (
            "lone-leaf-listed-with-another-value",
            "It is listed with another value",
            replace(lone, leaves=(Entry(LOW, b"other"),)),
            ("missing-check",),
        ),
        (
            "lone-leaf-shown-with-another-value",
            "It is shown with another value",
            put(lone, ProofLeaf(LOW, HASHED(b"other"))),
            ("missing-check",),
        ),
        (
            "lone-leaf-is-another",
            "Another leaf of the range is listed",
            replace(lone, keys=KeyRange(LOW, NEXT), leaves=list_leaves(NEXT)),
            ("missing-check",),
        ),
        (
            "two-listed-where-one-stands",
            "Two leaves are listed where one stands alone",
            replace(lone, keys=KeyRange(LOW, NEXT), leaves=list_leaves(LOW, NEXT)),
            ("missing-check",),
        ),
        (
            "listed-where-other-stands",
            "A leaf is listed where one outside the range stands alone",
            replace(beside, leaves=list_leaves(NEXT)),
            ("missing-check",),
        ),
        (
            "listed-where-nothing-is",
            "A leaf is listed where nothing is",
            replace(make_range(KeyRange(LOW, LOW), ()), leaves=list_leaves(LOW)),
            ("missing-check",),
        ),
        (
            "nothing-where-leaf-is",
            "Nothing is shown and listed where a leaf is",
            replace(put(lone, EMPTY), leaves=()),
            ("missing-check",),
        ),
        (
            "reversed-before-outside",
            "A reversed range, and leaves outside it",
            replace(middle, keys=KeyRange(HIGH, MIDDLE)),
            ("order-of-checks",),
        ),
        (
            "outside-before-order",
            "A leaf outside, and leaves not in order",
            replace(middle, leaves=list_leaves(HIGH, MIDDLE, LOW)),
            ("order-of-checks",),
        ),
        (
            "order-before-nodes",
            "Leaves not in order, and no nodes",
            replace(put(middle), leaves=list_leaves(HIGH, MIDDLE)),
            ("order-of-checks",),
        ),
        (
            "place-before-listed",
            "A leaf out of place, and none listed",
            replace(put(low_only, FORK, TOP_LEAF, hide(TOP)), leaves=()),
            ("order-of-checks",),
        ),
        (
            "nodes-before-left-over",
            "An end hidden, and a node too many",
            put(lone, hide(LOW), EMPTY),
            ("order-of-checks",),
        ),
        (
            "left-over-before-root",
            "A node too many, and another root",
            replace(put(whole, LOW_LEAF), root=EMPTY_HASH),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)
