"""Vectors of witnesses: made, finalised, checked against the root before and the root after."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import compute_state_root
from pyde_spec.state.partial_tree import EmptyNode
from pyde_spec.state.witness import (
    WITNESS_SIZE_MAX,
    Witness,
    decode_witness,
    finalise_witness,
    is_finalised,
    make_witness,
    validate_witness,
    validate_witnessed_writes,
)
from pyde_spec.types.primitives import SlotKey
from pyde_spec.types.state_root import StateRoot
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import InvalidInput, handler
from pyde_vectors.state.proof_trees import (
    ABSENT_AT_NOTHING,
    ABSENT_AT_TOP,
    ENTRIES_CAP,
    FIVE,
    HIGH,
    LOW,
    TOP,
    Entries,
    build_tree,
    get_value,
    make_entries,
)
from pyde_vectors.state.tree_sequences import Write, collect_writes

DESCRIBED_SIZE_MAX = 2 * WITNESS_SIZE_MAX

Keys = Annotated[tuple[SlotKey, ...], ListOf(ENTRIES_CAP)]
Writes = Annotated[tuple[Write, ...], ListOf(ENTRIES_CAP)]


@dataclass(frozen=True, slots=True)
class MakeWitnessInput:
    """The leaves before, and the slots that a block touches, in any order."""

    entries: Entries
    keys: Keys


@dataclass(frozen=True, slots=True)
class WitnessOutput:
    """A witness, and whether it is finalised."""

    witness: Witness
    finalised: bool


@dataclass(frozen=True, slots=True)
class FinaliseInput:
    """A witness and the root after."""

    witness: Witness
    post_root: StateRoot


@dataclass(frozen=True, slots=True)
class WitnessInput:
    """A witness and the root before, as the checker knows it."""

    witness: Witness
    pre_root: StateRoot


@dataclass(frozen=True, slots=True)
class PaddedWitnessInput:
    """The same, where the first entry's value is replaced by `padding` zero bytes."""

    witness: Witness
    pre_root: StateRoot
    padding: U32


@dataclass(frozen=True, slots=True)
class ZeroBytesInput:
    """How many zero bytes to take for the wire form of a witness."""

    size: U32


@dataclass(frozen=True, slots=True)
class WitnessedWritesInput:
    """A witness, the root before as the checker knows it, and what execution wrote."""

    witness: Witness
    pre_root: StateRoot
    writes: Writes


@handler("state/make_witness", rules=[make_witness, is_finalised])
def run_make_witness(_: Parameters, given: MakeWitnessInput) -> WitnessOutput:
    """Make a witness."""
    update = build_tree(given.entries)
    witness = make_witness(update.nodes, update.tree, given.keys)
    return WitnessOutput(witness, is_finalised(witness))


@handler("state/finalise_witness", rules=[finalise_witness, is_finalised])
def run_finalise_witness(_: Parameters, given: FinaliseInput) -> WitnessOutput:
    """Set the root after."""
    witness = finalise_witness(given.witness, given.post_root)
    return WitnessOutput(witness, is_finalised(witness))


@handler("state/validate_witness", rules=[validate_witness])
def run_validate_witness(_: Parameters, given: WitnessInput) -> Accepted:
    """Check a witness against the root before."""
    validate_witness(given.witness, given.pre_root)
    return Accepted()


@handler("state/validate_padded_witness", rules=[validate_witness])
def run_validate_padded_witness(_: Parameters, given: PaddedWitnessInput) -> Accepted:
    """Check a witness that is described by its size."""
    if not given.witness.entries:
        raise InvalidInput("input.witness: there is no entry to pad")
    validate_described_size(given.padding)
    (key, _value), *others = given.witness.entries
    witness = replace(given.witness, entries=((key, bytes(given.padding)), *others))
    validate_witness(witness, given.pre_root)
    return Accepted()


@handler("state/decode_zero_witness", rules=[decode_witness])
def run_decode_zero_witness(_: Parameters, given: ZeroBytesInput) -> WitnessOutput:
    """Read a witness from zero bytes."""
    validate_described_size(given.size)
    witness = decode_witness(bytes(given.size))
    return WitnessOutput(witness, is_finalised(witness))


@handler("state/validate_witnessed_writes", rules=[validate_witnessed_writes])
def run_validate_witnessed_writes(_: Parameters, given: WitnessedWritesInput) -> Accepted:
    """Check that writes lead from the root before to the root after."""
    validate_witnessed_writes(given.witness, given.pre_root, collect_writes(given.writes))
    return Accepted()


