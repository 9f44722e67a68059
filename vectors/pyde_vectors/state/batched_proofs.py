"""Vectors of batched proofs: what is made, each way to be refused, and the roots that writes lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.batched_proofs import make_batched_proof, validate_batched_proof
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_definition import compute_root
from pyde_spec.state.partial_tree import EmptyNode, ForkNode, HiddenNode, InnerNode, ProofNode, ProofNodes
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32, SlotKey
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.key_sets import BASE, flip_bit
from pyde_vectors.state.proof_trees import (
    ABSENT_AT_HIGH,
    ABSENT_AT_NOTHING,
    ABSENT_AT_TOP,
    ENTRIES_CAP,
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
    get_value,
    make_entries,
)
from pyde_vectors.state.tree_sequences import Write, collect_writes

BLAKE3, POSEIDON2 = TreeHash.BLAKE3, TreeHash.POSEIDON2

Slots = Annotated[tuple[Write, ...], ListOf(ENTRIES_CAP)]


@dataclass(frozen=True, slots=True)
class MakeBatchedInput:
    """The leaves of a tree, the hash, and the slots to prove, in any order."""

    entries: Entries
    tree_hash: TreeHash
    keys: Annotated[tuple[SlotKey, ...], ListOf(ENTRIES_CAP)]


@dataclass(frozen=True, slots=True)
class NodesOutput:
    """The nodes of a proof."""

    nodes: ProofNodes


@dataclass(frozen=True, slots=True)
class BatchedInput:
    """A root under a hash, what slots hold, and their proof. A slot without a value holds nothing."""

    root: Hash32
    tree_hash: TreeHash
    slots: Slots
    nodes: ProofNodes


@handler("state/make_batched_proof", rules=[make_batched_proof])
def run_make_batched_proof(_: Parameters, given: MakeBatchedInput) -> NodesOutput:
    """Prove what slots hold."""
    update = build_tree(given.entries)
    return NodesOutput(make_batched_proof(update.nodes, update.tree, given.keys, given.tree_hash))


def draw_batched_inputs() -> Any:
    """Inputs worth asking: proofs of related slots, sound or one change away."""
    from pyde_vectors.state.draws import draw_batched

    return draw_batched().map(lambda drawn: BatchedInput(*drawn))


@handler("state/validate_batched_proof", rules=[validate_batched_proof], inputs=draw_batched_inputs)
def run_validate_batched_proof(_: Parameters, given: BatchedInput) -> Accepted:
    """Check a batched proof."""
    slots = collect_writes(given.slots)
    validate_batched_proof(given.root, given.tree_hash, slots, given.nodes)
    return Accepted()


SLOT_SETS: dict[str, tuple[SlotKey, ...]] = {
    "no-slots": (),
    "low": (LOW,),
    "middle": (MIDDLE,),
    "top": (TOP,),
    "low-and-next": (LOW, NEXT),
    "low-and-top": (TOP, LOW),
    "left-half": (LOW, NEXT, MIDDLE),
    "right-half": (HIGH, TOP),
    "both-halves": (LOW, ABSENT_AT_HIGH, ABSENT_AT_TOP),
    "all": FIVE,
    "absent-at-nothing": (ABSENT_AT_NOTHING,),
    "absent-at-top": (ABSENT_AT_TOP,),
    "absent-at-high": (ABSENT_AT_HIGH,),
    "leaf-and-absent-there": (TOP, ABSENT_AT_TOP),
    "absent-twice": (ABSENT_AT_TOP, flip_bit(ABSENT_AT_TOP, 250)),
    "mixed": (LOW, ABSENT_AT_NOTHING, ABSENT_AT_HIGH, HIGH),
}


def prove(keys: tuple[SlotKey, ...], slots: tuple[SlotKey, ...], tree_hash: TreeHash = BLAKE3) -> tuple[ProofNode, ...]:
    """The proof of slots in the tree of these keys."""
    update = build_tree(make_entries(keys))
    return make_batched_proof(update.nodes, update.tree, slots, tree_hash)


def make_slots(slots: tuple[SlotKey, ...], keys: tuple[SlotKey, ...] = FIVE) -> tuple[Write, ...]:
    """What slots hold in the tree of these keys."""
    return tuple(Write(key, get_value(key) if key in keys else None) for key in slots)


def make_input(
    slots: tuple[SlotKey, ...], keys: tuple[SlotKey, ...] = FIVE, tree_hash: TreeHash = BLAKE3
) -> BatchedInput:
    """The proof of slots in the tree of these keys, with what it is checked against."""
    return BatchedInput(get_root(keys, tree_hash), tree_hash, make_slots(slots, keys), prove(keys, slots, tree_hash))


@cases("state/make_batched_proof")
def make_batched_proof_cases() -> Iterator[Case]:
    """Every set of slots in the tree of five leaves, some in the smaller trees, some under the other hash."""
    for tree_name, keys in TREES.items():
        for set_name, slots in SLOT_SETS.items():
            if keys == FIVE or len(slots) <= 1:
                yield Case(
                    f"{tree_name}-{set_name}",
                    f"Tree {tree_name}: slots {set_name.replace('-', ' ')}",
                    MakeBatchedInput(make_entries(keys), BLAKE3, slots),
                )
    yield Case("repeated-slot", "A slot named twice", MakeBatchedInput(make_entries(FIVE), BLAKE3, (LOW, LOW)))
    yield Case("poseidon2", "Under Poseidon2", MakeBatchedInput(make_entries(FIVE), POSEIDON2, SLOT_SETS["mixed"]))


@cases("state/validate_batched_proof")
def validate_batched_proof_cases() -> Iterator[Case]:
    """Every proof that is made, for the tree of five leaves and for the smaller ones."""
    for tree_name, keys in TREES.items():
        for set_name, slots in SLOT_SETS.items():
            if keys == FIVE or len(slots) <= 1:
                yield Case(
                    f"{tree_name}-{set_name}",
                    f"Tree {tree_name}: slots {set_name.replace('-', ' ')}",
                    make_input(slots, keys),
                    known={"ok": {}},
                )
    yield Case("poseidon2", "Under Poseidon2", make_input(SLOT_SETS["mixed"], FIVE, POSEIDON2), known={"ok": {}})
    deep = (BASE, FORK_TWIN)
    yield Case(
        "last-bit", "Two leaves that part at the last bit", make_input(deep, deep), ("boundary",), known={"ok": {}}
    )


HASHED = get_hash(BLAKE3)
LOW_LEAF, NEXT_LEAF, MIDDLE_LEAF, HIGH_LEAF, TOP_LEAF = (ProofLeaf(key, HASHED(get_value(key))) for key in FIVE)
FORK, EMPTY = ForkNode(), EmptyNode()
SOME = HiddenNode(HASHED(b"some"))


def hide(*keys: SlotKey) -> HiddenNode:
    """A leaf, by its hash."""
    (key,) = keys
    return HiddenNode(compute_root(HASHED, [(key, get_value(key))]))


def hide_inner(node: InnerNode) -> HiddenNode:
    """An inner node, by its hash."""
    return HiddenNode(HASHED(b"JMT::IntrnalNode" + node.left + node.right))


def change(slots: tuple[SlotKey, ...], nodes: tuple[ProofNode, ...], keys: tuple[SlotKey, ...] = FIVE) -> BatchedInput:
    """The input of some slots with other nodes."""
    return BatchedInput(get_root(keys), BLAKE3, make_slots(slots, keys), nodes)
