"""What the inputs of the cryptographic handlers are drawn from: byte strings that are nearly always of a right size.

Hypothesis is loaded by whoever draws, not by whoever imports this.
"""

from typing import Any

from pyde_vectors.crypto.inputs import make_pattern


def draw_bytes_of(size: int) -> Any:
    """Mostly byte strings of one size, now and then one a byte off, or none."""
    from hypothesis import strategies as st

    right = st.binary(min_size=1, max_size=64).map(lambda seed: (seed * (size // len(seed) + 1))[:size])
    wrong = st.sampled_from([b"", make_pattern(size - 1), make_pattern(size + 1)])
    return st.one_of(right, right, right, wrong)


def draw_damaged(data: bytes) -> Any:
    """A byte string as it is, with one byte changed, or one byte shorter or longer."""
    from hypothesis import strategies as st

    def change(at: int, mask: int) -> bytes:
        return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]

    changed = st.builds(change, st.integers(0, len(data) - 1), st.integers(1, 255))
    return st.one_of(st.just(data), changed, changed, st.sampled_from([data[:-1], data + b"\x00"]))
