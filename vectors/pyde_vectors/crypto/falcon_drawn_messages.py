"""Messages whose hash to a point does something rare.

The messages were found by counting up; a test searches again.
"""

from collections.abc import Callable
from hashlib import shake_256

from pyde_spec.crypto.falcon_hash_to_point import compute_signed_bytes
from pyde_spec.crypto.falcon_parameters import DEGREE
from pyde_vectors.crypto.falcon_crafting import SALT

DRAW_LIMIT = 61_445
FEW_DRAWS = 530
MANY_DRAWS = 566


def list_draws(message: bytes, salt: bytes = SALT) -> list[int]:
    """The draws that the hash of a message takes or skips until it has its coefficients."""
    data = shake_256(salt + compute_signed_bytes(message)).digest(4 * DEGREE)
    draws = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
    taken = 0
    for count, draw in enumerate(draws, start=1):
        taken += draw < DRAW_LIMIT
        if taken == DEGREE:
            return draws[:count]
    raise AssertionError("the hash is longer than any")


def make_message(number: int) -> bytes:
    """The messages that are tried."""
    return f"message {number}".encode()


Draws = list[int]

RARE: tuple[tuple[str, str, int, Callable[[Draws], bool]], ...] = (
    ("draw-at-the-limit", "A draw of 61,445, which is skipped", 170, lambda draws: DRAW_LIMIT in draws),
    ("draw-below-the-limit", "A draw of 61,444, which is taken", 154, lambda draws: DRAW_LIMIT - 1 in draws),
    ("many-draws", f"More than {MANY_DRAWS} draws", 762, lambda draws: len(draws) > MANY_DRAWS),
    ("few-draws", f"Fewer than {FEW_DRAWS} draws", 1_462, lambda draws: len(draws) < FEW_DRAWS),
)
"""A name, a title, the number of the first message that is like this, and what it is like."""
