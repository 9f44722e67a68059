"""Snapshots.

A snapshot is the whole state of one version, cut into chunks that can be fetched from anybody and checked one
by one. The keys are divided into ranges without gap or overlap; a chunk holds the leaves of its range and the
fringe that proves them under the BLAKE3 root. A chunk carries no nodes of the tree: they follow from the
leaves, and a node that a stranger sends would have to be computed again anyway.

Where the cuts lie is a rule for whoever makes a snapshot, so that all who publish one of a version publish the
same chunks: leaves are taken in order of key for as long as their wire form stays within the chunk size, and one
at least. A chunk ends at the key of its last leaf, the last chunk at the last key. The empty state is one chunk
without leaves.

Whoever fetches a snapshot does not ask whether it was cut so: other cuts give the same state. He asks that the
ranges divide all keys, and that no chunk is larger than a chunk of that rule can be, so that he knows before he
fetches one how much it may bring.

The manifest names the version, both roots, and size, hash and range of each chunk. Who signs it, and how chunks
are found, is the matter of synchronisation. When all chunks are there, both roots are computed once more.

Source: companion STATE_SYNC; book, chapter 7.  Decision: R-130 (cuts, and what a chunk holds),
R-203 (the largest chunk).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.encoding.encoder import encode
from pyde_spec.encoding.shapes import U32, U64, ListOf
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.dual_root import STATE_HASHES, TreeHash
from pyde_spec.state.jmt_definition import Leaf
from pyde_spec.state.jmt_nodes import (
    ARITY,
    DIGITS,
    EMPTY_TREE,
    Child,
    InternalNode,
    LeafNode,
    NodeKey,
    Nodes,
    Path,
    Tree,
    get_root_hashes,
)
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update
from pyde_spec.state.partial_tree import KeyRange, ProofNodes
from pyde_spec.state.range_proofs import make_range_proof, validate_range
from pyde_spec.types.primitives import Hash32, SlotKey, Value
from pyde_spec.types.state_root import StateRoot

CHUNK_SIZE = 4 * 1024 * 1024
CHUNK_LEAVES_CAP = 1 << 20
CHUNKS_CAP = 1 << 20

CHUNK_WIRE_SIZE_MAX = CHUNK_SIZE + 64 * 1024
"""The largest wire form of a chunk, in bytes.

The leaves take `CHUNK_SIZE`, or are one leaf of the largest value with its key and length. The rest is room for
the number, the range and the fringe, which hangs off two paths of 256 levels at most.
"""

FIRST_KEY: SlotKey = bytes(32)
LAST_KEY: SlotKey = b"\xff" * 32


@dataclass(frozen=True, slots=True)
class StateLeaf:
    """A slot and what it holds."""

    key: SlotKey
    value: Value


@dataclass(frozen=True, slots=True)
class Chunk:
    """All leaves of a range, in order of key, and the fringe around them."""

    index: U32
    keys: KeyRange
    leaves: Annotated[tuple[StateLeaf, ...], ListOf(CHUNK_LEAVES_CAP)]
    fringe: ProofNodes


@dataclass(frozen=True, slots=True)
class ChunkRef:
    """A chunk as the manifest names it: size in bytes and BLAKE3 hash are those of its wire form."""

    index: U32
    size: U32
    hash: Hash32
    keys: KeyRange


@dataclass(frozen=True, slots=True)
class TreeManifest:
    """What a snapshot consists of: the version, its roots, its chunks in order."""

    version: U64
    root: StateRoot
    chunks: Annotated[tuple[ChunkRef, ...], ListOf(CHUNKS_CAP)]


def list_leaves(nodes: Nodes, tree: Tree) -> Iterator[StateLeaf]:
    """Every leaf at the tree's version, in order of key."""
    yield from list_leaves_below(nodes, tree.root, "")


def list_leaves_below(nodes: Nodes, child: Child | None, path: Path) -> Iterator[StateLeaf]:
    """Every leaf at a path or below, in order of key."""
    if child is None:
        return
    node = nodes[NodeKey(child.version, path)]
    if isinstance(node, LeafNode):
        yield StateLeaf(node.key, node.value)
    if isinstance(node, InternalNode):
        for digit in range(ARITY):
            yield from list_leaves_below(nodes, node.get_child(digit), path + DIGITS[digit])


def cut_leaves(leaves: Sequence[StateLeaf], chunk_size: int) -> list[tuple[StateLeaf, ...]]:
    """The leaves of each chunk. `chunk_size` bounds the sum of the wire forms of a chunk's leaves, in bytes."""
    groups: list[list[StateLeaf]] = [[]]
    size = 0
    for leaf in leaves:
        leaf_size = len(encode(StateLeaf, leaf))
        if size and size + leaf_size > chunk_size:
            groups.append([])
            size = 0
        groups[-1].append(leaf)
        size += leaf_size
    return [tuple(group) for group in groups]


