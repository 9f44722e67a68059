"""What the vectors of ML-KEM-768 share: keys, messages, and ways to damage them."""

from collections.abc import Iterator

from pyde_spec.crypto.mlkem import compute_mlkem768_encapsulation
from pyde_spec.crypto.mlkem_keys import SEED_SIZE, VECTOR_SIZE, compute_mlkem768_key_pair
from pyde_vectors.crypto.inputs import make_pattern
from pyde_vectors.handlers import Json

COEFFICIENTS = VECTOR_SIZE * 8 // 12
PUBLISHED_SEED = bytes.fromhex(
    "7c9935a0b07694aa0c6d10e4db6b1add2fd81a25ccb148032dcd739936737f2d"
    "8626ed79d451140800e03b59b956f8210e556067407d13dc90fa9e8b872bfb8f"
)
PUBLISHED_MESSAGE = bytes.fromhex("147c03f7a5bebba406c8fae1874d7f13c80efe79a3a9a874cc09fe76f6997615")
PUBLISHED_SECRET = "e7184a0975ee3470878d2d159ec83129c8aec253d4ee17b4810311d198cd0368"

SEED = make_pattern(SEED_SIZE)
MESSAGE = bytes(range(100, 132))
PAIR = compute_mlkem768_key_pair(SEED)
KEY, SECRET_KEY = PAIR.encapsulation_key, PAIR.decapsulation_key
CIPHERTEXT = compute_mlkem768_encapsulation(KEY, MESSAGE).ciphertext
OTHER_SEED = bytes(reversed(SEED))

NOT_CANONICAL = "mlkem_encapsulation_key_not_canonical"


def write_rejection(reason: str) -> Json:
    """The answer that names a reason of this chapter."""
    return {"reject": {"stage": "validate", "reason": reason}}


def flip(data: bytes, at: int, bit: int = 0) -> bytes:
    """The bytes with one bit of one of them changed."""
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def set_coefficient(key: bytes, index: int, value: int) -> bytes:
    """A key whose first vector has another coefficient at a place."""
    number = int.from_bytes(key[:VECTOR_SIZE], "little")
    number ^= (number >> 12 * index & 0xFFF ^ value) << 12 * index
    return number.to_bytes(VECTOR_SIZE, "little") + key[VECTOR_SIZE:]


def wrong_sizes(data: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Nothing, a byte fewer, a byte more."""
    yield "empty", "Nothing", b""
    yield "short", "One byte fewer", data[:-1]
    yield "long", "One byte more", data + b"\x00"
