"""State roots.

The state is committed twice over the same tree: under BLAKE3, which nodes check fast, and under
Poseidon2, which proofs in a circuit check cheaply. Neither stands in for the other: a root is the pair.

Source: book, chapter 4, section 4.1; roadmap, section 0.3.  Decision: D-09.
"""

from dataclasses import dataclass

from pyde_spec.types.primitives import Hash32


@dataclass(frozen=True, slots=True)
class StateRoot:
    """The root of the state tree under each hash, 32 bytes each."""

    blake3: Hash32
    poseidon2: Hash32
