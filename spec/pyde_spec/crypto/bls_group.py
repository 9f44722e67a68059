"""The groups of BLS12-381, as other chapters use them.

Each function asks the provider, so that the text or its accelerator answers. Both refuse the same things, by
the same checks. A decoder is compared as a total function, the point or nothing, so that a disagreement over
what is a point shows; the reason of a refusal is always the text's.

Decision: R-12, R-115 (what is guarded).
"""

from collections.abc import Sequence

from pyde_spec.crypto.bls_pairing import PointPair
from pyde_spec.crypto.bls_point_encoding import decode_g1, decode_g2
from pyde_spec.crypto.bls_points import G1Point, G2Point
from pyde_spec.crypto.provider import ACTIVE_PROVIDER, compute_answer
from pyde_spec.crypto.replaceables import (
    G1_DECODE,
    G1_HASH,
    G1_MULTI_EXPONENTIATION,
    G1_MULTIPLE,
    G1_SUM,
    G2_DECODE,
    G2_HASH,
    G2_MULTI_EXPONENTIATION,
    G2_MULTIPLE,
    G2_SUM,
    PAIRING_CHECK,
)


def g1_decode(data: bytes) -> G1Point:
    """The point of the first group that the bytes stand for. Rejects with the reasons of `decode_g1`."""
    point: G1Point | None = compute_answer(ACTIVE_PROVIDER.get(), G1_DECODE, data)
    return decode_g1(data) if point is None else point


def g2_decode(data: bytes) -> G2Point:
    """The point of the second group that the bytes stand for. Rejects with the reasons of `decode_g2`."""
    point: G2Point | None = compute_answer(ACTIVE_PROVIDER.get(), G2_DECODE, data)
    return decode_g2(data) if point is None else point


def g1_add(left: G1Point, right: G1Point) -> G1Point:
    """The sum of two points of the first group."""
    point: G1Point = compute_answer(ACTIVE_PROVIDER.get(), G1_SUM, left, right)
    return point


def g2_add(left: G2Point, right: G2Point) -> G2Point:
    """The sum of two points of the second group."""
    point: G2Point = compute_answer(ACTIVE_PROVIDER.get(), G2_SUM, left, right)
    return point


def g1_multiply(point: G1Point, scalar: int) -> G1Point:
    """A point of the first group times a scalar."""
    multiple: G1Point = compute_answer(ACTIVE_PROVIDER.get(), G1_MULTIPLE, point, scalar)
    return multiple


def g2_multiply(point: G2Point, scalar: int) -> G2Point:
    """A point of the second group times a scalar."""
    multiple: G2Point = compute_answer(ACTIVE_PROVIDER.get(), G2_MULTIPLE, point, scalar)
    return multiple


def g1_multi_exponentiation(points: Sequence[G1Point], scalars: Sequence[int]) -> G1Point:
    """The sum of points of the first group, each times its scalar. Rejects with `MULTI_EXPONENTIATION_LENGTHS`."""
    total: G1Point = compute_answer(ACTIVE_PROVIDER.get(), G1_MULTI_EXPONENTIATION, points, scalars)
    return total


def g2_multi_exponentiation(points: Sequence[G2Point], scalars: Sequence[int]) -> G2Point:
    """The sum of points of the second group, each times its scalar. Rejects with `MULTI_EXPONENTIATION_LENGTHS`."""
    total: G2Point = compute_answer(ACTIVE_PROVIDER.get(), G2_MULTI_EXPONENTIATION, points, scalars)
    return total


def hash_to_g1(message: bytes, tag: bytes) -> G1Point:
    """The point of the first group for a message under a tag. Rejects with `HASH_TAG_EMPTY`."""
    point: G1Point = compute_answer(ACTIVE_PROVIDER.get(), G1_HASH, message, tag)
    return point


def hash_to_g2(message: bytes, tag: bytes) -> G2Point:
    """The point of the second group for a message under a tag. Rejects with `HASH_TAG_EMPTY`."""
    point: G2Point = compute_answer(ACTIVE_PROVIDER.get(), G2_HASH, message, tag)
    return point


def pairing_check(pairs: Sequence[PointPair]) -> bool:
    """Whether the product of the pairings of each pair is one. Rejects with `PAIRING_CHECK_EMPTY`."""
    answer: bool = compute_answer(ACTIVE_PROVIDER.get(), PAIRING_CHECK, pairs)
    return answer
