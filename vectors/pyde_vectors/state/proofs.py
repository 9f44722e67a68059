"""Vectors of proofs of one slot: what is made, what is accepted, and each way to be refused."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.proofs import ProofLeaf, StateProof, make_proof, validate_exclusion, validate_inclusion
from pyde_spec.types.primitives import Hash32, SlotKey, Value
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import handler
from pyde_vectors.state.key_sets import BASE, flip_bit
from pyde_vectors.state.proof_trees import (
    ABSENT_AT_HIGH,
    ABSENT_AT_NOTHING,
    ABSENT_AT_TOP,
    FIVE,
    FORK_TWIN,
    HIGH,
    LOW,
    NEXT,
    TOP,
    TREES,
    Entries,
    build_tree,
    get_root,
    get_value,
    make_entries,
    make_leaf_key,
)

BLAKE3, POSEIDON2 = TreeHash.BLAKE3, TreeHash.POSEIDON2
LAST = b"\xff" * 32


@dataclass(frozen=True, slots=True)
class MakeProofInput:
    """The leaves of a tree, the hash, and the slot to prove."""

    entries: Entries
    tree_hash: TreeHash
    key: SlotKey


@dataclass(frozen=True, slots=True)
class ProofOutput:
    """The proof."""

    proof: StateProof


@dataclass(frozen=True, slots=True)
class InclusionInput:
    """A root under a hash, and the proof that a slot holds a value."""

    root: Hash32
    tree_hash: TreeHash
    key: SlotKey
    value: Value
    proof: StateProof


@dataclass(frozen=True, slots=True)
class ExclusionInput:
    """A root under a hash, and the proof that a slot holds nothing."""

    root: Hash32
    tree_hash: TreeHash
    key: SlotKey
    proof: StateProof


@handler("state/make_proof", rules=[make_proof])
def run_make_proof(_: Parameters, given: MakeProofInput) -> ProofOutput:
    """Prove what a slot holds, or that it holds nothing."""
    update = build_tree(given.entries)
    return ProofOutput(make_proof(update.nodes, update.tree, given.key, given.tree_hash))


def draw_inclusion_inputs() -> Any:
    """Inputs worth asking: proofs of related slots, sound or one change away."""
    from pyde_vectors.state.draws import draw_slot_proof

    return draw_slot_proof().map(lambda drawn: InclusionInput(*drawn[:3], drawn[3] or b"", drawn[4]))


def draw_exclusion_inputs() -> Any:
    """Inputs worth asking: proofs of related slots, sound or one change away."""
    from pyde_vectors.state.draws import draw_slot_proof

    return draw_slot_proof().map(lambda drawn: ExclusionInput(*drawn[:3], drawn[4]))


@handler("state/validate_inclusion", rules=[validate_inclusion], inputs=draw_inclusion_inputs)
def run_validate_inclusion(_: Parameters, given: InclusionInput) -> Accepted:
    """Check the proof that a slot holds a value."""
    validate_inclusion(given.root, given.tree_hash, given.key, given.value, given.proof)
    return Accepted()


@handler("state/validate_exclusion", rules=[validate_exclusion], inputs=draw_exclusion_inputs)
def run_validate_exclusion(_: Parameters, given: ExclusionInput) -> Accepted:
    """Check the proof that a slot holds nothing."""
    validate_exclusion(given.root, given.tree_hash, given.key, given.proof)
    return Accepted()


SLOTS = (
    ("low", "a leaf four bits deep", LOW),
    ("top", "a leaf one bit deep or deeper", TOP),
    ("absent-at-nothing", "a slot whose place is empty", ABSENT_AT_NOTHING),
    ("absent-at-top", "a slot whose place another leaf has", ABSENT_AT_TOP),
    ("absent-at-high", "a slot whose place a leaf elsewhere has", ABSENT_AT_HIGH),
)


def prove(keys: tuple[SlotKey, ...], key: SlotKey, tree_hash: TreeHash = BLAKE3) -> StateProof:
    """The proof of a slot in the tree of these keys."""
    update = build_tree(make_entries(keys))
    return make_proof(update.nodes, update.tree, key, tree_hash)


@cases("state/make_proof")
def make_proof_cases() -> Iterator[Case]:
    """Every slot in every tree, one under the other hash, and the deepest leaf there can be."""
    for tree_name, keys in TREES.items():
        for slot_name, title, key in SLOTS:
            yield Case(
                f"{tree_name}-{slot_name}",
                f"Tree {tree_name}: {title}",
                MakeProofInput(make_entries(keys), BLAKE3, key),
            )
    yield Case("poseidon2", "The same under Poseidon2", MakeProofInput(make_entries(FIVE), POSEIDON2, LOW))
    yield Case(
        "poseidon2-other-leaf",
        "Another leaf, under Poseidon2",
        MakeProofInput(make_entries(FIVE), POSEIDON2, ABSENT_AT_TOP),
    )
    for name, keys in (("first", (LOW, make_leaf_key("00001"), TOP)), ("last", (LOW, make_leaf_key("11110"), LAST))):
        for key in keys:
            yield Case(
                f"below-{name}-digit-{key[:1].hex()}",
                f"A leaf of a tree with a node below its {name} digit",
                MakeProofInput(make_entries(keys), BLAKE3, key),
            )
    yield Case(
        "last-bit",
        "A leaf that stands alone from the last bit on",
        MakeProofInput(make_entries((BASE, FORK_TWIN)), BLAKE3, BASE),
        ("boundary",),
    )


def include(
    key: SlotKey,
    proof: StateProof,
    keys: tuple[SlotKey, ...] = FIVE,
    tree_hash: TreeHash = BLAKE3,
    value: Value | None = None,
) -> InclusionInput:
    """A proof of a leaf of the tree of some keys."""
    return InclusionInput(get_root(keys, tree_hash), tree_hash, key, get_value(key) if value is None else value, proof)


def exclude(
    key: SlotKey, proof: StateProof, keys: tuple[SlotKey, ...] = FIVE, tree_hash: TreeHash = BLAKE3
) -> ExclusionInput:
    """A proof about the tree of some keys."""
    return ExclusionInput(get_root(keys, tree_hash), tree_hash, key, proof)


def hash_value(key: SlotKey, tree_hash: TreeHash = BLAKE3) -> Hash32:
    """The hash of a leaf's value."""
    return get_hash(tree_hash)(get_value(key))


