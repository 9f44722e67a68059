"""Vectors of what writes lead to: the root after, computed from a batched proof."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.params.versions import Parameters
from pyde_spec.state.batched_proofs import validate_batched_proof
from pyde_spec.state.dual_root import TreeHash
from pyde_spec.state.jmt_definition import compute_root
from pyde_spec.state.partial_tree import ProofNodes
from pyde_spec.state.partial_updates import compute_root_after
from pyde_spec.state.proofs import ProofLeaf
from pyde_spec.types.primitives import Hash32, SlotKey
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.batched_proofs import (
    BLAKE3,
    EMPTY,
    FORK,
    HASHED,
    LOW_LEAF,
    NEXT_LEAF,
    POSEIDON2,
    TOP_LEAF,
    Slots,
    hide,
    make_input,
)
from pyde_vectors.state.key_sets import flip_bit
from pyde_vectors.state.proof_trees import (
    ABSENT_AT_HIGH,
    ABSENT_AT_NOTHING,
    ABSENT_AT_TOP,
    FIVE,
    HIGH,
    LOW,
    MIDDLE,
    NEXT,
    TOP,
    get_root,
    get_value,
)
from pyde_vectors.state.tree_sequences import Write, collect_writes


@dataclass(frozen=True, slots=True)
class RootAfterInput:
    """The same, and writes to some of the slots."""

    root: Hash32
    tree_hash: TreeHash
    slots: Slots
    nodes: ProofNodes
    writes: Slots


@dataclass(frozen=True, slots=True)
class RootOutput:
    """A root under the hash."""

    root: Hash32


def draw_root_after_inputs() -> Any:
    """Inputs worth asking: proofs of related slots, and writes to some of them."""
    from hypothesis import strategies

    from pyde_vectors.state.draws import WRITES, draw_batched, list_writes

    return strategies.tuples(draw_batched(), WRITES).map(lambda drawn: RootAfterInput(*drawn[0], list_writes(drawn[1])))


@handler("state/root_after", rules=[validate_batched_proof, compute_root_after], inputs=draw_root_after_inputs)
def run_root_after(_: Parameters, given: RootAfterInput) -> RootOutput:
    """Check a batched proof, then compute the root that writes lead to."""
    slots = collect_writes(given.slots)
    tree = validate_batched_proof(given.root, given.tree_hash, slots, given.nodes)
    writes = collect_writes(given.writes)
    return RootOutput(compute_root_after(given.tree_hash, tree, slots, writes))


def write_case(
    name: str,
    title: str,
    keys: tuple[SlotKey, ...],
    writes: dict[SlotKey, bytes | None],
    extra: tuple[SlotKey, ...] = (),
) -> Case:
    """Writes to a tree, proved for the slots written and some more, with the root that the definition gives."""
    given = make_input((*writes, *extra), keys)
    after = {key: get_value(key) for key in keys} | writes
    root = compute_root(HASHED, [(key, value) for key, value in after.items() if value is not None])
    listed = tuple(Write(key, value) for key, value in writes.items())
    return Case(
        name,
        title,
        RootAfterInput(given.root, BLAKE3, given.slots, given.nodes, listed),
        known={"ok": {"root": "0x" + root.hex()}},
    )


@cases("state/root_after")
def root_after_cases() -> Iterator[Case]:
    """Writes of every kind, the root of each known by definition; then what must not pass."""
    three, pair = (LOW, HIGH, TOP), (LOW, TOP)
    yield write_case("no-writes", "Slots are proved and none is written", FIVE, {}, (LOW, ABSENT_AT_HIGH))
    yield write_case("no-slots", "No slot is proved, none is written", FIVE, {})
    yield write_case("overwrite", "A leaf gets another value", FIVE, {LOW: b"new"}, (TOP,))
    yield write_case("overwrite-with-no-bytes", "A leaf gets a value of no bytes", FIVE, {MIDDLE: b""})
    yield write_case("insert-at-nothing", "A leaf where nothing is", FIVE, {ABSENT_AT_NOTHING: b"new"})
    yield write_case("insert-into-empty", "A leaf into the empty tree", (), {LOW: b"new"})
    yield write_case("insert-two-into-empty", "Two leaves into the empty tree", (), {LOW: b"1", NEXT: b"2"})
    yield write_case("insert-over-diverging-leaf", "A leaf where another has the place", FIVE, {ABSENT_AT_TOP: b"new"})
    yield write_case(
        "insert-over-and-overwrite", "Both leaves of the place", FIVE, {ABSENT_AT_TOP: b"new", TOP: b"other"}
    )
    yield write_case(
        "insert-over-and-delete", "The leaf of the place goes, another comes", FIVE, {ABSENT_AT_TOP: b"new", TOP: None}
    )
    yield write_case("delete-leaf-beside-leaf", "The neighbour is a leaf and rises", pair, {LOW: None})
    yield write_case("delete-leaf-on-the-right", "The neighbour on the left rises", pair, {TOP: None})
    yield write_case("delete-leaf-beside-inner", "The neighbour has two halves and stays", three, {LOW: None})
    yield write_case("delete-deep-leaf", "A neighbour rises past empty places", (LOW, NEXT, TOP), {LOW: None})
    yield write_case(
        "delete-pair-beside-leaf",
        "Two leaves go and their neighbour rises to the top",
        (LOW, NEXT, TOP),
        {LOW: None, NEXT: None},
    )
    yield write_case(
        "delete-pair-beside-inner", "Two leaves go and their neighbour stays", FIVE, {HIGH: None, TOP: None}
    )
    yield write_case("delete-all", "All leaves go", FIVE, dict.fromkeys(FIVE))
    yield write_case("delete-only-leaf", "The only leaf goes", (LOW,), {LOW: None})
    yield write_case(
        "delete-absent-at-nothing",
        "A slot that holds nothing is deleted: its place is empty",
        FIVE,
        {ABSENT_AT_NOTHING: None},
    )
    yield write_case(
        "delete-absent-at-leaf",
        "A slot that holds nothing is deleted: another leaf has its place",
        FIVE,
        {ABSENT_AT_TOP: None},
    )
    yield write_case("delete-absent-in-empty", "A slot is deleted from the empty tree", (), {LOW: None})
    yield write_case("delete-one-keep-one", "One of two proved leaves goes", FIVE, {LOW: None}, (NEXT,))
    yield write_case(
        "replace-half", "A half goes and other leaves come", FIVE, {HIGH: None, TOP: None, ABSENT_AT_HIGH: b"new"}
    )
    poseidon2 = make_input((LOW, ABSENT_AT_TOP), FIVE, POSEIDON2)
    writes = (Write(LOW, None), Write(ABSENT_AT_TOP, b"new"))
    yield Case(
        "poseidon2",
        "Under Poseidon2",
        RootAfterInput(poseidon2.root, POSEIDON2, poseidon2.slots, poseidon2.nodes, writes),
    )
    proved = make_input((LOW, TOP))
    outside = RootAfterInput(proved.root, BLAKE3, proved.slots, proved.nodes, (Write(LOW, None), Write(HIGH, b"new")))
    yield Case("reject-write-outside", "A slot is written that is not proved", outside, ("missing-check",))
    yield Case(
        "reject-write-outside-of-half",
        "The slot that is not proved lies beside one that is",
        replace(outside, writes=(Write(NEXT, None),)),
        ("missing-check",),
    )
    forged = (FORK, EMPTY, TOP_LEAF)
    hidden_leaf = RootAfterInput(get_root(pair), BLAKE3, (Write(LOW, None),), forged, (Write(LOW, None),))
    yield Case(
        "reject-delete-without-leaf",
        "A deletion whose proof leaves out the leaf that is there",
        hidden_leaf,
        ("missing-check",),
    )
    diverging = replace(
        hidden_leaf,
        slots=(Write(ABSENT_AT_TOP, None),),
        nodes=(FORK, LOW_LEAF, NEXT_LEAF),
        writes=(Write(ABSENT_AT_TOP, b"new"),),
    )
    yield Case(
        "reject-insert-over-forged-leaf",
        "An insertion over a leaf that is not the one there",
        diverging,
        ("missing-check",),
    )
    fake = replace(diverging, nodes=(FORK, hide(LOW), ProofLeaf(flip_bit(TOP, 250), HASHED(b""))))
    yield Case(
        "reject-insert-over-forged-neighbour",
        "An insertion over a leaf of the place that is not in the tree",
        fake,
        ("missing-check",),
    )
    unproved = RootAfterInput(get_root(FIVE[:4]), BLAKE3, outside.slots, outside.nodes, outside.writes)
    yield Case("reject-root-before-write-outside", "Another root, and a write outside", unproved, ("order-of-checks",))
