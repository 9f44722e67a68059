"""Test keys of FALCON-512, generated once.

Making a key takes a tenth of a second, so the keys that vectors use are kept beside this module with their
seeds. A test makes them again. `python -m pyde_vectors.crypto.falcon_test_keys` writes them anew.

They are public: whoever reads this can sign with them.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import shake_256
from pathlib import Path

from pyde_spec.crypto.falcon_keygen import KEY_SEED_SIZE, generate_secret_key
from pyde_spec.crypto.falcon_secret_key import compute_public_key, encode_secret_key

TEST_KEYS = 16
TABLE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True, slots=True)
class FalconTestKey:
    """A key pair and the seed that it follows from."""

    seed: bytes
    public_key: bytes
    secret_key: bytes


def compute_seed(number: int) -> bytes:
    """The seed of a test key."""
    return shake_256(f"pyde test key {number}".encode()).digest(KEY_SEED_SIZE)


def compute_test_key(number: int) -> FalconTestKey:
    """A test key, made from its seed. Takes about a tenth of a second."""
    seed = compute_seed(number)
    key = generate_secret_key(seed)
    return FalconTestKey(seed, compute_public_key(key), encode_secret_key(key))


@cache
def load_test_keys() -> tuple[FalconTestKey, ...]:
    """The sixteen test keys, as they are kept."""
    rows = json.loads(TABLE.read_text(encoding="utf-8"))
    return tuple([FalconTestKey(*[bytes.fromhex(value) for value in row]) for row in rows])


def write_table() -> None:
    """Make every key again and keep it."""
    keys = [compute_test_key(number) for number in range(TEST_KEYS)]
    rows = [[key.seed.hex(), key.public_key.hex(), key.secret_key.hex()] for key in keys]
    TABLE.write_text(json.dumps(rows, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write_table()
