"""The dual root.

The state is committed under two hashes. Under BLAKE3 a node checks what it is told fast; under Poseidon2
a proof in a circuit can check it at all. Both roots are of the same tree over the same leaves, every node
of it hashed with one hash alone, so that a proof under one of them needs nothing of the other.

The two are not worth the same. Keys and nodes have fixed lengths, values do not, and two values of different
lengths that Poseidon2 hashes alike cost about 2**60 trials to find. Then one Poseidon2 root stands for either
value, and a proof under it shows whichever is wanted. The BLAKE3 root, which everybody signs and checks beside it,
tells them apart. A circuit that has only the other lets values of one fixed length count, or knows the value
from elsewhere.

Source: book, chapter 4, sections 4.1 and 4.2.  Decision: D-09.  Finding: F-05 (lengths that meet).
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.crypto.provider import poseidon2_hash, poseidon2_hash_many
from pyde_spec.rejections import Reason, Rejected
from pyde_spec.state.jmt_definition import Hash, Leaf, compute_root
from pyde_spec.types.primitives import Hash32
from pyde_spec.types.state_root import StateRoot


class TreeHash(IntEnum):
    """Under which of the two hashes. It is also the place of the hash in what the versioned tree stores."""

    BLAKE3 = 0
    POSEIDON2 = 1


def get_hash(tree_hash: TreeHash) -> Hash:
    """The hash function of that name."""
    return blake3_hash if tree_hash is TreeHash.BLAKE3 else poseidon2_hash


def blake3_hash_many(inputs: Sequence[bytes]) -> tuple[Hash32, ...]:
    """The BLAKE3 hash of each input."""
    return tuple([blake3_hash(data) for data in inputs])


STATE_HASHES = (blake3_hash_many, poseidon2_hash_many)


def compute_state_root(leaves: Iterable[Leaf]) -> StateRoot:
    """The root of a set of leaves, in any order, by definition.

    Rejects with `STATE_KEY_REPEATED` when two have one key.
    """
    by_key: dict[bytes, bytes] = {}
    for key, value in leaves:
        if key in by_key:
            raise Rejected(Reason.STATE_KEY_REPEATED, key.hex())
        by_key[key] = value
    entries = list(by_key.items())
    return StateRoot(compute_root(blake3_hash, entries), compute_root(poseidon2_hash, entries))
