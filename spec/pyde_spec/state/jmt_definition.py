"""The tree, defined.

The state is a set of leaves, each a key of 256 bits and a value. Its root is a hash of that set alone:
neither the order in which leaves came nor anything that was deleted shows in it.

Split the leaves by the first bit of their keys, the halves by the second, and so on. No leaves give a
fixed value, one leaf gives the leaf's hash, however high up it stands alone; anything else gives the hash
of the two halves. That is the whole tree. The one here is written to be read: it hashes everything anew.
The versioned tree of the following sections stores what it has hashed, and always has this root.

Leaf and inner nodes are kept apart by what they begin with. The second prefix is spelt as it is spelt
where it comes from.

Source: book, chapter 4, section 4.1.  Decision: D-09, R-123 (any hash; no hashing of keys).
Finding: F-05 (values of different lengths under Poseidon2).
"""

from collections.abc import Callable, Iterable

from pyde_spec.types.primitives import Hash32, SlotKey, Value

Hash = Callable[[bytes], Hash32]
Leaf = tuple[SlotKey, Value]

LEAF_PREFIX = b"JMT::LeafNode"
INTERNAL_PREFIX = b"JMT::IntrnalNode"
EMPTY_HASH: Hash32 = b"SPARSE_MERKLE_PLACEHOLDER_HASH__"

KEY_BITS = 256


def get_bit(key: SlotKey, index: int) -> int:
    """The bit of a key at an index; index 0 is the most significant bit of the first byte."""
    return key[index // 8] >> (7 - index % 8) & 1


def compute_leaf_input(key: SlotKey, value_hash: Hash32) -> bytes:
    """What is hashed for a leaf."""
    return LEAF_PREFIX + key + value_hash


def compute_internal_input(left: Hash32, right: Hash32) -> bytes:
    """What is hashed for two halves."""
    return INTERNAL_PREFIX + left + right


def compute_leaf_hash(hash_bytes: Hash, key: SlotKey, value: Value) -> Hash32:
    """The hash of a leaf. The value, which has any length, stands in it by its own hash."""
    return hash_bytes(compute_leaf_input(key, hash_bytes(value)))


def compute_root(hash_bytes: Hash, leaves: Iterable[Leaf]) -> Hash32:
    """The root of a set of leaves, no two of which have one key."""
    return compute_subtree_hash(hash_bytes, list(leaves), 0)


def compute_subtree_hash(hash_bytes: Hash, leaves: list[Leaf], depth: int) -> Hash32:
    """The hash of the leaves below a position. Their keys agree in the first `depth` bits."""
    if not leaves:
        return EMPTY_HASH
    if len(leaves) == 1:
        [(key, value)] = leaves
        return compute_leaf_hash(hash_bytes, key, value)
    left = [leaf for leaf in leaves if get_bit(leaf[0], depth) == 0]
    right = [leaf for leaf in leaves if get_bit(leaf[0], depth) == 1]
    return hash_bytes(
        compute_internal_input(
            compute_subtree_hash(hash_bytes, left, depth + 1), compute_subtree_hash(hash_bytes, right, depth + 1)
        )
    )
