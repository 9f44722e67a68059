"""Hashing to the groups and to scalars of BLS12-381.

A hash to a group gives a point of which nobody knows the discrete logarithm. The message is expanded and
cut into two numbers of the field. Each is mapped to a point of a curve near by, and from there to the
group's own curve; the two are added, which makes the sum look random. Last the sum is multiplied by a
fixed number, which brings it into the group of r points.

A hash to a scalar is the same without the curve: 48 bytes modulo r. That is 129 bits more than r has, so
no remainder is likelier than another by more than 2⁻¹²⁸.

The suites are the standard's random-oracle suites `BLS12381G1_XMD:SHA-256_SSWU_RO_` and
`BLS12381G2_XMD:SHA-256_SSWU_RO_`. The tags of the project stand in the table of domain tags. Each of them
serves one suite, so no tag has to name it.

Source: RFC 9380, sections 3, 5.2, 6.6.3 and 8.8, appendix E.  Decision: R-111 (tags, and the hash to a scalar).
"""

from pyde_spec.crypto.bls_fields import FIELD_MODULUS
from pyde_spec.crypto.bls_message_expansion import expand_message
from pyde_spec.crypto.bls_points import (
    EnginePoint,
    G1Point,
    G2Point,
    compute_engine_multiple,
    engine,
    from_engine_g1,
    from_engine_g2,
)
from pyde_spec.crypto.bls_scalars import CURVE_PARAMETER, SCALAR_MODULUS

WIDE_SIZE = 64
WIDE_SCALAR_SIZE = 48

Z = CURVE_PARAMETER
G1_CLEARING_FACTOR = 1 - Z
G2_COFACTOR = (Z**8 - 4 * Z**7 + 5 * Z**6 - 4 * Z**4 + 6 * Z**3 - 4 * Z**2 - 4 * Z + 13) // 9
G2_CLEARING_FACTOR = 3 * (Z**2 - 1) * G2_COFACTOR
"""What the standard multiplies a point of either curve with, so that it lands in the group."""


def compute_field_elements(message: bytes, tag: bytes, count: int) -> list[int]:
    """So many numbers below p from a message, 64 bytes for each. Rejects with `HASH_TAG_EMPTY`."""
    expanded = expand_message(message, tag, count * WIDE_SIZE)
    wide = [expanded[start : start + WIDE_SIZE] for start in range(0, len(expanded), WIDE_SIZE)]
    return [int.from_bytes(data, "big") % FIELD_MODULUS for data in wide]


def compute_g1_hash(message: bytes, tag: bytes) -> G1Point:
    """The point of the first group for a message under a tag. Rejects with `HASH_TAG_EMPTY`."""
    first, second = [map_to_g1_curve(value) for value in compute_field_elements(message, tag, 2)]
    return from_engine_g1(compute_engine_multiple(engine.add(first, second), engine.Z1, G1_CLEARING_FACTOR))


def compute_g2_hash(message: bytes, tag: bytes) -> G2Point:
    """The point of the second group for a message under a tag. Rejects with `HASH_TAG_EMPTY`."""
    values = compute_field_elements(message, tag, 4)
    first, second = map_to_g2_curve(values[0], values[1]), map_to_g2_curve(values[2], values[3])
    return from_engine_g2(compute_engine_multiple(engine.add(first, second), engine.Z2, G2_CLEARING_FACTOR))


def map_to_g1_curve(value: int) -> EnginePoint:
    """A point of the first curve for a number below p, by way of a curve that maps onto it.

    RFC 9380, section 6.6.3, with the map of appendix E.2.
    """
    return engine.iso_map_G1(*engine.optimized_swu_G1(engine.FQ(value)))


def map_to_g2_curve(first: int, second: int) -> EnginePoint:
    """A point of the second curve for a pair of numbers below p, by way of a curve that maps onto it.

    RFC 9380, section 6.6.3, with the map of appendix E.3.
    """
    return engine.iso_map_G2(*engine.optimized_swu_G2(engine.FQ2((first, second))))


def compute_scalar_hash(message: bytes, tag: bytes) -> int:
    """The scalar for a message under a tag. Rejects with `HASH_TAG_EMPTY`."""
    return int.from_bytes(expand_message(message, tag, WIDE_SCALAR_SIZE), "big") % SCALAR_MODULUS
