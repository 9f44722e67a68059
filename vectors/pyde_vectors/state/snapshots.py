"""Vectors of snapshots: where cuts lie, what a chunk and a manifest must be, and the state put together again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, U32_MAX, U64, ListOf
from pyde_spec.params.versions import Parameters
from pyde_spec.state.dual_root import STATE_HASHES
from pyde_spec.state.jmt_nodes import get_root_hashes
from pyde_spec.state.partial_tree import KeyRange
from pyde_spec.state.snapshots import (
    CHUNK_SIZE,
    CHUNK_WIRE_SIZE_MAX,
    FIRST_KEY,
    LAST_KEY,
    Chunk,
    ChunkRef,
    StateLeaf,
    TreeManifest,
    cut_leaves,
    make_chunk_ref,
    make_snapshot,
    restore_snapshot,
    validate_chunk,
    validate_manifest,
)
from pyde_spec.types.primitives import VALUE_CAP, SlotKey
from pyde_spec.types.state_root import StateRoot
from pyde_vectors.accounts.people import Accepted
from pyde_vectors.cases import Case, cases
from pyde_vectors.handlers import InvalidInput, handler
from pyde_vectors.state.batched_proofs import EMPTY
from pyde_vectors.state.proof_trees import FIVE, LOW, TOP, Entries, build_tree, make_entries
from pyde_vectors.state.tree_root import Entry

CHUNKS_CAP = 4096
VERSION = 7
LEAF_SIZE = len(encode(StateLeaf, StateLeaf(LOW, bytes(5))))

Chunks = Annotated[tuple[Chunk, ...], ListOf(CHUNKS_CAP)]


@dataclass(frozen=True, slots=True)
class MakeSnapshotInput:
    """The leaves of a state, its version, and the most bytes that a chunk's leaves may take, if more than one."""

    entries: Entries
    version: U64
    chunk_size: U32


@dataclass(frozen=True, slots=True)
class CutInput:
    """The sizes of the values of leaves in order of key, in bytes. The values are zero bytes."""

    value_sizes: Annotated[tuple[U32, ...], ListOf(CHUNKS_CAP)]


@dataclass(frozen=True, slots=True)
class CutOutput:
    """How many leaves each chunk of the protocol's size holds."""

    leaf_counts: Annotated[tuple[U32, ...], ListOf(CHUNKS_CAP)]


@dataclass(frozen=True, slots=True)
class SnapshotOutput:
    """The manifest and its chunks."""

    manifest: TreeManifest
    chunks: Chunks


@dataclass(frozen=True, slots=True)
class ManifestInput:
    """A manifest."""

    manifest: TreeManifest


@dataclass(frozen=True, slots=True)
class ChunkInput:
    """A manifest that is accepted, and a chunk that may be of it."""

    manifest: TreeManifest
    chunk: Chunk


@dataclass(frozen=True, slots=True)
class RestoreInput:
    """A manifest and the chunks that may be all of it."""

    manifest: TreeManifest
    chunks: Chunks


@dataclass(frozen=True, slots=True)
class RestoreOutput:
    """The version and the roots of what was put together."""

    version: U64
    root: StateRoot


@handler("state/make_snapshot", rules=[make_snapshot])
def run_make_snapshot(_: Parameters, given: MakeSnapshotInput) -> SnapshotOutput:
    """Cut a state into chunks."""
    update = build_tree(given.entries, given.version)
    return SnapshotOutput(*make_snapshot(update.nodes, update.tree, given.chunk_size))


@handler("state/cut_leaves", rules=[cut_leaves])
def run_cut_leaves(_: Parameters, given: CutInput) -> CutOutput:
    """Cut leaves that are described by the sizes of their values."""
    if max(given.value_sizes, default=0) > VALUE_CAP:
        raise InvalidInput("input.value_sizes: a value is above its cap")
    leaves = [StateLeaf(number.to_bytes(32, "big"), bytes(size)) for number, size in enumerate(given.value_sizes)]
    return CutOutput(tuple(len(group) for group in cut_leaves(leaves, CHUNK_SIZE)))


@handler("state/validate_manifest", rules=[validate_manifest])
def run_validate_manifest(_: Parameters, given: ManifestInput) -> Accepted:
    """Check a manifest."""
    validate_manifest(given.manifest)
    return Accepted()


@handler("state/validate_chunk", rules=[validate_chunk])
def run_validate_chunk(_: Parameters, given: ChunkInput) -> Accepted:
    """Check a chunk."""
    validate_chunk(given.manifest, given.chunk)
    return Accepted()


@handler("state/restore_snapshot", rules=[restore_snapshot])
def run_restore_snapshot(_: Parameters, given: RestoreInput) -> RestoreOutput:
    """Put a state together."""
    tree = restore_snapshot(given.manifest, given.chunks).tree
    return RestoreOutput(tree.version, StateRoot(*get_root_hashes(tree, STATE_HASHES)))


