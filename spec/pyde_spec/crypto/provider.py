"""The provider seam.

Decision: R-12.
"""

from pyde_spec.crypto.poseidon2 import compute_poseidon2_hash


def poseidon2_hash(data: bytes) -> bytes:
    """The 32-byte Poseidon2 hash of an input of any length."""
    return compute_poseidon2_hash(data)