def validate_described_size(size: int) -> None:
    """Raises `InvalidInput` for a number of bytes that nobody needs to allocate to know the answer."""
    if size > DESCRIBED_SIZE_MAX:
        raise InvalidInput(f"input: {size} bytes are more than a description may ask for")


def witness_of(keys: tuple[SlotKey, ...], slots: tuple[SlotKey, ...]) -> Witness:
    """The witness of slots in the tree of these keys."""
    update = build_tree(make_entries(keys))
    return make_witness(update.nodes, update.tree, slots)


def root_of(keys: tuple[SlotKey, ...], writes: dict[SlotKey, bytes | None] | None = None) -> StateRoot:
    """The root of the tree of these keys after writes, by definition."""
    after = {key: get_value(key) for key in keys} | (writes or {})
    return compute_state_root([(key, value) for key, value in after.items() if value is not None])


TOUCHED = (TOP, LOW, ABSENT_AT_NOTHING, ABSENT_AT_TOP)
NO_ROOT = StateRoot(bytes(32), bytes(32))


@cases("state/make_witness")
def make_witness_cases() -> Iterator[Case]:
    """Slots that hold something and slots that hold nothing."""
    for name, keys, slots in (
        ("some-slots", FIVE, TOUCHED),
        ("no-slots", FIVE, ()),
        ("slot-named-twice", FIVE, (HIGH, HIGH)),
        ("empty-state", (), (LOW,)),
    ):
        yield Case(name, name.replace("-", " ").capitalize(), MakeWitnessInput(make_entries(keys), slots))


@cases("state/finalise_witness")
def finalise_witness_cases() -> Iterator[Case]:
    """Once, and not again – not even with the same root."""
    witness = witness_of(FIVE, (LOW,))
    post_root = root_of(FIVE, {LOW: b"new"})
    yield Case("first-time", "The root after is set", FinaliseInput(witness, post_root))
    final = finalise_witness(witness, post_root)
    yield Case("reject-again", "Another root is set", FinaliseInput(final, root_of(FIVE)), ("missing-check",))
    yield Case(
        "reject-again-with-the-same", "The same root is set again", FinaliseInput(final, post_root), ("malleability",)
    )


@cases("state/validate_witness")
def validate_witness_cases() -> Iterator[Case]:
    """Witnesses that hold, finalised or not, and each way to be refused."""
    witness, before = witness_of(FIVE, TOUCHED), root_of(FIVE)
    yield Case("not-finalised", "A witness before execution", WitnessInput(witness, before), known={"ok": {}})
    yield Case(
        "finalised",
        "A witness after execution",
        WitnessInput(replace(witness, post_root=NO_ROOT), before),
        known={"ok": {}},
    )
    yield Case("no-slots", "A witness of no slots", WitnessInput(witness_of(FIVE, ()), before), known={"ok": {}})
    yield Case(
        "empty-state",
        "A witness of the empty state",
        WitnessInput(witness_of((), (LOW,)), root_of(())),
        known={"ok": {}},
    )
    other = root_of(FIVE[:4])
    wrong_value = replace(witness, entries=((witness.entries[0][0], b"other"), *witness.entries[1:]))
    no_proof = replace(witness, proof=())
    table = (
        (
            "other-state",
            "The witness is of another state",
            WitnessInput(witness_of(FIVE[:4], TOUCHED), before),
            ("missing-check",),
        ),
        (
            "other-blake3-root",
            "The BLAKE3 root is another",
            WitnessInput(witness, replace(before, blake3=other.blake3)),
            ("missing-check",),
        ),
        (
            "other-poseidon2-root",
            "The Poseidon2 root is another",
            WitnessInput(witness, replace(before, poseidon2=other.poseidon2)),
            ("missing-check",),
        ),
        (
            "root-without-proof",
            "The witness says the root and proves another state",
            WitnessInput(replace(witness_of(FIVE[:4], TOUCHED), pre_root=before), before),
            ("missing-check",),
        ),
        ("other-value", "An entry has another value", WitnessInput(wrong_value, before), ("missing-check",)),
        ("no-proof", "The proof has no nodes", WitnessInput(no_proof, before), ("truncation",)),
        (
            "proof-too-long",
            "The proof has a node too many",
            WitnessInput(replace(witness, proof=(*witness.proof, EmptyNode())), before),
            ("malleability",),
        ),
        ("root-before-proof", "Another root, and no proof", WitnessInput(no_proof, other), ("order-of-checks",)),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)