def cut(keys: tuple[SlotKey, ...], leaves_in_chunk: int) -> tuple[TreeManifest, tuple[Chunk, ...]]:
    """The snapshot of a tree with at most so many leaves in a chunk."""
    update = build_tree(make_entries(keys), VERSION)
    return make_snapshot(update.nodes, update.tree, leaves_in_chunk * LEAF_SIZE)


@cases("state/make_snapshot")
def make_snapshot_cases() -> Iterator[Case]:
    """Chunk sizes on both sides of where the cuts move, and states at the ends."""
    five = make_entries(FIVE)
    for size in (1, LEAF_SIZE, 2 * LEAF_SIZE - 1, 2 * LEAF_SIZE, 3 * LEAF_SIZE, 5 * LEAF_SIZE - 1, 5 * LEAF_SIZE):
        yield Case(
            f"chunks-of-{size}",
            f"Five leaves in chunks of {size} bytes",
            MakeSnapshotInput(five, VERSION, size),
            ("boundary",),
        )
    yield Case("empty", "The empty state is one chunk without leaves", MakeSnapshotInput((), 0, 1), ("boundary",))
    yield Case("one-leaf", "One leaf", MakeSnapshotInput(five[:1], VERSION, 1))
    yield Case(
        "large-leaf-first",
        "A leaf that is larger than a chunk",
        MakeSnapshotInput((Entry(LOW, bytes(200)), *five[1:3]), VERSION, 2 * LEAF_SIZE),
    )
    ends = make_entries((FIRST_KEY, LAST_KEY))
    yield Case(
        "first-and-last-key",
        "Leaves at the first and at the last key",
        MakeSnapshotInput(ends, VERSION, LEAF_SIZE),
        ("boundary",),
    )


@cases("state/cut_leaves")
def cut_leaves_cases() -> Iterator[Case]:
    """Leaves that fill a chunk of the protocol's size, and that are a byte too large for it."""
    overhead = len(encode(StateLeaf, StateLeaf(LOW, b"")))
    half = CHUNK_SIZE // 2 - overhead
    for name, title, sizes in (
        ("none", "No leaves are one chunk without leaves", ()),
        ("exactly-full", "Two leaves fill a chunk, the third has its own", (half, half, 0)),
        ("one-byte-too-much", "The second leaf is a byte too large", (half, half + 1, 0)),
        ("largest-values", "Values of 4 MiB have a chunk each", (VALUE_CAP, VALUE_CAP)),
        ("largest-value-among-small", "A value of 4 MiB between two small ones", (1, VALUE_CAP, 1)),
    ):
        yield Case(name, title, CutInput(sizes), ("boundary",))


def put_chunks(manifest: TreeManifest, *chunks: ChunkRef) -> ManifestInput:
    """The manifest with other chunks."""
    return ManifestInput(replace(manifest, chunks=chunks))


def change_range(chunk: ChunkRef, first: SlotKey | None = None, last: SlotKey | None = None) -> ChunkRef:
    """The chunk with another range."""
    return replace(chunk, keys=KeyRange(first or chunk.keys.first, last or chunk.keys.last))


def step(key: SlotKey, by: int) -> SlotKey:
    """The key some keys further on."""
    return (int.from_bytes(key, "big") + by).to_bytes(32, "big")


