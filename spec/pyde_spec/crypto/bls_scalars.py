"""Scalars of BLS12-381.

Both groups of the curve have r elements, r a prime of 255 bits. Whatever multiplies a point, a share of
a key, a coefficient of a polynomial or the answer to a challenge, is an integer from 0 to r - 1: a scalar.

On the wire a scalar is its 32 bytes, big-endian like the coordinates of a point. Integers that are not
below r fit there too; they are refused and never reduced. The one place that reduces is the hash to a
scalar, which starts from so many bits that the remainder is as good as uniform.

Inside the text a scalar is a plain integer. Whoever has bytes decodes them first, so the functions below
and those of the groups may rely on its range.

Source: IETF draft on pairing-friendly curves, section 4.2.1.  Decision: D-29, R-110 (encodings).
"""

from pyde_spec.rejections import Reason, Rejected

CURVE_PARAMETER = -0xD201000000010000
"""The number from which all others of the curve follow. It has few binary ones, which makes pairings fast."""

SCALAR_MODULUS = CURVE_PARAMETER**4 - CURVE_PARAMETER**2 + 1
SCALAR_SIZE = 32


def is_scalar(value: int) -> bool:
    """Whether an integer is a scalar."""
    return 0 <= value < SCALAR_MODULUS


def encode_scalar(scalar: int) -> bytes:
    """The 32 bytes of a scalar, big-endian."""
    assert is_scalar(scalar), f"{scalar} is no scalar"
    return scalar.to_bytes(SCALAR_SIZE, "big")


def decode_scalar(data: bytes) -> int:
    """The scalar that the bytes stand for.

    Rejects with `SCALAR_WRONG_SIZE` unless there are 32 of them, then `SCALAR_NOT_CANONICAL` when they
    are not below r.
    """
    if len(data) != SCALAR_SIZE:
        raise Rejected(Reason.SCALAR_WRONG_SIZE, f"{len(data)} bytes")
    value = int.from_bytes(data, "big")
    if not is_scalar(value):
        raise Rejected(Reason.SCALAR_NOT_CANONICAL, f"{value:#x}")
    return value


def compute_scalar_sum(left: int, right: int) -> int:
    """The sum of two scalars."""
    return (left + right) % SCALAR_MODULUS


def compute_scalar_negation(scalar: int) -> int:
    """The scalar that gives zero when it is added."""
    return -scalar % SCALAR_MODULUS


def compute_scalar_product(left: int, right: int) -> int:
    """The product of two scalars."""
    return left * right % SCALAR_MODULUS


def compute_scalar_inverse(scalar: int) -> int:
    """The scalar that gives one when it is multiplied with. Rejects zero with `SCALAR_HAS_NO_INVERSE`."""
    if scalar == 0:
        raise Rejected(Reason.SCALAR_HAS_NO_INVERSE)
    return pow(scalar, -1, SCALAR_MODULUS)
