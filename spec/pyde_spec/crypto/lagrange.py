"""Lagrange coefficients at zero.

A secret is shared as the value at zero of a polynomial; member number i holds the value at i. From as many
shares as the polynomial has coefficients the value at zero comes back: it is the sum of the shares, each
times a coefficient that depends only on the numbers of the members whose shares are used. The same
coefficients combine points in place of scalars, which is how shares of a signature become the signature.

Numbers start from 1: the share of number 0 would be the secret. A number that occurs twice would give two
shares that say the same, and a division by zero.

Source: book, chapter 8, sections 8.5 and 8.6.  Decision: D-29, R-113 (indices).
"""

from collections.abc import Sequence

from pyde_spec.crypto.bls_scalars import (
    compute_scalar_inverse,
    compute_scalar_negation,
    compute_scalar_product,
    compute_scalar_sum,
)
from pyde_spec.encoding.shapes import U32
from pyde_spec.rejections import Reason, Rejected


def validate_indices(indices: Sequence[U32]) -> None:
    """Rejects with `LAGRANGE_NO_INDICES`, `LAGRANGE_INDEX_ZERO`, `LAGRANGE_INDEX_REPEATED`, in this order."""
    if not indices:
        raise Rejected(Reason.LAGRANGE_NO_INDICES)
    if 0 in indices:
        raise Rejected(Reason.LAGRANGE_INDEX_ZERO)
    if len(set(indices)) != len(indices):
        raise Rejected(Reason.LAGRANGE_INDEX_REPEATED)


def compute_lagrange_coefficients(indices: Sequence[U32]) -> tuple[int, ...]:
    """The coefficient of each index, in the order of the indices. Rejects with the reasons of `validate_indices`."""
    validate_indices(indices)
    return tuple([compute_coefficient(index, indices) for index in indices])


def compute_coefficient(index: U32, indices: Sequence[U32]) -> int:
    """The product of j / (j - i) over every other index j."""
    numerator, denominator = 1, 1
    for other in indices:
        if other != index:
            numerator = compute_scalar_product(numerator, other)
            denominator = compute_scalar_product(denominator, compute_scalar_sum(other, compute_scalar_negation(index)))
    return compute_scalar_product(numerator, compute_scalar_inverse(denominator))