@cases("state/validate_inclusion")
def validate_inclusion_cases() -> Iterator[Case]:
    """Proofs that hold, each way to be refused, and the order of checks."""
    for tree_name, keys in TREES.items():
        if LOW in keys:
            yield Case(
                f"{tree_name}-low",
                f"A leaf of tree {tree_name}",
                include(LOW, prove(keys, LOW), keys),
                known={"ok": {}},
            )
    yield Case("five-leaves-top", "A leaf on the right", include(TOP, prove(FIVE, TOP)), known={"ok": {}})
    yield Case(
        "poseidon2",
        "A leaf under Poseidon2",
        include(LOW, prove(FIVE, LOW, POSEIDON2), FIVE, POSEIDON2),
        known={"ok": {}},
    )
    deep = (BASE, FORK_TWIN)
    yield Case(
        "last-bit", "256 siblings", include(FORK_TWIN, prove(deep, FORK_TWIN), deep), ("boundary",), known={"ok": {}}
    )
    proof = prove(FIVE, LOW)
    other_root = replace(include(LOW, proof), root=get_root(FIVE[:4]))
    forged = ProofLeaf(ABSENT_AT_TOP, hash_value(ABSENT_AT_TOP))
    broken = (
        ("without-leaf", "The proof names no leaf", include(LOW, replace(proof, leaf=None)), ("missing-check",)),
        ("other-key", "The proof is of another slot", include(NEXT, proof, value=get_value(LOW)), ("missing-check",)),
        ("other-value", "The proof is of another value", include(LOW, proof, value=b"other"), ("missing-check",)),
        (
            "value-itself",
            "The value stands where its hash is due",
            include(LOW, replace(proof, leaf=ProofLeaf(LOW, LOW)), value=LOW),
            ("missing-check",),
        ),
        ("other-root", "The root is of another state", other_root, ("missing-check",)),
        (
            "other-hash",
            "The proof is under the other hash",
            include(LOW, prove(FIVE, LOW, POSEIDON2)),
            ("missing-check",),
        ),
        (
            "root-of-other-hash",
            "The root is under the other hash",
            replace(include(LOW, proof), root=get_root(FIVE, POSEIDON2)),
            ("missing-check",),
        ),
        (
            "forged-leaf",
            "A leaf that is not in the tree",
            include(ABSENT_AT_TOP, replace(prove(FIVE, ABSENT_AT_TOP), leaf=forged)),
            ("missing-check",),
        ),
        (
            "sibling-missing-below",
            "The lowest sibling is missing",
            include(LOW, StateProof(proof.leaf, proof.siblings[:-1])),
            ("truncation",),
        ),
        (
            "sibling-missing-above",
            "The highest sibling is missing",
            include(LOW, StateProof(proof.leaf, proof.siblings[1:])),
            ("truncation",),
        ),
        (
            "siblings-reversed",
            "The siblings are listed from the leaf up",
            include(LOW, StateProof(proof.leaf, proof.siblings[::-1])),
            (),
        ),
        (
            "one-leaf-with-nothing-beside",
            "A leaf alone, hashed with nothing beside it",
            include(LOW, StateProof(ProofLeaf(LOW, hash_value(LOW)), (get_root(()),)), (LOW,)),
            ("malleability",),
        ),
        (
            "without-leaf-before-root",
            "No leaf, and another root",
            replace(other_root, proof=replace(proof, leaf=None)),
            ("order-of-checks",),
        ),
        (
            "other-key-before-value",
            "Another slot and another value",
            include(NEXT, proof, value=b"other"),
            ("order-of-checks",),
        ),
        (
            "other-value-before-root",
            "Another value and another root",
            replace(other_root, value=b"other"),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in broken:
        yield Case(f"reject-{name}", title, given, flags)


@cases("state/validate_exclusion")
def validate_exclusion_cases() -> Iterator[Case]:
    """Proofs of both kinds that hold, each way to be refused, and the order of checks."""
    for tree_name, keys in TREES.items():
        for slot_name, title, key in SLOTS:
            if key not in keys:
                yield Case(
                    f"{tree_name}-{slot_name}",
                    f"Tree {tree_name}: {title}",
                    exclude(key, prove(keys, key), keys),
                    known={"ok": {}},
                )
    poseidon2 = prove(FIVE, ABSENT_AT_TOP, POSEIDON2)
    yield Case(
        "poseidon2",
        "Another leaf, under Poseidon2",
        exclude(ABSENT_AT_TOP, poseidon2, FIVE, POSEIDON2),
        known={"ok": {}},
    )
    empty, other = prove(FIVE, ABSENT_AT_NOTHING), prove(FIVE, ABSENT_AT_TOP)
    low = prove(FIVE, LOW)
    other_root = replace(exclude(ABSENT_AT_TOP, other), root=get_root(FIVE[:4]))
    broken = (
        ("shows-key", "The proof of a leaf that is there", exclude(LOW, low), ("missing-check",)),
        ("leaf-left-out", "The same with the leaf left out", exclude(LOW, replace(low, leaf=None)), ("missing-check",)),
        (
            "leaf-out-of-place",
            "The leaf that is shown has other first bits",
            exclude(ABSENT_AT_NOTHING, other),
            ("missing-check",),
        ),
        (
            "leaf-out-of-place-at-last-bit",
            "It differs in the last bit of its place alone",
            exclude(ABSENT_AT_TOP, replace(prove(FIVE, HIGH), siblings=prove(FIVE, HIGH).siblings[:2])),
            ("boundary",),
        ),
        (
            "nothing-where-leaf-is",
            "The place is said to be empty and another leaf is there",
            exclude(ABSENT_AT_TOP, replace(other, leaf=None)),
            ("missing-check",),
        ),
        (
            "leaf-where-nothing-is",
            "A leaf is shown where nothing is",
            exclude(
                ABSENT_AT_NOTHING, replace(empty, leaf=ProofLeaf(flip_bit(ABSENT_AT_NOTHING, 200), hash_value(HIGH)))
            ),
            ("missing-check",),
        ),
        (
            "nothing-where-fork-is",
            "The place is said to be empty and holds a fork",
            exclude(ABSENT_AT_NOTHING, StateProof(None, empty.siblings[:2])),
            ("truncation",),
        ),
        (
            "other-value-hash",
            "The other leaf has another value",
            exclude(ABSENT_AT_TOP, replace(other, leaf=ProofLeaf(TOP, hash_value(LOW)))),
            ("missing-check",),
        ),
        ("other-root", "The root is of another state", other_root, ("missing-check",)),
        ("other-hash", "The proof is under the other hash", exclude(ABSENT_AT_TOP, poseidon2), ("missing-check",)),
        (
            "empty-tree-not-empty",
            "The tree is said to be empty",
            exclude(LOW, StateProof(None, ())),
            ("missing-check",),
        ),
        (
            "shows-key-before-place",
            "The slot itself is shown, with a root that is another",
            replace(exclude(LOW, low), root=get_root(())),
            ("order-of-checks",),
        ),
        (
            "place-before-root",
            "A leaf out of place, and another root",
            replace(exclude(ABSENT_AT_NOTHING, other), root=get_root(())),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in broken:
        yield Case(f"reject-{name}", title, given, flags)
