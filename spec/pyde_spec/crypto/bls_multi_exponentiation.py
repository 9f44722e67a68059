"""Sums of multiples.

To combine the shares of a key, or to check a share against the commitments to a polynomial, one multiplies
each of many points with a scalar of its own and adds up. Fast implementations do not do it one by one, and
some of them quietly stop at the end of the shorter list. So the two lists are checked here: they have the
same length. The sum over nothing is the identity.

Source: design, foundations, "BLS12-381".  Decision: R-112 (lists of points).
"""

from collections.abc import Sequence

from pyde_spec.crypto.bls_points import (
    G1_IDENTITY,
    G2_IDENTITY,
    G1Point,
    G2Point,
    compute_g1_multiple,
    compute_g1_sum,
    compute_g2_multiple,
    compute_g2_sum,
)
from pyde_spec.rejections import Reason, Rejected


def validate_equal_lengths(points: Sequence[G1Point | G2Point], scalars: Sequence[int]) -> None:
    """Rejects with `MULTI_EXPONENTIATION_LENGTHS` when there is not one scalar for each point."""
    if len(points) != len(scalars):
        raise Rejected(Reason.MULTI_EXPONENTIATION_LENGTHS, f"{len(points)} points, {len(scalars)} scalars")


def compute_g1_multi_exponentiation(points: Sequence[G1Point], scalars: Sequence[int]) -> G1Point:
    """The sum of points of the first group, each times its scalar. Rejects with `MULTI_EXPONENTIATION_LENGTHS`."""
    validate_equal_lengths(points, scalars)
    total = G1_IDENTITY
    for point, scalar in zip(points, scalars, strict=True):
        total = compute_g1_sum(total, compute_g1_multiple(point, scalar))
    return total


def compute_g2_multi_exponentiation(points: Sequence[G2Point], scalars: Sequence[int]) -> G2Point:
    """The sum of points of the second group, each times its scalar. Rejects with `MULTI_EXPONENTIATION_LENGTHS`."""
    validate_equal_lengths(points, scalars)
    total = G2_IDENTITY
    for point, scalar in zip(points, scalars, strict=True):
        total = compute_g2_sum(total, compute_g2_multiple(point, scalar))
    return total
