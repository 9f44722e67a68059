"""The sponge.

A sponge turns a permutation of a small state into a hash of inputs of any length. The state is
eight field elements, all zero at first. Four of them, the rate, take in the input; the other four,
the capacity, are never written and never shown.

Bytes become elements seven at a time, so that every chunk is below the modulus; one element with
the length of the input in bytes comes after the last chunk. Elements are taken in blocks of four.
A block *overwrites* the first cells of the rate, then the permutation runs. A last block of fewer
than four elements overwrites fewer cells: the cells it does not reach keep what the permutation
left in them. Nothing pads. That is how the deployed software hashes, and it is weaker than it looks.

Source: deployed bindings, `poseidon2Hash`; book, chapter 8, section 8.4.  Decision: D-02, R-14.
Finding: F-05 (leftover cells let inputs of different lengths collide).
"""

from collections.abc import Callable, Sequence

RATE = 4
CHUNK_BYTES = 7
ELEMENT_BYTES = 8

State = tuple[int, ...]
Permutation = Callable[[State], State]


def compute_elements(data: bytes) -> tuple[int, ...]:
    """The field elements that stand for an input: its chunks, little-endian, then its length in bytes.

    The last chunk may be shorter than `CHUNK_BYTES`. The empty input has no chunk, only its length.
    """
    chunks = [data[start : start + CHUNK_BYTES] for start in range(0, len(data), CHUNK_BYTES)]
    return (*[int.from_bytes(chunk, "little") for chunk in chunks], len(data))


def apply_elements(state: State, elements: Sequence[int], permutation: Permutation) -> State:
    """Take elements into the state, block by block, with a permutation after every block, a short one included."""
    for start in range(0, len(elements), RATE):
        block = elements[start : start + RATE]
        state = permutation((*block, *state[len(block) :]))
    return state


def compute_digest(state: State) -> bytes:
    """The 32 bytes that a state shows: the elements of its rate, eight little-endian bytes each."""
    return b"".join([element.to_bytes(ELEMENT_BYTES, "little") for element in state[:RATE]])