def make_snapshot(nodes: Nodes, tree: Tree, chunk_size: int) -> tuple[TreeManifest, tuple[Chunk, ...]]:
    """The manifest and the chunks of a version. The protocol's `chunk_size` is `CHUNK_SIZE`."""
    groups = cut_leaves(list(list_leaves(nodes, tree)), chunk_size)
    chunks: list[Chunk] = []
    first = FIRST_KEY
    for index, leaves in enumerate(groups):
        last = leaves[-1].key if index < len(groups) - 1 else LAST_KEY
        keys = KeyRange(first, last)
        chunks.append(Chunk(index, keys, leaves, make_range_proof(nodes, tree, keys, TreeHash.BLAKE3)))
        if last != LAST_KEY:
            first = get_next_key(last)
    root = StateRoot(*get_root_hashes(tree, STATE_HASHES))
    return TreeManifest(tree.version, root, tuple([make_chunk_ref(chunk) for chunk in chunks])), tuple(chunks)


def get_next_key(key: SlotKey) -> SlotKey:
    """The key after a key that is not the last."""
    return (int.from_bytes(key, "big") + 1).to_bytes(len(key), "big")


def make_chunk_ref(chunk: Chunk) -> ChunkRef:
    """A chunk as the manifest names it."""
    wire_form = encode(Chunk, chunk)
    return ChunkRef(chunk.index, len(wire_form), blake3_hash(wire_form), chunk.keys)


def validate_manifest(manifest: TreeManifest) -> None:
    """Raises unless the chunks are numbered from 0, none is too large, and their ranges divide all keys, in order.

    Rejects with `SNAPSHOT_WITHOUT_CHUNKS`, then, chunk by chunk, with `SNAPSHOT_CHUNK_MISNUMBERED`, with
    `SNAPSHOT_CHUNK_TOO_LARGE` above `CHUNK_WIRE_SIZE_MAX`, and with `SNAPSHOT_RANGES_BROKEN`.
    """
    if not manifest.chunks:
        raise Rejected(Reason.SNAPSHOT_WITHOUT_CHUNKS)
    due: SlotKey | None = FIRST_KEY
    for index, chunk in enumerate(manifest.chunks):
        if chunk.index != index:
            raise Rejected(Reason.SNAPSHOT_CHUNK_MISNUMBERED, f"{chunk.index} in place {index}")
        if chunk.size > CHUNK_WIRE_SIZE_MAX:
            raise Rejected(Reason.SNAPSHOT_CHUNK_TOO_LARGE, f"chunk {index}: {chunk.size} bytes")
        if chunk.keys.first != due or chunk.keys.last < chunk.keys.first:
            raise Rejected(Reason.SNAPSHOT_RANGES_BROKEN, f"chunk {index}")
        due = None if chunk.keys.last == LAST_KEY else get_next_key(chunk.keys.last)
    if due is not None:
        raise Rejected(Reason.SNAPSHOT_RANGES_BROKEN, "the last keys are missing")


def validate_chunk(manifest: TreeManifest, chunk: Chunk) -> None:
    """Raises unless the chunk is one of a manifest that `validate_manifest` accepts, and proves its leaves.

    Rejects with `SNAPSHOT_UNKNOWN_CHUNK`, `SNAPSHOT_CHUNK_RANGE`, `SNAPSHOT_CHUNK_SIZE`, `SNAPSHOT_CHUNK_HASH`, then
    with the reasons of `validate_range`. Checked in this order.
    """
    if chunk.index >= len(manifest.chunks):
        raise Rejected(Reason.SNAPSHOT_UNKNOWN_CHUNK, str(chunk.index))
    expected, found = manifest.chunks[chunk.index], make_chunk_ref(chunk)
    if found.keys != expected.keys:
        raise Rejected(Reason.SNAPSHOT_CHUNK_RANGE)
    if found.size != expected.size:
        raise Rejected(Reason.SNAPSHOT_CHUNK_SIZE, f"{found.size} bytes")
    if found.hash != expected.hash:
        raise Rejected(Reason.SNAPSHOT_CHUNK_HASH)
    leaves: list[Leaf] = [(leaf.key, leaf.value) for leaf in chunk.leaves]
    validate_range(manifest.root.blake3, TreeHash.BLAKE3, chunk.keys, leaves, chunk.fringe)


def restore_snapshot(manifest: TreeManifest, chunks: Sequence[Chunk]) -> TreeUpdate:
    """The tree of a snapshot, every node of it written at the snapshot's version.

    Rejects with the reasons of `validate_manifest`, then `SNAPSHOT_CHUNK_COUNT`, then, chunk by chunk, with
    `SNAPSHOT_CHUNK_MISNUMBERED` and the reasons of `validate_chunk`, then with `SNAPSHOT_ROOT_MISMATCH` when either
    root is another.
    """
    validate_manifest(manifest)
    if len(chunks) != len(manifest.chunks):
        raise Rejected(Reason.SNAPSHOT_CHUNK_COUNT, f"{len(chunks)} chunks")
    for index, chunk in enumerate(chunks):
        if chunk.index != index:
            raise Rejected(Reason.SNAPSHOT_CHUNK_MISNUMBERED, f"{chunk.index} in place {index}")
        validate_chunk(manifest, chunk)
    writes: dict[SlotKey, Value | None] = {leaf.key: leaf.value for chunk in chunks for leaf in chunk.leaves}
    update = compute_update({}, EMPTY_TREE, manifest.version, writes, STATE_HASHES)
    if StateRoot(*get_root_hashes(update.tree, STATE_HASHES)) != manifest.root:
        raise Rejected(Reason.SNAPSHOT_ROOT_MISMATCH)
    return update
