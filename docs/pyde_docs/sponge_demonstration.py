"""The demonstration of finding F-05: inputs of different lengths that meet in the padding-free sponge.

The sponge and the packing are the text's own and the starting state is the real one. Only the cells are
narrower: after each permutation they are cut down to fewer values, so that a collision that would cost
about 2**60 permutations at full width is found in a moment, and what it costs can be counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyde_spec.crypto.poseidon2 import INITIAL_STATE, compute_permutation
from pyde_spec.crypto.sponge import (
    CHUNK_BYTES,
    RATE,
    Permutation,
    State,
    apply_elements,
    compute_digest,
    compute_elements,
)

BLOCK_BYTES = CHUNK_BYTES * RATE
WAYS = (RATE - 1) * CHUNK_BYTES
"""The ways in which a leftover cell can hold the length wanted there: places in a block times lengths of a chunk."""


@dataclass(frozen=True, slots=True)
class Collision:
    """Two inputs of different lengths and the digest of both."""

    shorter: bytes
    longer: bytes
    digest: bytes


def make_narrow_permutation(cell_values: int) -> Permutation:
    """The permutation of the text, with every cell then cut down to fewer values."""

    def permute(state: State) -> State:
        return tuple([element % cell_values for element in compute_permutation(state)])

    return permute


def compute_hash_from(state: State, data: bytes, permutation: Permutation) -> bytes:
    """The hash of the text with another starting state or another permutation."""
    return compute_digest(apply_elements(state, compute_elements(data), permutation))


def find_colliding_inputs(prefix: bytes, permutation: Permutation) -> tuple[bytes, bytes] | None:
    """Two inputs that begin with one block and collide, where one of its leftover cells allows it.

    The shorter ends inside the second block: its last element, its length, falls on the cell before `place`.
    The longer has that same number there as its last chunk, and its own length falls on `place`. The two
    states are the same when that cell holds the longer length already.
    """
    state = apply_elements(INITIAL_STATE, compute_elements(prefix)[:RATE], permutation)
    for place in range(1, RATE):
        shorter = prefix + bytes(CHUNK_BYTES * (place - 1))
        chunk_bytes = state[place] - len(shorter)
        if 1 <= chunk_bytes <= CHUNK_BYTES:
            return shorter, shorter + len(shorter).to_bytes(chunk_bytes, "little")
    return None


def search_collisions(cell_values: int, permutations: int) -> Iterator[Collision]:
    """The collisions among so many first blocks. Each is one permutation; each find is checked by hashing."""
    permutation = make_narrow_permutation(cell_values)
    for number in range(permutations):
        found = find_colliding_inputs(number.to_bytes(BLOCK_BYTES, "little"), permutation)
        if found is not None:
            digests = [compute_hash_from(INITIAL_STATE, data, permutation) for data in found]
            assert digests[0] == digests[1], "the two inputs do not collide"
            yield Collision(*found, digests[0])


def generate_sponge_rows() -> Iterator[tuple[str, ...]]:
    """For cells of several widths: permutations tried, collisions found, what one cost, what was foretold, a pair."""
    for bits in (8, 10, 12):
        permutations = 16 * 2**bits // WAYS
        collisions = list(search_collisions(2**bits, permutations))
        first = collisions[0]
        yield (
            str(bits),
            f"{permutations:,}",
            str(len(collisions)),
            f"{permutations / len(collisions):.0f}",
            f"{2**bits / WAYS:.0f}",
            f"{len(first.shorter)} and {len(first.longer)} bytes",
        )
