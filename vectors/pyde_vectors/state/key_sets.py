"""Sets of keys for the vectors of the tree: plain ones, and those that make it deep or wide."""

from pyde_spec.crypto.blake3 import blake3_hash
from pyde_spec.state.jmt_definition import KEY_BITS
from pyde_spec.types.primitives import SlotKey

BASE = bytes.fromhex("5a" * 32)


def make_key(number: int) -> SlotKey:
    """A key that looks random, the same in every run."""
    return blake3_hash(b"key" + number.to_bytes(4, "little"))


def make_value(number: int, size: int = 32) -> bytes:
    """A value of a size, the same in every run."""
    return (blake3_hash(b"value" + number.to_bytes(4, "little")) * (size // 32 + 1))[:size]


def flip_bit(key: SlotKey, index: int) -> SlotKey:
    """The key with one bit the other way; index 0 is the most significant."""
    return (int.from_bytes(key, "big") ^ 1 << KEY_BITS - 1 - index).to_bytes(len(key), "big")


def set_digit(key: SlotKey, depth: int, digit: int) -> SlotKey:
    """The key with another hexadecimal digit at a depth."""
    digits = key.hex()
    return bytes.fromhex(digits[:depth] + f"{digit:x}" + digits[depth + 1 :])


def make_cluster(count: int) -> tuple[SlotKey, ...]:
    """Keys under one prefix of sixteen bytes, as the slots of one account are."""
    return tuple(BASE[:16] + make_key(number)[:16] for number in range(count))
