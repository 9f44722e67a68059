"""Inputs worth asking about the state tree: related keys, sound proofs, and proofs that are one change away.

Keys come from a small pool, so that drawn leaves, slots and ranges meet. A proof is made from a drawn tree and
then, half of the time, changed in one node. Loaded by who draws, and with it Hypothesis.
"""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from pyde_spec.state.batched_proofs import make_batched_proof
from pyde_spec.state.dual_root import TreeHash, get_hash
from pyde_spec.state.jmt_definition import EMPTY_HASH, compute_root
from pyde_spec.state.partial_tree import EmptyNode, ForkNode, HiddenNode, InnerNode, KeyRange, ProofNode
from pyde_spec.state.proofs import ProofLeaf, StateProof, make_proof
from pyde_spec.state.range_proofs import make_range_proof
from pyde_spec.types.primitives import Hash32, SlotKey
from pyde_vectors.sessions import make_trace
from pyde_vectors.state.key_sets import BASE, flip_bit
from pyde_vectors.state.proof_trees import ABSENT_AT_HIGH, ABSENT_AT_NOTHING, ABSENT_AT_TOP, FIVE, build_tree
from pyde_vectors.state.tree_root import Entry
from pyde_vectors.state.tree_sequences import Step, Write
from pyde_vectors.state.tree_session import KIND, TreeState, TreeStep, sort_writes

POOL = (*FIVE, ABSENT_AT_NOTHING, ABSENT_AT_HIGH, ABSENT_AT_TOP, BASE, flip_bit(BASE, 15), flip_bit(BASE, 9))

KEYS = st.sampled_from(POOL)
VALUES = st.binary(max_size=6)
TREE_HASHES = st.sampled_from((TreeHash.BLAKE3, TreeHash.BLAKE3, TreeHash.BLAKE3, TreeHash.POSEIDON2))
LEAVES = st.dictionaries(KEYS, VALUES, max_size=len(POOL))
WRITES = st.dictionaries(KEYS, st.none() | VALUES, max_size=len(POOL))
HASHES = st.sampled_from((EMPTY_HASH, bytes(32))) | st.binary(min_size=32, max_size=32)
NODES: SearchStrategy[ProofNode] = st.one_of(
    st.just(EmptyNode()),
    st.just(ForkNode()),
    st.builds(ProofLeaf, KEYS, HASHES),
    st.builds(InnerNode, HASHES, HASHES),
    st.builds(HiddenNode, HASHES),
)


def list_entries(leaves: dict[SlotKey, bytes]) -> tuple[Entry, ...]:
    """Leaves as a list."""
    return tuple(Entry(key, value) for key, value in leaves.items())


def list_writes(writes: dict[SlotKey, bytes | None]) -> tuple[Write, ...]:
    """Writes as a list."""
    return tuple(Write(key, value) for key, value in writes.items())


@st.composite
def draw_steps(draw: Any) -> tuple[Step, ...]:
    """A few updates, whose versions mostly ascend."""
    versions = draw(st.lists(st.integers(0, 9), max_size=5))
    if draw(st.booleans()):
        versions = sorted(set(versions))
    return tuple(Step(version, list_writes(draw(WRITES))) for version in versions)


@st.composite
def draw_trace(draw: Any) -> Any:
    """Leaves, and a few updates of related slots, whose versions mostly ascend."""
    state = TreeState(draw(st.integers(0, 3)), tuple(sorted(draw(LEAVES).items())))
    versions = draw(st.lists(st.integers(0, 20), min_size=1, max_size=6))
    if draw(st.booleans()):
        versions = sorted(set(versions))
    return make_trace(KIND, state, (TreeStep(version, sort_writes(draw(WRITES))) for version in versions))


def draw_entries() -> SearchStrategy[tuple[Entry, ...]]:
    """Leaves of different keys."""
    return LEAVES.map(list_entries)


def get_root(leaves: dict[SlotKey, bytes], tree_hash: TreeHash) -> Hash32:
    """The root of some leaves."""
    return compute_root(get_hash(tree_hash), leaves.items())


@st.composite
def draw_slot_proof(draw: Any) -> tuple[Hash32, TreeHash, SlotKey, bytes | None, StateProof]:
    """A tree's root, a hash, a slot, what it holds, and its proof or that of another slot."""
    leaves, tree_hash, key = draw(LEAVES), draw(TREE_HASHES), draw(KEYS)
    update = build_tree(list_entries(leaves))
    proved = key if draw(st.booleans()) else draw(KEYS)
    proof = make_proof(update.nodes, update.tree, proved, tree_hash)
    if draw(st.integers(0, 3)) == 0:
        proof = StateProof(draw(st.none() | st.builds(ProofLeaf, KEYS, HASHES)), proof.siblings)
    return get_root(leaves, tree_hash), tree_hash, key, leaves.get(key), proof


@st.composite
def draw_nodes_near(draw: Any, nodes: tuple[ProofNode, ...]) -> tuple[ProofNode, ...]:
    """A list of nodes, or one that is a single change away: a node changed, left out, or put in."""
    if draw(st.booleans()):
        return nodes
    at = draw(st.integers(0, len(nodes)))
    put_in = draw(st.lists(NODES, max_size=1))
    return (*nodes[:at], *put_in, *nodes[at + draw(st.integers(0, 1)) :])


@st.composite
def draw_batched(draw: Any) -> tuple[Hash32, TreeHash, tuple[Write, ...], tuple[ProofNode, ...]]:
    """A tree's root, a hash, what slots hold or may hold, and nodes near their proof."""
    leaves, tree_hash = draw(LEAVES), draw(TREE_HASHES)
    keys = draw(st.lists(KEYS, unique=True, max_size=6))
    update = build_tree(list_entries(leaves))
    nodes = draw(draw_nodes_near(make_batched_proof(update.nodes, update.tree, keys, tree_hash)))
    slots: dict[SlotKey, bytes | None] = {key: leaves.get(key) for key in keys}
    if draw(st.integers(0, 3)) == 0:
        slots |= draw(WRITES)
    return get_root(leaves, tree_hash), tree_hash, list_writes(slots), nodes


@st.composite
def draw_range(draw: Any) -> tuple[Hash32, TreeHash, KeyRange, tuple[Entry, ...], tuple[ProofNode, ...]]:
    """A tree's root, a hash, a range, leaves that may be those of the range, and nodes near its proof."""
    leaves, tree_hash = draw(LEAVES), draw(TREE_HASHES)
    first, last = sorted((draw(KEYS), draw(KEYS)))
    keys = KeyRange(first, last)
    update = build_tree(list_entries(leaves))
    nodes = draw(draw_nodes_near(make_range_proof(update.nodes, update.tree, keys, tree_hash)))
    listed = {key: value for key, value in sorted(leaves.items()) if first <= key <= last}
    if draw(st.integers(0, 3)) == 0:
        listed = dict(sorted((listed | draw(LEAVES)).items()))
    return get_root(leaves, tree_hash), tree_hash, keys, list_entries(listed), nodes
