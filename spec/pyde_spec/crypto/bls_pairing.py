"""The pairing of BLS12-381.

The pairing takes a point of each group to an element of a third group, and it is linear in both: the
pairing of aP with bQ is the pairing of P with Q to the power ab. So it can compare products of numbers that
nobody knows. Every rule of the protocol that needs it comes down to one question: is the product of the
pairings of these points one? No element of the third group is ever written down.

The product over nothing is one, and a check of nothing would always pass. It is refused.

Source: IETF draft on pairing-friendly curves, section 2.  Decision: R-112 (lists of points).
"""

from collections.abc import Sequence

from pyde_spec.crypto.bls_points import G1Point, G2Point, engine, to_engine_g1, to_engine_g2
from pyde_spec.rejections import Reason, Rejected

PointPair = tuple[G1Point, G2Point]


def validate_pairs(pairs: Sequence[PointPair]) -> None:
    """Rejects with `PAIRING_CHECK_EMPTY` when there is nothing to check."""
    if not pairs:
        raise Rejected(Reason.PAIRING_CHECK_EMPTY)


def is_pairing_product_one(pairs: Sequence[PointPair]) -> bool:
    """Whether the product of the pairings of each pair is one. Rejects with `PAIRING_CHECK_EMPTY`."""
    validate_pairs(pairs)
    product = engine.FQ12.one()
    for first, second in pairs:
        product *= engine.pairing(to_engine_g2(second), to_engine_g1(first), final_exponentiate=False)
    answer: bool = engine.final_exponentiate(product) == engine.FQ12.one()
    return answer