@cases("state/validate_manifest")
def validate_manifest_cases() -> Iterator[Case]:
    """Manifests that are accepted, and each way to be refused."""
    manifest, _ = cut(FIVE, 2)
    first, second, third = manifest.chunks
    border = first.keys.last
    for name, keys, size in (("three-chunks", FIVE, 2), ("one-chunk", FIVE, 5), ("empty-state", (), 1)):
        yield Case(
            name, f"The manifest of {name.replace('-', ' ')}", ManifestInput(cut(keys, size)[0]), known={"ok": {}}
        )
    last_alone = change_range(third, LAST_KEY)
    upto_last = change_range(second, last=step(LAST_KEY, -1))
    yield Case(
        "last-key-alone",
        "The last chunk is of the last key alone",
        put_chunks(manifest, first, upto_last, last_alone),
        ("boundary",),
    )
    yield Case(
        "largest-chunk",
        "A chunk of the largest size that a chunk may have",
        put_chunks(manifest, first, replace(second, size=CHUNK_WIRE_SIZE_MAX), third),
        ("boundary", "resource-limit"),
    )
    table = (
        ("without-chunks", "No chunks", put_chunks(manifest), ("missing-check", "boundary")),
        (
            "misnumbered",
            "The numbers do not begin at 0",
            put_chunks(manifest, *(replace(chunk, index=chunk.index + 1) for chunk in manifest.chunks)),
            ("missing-check",),
        ),
        (
            "number-repeated",
            "A number occurs twice",
            put_chunks(manifest, first, replace(second, index=0), third),
            ("missing-check",),
        ),
        (
            "number-left-out",
            "A number is left out",
            put_chunks(manifest, first, replace(second, index=2), third),
            ("missing-check",),
        ),
        (
            "chunk-too-large",
            "A chunk one byte larger than a chunk may be",
            put_chunks(manifest, first, replace(second, size=CHUNK_WIRE_SIZE_MAX + 1), third),
            ("boundary", "resource-limit"),
        ),
        (
            "chunk-of-4-gib",
            "The largest size that can be written, in the last chunk",
            put_chunks(manifest, first, second, replace(third, size=U32_MAX)),
            ("resource-limit",),
        ),
        (
            "misnumbered-before-size",
            "A chunk with another number that is too large",
            put_chunks(manifest, replace(first, index=5, size=U32_MAX), second, third),
            ("order-of-checks",),
        ),
        (
            "size-before-range",
            "A chunk of another range that is too large",
            put_chunks(manifest, replace(change_range(first, step(FIRST_KEY, 1)), size=U32_MAX), second, third),
            ("order-of-checks",),
        ),
        (
            "first-key-missing",
            "The first key is in no chunk",
            put_chunks(manifest, change_range(first, step(FIRST_KEY, 1)), second, third),
            ("boundary",),
        ),
        (
            "gap-of-one-key",
            "A key between two chunks is in neither",
            put_chunks(manifest, first, change_range(second, step(border, 2)), third),
            ("boundary",),
        ),
        (
            "overlap-of-one-key",
            "A key is in two chunks",
            put_chunks(manifest, first, change_range(second, border), third),
            ("boundary",),
        ),
        (
            "range-reversed",
            "A chunk ends before it begins",
            put_chunks(manifest, first, change_range(second, last=border), third),
            ("boundary",),
        ),
        (
            "last-key-missing",
            "The last key is in no chunk",
            put_chunks(manifest, first, second, change_range(third, last=step(LAST_KEY, -1))),
            ("boundary",),
        ),
        ("chunk-missing", "The last chunk is missing", put_chunks(manifest, first, second), ("truncation",)),
        (
            "chunk-after-last-key",
            "A chunk follows the one that ends at the last key",
            put_chunks(manifest, *manifest.chunks, replace(third, index=3, keys=KeyRange(FIRST_KEY, LAST_KEY))),
            ("missing-check",),
        ),
        (
            "chunks-in-other-order",
            "Two chunks change places and keep their ranges",
            put_chunks(manifest, replace(second, index=0), replace(first, index=1), third),
            ("missing-check",),
        ),
        (
            "misnumbered-before-range",
            "A chunk with another number and another range",
            put_chunks(manifest, replace(second, index=5), first),
            ("order-of-checks",),
        ),
        (
            "range-of-first-before-number-of-second",
            "The first chunk has another range, the second another number",
            put_chunks(manifest, change_range(first, step(FIRST_KEY, 1)), replace(second, index=5)),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)


def accept_chunk(manifest: TreeManifest, chunk: Chunk) -> TreeManifest:
    """The manifest, made to name the chunk as it is."""
    chunks = list(manifest.chunks)
    chunks[chunk.index] = make_chunk_ref(chunk)
    return replace(manifest, chunks=tuple(chunks))


@cases("state/validate_chunk")
def validate_chunk_cases() -> Iterator[Case]:
    """Every chunk of a snapshot, then each way to be refused and the order of checks."""
    manifest, chunks = cut(FIVE, 2)
    for chunk in chunks:
        yield Case(
            f"chunk-{chunk.index}", f"Chunk {chunk.index} of three", ChunkInput(manifest, chunk), known={"ok": {}}
        )
    empty_manifest, (empty,) = cut((), 1)
    yield Case("empty-state", "The chunk of the empty state", ChunkInput(empty_manifest, empty), known={"ok": {}})
    first, second = chunks[:2]
    forged = replace(first, leaves=(first.leaves[0], replace(first.leaves[1], value=b"other")))
    smaller = replace(first, leaves=first.leaves[:1])
    fringe = replace(first, fringe=(*first.fringe, EMPTY))
    moved = replace(first, keys=KeyRange(first.keys.first, step(first.keys.last, 1)))
    other_ref = replace(manifest.chunks[0], size=manifest.chunks[0].size + 1, hash=bytes(32))
    wrong_both = replace(manifest, chunks=(other_ref, *manifest.chunks[1:]))
    table = (
        (
            "unknown",
            "The manifest has three chunks, and this is the fourth",
            ChunkInput(manifest, replace(first, index=3)),
            ("boundary",),
        ),
        (
            "other-number",
            "A chunk under the number of another",
            ChunkInput(manifest, replace(second, index=0)),
            ("missing-check",),
        ),
        ("range-one-key-longer", "The range is one key longer", ChunkInput(manifest, moved), ("boundary",)),
        ("leaf-missing", "A leaf is missing", ChunkInput(manifest, smaller), ("missing-check",)),
        ("node-too-many", "The fringe has a node too many", ChunkInput(manifest, fringe), ("malleability",)),
        (
            "other-value",
            "A leaf has another value of the same size",
            ChunkInput(manifest, replace(first, leaves=(replace(first.leaves[0], value=bytes(5)), first.leaves[1]))),
            ("missing-check",),
        ),
        (
            "forged-value-and-manifest",
            "The manifest names a chunk that does not prove its leaves",
            ChunkInput(accept_chunk(manifest, forged), forged),
            ("missing-check",),
        ),
        (
            "forged-fringe-and-manifest",
            "The manifest names a chunk whose fringe has a node too many",
            ChunkInput(accept_chunk(manifest, fringe), fringe),
            ("missing-check",),
        ),
        (
            "other-root",
            "The manifest has another BLAKE3 root",
            ChunkInput(replace(manifest, root=StateRoot(bytes(32), manifest.root.poseidon2)), first),
            ("missing-check",),
        ),
        ("range-before-size", "Another range and another size", ChunkInput(wrong_both, moved), ("order-of-checks",)),
        ("size-before-hash", "Another size and another hash", ChunkInput(wrong_both, first), ("order-of-checks",)),
        (
            "hash-before-proof",
            "Another hash and another root",
            ChunkInput(
                replace(
                    manifest,
                    root=StateRoot(bytes(32), bytes(32)),
                    chunks=(replace(manifest.chunks[0], hash=bytes(32)), *manifest.chunks[1:]),
                ),
                first,
            ),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)
    yield Case(
        "other-poseidon2-root",
        "Another Poseidon2 root does not show in a chunk",
        ChunkInput(replace(manifest, root=StateRoot(manifest.root.blake3, bytes(32))), first),
    )


@cases("state/restore_snapshot")
def restore_snapshot_cases() -> Iterator[Case]:
    """Snapshots put together, then each way to be refused and the order of checks."""
    manifest, chunks = cut(FIVE, 2)
    for name, keys, size in (
        ("three-chunks", FIVE, 2),
        ("one-chunk", FIVE, 5),
        ("empty-state", (), 1),
        ("one-leaf", (TOP,), 1),
    ):
        yield Case(name, f"The state of {name.replace('-', ' ')}", RestoreInput(*cut(keys, size)))
    wrong_root = replace(manifest, root=StateRoot(manifest.root.blake3, bytes(32)))
    first, second, third = chunks
    bad_chunk = replace(second, fringe=())
    table = (
        ("manifest", "The manifest has no chunks", RestoreInput(replace(manifest, chunks=()), ()), ("missing-check",)),
        ("chunk-missing", "A chunk is missing", RestoreInput(manifest, chunks[:2]), ("truncation",)),
        ("chunk-too-many", "A chunk is there twice", RestoreInput(manifest, (*chunks, third)), ("missing-check",)),
        (
            "chunks-in-other-order",
            "Two chunks have changed places",
            RestoreInput(manifest, (second, first, third)),
            ("missing-check",),
        ),
        (
            "chunk-in-place-of-another",
            "A chunk is there twice and another is not",
            RestoreInput(manifest, (first, first, third)),
            ("missing-check",),
        ),
        ("bad-chunk", "A chunk has no fringe", RestoreInput(manifest, (first, bad_chunk, third)), ("missing-check",)),
        (
            "other-poseidon2-root",
            "The manifest has another Poseidon2 root",
            RestoreInput(wrong_root, chunks),
            ("missing-check",),
        ),
        (
            "manifest-before-count",
            "A manifest without chunks, and a chunk",
            RestoreInput(replace(manifest, chunks=()), chunks[:1]),
            ("order-of-checks",),
        ),
        (
            "count-before-chunks",
            "A chunk missing, and another that is not right",
            RestoreInput(manifest, (first, bad_chunk)),
            ("order-of-checks",),
        ),
        (
            "chunk-before-next-number",
            "A chunk that is not right, before one out of place",
            RestoreInput(manifest, (first, bad_chunk, first)),
            ("order-of-checks",),
        ),
        (
            "chunk-before-root",
            "A chunk that is not right, and another root",
            RestoreInput(wrong_root, (first, bad_chunk, third)),
            ("order-of-checks",),
        ),
    )
    for name, title, given, flags in table:
        yield Case(f"reject-{name}", title, given, flags)
