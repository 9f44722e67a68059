"""FALCON-512: the stream that key generation and signing draw from.

Where FALCON asks for random bytes, this text reads SHAKE256 of a seed. So a key follows from its seed,
and a signature from the secret key and the message, on every machine: vectors can be made again, and
a client can be asked whether it follows the text.

**This is for vectors and test keys only.** Signing takes square roots and fractions in binary64, and a
signature is as good as its roundings. If two machines round one operation differently, they sign one
point twice with different short pairs, and the difference of the two is a short vector of the secret
lattice: it helps to find the key. A node signs under a fresh random salt, so that no point comes twice,
with a signer that keeps its secrets in time and memory. Chapter 8 of the book asks for deterministic
signing; this is its only use here.

Source: FALCON specification, version 1.2, section 3.9; book, chapter 8, section 8.2.
Decision: R-94 (deterministic signing is for vectors).
"""

from dataclasses import dataclass
from hashlib import shake_256
from typing import Protocol


class Stream(Protocol):
    """Random bytes, one after another."""

    def read(self, size: int) -> bytes:
        """The next bytes."""


@dataclass(slots=True)
class ShakeStream:
    """SHAKE256 of a seed, read from its beginning; it changes as it is read."""

    seed: bytes
    position: int = 0
    known: bytes = b""

    def read(self, size: int) -> bytes:
        """The next bytes."""
        end = self.position + size
        if end > len(self.known):
            self.known = shake_256(self.seed).digest(2 * end)
        data = self.known[self.position : end]
        self.position = end
        return data
