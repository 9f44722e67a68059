"""The coordinates of BLS12-381, and their square roots.

The coordinates of the first group are integers below p, a prime of 381 bits. Those of the second group
are pairs of such integers: (a, b) stands for a + b·u, where u² = -1.

A compressed point leaves out y. To get it back one takes the square root of y², and the one thing that
this page adds to the arithmetic of the engine is how. In the first field it is a power, because p is 3
modulo 4. In the field of pairs it comes down to roots in the first: the square of a root's length is the
length of the square.

Source: IETF draft on pairing-friendly curves, section 4.2.1; RFC 9380, appendix I.  Decision: R-110 (encodings).
"""

from pyde_spec.crypto.bls_scalars import CURVE_PARAMETER, SCALAR_MODULUS

FIELD_MODULUS = (CURVE_PARAMETER - 1) ** 2 * SCALAR_MODULUS // 3 + CURVE_PARAMETER
FIELD_ELEMENT_SIZE = 48

FieldPair = tuple[int, int]

ROOT_EXPONENT = (FIELD_MODULUS + 1) // 4
HALF = pow(2, -1, FIELD_MODULUS)


def is_field_element(value: int) -> bool:
    """Whether a number read from bytes is a coordinate of the first group, or a half of one of the second."""
    return value < FIELD_MODULUS


def negate_pair(value: FieldPair) -> FieldPair:
    """The pair that gives zero when it is added."""
    return -value[0] % FIELD_MODULUS, -value[1] % FIELD_MODULUS


def compute_square_root(value: int) -> int | None:
    """A number whose square is `value` modulo p, or none. The other one, if there is another, is its negation."""
    root = pow(value, ROOT_EXPONENT, FIELD_MODULUS)
    return root if root * root % FIELD_MODULUS == value else None


def compute_pair_square_root(value: FieldPair) -> FieldPair | None:
    """A pair whose square is `value`, or none.

    Let (s, t) be the root of (a, b): s² - t² = a and 2·s·t = b. Then s² + t² is a root of a² + b², so
    s² is half of a plus that root, with one of its two signs. Where s turns out to be zero, `value`
    has no second half, its first half is no square, and the root is t·u with t² = -a.
    """
    first, second = value
    length = compute_square_root((first * first + second * second) % FIELD_MODULUS)
    if length is None:
        return None
    for signed_length in (length, -length):
        root = compute_square_root((first + signed_length) * HALF % FIELD_MODULUS)
        if root:
            return root, second * pow(2 * root, -1, FIELD_MODULUS) % FIELD_MODULUS
    root = compute_square_root(-first % FIELD_MODULUS)
    assert root is not None, "of a and -a one is a square"
    return 0, root
