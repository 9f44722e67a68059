"""The trees that the vectors of proofs are about, and how to build one from its leaves."""

from typing import Annotated

from pyde_spec.encoding.shapes import ListOf
from pyde_spec.state.dual_root import STATE_HASHES, TreeHash, get_hash
from pyde_spec.state.jmt_definition import compute_root
from pyde_spec.state.jmt_nodes import EMPTY_TREE
from pyde_spec.state.jmt_tree import TreeUpdate, compute_update
from pyde_spec.types.primitives import Hash32, SlotKey
from pyde_vectors.state.key_sets import BASE, flip_bit, make_value
from pyde_vectors.state.tree_root import Entry
from pyde_vectors.state.tree_sequences import Write, collect_writes

ENTRIES_CAP = 4096

Entries = Annotated[tuple[Entry, ...], ListOf(ENTRIES_CAP)]


def make_leaf_key(bits: str) -> SlotKey:
    """The key that begins with these bits, a 1 and zeros."""
    return int((bits + "1").ljust(256, "0"), 2).to_bytes(32, "big")


LOW = make_leaf_key("0000")
NEXT = make_leaf_key("0001")
MIDDLE = make_leaf_key("01")
HIGH = make_leaf_key("1000")
TOP = make_leaf_key("11")

ABSENT_AT_NOTHING = make_leaf_key("0010")
ABSENT_AT_HIGH = make_leaf_key("101")
ABSENT_AT_TOP = make_leaf_key("111")

FORK_TWIN = flip_bit(BASE, 255)

FIVE = (LOW, NEXT, MIDDLE, HIGH, TOP)
TREES: dict[str, tuple[SlotKey, ...]] = {
    "empty": (),
    "one-leaf": (LOW,),
    "two-leaves": (LOW, TOP),
    "five-leaves": FIVE,
}


def make_entries(keys: tuple[SlotKey, ...]) -> tuple[Entry, ...]:
    """A leaf for each key; the value is told from the key."""
    return tuple(Entry(key, get_value(key)) for key in keys)


def get_value(key: SlotKey) -> bytes:
    """The value of a leaf of these trees."""
    return make_value(key[0] * 256 + key[31], 5)


def build_tree(entries: tuple[Entry, ...], version: int = 0) -> TreeUpdate:
    """The tree of some leaves, under both hashes."""
    leaves = collect_writes([Write(entry.key, entry.value) for entry in entries])
    return compute_update({}, EMPTY_TREE, version, leaves, STATE_HASHES)


def get_root(keys: tuple[SlotKey, ...], tree_hash: TreeHash = TreeHash.BLAKE3) -> Hash32:
    """The root of the tree of these keys, by definition."""
    return compute_root(get_hash(tree_hash), [(key, get_value(key)) for key in keys])