@cases("state/validate_padded_witness")
def validate_padded_witness_cases() -> Iterator[Case]:
    """The size on both sides of the limit, before anything else is looked at."""
    witness, before = witness_of(FIVE, TOUCHED), root_of(FIVE)
    first_value = witness.entries[0][1]
    assert first_value is not None
    fits = WITNESS_SIZE_MAX - len(encode(Witness, witness)) + len(first_value)
    for name, title, pre_root, padding in (
        ("reject-value-at-the-limit", "1 MiB is looked at: the entry is another", before, fits),
        ("reject-root-at-the-limit", "1 MiB is looked at: the root is another", NO_ROOT, fits),
        ("reject-above-the-limit", "One byte more is not", before, fits + 1),
        ("reject-above-the-limit-before-root", "Nor with another root", NO_ROOT, fits + 1),
    ):
        yield Case(name, title, PaddedWitnessInput(witness, pre_root, padding), ("boundary", "resource-limit"))


@cases("state/decode_zero_witness")
def decode_zero_witness_cases() -> Iterator[Case]:
    """The wire form that is zero throughout, and lengths about the limit."""
    empty = len(encode(Witness, Witness((), (), NO_ROOT, None)))
    for name, title, size in (
        ("no-slots", "A witness of no slots, no nodes and zero roots", empty),
        ("reject-one-byte-short", "One byte short of it", empty - 1),
        ("reject-one-byte-more", "One byte more", empty + 1),
        ("reject-at-the-limit", "1 MiB is read: bytes are left over", WITNESS_SIZE_MAX),
        ("reject-above-the-limit", "One byte more is not read", WITNESS_SIZE_MAX + 1),
    ):
        yield Case(name, title, ZeroBytesInput(size), ("boundary", "resource-limit"))


@cases("state/validate_witnessed_writes")
def validate_witnessed_writes_cases() -> Iterator[Case]:
    """Writes that lead to the root after, and each way to be refused."""
    before = root_of(FIVE)
    sets: tuple[tuple[str, str, dict[SlotKey, bytes | None]], ...] = (
        ("no-writes", "Nothing is written: the roots are equal", {}),
        ("writes", "A leaf gets another value, one goes, one comes", {LOW: b"new", TOP: None, ABSENT_AT_NOTHING: b"1"}),
        (
            "deletes-what-is-not-there",
            "Slots that hold nothing are deleted",
            {ABSENT_AT_NOTHING: None, ABSENT_AT_TOP: None},
        ),
    )
    for name, title, writes in sets:
        witness = finalise_witness(witness_of(FIVE, TOUCHED), root_of(FIVE, writes))
        yield Case(name, title, WitnessedWritesInput(witness, before, list_writes(writes)), known={"ok": {}})
    writes = sets[1][2]
    witness = finalise_witness(witness_of(FIVE, TOUCHED), root_of(FIVE, writes))
    given = WitnessedWritesInput(witness, before, list_writes(writes))
    outside = (*given.writes, Write(HIGH, b"new"))
    not_final = replace(witness, post_root=None)
    other_after = replace(witness, post_root=before)
    table = (
        ("not-finalised", "The witness is not finalised", replace(given, witness=not_final), ("missing-check",)),
        ("other-root-before", "The root before is another", replace(given, pre_root=NO_ROOT), ("missing-check",)),
        (
            "write-outside",
            "A slot is written that is not in the witness",
            replace(given, writes=outside),
            ("missing-check",),
        ),
        ("write-left-out", "A write is left out", replace(given, writes=given.writes[1:]), ("missing-check",)),
        ("other-root-after", "The root after is another", replace(given, witness=other_after), ("missing-check",)),
        (
            "not-finalised-before-root",
            "Not finalised, and another root before",
            replace(given, witness=not_final, pre_root=NO_ROOT),
            ("order-of-checks",),
        ),
        (
            "root-before-outside",
            "Another root before, and a write outside",
            replace(given, pre_root=NO_ROOT, writes=outside),
            ("order-of-checks",),
        ),
        (
            "outside-before-root-after",
            "A write outside, and another root after",
            replace(given, witness=other_after, writes=outside),
            ("order-of-checks",),
        ),
    )
    for name, title, changed, flags in table:
        yield Case(f"reject-{name}", title, changed, flags)
    assert witness.post_root is not None
    half = replace(witness, post_root=replace(witness.post_root, poseidon2=bytes(32)))
    yield Case(
        "other-poseidon2-root-after",
        "The Poseidon2 half of the root after rests on the certificate, not on the witness",
        replace(given, witness=half),
    )


def list_writes(writes: dict[SlotKey, bytes | None]) -> tuple[Write, ...]:
    """Writes as a list."""
    return tuple(Write(key, value) for key, value in writes.items())
