"""FALCON-512: products modulo q.

Modulo q the polynomial X^512 + 1 has 512 different roots, so a polynomial is as good as its values at
these roots, and a product of polynomials is the product of their values. The number-theoretic
transform takes coefficients to values in nine rounds. Each round splits every block, a polynomial modulo
X^2k − r², into its remainders modulo X^k − r and X^k + r. There X^k is r, or −r, so that a low coefficient a and the
high one b that stands k places above it become

    modulo X^k − r:  a + r·b        modulo X^k + r:  a − r·b

A list holds the first coefficient of every block, then the second of every block, and so on. So the low
and the high coefficients are always its two halves. In the end each block is one value; the order
that they come in matters nowhere else, as values meet place by place and the way back undoes the rounds
one by one.

Source: FALCON specification, version 1.2, section 3.3.
"""

from functools import cache

from pyde_spec.crypto.falcon_parameters import DEGREE, MODULUS, Polynomial

ROOT = 10_302
"""A 1,024th root of unity modulo q: its 512th power is −1."""

HALF = DEGREE // 2

Values = list[int]


@cache
def compute_root_exponents() -> tuple[tuple[int, ...], ...]:
    """For each round, the exponent of the r of each block, as a power of w, the `ROOT`.

    Before the first round one block stands for X^512 + 1 = X^512 − w^512. A block for X^2k − w^e splits
    into X^k − w^(e/2) and X^k + w^(e/2); as w^512 is −1, the second is X^k − w^(e/2 + 512).
    """
    rounds = []
    exponents = [DEGREE]
    while len(exponents) < DEGREE:
        halves = [exponent // 2 for exponent in exponents]
        rounds.append(tuple(halves))
        exponents = [exponent for half in halves for exponent in (half, half + DEGREE)]
    return tuple(rounds)


@cache
def compute_roots() -> tuple[tuple[int, ...], ...]:
    """For each round, the r that each of its 256 high coefficients is multiplied by."""
    powers = [[pow(ROOT, exponent, MODULUS) for exponent in exponents] for exponents in compute_root_exponents()]
    return tuple([tuple(line * (HALF // len(line))) for line in powers])


@cache
def compute_inverse_roots() -> tuple[tuple[int, ...], ...]:
    """For each round, the inverses of its r."""
    return tuple([tuple([pow(root, -1, MODULUS) for root in roots]) for roots in compute_roots()])


def compute_values(polynomial: Polynomial) -> Values:
    """The values of a polynomial at the roots of X^512 + 1, each from 0 to q − 1. Coefficients may be negative."""
    values = list(polynomial)
    for roots in compute_roots():
        turned = [high * root % MODULUS for high, root in zip(values[HALF:], roots, strict=True)]
        pairs = zip(values[:HALF], turned, strict=True)
        values = [value for low, high in pairs for value in (low + high, low - high)]
    return [value % MODULUS for value in values]


def compute_polynomial(values: Values) -> Polynomial:
    """The polynomial with these values, its coefficients from 0 to q − 1."""
    for inverse_roots in reversed(compute_inverse_roots()):
        sums = values[0::2]
        differences = values[1::2]
        lows = [a + b for a, b in zip(sums, differences, strict=True)]
        pairs = zip(sums, differences, inverse_roots, strict=True)
        values = lows + [(a - b) * inverse_root % MODULUS for a, b, inverse_root in pairs]
    scale = pow(DEGREE, -1, MODULUS)  # each round doubled
    return tuple([value * scale % MODULUS for value in values])


def multiply(left: Polynomial, right: Polynomial) -> Polynomial:
    """The product of two polynomials modulo X^512 + 1 and q, its coefficients from 0 to q − 1."""
    pairs = zip(compute_values(left), compute_values(right), strict=True)
    return compute_polynomial([a * b for a, b in pairs])


def is_invertible(polynomial: Polynomial) -> bool:
    """Whether the polynomial has an inverse modulo X^512 + 1 and q: whether it is zero at no root."""
    return all(compute_values(polynomial))


def divide(numerator: Polynomial, denominator: Polynomial) -> Polynomial:
    """The quotient of two polynomials modulo X^512 + 1 and q. The denominator must be invertible."""
    pairs = zip(compute_values(numerator), compute_values(denominator), strict=True)
    return compute_polynomial([a * pow(b, -1, MODULUS) for a, b in pairs])


def centre(polynomial: Polynomial) -> Polynomial:
    """The same polynomial modulo q, with each coefficient from −6,144 to 6,144."""
    half = MODULUS // 2
    return tuple([(coefficient + half) % MODULUS - half for coefficient in polynomial])
